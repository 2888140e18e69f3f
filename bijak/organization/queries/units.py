"""The organisation as it was on any day, and as it was believed to be."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Subquery

from bijak.interchange.models import Batch
from bijak.kernel.days import Period
from bijak.organization.models import Unit, UnitSpell
from bijak.organization.queries.agency import time_zone
from bijak.organization.rules import BEGINNING, Face, Span
from bijak.shell.prepared import Prepared


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
    """Spells believed at the end of a day; without a day, or on the last there is, those believed now."""
    if day is None or day == date.max:
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
    roots: list[Node] = []
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


def offices() -> list[Unit]:
    """The units of today right under the agency; where nothing stands above them, the roots themselves."""
    roots = list(active_units().filter(parent=None))
    if len(roots) > 1:
        return roots
    return list(active_units().filter(parent__in=roots)) or roots


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


_paths = Prepared(lambda *, uuid: Unit.objects.filter(uuid=uuid).order_by().values_list("path"))


def path_of(uuid: UUID) -> str:
    """Where a unit stands today; nowhere, if there is none."""
    return next((path for (path,) in _paths(uuid=uuid)), "")


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


def unit_days(units: Collection[int] | None = None) -> dict[int, list[Period]]:
    """When each unit existed, or some of them, as believed now.

    A unit that a file was the first to name, without a day, begins on the day of that import because nobody knows
    better: its real beginning is open, and so it stands at `rules.BEGINNING` here.
    """
    spells = UnitSpell.objects.filter(believed_until=None)
    if units is not None:
        spells = spells.filter(unit__in=units)
    imported_on = Batch.objects.filter(pk=OuterRef("batch_id")).values("on")
    found: dict[int, list[Period]] = {}
    for unit, from_on, until_on, imported in spells.order_by("unit_id", "from_on").values_list(
        "unit_id", "from_on", "until_on", Subquery(imported_on)
    ):
        is_open = unit not in found and from_on == imported
        found.setdefault(unit, []).append(Period(BEGINNING if is_open else from_on, until_on))
    return found


def histories() -> dict[int, list[Span]]:
    """What is believed now of every unit, in one query."""
    found: dict[int, list[Span]] = {}
    for spell in UnitSpell.objects.filter(believed_until=None).order_by("unit_id", "from_on"):
        found.setdefault(spell.unit_id, []).append(
            Span(Period(spell.from_on, spell.until_on), face_of(spell), spell.pk)
        )
    return found


# The tree as a page shows it --------------------------------------------------------------------


type Counts = Sequence[tuple[Any, Mapping[int, int]]]  # label, and each unit's own number


@dataclass
class Branch:
    """A node of the outline: the units shown under it, and how many more are not."""

    spell: UnitSpell
    figures: tuple[tuple[Any, int], ...] = ()
    children: "list[Branch]" = field(default_factory=list)
    hidden: int = 0
    is_open: bool = False
    is_top: bool = False
    is_found: bool = False


def outline(roots: list[Node], *, text: str = "", limit: int = 200, counts: Counts = ()) -> list[Branch]:
    """As many levels as fit into ``limit`` units; with ``text``, only what is called so and what leads there."""
    branches = [_branch(root, text.casefold().strip(), counts) for root in roots]
    kept = [branch for branch in branches if branch is not None]
    room, level = limit, kept
    while level:
        below = [child for branch in level for child in branch.children]
        room -= len(level)
        if len(below) > room:
            for branch in level:
                branch.hidden = sum(_size(child) for child in branch.children)
                branch.children = []
            break
        level = below
    for branch in kept:
        branch.is_open = branch.is_top = True
    return kept


def _branch(node: Node, text: str, counts: Counts) -> Branch | None:
    children = [found for child in node.children if (found := _branch(child, text, counts)) is not None]
    spell = node.spell
    is_found = bool(text) and (text in spell.name.casefold() or text in spell.short_name.casefold())
    if text and not is_found and not children:
        return None
    keys = [each.spell.unit_id for each in node] if counts else []
    figures = tuple((label, sum(count.get(key, 0) for key in keys)) for label, count in counts)
    return Branch(spell, figures, children, is_open=bool(text), is_found=is_found)


def _size(branch: Branch) -> int:
    return 1 + sum(_size(child) for child in branch.children)


def find_units(text: str, *, within: Q, limit: int = 20) -> list[Unit]:
    """Active units by part of the name, short name first."""
    named = Q(name__icontains=text) | Q(short_name__icontains=text)
    return list(active_units().filter(named, within)[:limit]) if text else []


def known_units() -> QuerySet[Unit]:
    """Units that are believed to exist or to have existed; not those of an import that was taken back."""
    believed = UnitSpell.objects.filter(unit=OuterRef("pk"), believed_until=None)
    return Unit.objects.filter(Exists(believed)).order_by("place", "pk")


def children(unit: Unit) -> QuerySet[Unit]:
    return active_units().filter(parent=unit)


def superseded(unit: Unit) -> QuerySet[UnitSpell]:
    """What was believed once and is no more, the latest first."""
    return (
        UnitSpell.objects.filter(unit=unit, believed_until__isnull=False)
        .select_related("parent", "recorded_by")
        .order_by("-believed_until", "-pk")
    )


def names_of(keys: Iterable[int | None]) -> dict[int, str]:
    return dict(
        Unit.objects.filter(pk__in={key for key in keys if key}).values_list("pk", "name").order_by("pk")
    )
