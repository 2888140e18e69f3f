"""Her own page, the list, the figure and the what-if say the same of every person; so does SQL of our own."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.competency.tests.factories import employ, train
from bijak.organization.models import Agency, Unit
from bijak.people.models import EmployeeToday
from bijak.policy import queries as policy
from bijak.policy import testing as policies
from bijak.simulation import queries

pytestmark = pytest.mark.django_db

BY_HAND = """
    WITH counted AS (
        SELECT employee_id, sum(most) AS hours FROM (
            SELECT employee_id, max(hours) AS most FROM competency_trainingrecord
            WHERE year = 2025 AND replaced_by_id IS NULL AND withdrawn_on IS NULL
            GROUP BY employee_id, CASE certificate_no WHEN '' THEN lower(name) ELSE certificate_no END
        ) AS trainings GROUP BY employee_id
    )
    SELECT m.employee_id, coalesce(c.hours, 0) FROM people_employmentspell AS m
    JOIN people_standingspell AS s USING (employee_id) LEFT JOIN counted AS c USING (employee_id)
    WHERE m.believed_until IS NULL AND s.believed_until IS NULL AND m.kind = 'pns' AND s.standing_code = '01'
      AND m.from_on < '2026-01-01' AND m.until_on IS NULL AND s.until_on IS NULL
"""
"""Hours of 2025 of those who are PNS today and were when that year ended."""


@pytest.fixture
def town(education: Unit, citra: Account, today: date) -> list[EmployeeToday]:
    """PNS of long standing and since the last and first day of a year, CPNS, PPPK, and one who has gone."""
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})
    facts: list[tuple[int, dict[str, Any]]] = [
        (12, {}),
        (1, {"cpns_from": date(2024, 12, 1), "pns_from": date(2025, 12, 31)}),
        (1, {"cpns_from": date(2025, 1, 1), "pns_from": date(2026, 1, 1)}),
        (1, {"cpns_from": date(2025, 6, 1), "pns_from": date(2026, 6, 1)}),
        (1, {"kind": "cpns", "cpns_from": date(2026, 2, 1), "pns_from": None}),
        (1, {"kind": "pppk", "cpns_from": date(2022, 3, 1), "pns_from": None, "rank_code": "9"}),
        (1, {"standing_code": "99"}),
    ]
    for place, (count, differs) in enumerate(facts):
        employ(education, count, by=citra, today=today, first=1 + 100 * place, **differs)
    everyone = list(EmployeeToday.objects.order_by("nip"))
    for place, person in enumerate(everyone):
        train(person, 13 + place % 12)
        train(person, 30, year=2026)
        for name in ("Rapat Kerja", "RAPAT KERJA"):
            train(person, 1, name=name)
    return everyone


def test_every_place_judges_the_same_people_by_the_same_hours(
    town: list[EmployeeToday], citra: Account, client_of: Callable[..., Client], today: date
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND)
        expected = {employee: int(hours) for employee, hours in cursor.fetchall()}
    assert len(expected) == 13
    short = {employee for employee, hours in expected.items() if hours < 20}

    citra_sees = client_of(citra)
    on_page = {row.pk: _judged(citra_sees.get(f"/pegawai/{row.uuid}/").content.decode()) for row in town}
    assert {pk: hours for pk, (hours, is_judged) in on_page.items() if is_judged} == expected

    listed = citra_sees.get("/pelatihan/kurang/", {"tahun": 2025}).content.decode()
    assert {row.pk for row in town if str(row.uuid) in listed} == short

    figure = competency.share_under_hours(today)
    assert (figure.count, figure.of) == (len(short), len(expected))

    draft = policies.make_policy()
    policies.set_hours(draft, 24)
    now = queries.what_if(policy.get_draft(draft.uuid), on=today).everyone
    assert (now.cells[0].short, now.of) == (len(short), len(expected))
    assert now.cells[0].hours == sum(20 - expected[pk] for pk in short)


def _judged(page: str) -> tuple[int, bool]:
    """Hours of 2025 on somebody's page, and whether they are held against a number."""
    found = re.search(r"Jam pelajaran 2025.*?h2 mb-1\">(\d+) <span[^>]*>(/ \d+ )?JP", page, re.DOTALL)
    assert found
    return int(found[1]), bool(found[2])
