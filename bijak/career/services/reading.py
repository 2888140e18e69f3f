"""Reading the queue anew, for everyone or for some, and keeping what came of it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from bijak.career.events import BecameEligible
from bijak.career.models import QueueRun
from bijak.career.queries.public import reckon
from bijak.career.queries.standing import KINDS, STATES, Standings, read
from bijak.kernel.events import publish
from bijak.notifications import services as notifications
from bijak.people import queries as people

_LOCK = 0x6B617269  # "kari"

NO_DAY = "0" * 8
"""Stands in ``QueueLine.days`` for a day that is not known."""


@dataclass(frozen=True)
class Kept:
    """How many people there are, how many lines became others, and who (keys of Employee) became eligible."""

    people: int
    changed: int
    eligible: Sequence[int]


def ask_run() -> None:
    """Have everyone read anew, soon."""
    QueueRun.objects.create()


@transaction.atomic
def run(*, today: date, at: datetime) -> bool:
    """Read everyone anew, where somebody asked for it. Twice on a day says the same."""
    waiting = QueueRun.objects.filter(finished_at=None).select_for_update(skip_locked=True)
    asked = list(waiting.values_list("pk", flat=True))
    if not asked:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    standings = read(today)
    kept = _keep(standings, today=today, among=None)
    _tell(kept.eligible, standings.period)
    QueueRun.objects.exclude(finished_at=None).delete()
    public = asdict(reckon(today=today))
    QueueRun.objects.filter(pk__in=asked).update(
        finished_at=at, people=kept.people, changed=kept.changed, public=public
    )
    return True


@transaction.atomic
def refresh(*, today: date, among: Sequence[int]) -> None:
    """Read some people (keys of Employee) anew; while everyone is being read nobody waits for that."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [_LOCK])
        is_free = cursor.fetchone()[0]
    if not is_free:
        ask_run()
        return
    standings = read(today, among=among)
    _tell(_keep(standings, today=today, among=among).eligible, standings.period)


def refresh_person(*, uuid: UUID, today: date) -> None:
    """Read somebody anew whose records changed."""
    if (row := people.EmployeeToday.objects.filter(uuid=uuid).first()) is not None:
        refresh(today=today, among=[row.pk])


def _tell(eligible: Sequence[int], period: date) -> None:
    if not eligible:
        return
    rows = people.rows_of_employees(eligible).values()
    publish(BecameEligible(tuple(row.uuid for row in rows), period))
    notifications.notify(
        to=[row.employee.account for row in rows if row.employee.account is not None],
        kind="career.queue",
        title=_("Anda memenuhi syarat kenaikan pangkat"),
        body=_("Lihat jenis, periode, dan setiap syaratnya di antrean kenaikan pangkat."),
        link="/karier/saya/",
    )


