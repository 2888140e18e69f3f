"""The list of people of today: narrowed, ordered, counted and cut into pages."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import access, texts
from bijak.people.models import EmployeeKind, EmployeeToday
from bijak.people.queries import spelling
from bijak.shell.prepared import Prepared

COUNT_LIMIT = 10_000
"""Lists count exactly up to here: nobody pages further, and counting a million rows is a page's whole time."""

SEARCH_LIMIT = 1_000
"""What a word finds is counted up to here: each find has to be looked at, wherever it lies."""

SOON = 100
"""As many of a frequent name are met in the list's own order sooner than all who bear it are put into that order."""


class Order(TextChoices):
    NAME = "nama", _("Nama")
    NIP = "nip", _("NIP")
    RANK = "golongan", _("Golongan, tertinggi dahulu")
    AGE = "usia", _("Usia, tertua dahulu")


ORDERINGS: Mapping[str, tuple[str, ...]] = {
    Order.NAME: ("name", "pk"),
    Order.NIP: ("nip",),
    Order.RANK: ("-rank_order", "name", "pk"),
    Order.AGE: ("born_on", "pk"),
}


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; empty means all. Of a text the first words count."""

    text: str = ""
    unit_path: str = ""
    rank_code: str = ""
    kind: str = ""
    position: str = ""
    position_kind: str = ""
    includes_inactive: bool = False
    order: str = Order.NAME


def narrowed(people: QuerySet[EmployeeToday], wanted: Filter) -> QuerySet[EmployeeToday]:
    """The list that a filter asks for, in its order. Every word must occur in the name; digits look into the NIP."""
    return _narrowed(people, order=Order(wanted.order), **asked(wanted))


def asked(wanted: Filter) -> dict[str, Any]:
    """A filter as the arguments of a prepared question."""
    words = spelling.words(wanted.text)
    return {
        "names": words.names,
        "nips": words.nips,
        "unit_path": wanted.unit_path or None,
        # The order tells the rank as well as its code does, and there is an index that begins with it.
        "rank_order": texts.RANK_ORDERS[wanted.rank_code] if wanted.rank_code else None,
        "kind": wanted.kind or None,
        "position": wanted.position or None,
        "position_kind": wanted.position_kind or None,
        "includes_inactive": wanted.includes_inactive,
    }


def _narrowed(
    people: QuerySet[EmployeeToday],
    *,
    names: Sequence[str],
    nips: Sequence[str],
    unit_path: str | None,
    rank_order: int | None,
    kind: str | None,
    position: str | None,
    position_kind: str | None,
    includes_inactive: bool,
    order: Order,
    name: str = "name",
) -> QuerySet[EmployeeToday]:
    for word in names:
        people = people.filter(**{f"{name}__icontains": word})
    for word in nips:
        people = people.filter(nip__contains=word)
    if unit_path:
        people = people.filter(unit__path__startswith=unit_path)
    if rank_order is not None:
        people = people.filter(rank_order=rank_order)
    if kind:
        people = people.filter(kind=kind)
    if position:
        people = people.filter(position_title__istartswith=position)
    if position_kind:
        people = people.filter(position_kind=position_kind)
    if not includes_inactive:
        people = people.filter(standing_code__in=texts.ACTIVE_STANDINGS)
    return people.order_by(*ORDERINGS[order])


def count(people: QuerySet[EmployeeToday], *, limit: int = COUNT_LIMIT) -> int:
    """How many, exactly up to the limit; one more than that means more."""
    return people.order_by()[: limit + 1].count()


class Listed(NamedTuple):
    """A row of the list, in the words that it shows."""

    uuid: UUID
    full_name: str
    nip: str
    rank: str
    position: str
    unit: str
    kind: str


COLUMNS = ("uuid", "full_name", "nip", "rank_code", "position_title", "unit__name", "kind")


def listed(rows: Iterable[tuple[Any, ...]]) -> list[Listed]:
    """``COLUMNS`` in the words of the list."""
    kinds = {kind.value: str(kind.label) for kind in EmployeeKind}
    return [
        Listed(uuid, name, nip, texts.RANKS.get(rank, ""), position, unit or "", kinds.get(kind, kind))
        for uuid, name, nip, rank, position, unit, kind in rows
    ]


class People:
    """``narrowed`` of ``visible_to`` as the list shows it: counted up to a limit, and sliced to ``Listed`` rows."""

    def __init__(self, account: Account, wanted: Filter, *, today: date) -> None:
        scope = organization.scope(account, access.Permission.VIEW, today=today)
        self.asked = asked(wanted) | {
            "account": None if scope.everything else account.pk,
            "everything": scope.everything,
            "paths": scope.paths,
        }
        self._order = Order(wanted.order)
        self._narrows_by_name_alone = (
            scope.everything
            and self._order in (Order.NAME, Order.RANK)
            and wanted == Filter(wanted.text, includes_inactive=wanted.includes_inactive, order=wanted.order)
        )
        self.limit = SEARCH_LIMIT if wanted.text else COUNT_LIMIT

    @cached_property
    def counted(self) -> int:
        """How many, exactly up to the limit; one more than that means more."""
        ((people,),) = _counts(at_most=self.limit + 1, **self.asked)
        return int(people)

    def __getitem__(self, page: slice) -> list[Listed]:
        size = page.stop - page.start
        # Of a name that thousands bear the first pages are soon met on the way through the order.
        is_met_soon = self._narrows_by_name_alone and page.start < SOON and self.counted > self.limit
        return listed(
            _pages(order=self._order, start=page.start, size=size, is_met_soon=is_met_soon, **self.asked)
        )


def found(
    *, account: int | None, everything: bool, paths: tuple[str, ...], **asked: Any
) -> QuerySet[EmployeeToday]:
    """Those whom a scope takes in, narrowed; ``account`` is whose own row belongs to it too."""
    scope = organization.Scope(everything=everything, paths=paths)
    people = EmployeeToday.objects.filter(access.within_scope(scope, access.Permission.VIEW, account))
    # A name for PostgreSQL to look at in each row, as the index of names does not know it.
    return _narrowed(people.alias(name_as_read=Coalesce("name", Value(""))), **asked)


def _count(*, at_most: int, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    return found(order=Order.NAME, **asked).order_by().values_list("pk")[:at_most]


def _page(*, start: int, size: int, is_met_soon: bool, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    # The page is found in an index alone; only its own rows are then fetched.
    page = found(name="name_as_read" if is_met_soon else "name", **asked).values("pk")[start : start + size]
    rows = EmployeeToday.objects.filter(pk__in=page).order_by(*page.query.order_by)
    return rows.values_list(*COLUMNS)


_counts = Prepared(_count, counts=True)
_pages = Prepared(_page)


_UNIT = ("uuid", "name", "path")


def _top() -> QuerySet[Any, tuple[Any, ...]]:
    # Each half has an index to go by; an OR would look through all units of the country.
    agency, below = (
        organization.active_units().filter(condition).order_by().values_list(*_UNIT, "place", "pk")
        for condition in (Q(parent=None), Q(parent__isnull=False, parent__parent=None))
    )
    return agency.union(below, all=True).order_by("place", "pk")


_top_units = Prepared(_top)


def units_to_choose(chosen: str = "") -> list[tuple[Any, ...]]:
    """(uuid, name, path) of the agency and the units right below it, and of the one that is chosen already."""
    units = [unit[: len(_UNIT)] for unit in _top_units()]
    with suppress(ValueError):
        key = UUID(chosen)
        if all(uuid != key for uuid, _name, _path in units):
            units += organization.known_units().filter(uuid=key).values_list(*_UNIT)
    return units


def headcounts() -> dict[int, int]:
    """Active people of today in each unit itself, by the unit's key."""
    counted = (
        EmployeeToday.objects.filter(standing_code__in=texts.ACTIVE_STANDINGS)
        .exclude(unit=None)
        .order_by()
        .values_list("unit")
        .annotate(Count("pk"))
    )
    return {unit: people for unit, people in counted if unit is not None}
