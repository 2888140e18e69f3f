"""The allowance of a month for everyone: from attendance day by day to the rows that pages read."""

import os
import time
from collections.abc import Iterator
from datetime import date

from tools.bench.figures import Figure

SIZE = int(os.environ.get("BENCH_ALLOWANCES", "100000"))
TODAY = date(2026, 11, 2)
MONTH = date(2026, 10, 1)

_POSTS = """
    INSERT INTO organization_post (uuid, unit_id, title, key)
    SELECT uuidv7(), unit_id, min(title), lower(regexp_replace(btrim(title), '\\s+', ' ', 'g')) AS key
    FROM people_positionspell WHERE unit_id IS NOT NULL AND believed_until IS NULL GROUP BY unit_id, key
"""
_CLASSES = """
    INSERT INTO organization_postspell (
        post_id, kind, job_class, needed, from_on, rank_lowest, rank_highest, education_level, programmes,
        certificates, decree_number, reason
    )
    SELECT id, 'executor', 5 + id %% 10, 1, '2020-01-01', '', '', '', '', '', '', '' FROM organization_post
"""
_ATTENDANCE = """
    INSERT INTO welfare_attendanceday (
        uuid, reference, employee_id, day, presence, late, early, missed_in, missed_out
    )
    SELECT uuidv7(), e.id || ':' || d, e.id, d, CASE WHEN random() < 0.01 THEN 'absent' ELSE 'present' END,
           CASE WHEN random() < 0.06 THEN 1 + floor(random() * 120) ELSE 0 END,
           CASE WHEN random() < 0.02 THEN 1 + floor(random() * 60) ELSE 0 END, random() < 0.01, random() < 0.01
    FROM people_employee AS e CROSS JOIN unnest(%s::date[]) AS d
"""
_PRODUCTIVITY = """
    INSERT INTO welfare_productivity (uuid, reference, employee_id, month, minutes, target, predicate)
    SELECT uuidv7(), id || ':10', id, %s, 5000 + floor(random() * 2000), 6750, '' FROM people_employee
"""
_PERCENTS = {"index_fiscal": 0.7, "index_cost": 1, "index_governance": 0.9, "workload": 40, "performance": 60,
             "kind_cpns": 80, "kind_pppk_part_time": 50}  # fmt: skip


def measure() -> Iterator[Figure]:
    from django.db import connection
    from django.utils import timezone

    from bijak.welfare.services import allowance as services

    days = _fill()
    with connection.cursor() as cursor:
        started = time.perf_counter()
        cursor.execute("SELECT employee_id, sum(late) FROM welfare_attendanceday GROUP BY employee_id")
        cursor.fetchall()
        bare = time.perf_counter() - started
    for name in ("allowances of a month, the first time", "allowances of a month, again"):
        started = time.perf_counter()
        known = services.reckon(month=MONTH, at=timezone.now())
        seconds = time.perf_counter() - started
        told = known.people - known.unknown
        yield Figure(name, seconds, "s", known.people, bare, f"{days:,} days, {told:,} could be told")


def _fill() -> int:
    """So many people with a class and a whole month of days; how many days."""
    from django.core.management import call_command
    from django.db import connection

    from bijak.accounts.models import Account
    from bijak.organization import queries as organization
    from bijak.organization import services as organizing
    from bijak.organization.registries import Role
    from bijak.welfare.models import AllowanceSetting
    from tools.bench import people

    call_command("flush", interactive=False, verbosity=0)
    officer = Account.objects.create(name="Citra Dewanti", email="citra@example.test")
    organizing.grant_role(
        account=officer, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
    )
    people.fill(SIZE, by=officer, today=TODAY)
    AllowanceSetting.objects.bulk_create(
        AllowanceSetting(
            what=what, value=value, law="Perwa", article="Pasal 1", from_on=MONTH, reference=what
        )
        for what, value in _PERCENTS.items()
    )
    month = [MONTH.replace(day=n) for n in range(1, 32)]
    with connection.cursor() as cursor:
        cursor.execute(_POSTS)
        cursor.execute(_CLASSES, [])
        cursor.execute(_ATTENDANCE, [[day for day in month if organization.is_working_day(day)]])
        count = cursor.rowcount
        cursor.execute(_PRODUCTIVITY, [MONTH])
        cursor.execute("ANALYZE")
    return count
