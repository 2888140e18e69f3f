"""Reading everyone's place in the queue for promotion, beside COPY of as many bare rows into a bare table."""

import os
from collections.abc import Iterator
from datetime import date, timedelta

from tools.bench.bare import copied
from tools.bench.figures import Figure, seconds

SIZE = int(os.environ.get("BENCH_SIZES", "100000").split(",")[-1])
TODAY = date(2026, 11, 2)


def measure() -> Iterator[Figure]:
    from django.db import connection

    from bijak.career import services
    from bijak.career.models import QueueLine
    from bijak.career.queries.standing import read
    from bijak.people import queries as people
    from tools.bench.pages import fill

    fill(SIZE)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO performance_skprating (uuid, employee_id, year, results, behaviour, predicate, rater_name, "
            "rater_nip, rater_position, rater_unit, reference) SELECT uuidv7(), employee_id, year, '', '', 'good', '', "
            "'', '', '', employee_id || '-' || year FROM people_employeetoday, generate_series(2023, 2025) AS year"
        )
        cursor.execute("ANALYZE")
    gathered = seconds(lambda: read(TODAY).levels)
    first, again = (seconds(lambda: _run(TODAY)) for _time in range(2))
    next_month = seconds(lambda: _run(TODAY + timedelta(31)))
    lines = QueueLine.objects.count()
    bare = copied(
        "SELECT employee_id, unit_id, rank_code, kind, state, period, levels, days FROM career_queueline",
        *("bigint", "bigint", "text", "text", "text", "date", "text", "text"),
    )
    one = people.active().filter(kind="pns").values_list("uuid", flat=True)[0]
    alone = seconds(lambda: services.refresh_person(uuid=one, today=TODAY))
    yield Figure("queue: read and decide, nothing kept", gathered, "s", lines)
    yield Figure("queue: first night, every line new", first, "s", lines, bare)
    yield Figure("queue: another night, nothing changed", again, "s", lines, bare)
    yield Figure("queue: a month later, every period moves", next_month, "s", lines, bare)
    yield Figure("queue: one person whose records changed", alone * 1000, "ms", 1)


def _run(today: date) -> None:
    from django.utils import timezone

    from bijak.career import services

    services.ask_run()
    assert services.run(today=today, at=timezone.now())
