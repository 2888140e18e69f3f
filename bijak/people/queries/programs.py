"""The list of people as programs page through it: in the order of keys, from any key on."""

from collections.abc import Sequence
from datetime import date
from enum import IntEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import access
from bijak.people.queries.listing import Filter, Order, asked, found
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
