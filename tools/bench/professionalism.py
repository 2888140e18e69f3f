"""Measuring everyone's index of professionalism for two years, and reading the agency's page."""

import os
from collections.abc import Iterator
from datetime import date

from tools.bench.figures import Figure, seconds

SIZE = int(os.environ.get("BENCH_SIZES", "100000").split(",")[-1])
TODAY = date(2026, 11, 2)


def measure() -> Iterator[Figure]:
    from bijak.accounts.models import Account
    from bijak.organization import queries as organization
    from bijak.organization import services as organizing
    from bijak.organization.registries import Role
    from bijak.professionalism import queries
    from tools.bench.importing import _empty_database
    from tools.bench.people import fill

    _empty_database()
    officer = Account.objects.create(name="Bench", nip="198203032006042003", email="")
    organizing.grant_role(
        account=officer, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
    )
    fill(SIZE, by=officer, today=TODAY)
    _learn_and_rate()
    reckoned = seconds(lambda: queries.measure(2025, today=TODAY))
    first, again = (seconds(_run) for _time in range(2))
    everyone = organization.EVERYTHING
    page = seconds(lambda: queries.parts_of("", 2025, reach=everyone))
    yield Figure("index: read and reckon a year, nothing kept", reckoned, "s", SIZE)
    yield Figure("index: first night, two years kept", first, "s", SIZE)
    yield Figure("index: another night, nothing changed", again, "s", SIZE)
    yield Figure("index: sums of the agency's offices", page * 1000, "ms", SIZE)


def _learn_and_rate() -> None:
    """Two ratings and three trainings each."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO performance_skprating (uuid, employee_id, year, results, behaviour, predicate, rater_name, "
            "rater_nip, rater_position, rater_unit, reference) SELECT uuidv7(), employee_id, year, '', '', 'good', '', "
            "'', '', '', employee_id || '-' || year FROM people_employeetoday, generate_series(2024, 2025) AS year"
        )
        cursor.execute(
            "INSERT INTO competency_trainingrecord (uuid, employee_id, kind, name, form_code, hours, organiser, year, "
            "ended_on, certificate_no, siasn_id, reference) SELECT uuidv7(), employee_id, 'course', 'Bimtek ' || n, "
            "(ARRAY['3', '9', '8'])[n], 4 * n + employee_id % 20, '', 2023 + n, make_date(2023 + n, 5, 2), "
            "employee_id || '/' || n, '', employee_id || ':' || n FROM people_employeetoday, generate_series(1, 3) AS n"
        )
        cursor.execute("ANALYZE")


def _run() -> None:
    from django.utils import timezone

    from bijak.professionalism import services

    services.ask()
    assert services.measure(today=TODAY, at=timezone.now())
