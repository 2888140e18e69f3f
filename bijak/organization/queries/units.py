"""The organisation as it was on any day, and as it was believed to be."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q, QuerySet

from bijak.kernel.days import Period
from bijak.organization.models import Unit, UnitSpell
from bijak.organization.queries.agency import time_zone
from bijak.organization.rules import Face, Span


@dataclass
class Node:
    """A unit on a day, with the units under it."""

    spell: UnitSpell
    depth: int = 0
    children: "list[Node]" = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        return self.spell.unit

    def __iter__(self) -> "Iterator[Node]":
        yield self
        for child in self.children:
            yield from child


def valid_on(day: date) -> Q:
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gt=day))


def known_on(day: date | None) -> Q:
    """Spells believed at the end of a day; without a day, those believed now."""
    if day is None:
        return Q(believed_until=None)
    moment = datetime.combine(day + timedelta(days=1), time(), time_zone())
    return Q(believed_from__lt=moment) & (Q(believed_until=None) | Q(believed_until__gte=moment))


def units_on(day: date, *, known: date | None = None) -> QuerySet[UnitSpell]:
    """Every unit that existed on a day, as it was then."""
    return (
        UnitSpell.objects.filter(valid_on(day), known_on(known))
        .select_related("unit")
        .order_by("order", "name", "pk")
    )


def tree(day: date, *, known: date | None = None) -> list[Node]:
    """The units directly under the agency on a day, each with its subtree. One query."""
    return grow(units_on(day, known=known))


def grow(spells: Iterable[UnitSpell]) -> list[Node]:
    """Plant spells (one for a unit) under their parents; one whose parent is not among them becomes a root."""
    nodes = {spell.unit_id: Node(spell) for spell in spells}
    roots = []
    for node in nodes.values():
        parent = nodes.get(node.spell.parent_id) if node.spell.parent_id else None
        (parent.children if parent else roots).append(node)
    pending = list(roots)
    while pending:
        node = pending.pop()
        for child in node.children:
            child.depth = node.depth + 1
        pending.extend(node.children)
    return roots


def active_units() -> QuerySet[Unit]:
    """The units of today, in the order of the tree."""
    return Unit.objects.filter(is_active=True).order_by("place", "pk")


def subtree(unit: Unit) -> QuerySet[Unit]:
    """A unit and all that lies under it today."""
    return Unit.objects.filter(path__startswith=unit.path).order_by("place", "pk")


def ancestors(unit: Unit) -> list[Unit]:
    """The units above one today, the highest first."""
    keys = [int(key) for key in unit.path.strip("/").split("/") if key][:-1]
    return sorted(Unit.objects.filter(pk__in=keys).order_by("pk"), key=lambda each: len(each.path))


def history(unit: Unit, *, known: date | None = None) -> QuerySet[UnitSpell]:
    """What is believed about a unit's life, in order of days."""
    return (
        UnitSpell.objects.filter(known_on(known), unit=unit)
        .select_related("parent", "recorded_by")
        .order_by("from_on", "pk")
    )


def version(unit: Unit) -> int:
    """A number that grows with every change of what is believed about a unit."""
    newest = UnitSpell.objects.filter(unit=unit, believed_until=None).aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def holds_on(spell: UnitSpell, day: date) -> bool:
    return spell.from_on <= day and (spell.until_on is None or day < spell.until_on)


def face_of(spell: UnitSpell) -> Face:
    return Face(
        name=spell.name,
        short_name=spell.short_name,
        kind=spell.kind,
        head_title=spell.head_title,
        echelon=spell.echelon,
        parent=spell.parent_id,
        order=spell.order,
    )


def unit_keys() -> tuple[dict[str, int], dict[str, int]]:
    """How files name units: national id → key, and name in lower case → key where only one active unit has it."""
    by_id: dict[str, int] = {}
    named: dict[str, list[int]] = {}
    for key, siasn_id, name, is_active in Unit.objects.order_by("pk").values_list(
        "pk", "siasn_id", "name", "is_active"
    ):
        if siasn_id:
            by_id[siasn_id] = key
        if is_active:
            named.setdefault(name.lower(), []).append(key)
    return by_id, {name: keys[0] for name, keys in named.items() if len(keys) == 1}


def histories() -> dict[int, list[Span]]:
    """What is believed now of every unit, in one query."""
    found: dict[int, list[Span]] = {}
    for spell in UnitSpell.objects.filter(believed_until=None).order_by("unit_id", "from_on"):
        found.setdefault(spell.unit_id, []).append(
            Span(Period(spell.from_on, spell.until_on), face_of(spell), spell.pk)
        )
    return found