def _keep(found: Standings, *, today: date, among: Sequence[int] | None) -> Kept:
    """Write the lines that became others, and take away those of people who are no longer in the queue."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS found")
        cursor.execute(
            "CREATE TEMPORARY TABLE found (employee_id bigint, unit_id bigint, rank_code text, rank_from date, "
            "kind text, state text, eligible_on date, period date, target_rank text, levels text, days text, "
            "credit_short numeric(8, 3)) ON COMMIT DROP"
        )
        with cursor.copy("COPY found FROM STDIN") as copy:
            for row in zip(*_columns(found), strict=True):
                copy.write_row(row)
        cursor.execute("ANALYZE found")
        cursor.execute(
            """
            DELETE FROM career_queueline AS t
            WHERE (%(among)s::bigint[] IS NULL OR t.employee_id = ANY(%(among)s)) AND NOT EXISTS (
                SELECT FROM found AS f WHERE f.employee_id = t.employee_id
            )
            """,
            {"among": None if among is None else list(among)},
        )
        cursor.execute(
            """
            WITH written AS (
                INSERT INTO career_queueline AS t (
                    uuid, employee_id, unit_id, rank_code, rank_from, kind, state, eligible_on, period, target_rank,
                    levels, days, credit_short, pseudonym, changed_on, was_state, was_kind
                )
                SELECT uuidv7(), employee_id, unit_id, rank_code, rank_from, kind, state, eligible_on, period,
                       target_rank, levels, days, credit_short,
                       upper(left(replace(gen_random_uuid()::text, '-', ''), 8)), %(today)s, '', ''
                FROM found AS f WHERE NOT EXISTS (
                    SELECT FROM career_queueline AS k WHERE k.employee_id = f.employee_id
                    AND (k.unit_id, k.rank_code, k.rank_from, k.kind, k.state, k.eligible_on, k.period, k.target_rank,
                         k.levels, k.days, k.credit_short)
                    IS NOT DISTINCT FROM (f.unit_id, f.rank_code, f.rank_from, f.kind, f.state, f.eligible_on, f.period,
                         f.target_rank, f.levels, f.days, f.credit_short)
                )
                ON CONFLICT (employee_id) DO UPDATE SET
                    unit_id = excluded.unit_id, rank_code = excluded.rank_code, rank_from = excluded.rank_from,
                    kind = excluded.kind, state = excluded.state, eligible_on = excluded.eligible_on,
                    period = excluded.period, target_rank = excluded.target_rank, levels = excluded.levels,
                    days = excluded.days, credit_short = excluded.credit_short,
                    (changed_on, was_state, was_kind) = (
                        SELECT CASE WHEN moved THEN %(today)s ELSE t.changed_on END,
                               CASE WHEN moved THEN t.state ELSE t.was_state END,
                               CASE WHEN moved THEN t.kind ELSE t.was_kind END
                        FROM (SELECT (t.state, t.kind, t.rank_code) <> (
                            excluded.state, excluded.kind, excluded.rank_code
                        )) AS compared (moved)
                    )
                RETURNING new.employee_id, old.state AS before, new.state AS after
            )
            SELECT count(*), coalesce(array_agg(employee_id) FILTER (WHERE before <> 'may' AND after = 'may'), '{}')
            FROM written
            """,
            {"today": today},
        )
        changed, eligible = cursor.fetchone()
    return Kept(len(found), changed, eligible)


def _columns(found: Standings) -> list[list[object]]:
    """In the order of the table that is copied into."""
    facts, best = found.facts, found.best
    rows = np.arange(len(found))
    return [
        facts["employee"].tolist(),
        [unit or None for unit in facts["unit"].tolist()],
        facts["rank"].tolist(),
        facts["rank_from"].tolist(),
        np.array(KINDS)[best].tolist(),
        np.array([each.value for each in STATES])[found.states[rows, best]].tolist(),
        found.eligible_on[rows, best].tolist(),
        found.periods[rows, best].tolist(),
        found.targets.tolist(),
        _digits(found.levels),
        _digits(_written(found.eligible_on)),
        list(found.credit_short),
    ]


def _written(days: npt.NDArray[np.datetime64]) -> npt.NDArray[np.int64]:
    """The eight digits of each day (yyyymmdd), side by side; zeros where it is not known."""
    months = days.astype("datetime64[M]")
    day = (days - months.astype("datetime64[D]")).astype(np.int64) + 1
    month = months.astype(np.int64)
    numbers = np.where(np.isnat(days), 0, (month // 12 + 1970) * 10_000 + (month % 12 + 1) * 100 + day)
    powers = 10 ** np.arange(len(NO_DAY) - 1, -1, -1)
    digits = numbers[..., np.newaxis] // powers % 10
    return np.asarray(digits.reshape(len(days), days.shape[1] * len(NO_DAY)))


def _digits(numbers: npt.NDArray[np.int64] | npt.NDArray[np.int8]) -> list[object]:
    """Each row of digits as one word."""
    if not len(numbers):
        return []
    signs = np.ascontiguousarray(numbers + ord("0"), np.uint8)
    return list(signs.view(f"S{signs.shape[1]}").ravel().astype("U").tolist())
