"""Looking through everyone's records, or somebody's, and keeping what was found."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from bijak.people import queries as people
from bijak.quality import queries
from bijak.quality.models import Finding, FindingState, Review
from bijak.quality.queries.examining import Found
from bijak.quality.rules import Severity
from bijak.quality.services.reconciling import settle

_LOCK = 0x6D757475  # "mutu"


@transaction.atomic
def refresh(*, on: date, among: Sequence[int]) -> None:
    """Find anew what is wrong with some people.

    What is still wrong keeps its age and what was decided about it, unless the facts behind it changed: then it is open
    again where it was held to be right. What is mended goes. While everyone is being looked through nobody waits for
    that: another review follows.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [_LOCK])
        is_free = cursor.fetchone()[0]
    if is_free:
        _keep(queries.examine(on, among=among).found(), on=on, among=among)
    else:
        ask_review()


def refresh_person(*, uuid: UUID, on: date) -> None:
    """Look again at somebody whose records changed, and at whoever shares a NIK or a headship with her, or did."""
    known = list(people.active().filter(uuid=uuid).values_list("pk", flat=True))
    own = Finding.objects.filter(employee__uuid=uuid).order_by()
    of_two = Q(rule="nik_shared", fingerprint__in=own.filter(rule="nik_shared").values("fingerprint"))
    of_two |= Q(rule="two_heads", unit__in=own.filter(rule="two_heads").values("unit"))
    touched = Finding.objects.filter(of_two | Q(employee__uuid=uuid)).order_by()
    sharing = [other for each in known for other in people.sharing_nik(each)]
    refresh(on=on, among=sorted({*known, *sharing, *touched.values_list("employee", flat=True)}))
    settle(employees=known)


def ask_review() -> None:
    """Have everyone looked through, soon."""
    Review.objects.create()


@transaction.atomic
def review(*, on: date, at: datetime) -> bool:
    """Look through everyone's records, where somebody asked for it, and write down each unit's score of the day.

    However many asked, once is enough; who asks meanwhile gets another look. Twice on a day says the same.
    """
    asked = list(
        Review.objects.filter(finished_at=None)
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)
    )
    if not asked:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    settle()
    examined = queries.examine(on)
    findings = _keep(examined.found(), on=on, among=None)
    _score(examined.employee.tolist(), examined.unit.tolist(), on=on)
    Review.objects.exclude(finished_at=None).delete()
    Review.objects.filter(pk__in=asked).update(
        finished_at=at, people=len(examined.employee), findings=findings
    )
    return True


def _keep(found: Iterable[Found], *, on: date, among: Sequence[int] | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS found")
        cursor.execute(
            "CREATE TEMPORARY TABLE found (rule text, severity smallint, employee_id bigint, unit_id bigint, "
            "facts jsonb, fingerprint text) ON COMMIT DROP"
        )
        count = 0
        with cursor.copy("COPY found FROM STDIN") as copy:
            for each in found:
                count += 1
                copy.write_row(
                    (
                        each.rule.code,
                        int(each.rule.severity),
                        each.employee,
                        each.unit,
                        json.dumps(each.facts),
                        each.fingerprint,
                    )
                )
        cursor.execute("ANALYZE found")
        cursor.execute(
            """
            DELETE FROM quality_finding AS t
            WHERE (%(among)s::bigint[] IS NULL OR t.employee_id = ANY(%(among)s)) AND NOT EXISTS (
                SELECT FROM found AS f WHERE f.employee_id = t.employee_id AND f.rule = t.rule
            )
            """,
            {"among": None if among is None else list(among)},
        )
        cursor.execute(
            """
            INSERT INTO quality_finding AS t (
                uuid, rule, severity, employee_id, unit_id, facts, fingerprint, found_on, state, reason
            )
            SELECT uuidv7(), rule, severity, employee_id, unit_id, facts, fingerprint, %(on)s, 'open', '' FROM found
            ON CONFLICT (employee_id, rule) DO UPDATE SET
                severity = excluded.severity, unit_id = excluded.unit_id, facts = excluded.facts,
                fingerprint = excluded.fingerprint,
                state = CASE
                    WHEN t.state = 'right' AND t.fingerprint <> excluded.fingerprint THEN 'open' ELSE t.state
                END
            WHERE (t.severity, t.unit_id, t.facts, t.fingerprint)
                IS DISTINCT FROM (excluded.severity, excluded.unit_id, excluded.facts, excluded.fingerprint)
            """,
            {"on": on},
        )
    return count


def _score(employees: list[int], units: list[int], *, on: date) -> None:
    """Of each unit itself: how many people, how many of whom nothing weighty is open, and how much is."""
    with connection.cursor() as cursor:
        cursor.execute('DELETE FROM quality_unitscore WHERE "on" = %s', [on])
        cursor.execute(
            """
            INSERT INTO quality_unitscore ("on", unit_id, people, flawless, errors, warnings)
            SELECT %(on)s, p.unit, count(*), count(*) FILTER (WHERE w.employee_id IS NULL),
                   coalesce(sum(w.errors), 0), coalesce(sum(w.warnings), 0)
            FROM unnest(%(employees)s::bigint[], %(units)s::bigint[]) AS p (employee, unit)
            LEFT JOIN (
                SELECT employee_id, count(*) FILTER (WHERE severity = %(error)s) AS errors,
                       count(*) FILTER (WHERE severity = %(warning)s) AS warnings
                FROM quality_finding WHERE severity >= %(warning)s AND state <> %(right)s GROUP BY employee_id
            ) AS w ON w.employee_id = p.employee
            WHERE p.unit <> 0 GROUP BY p.unit
            """,
            {
                "on": on,
                "employees": employees,
                "units": units,
                "error": int(Severity.ERROR),
                "warning": int(Severity.WARNING),
                "right": FindingState.RIGHT,
            },
        )
