"""The list of people as programs page through it, in the order of keys, from any key on; and whose records changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import access
from bijak.people.models import Change
from bijak.people.models.beliefs import Belief
from bijak.people.queries.listing import Filter, Order, asked, found
from bijak.people.queries.visible import visible_to
from bijak.shell.prepared import Prepared

COLUMNS = (
    "uuid",
    "nip",
    "full_name",
    "kind",
    "kind_from",
    "standing_code",
    "rank_code",
    "rank_from",
    "position_title",
    "position_kind",
    "position_from",
    "education_level",
    "unit__uuid",
    "unit__name",
    "employee__account",
)
_FIRST = UUID(int=0)


class _Room(IntEnum):
    """So many rows are fetched at once: few sizes, so that PostgreSQL knows each and keeps its plan."""

    USUAL = 21
    SOME = 51
    MOST = 101


def after(
    account: Account, wanted: Filter, *, key: UUID | None, limit: int, today: date
) -> Sequence[tuple[Any, ...]]:
    """So many, at most 101, of those whom the list's page would show, with keys above one: ``COLUMNS`` in one query."""
    scope = organization.scope(account, access.Permission.VIEW, today=today)
    is_whole = scope.everything and wanted == Filter(includes_inactive=wanted.includes_inactive)
    rows = (_of_all if is_whole else _narrowed)(
        key=key or _FIRST,
        room=next(room for room in _Room if room >= limit),
        account=None if scope.everything else account.pk,
        everything=scope.everything,
        paths=scope.paths,
        **asked(wanted),
    )
    return rows[:limit]


def _rows(*, key: UUID, room: _Room, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    people = found(order=Order.NAME, **asked).filter(uuid__gt=key).order_by("uuid")
    return people.values_list(*COLUMNS)[:room]


_of_all = Prepared(_rows, plans_once=True)
_narrowed = Prepared(_rows)


# Whose records changed ----------------------------------------------------------------------------


def changed_after(
    account: Account, *, since: datetime, key: UUID | None, limit: int, today: date
) -> list[tuple[UUID, datetime]]:
    """So many whom an account may see and whose records were changed since a moment, with keys above one; and when.

    A change of one person's records says whose; what an import changed is told by the rows, which are looked through
    only if there was one.
    """
    acts = Change.objects.filter(at__gte=since).order_by()
    together = acts.filter(employee=None)
    changed = Q(employee__in=acts.exclude(employee=None).values("employee"))
    is_together = together.exists()
    if is_together:
        for table in _tables():
            for end in ("change", "ended_by"):
                rows = table._default_manager.filter(**{f"{end}__in": together.values("pk")})
                changed |= Q(employee__in=rows.order_by().values("employee"))
    people = visible_to(account, today=today).filter(changed, uuid__gt=key or _FIRST).order_by("uuid")
    met = dict(people.values_list("employee", "uuid")[:limit])
    latest = _latest(met, acts, together if is_together else None)
    return [(uuid, latest[employee]) for employee, uuid in met.items()]


def _latest(
    employees: Iterable[int], acts: QuerySet[Change], together: QuerySet[Change] | None
) -> dict[int, datetime]:
    """When the records of each were changed last."""
    told = list(acts.filter(employee__in=list(employees)).values_list("employee", "at"))
    if together is not None:
        rows = [
            table._default_manager.filter(
                employee__in=list(employees), **{f"{end}__in": together.values("pk")}
            )
            .order_by()
            .values_list("employee", f"{end}__at")
            for table in _tables()
            for end in ("change", "ended_by")
        ]
        told += rows[0].union(*rows[1:])
    latest: dict[int, datetime] = {}
    for employee, at in told:
        latest[employee] = max(at, latest.get(employee, at))
    return latest


def _tables() -> list[type[Belief]]:
    return [table for table in apps.get_app_config("people").get_models() if issubclass(table, Belief)]
