"""Everyone looked through, at night and on change: whose raise and whose retirement comes when."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from bijak.people import queries as people
from bijak.welfare.models import OutlookRun, RaiseOutlook
from bijak.welfare.queries import raises
from bijak.welfare.queries.raises import Outlook
from bijak.welfare.services import retirement

_LOCK = 0x6B6762  # "kgb"


def ask() -> None:
    """Have everyone looked through, soon."""
    OutlookRun.objects.create()


@transaction.atomic
def look_through(*, on: date, at: datetime) -> bool:
    """Look through everyone, where somebody asked for it. However many asked, once is enough."""
    waiting = OutlookRun.objects.filter(finished_at=None).select_for_update(skip_locked=True)
    asked = list(waiting.values_list("pk", flat=True))
    if not asked:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    found = raises.outlook(on)
    _keep(found, among=None)
    retirement.look_through(on=on)
    OutlookRun.objects.exclude(finished_at=None).delete()
    OutlookRun.objects.filter(pk__in=asked).update(finished_at=at, on=on, people=len(found))
    return True


@transaction.atomic
def refresh(*, on: date, among: Sequence[int]) -> None:
    """Look at some people again. While everyone is being looked through nobody waits: another look follows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [_LOCK])
        is_free = cursor.fetchone()[0]
    if is_free:
        _keep(raises.outlook(on, among=among), among=among)
    else:
        ask()


def refresh_person(*, uuid: UUID, on: date) -> None:
    """Look again at somebody whose records changed."""
    active = people.active().filter(uuid=uuid).values_list("pk", flat=True)
    kept = RaiseOutlook.objects.filter(employee__uuid=uuid).values_list("pk", flat=True)
    refresh(on=on, among=sorted({*active, *kept}))


def _keep(found: Outlook, *, among: Sequence[int] | None) -> None:
    """Write what differs from what is kept, in two statements."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.outlook")
        cursor.execute(
            "CREATE TEMPORARY TABLE outlook (employee_id bigint, unit_id bigint, due_on date, from_on date, "
            "state text, because text, facts jsonb) ON COMMIT DROP"
        )
        columns = (found.employee, found.unit, found.due_on, found.from_on, found.state, found.because)
        with cursor.copy("COPY outlook FROM STDIN") as copy:
            for values, facts in zip(
                zip(*(column.tolist() for column in columns), strict=True), found.each_facts(), strict=True
            ):
                employee, unit, *rest = values
                copy.write_row((employee, unit or None, *rest, json.dumps(facts)))
        cursor.execute("ANALYZE outlook")
        cursor.execute(
            """
            DELETE FROM welfare_raiseoutlook AS t
            WHERE (%(among)s::bigint[] IS NULL OR t.employee_id = ANY(%(among)s)) AND NOT EXISTS (
                SELECT FROM pg_temp.outlook AS f WHERE f.employee_id = t.employee_id
            )
            """,
            {"among": None if among is None else list(among)},
        )
        cursor.execute(
            """
            INSERT INTO welfare_raiseoutlook AS t (employee_id, unit_id, due_on, from_on, state, because, facts)
            SELECT employee_id, unit_id, due_on, from_on, state, because, facts FROM pg_temp.outlook
            ON CONFLICT (employee_id) DO UPDATE SET
                unit_id = excluded.unit_id, due_on = excluded.due_on, from_on = excluded.from_on,
                state = excluded.state, because = excluded.because, facts = excluded.facts
            WHERE (t.unit_id, t.due_on, t.from_on, t.state, t.because, t.facts) IS DISTINCT FROM (
                excluded.unit_id, excluded.due_on, excluded.from_on, excluded.state, excluded.because, excluded.facts
            )
            """
        )
