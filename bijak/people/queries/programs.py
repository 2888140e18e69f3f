"""The list of people as programs page through it: in the order of keys, from any key on."""

from collections.abc import Sequence
from datetime import date
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


def after(
    account: Account, wanted: Filter, *, key: UUID | None, limit: int, today: date
) -> Sequence[tuple[Any, ...]]:
    """So many of those whom the list's page would show, with keys above one, as ``COLUMNS``. One query."""
    scope = organization.scope(account, access.Permission.VIEW, today=today)
    return _after(
        key=key or _FIRST,
        limit=limit,
        account=None if scope.everything else account.pk,
        everything=scope.everything,
        paths=scope.paths,
        **asked(wanted),
    )


def _rows(*, key: UUID, limit: int, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    people = found(order=Order.NAME, **asked).filter(uuid__gt=key).order_by("uuid")
    return people.values_list(*COLUMNS)[:limit]


_after = Prepared(_rows)
