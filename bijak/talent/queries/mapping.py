"""Mappings of talent: what they say, box by box and of one person, and what other cut-offs would say."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
from django.db.models import Count, F, Q, QuerySet

from bijak.accounts.models import Account
from bijak.kernel import hiding
from bijak.kernel.columns import Column, column
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policy
from bijak.talent import rules
from bijak.talent.access import Permission
from bijak.talent.models import Disclosure, Mapping, Placement
from bijak.talent.queries.people import Known, record_of
from bijak.talent.queries.telling import Condition, Part, conditions, parts
from bijak.talent.rules import BOXES, POOL, Cuts

TRIED = (90.0, 70.0)
"""Other cut-offs that are always laid beside those in force: with 80 and 60 the predicate Baik is high already."""

UNPLACED = 0
"""Stands in addresses for those who have no box."""


def mappings() -> QuerySet[Mapping]:
    """All mappings, the latest first. Whose rows an account may see is ``placements``."""
    return Mapping.objects.select_related("unit", "created_by", "frozen_by", "asked_by").order_by(
        "-on", "-pk"
    )


def latest_frozen(on: date | None = None) -> Mapping | None:
    """The mapping of the whole agency that holds: the one frozen last."""
    found = mappings().filter(unit=None, frozen_on__isnull=False)
    if on is not None:
        found = found.filter(frozen_on__lte=on)
    return found.order_by("-frozen_on", "-pk").first()


def placements(mapping: Mapping, account: Account, *, today: date) -> QuerySet[Placement]:
    """The rows of a mapping that an account may see: of people who worked in the units it looks after."""
    scope = organization.scope(account, Permission.VIEW, today=today)
    return Placement.objects.filter(scope.q("unit__path"), mapping=mapping)


def visible_to(account: Account, *, today: date) -> QuerySet[Placement]:
    scope = organization.scope(account, Permission.VIEW, today=today)
    return Placement.objects.filter(scope.q("unit__path")).select_related(
        "mapping", "employee__account", "unit", "moved_by"
    )


def own(account: Account, *, today: date) -> Placement | None:
    """What somebody may be told of her own place: only of a frozen mapping, and only if it says so."""
    found = (
        Placement.objects.filter(employee__account=account, mapping__frozen_on__lte=today)
        .exclude(mapping__disclosure=Disclosure.NOTHING)
        .select_related("mapping", "employee", "unit")
    )
    return found.order_by("-mapping__frozen_on", "-pk").first()


def of_person(employee: int, account: Account, *, today: date) -> QuerySet[Placement]:
    """Where a person (key of people.Employee) stood in mappings, the latest first, as far as an account may see."""
    return visible_to(account, today=today).filter(employee=employee).order_by("-mapping__on", "-pk")


# Counts -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """One of the nine boxes with how many stand in it, and how many of these the committee put there."""

    box: int
    count: int
    moved: int

    @property
    def is_pool(self) -> bool:
        return self.box in POOL


def counts(rows: QuerySet[Placement]) -> dict[int, Cell]:
    """How many stand in each box; ``UNPLACED`` for those who have none. One query."""
    told = rows.order_by().values("stands").annotate(count=Count("pk"), moved=Count("moved_to"))
    found = {each["stands"] or UNPLACED: (each["count"], each["moved"]) for each in told}
    return {box: Cell(box, *found.get(box, (0, 0))) for box in (*BOXES.values(), UNPLACED)}


COLUMNS = ("low", "medium", "high")
GRID = (("high", (4, 7, 9)), ("medium", (2, 5, 8)), ("low", (1, 3, 6)))
"""The rows of the picture: performance from high to low, and in each potential from low to high."""


def grid(cells: dict[int, Cell]) -> list[tuple[str, list[Cell]]]:
    return [(level, [cells[box] for box in row]) for level, row in GRID]


@dataclass(frozen=True)
class PublicCounts:
    """What may be told to everyone: how many in the boxes that may be shown, and in all of them; None if too few."""

    shown: dict[int, int]
    placed: int | None


def public_counts(mapping: Mapping) -> PublicCounts:
    """The counts of a frozen mapping without a cell that would tell of somebody. One query."""
    cells = counts(Placement.objects.filter(mapping=mapping))
    placed = {str(box): cells[box].count for box in BOXES.values()}
    total = sum(placed.values())
    kept = hiding.shown(placed)
    return PublicCounts(
        {int(box): count for box, count in placed.items() if box in kept},
        total if total >= hiding.K else None,
    )


def placed_on(day: date) -> tuple[int, int]:
    """How many have a box in the mapping of the agency that holds on a day, and of how many; zeros without one."""
    mapping = latest_frozen(day)
    if mapping is None:
        return 0, 0
    told = Placement.objects.filter(mapping=mapping).aggregate(placed=Count("stands"), all=Count("pk"))
    return told["placed"], told["all"]


def lacking(rows: QuerySet[Placement]) -> dict[str, int]:
    """Why people have no box, and of how many it is so. One query."""
    told = rows.filter(stands=None).aggregate(
        performance=Count("pk", filter=Q(performance=None)), potential=Count("pk", filter=Q(potential=None))
    )
    return {code: count for code, count in told.items() if count}


@dataclass(frozen=True)
class Trial:
    """What some cut-offs would do: how many in each box, and how many would stand elsewhere than now."""

    label: str
    cuts: Cuts
    counts: dict[int, int]
    changed: int
    is_chosen: bool = False

    @property
    def pool(self) -> int:
        return sum(self.counts[box] for box in POOL)

    @property
    def said(self) -> str:
        """80/60 where both axes are cut alike, else those of performance and of potential."""
        cuts = self.cuts
        of_performance = f"{cuts.performance_high:g}/{cuts.performance_medium:g}"
        of_potential = f"{cuts.potential_high:g}/{cuts.potential_medium:g}"
        return of_performance if of_performance == of_potential else f"{of_performance} · {of_potential}"


def trials(mapping: Mapping, rows: QuerySet[Placement], asked: Iterable[tuple[str, Cuts]]) -> list[Trial]:
    """Cut-offs side by side, over the scores that were reckoned. One query; the committee's moves do not count."""
    scores = rows.order_by("pk").values_list("performance", "potential")
    pairs = np.array([[_float(one), _float(other)] for one, other in scores], np.float64).reshape(-1, 2)
    performance, potential = column(pairs[:, 0]), column(pairs[:, 1])
    chosen = Cuts.of(mapping)
    now = _boxes(performance, potential, chosen)
    found = []
    for label, cuts in asked:
        then = _boxes(performance, potential, cuts)
        each = {box: int(np.count_nonzero(then == box)) for box in (*BOXES.values(), UNPLACED)}
        changed = int(np.count_nonzero(then != now))
        found.append(Trial(label, cuts, each, changed, is_chosen=cuts == chosen))
    return found


def _boxes(performance: Column, potential: Column, cuts: Cuts) -> Any:
    found = rules.boxes(performance, potential, cuts)
    return np.where(found.unknown, UNPLACED, found.values)


def _float(score: Decimal | None) -> float:
    return np.nan if score is None else float(score)


# Rows with their people -------------------------------------------------------------------------


def narrowed(
    rows: QuerySet[Placement], *, box: str = "", path: str = "", words: str = ""
) -> QuerySet[Placement]:
    """Rows in a box (its number, "0" for none, "tim" for those whom the committee moved), under a unit, by name."""
    if box == "tim":
        rows = rows.filter(moved_to__isnull=False)
    elif box:
        rows = rows.filter(stands=int(box) or None)
    if path:
        rows = rows.filter(unit__path__startswith=path)
    if words:
        named = people.narrowed(
            people.EmployeeToday.objects.all(), people.Filter(text=words, includes_inactive=True)
        )
        rows = rows.filter(employee__in=named.order_by().values("pk"))
    return rows.order_by(
        F("stands").desc(nulls_last=True),
        F("value").desc(nulls_last=True),
        F("performance").desc(nulls_last=True),
        "pk",
    )


PORTION = 2_000
"""So many rows are cut out at a time when a list is taken whole."""


class Listed:
    """Rows with whom each is about, cut out page by page: ``placement.row`` is her row of today."""

    def __init__(self, rows: QuerySet[Placement]) -> None:
        self._rows = rows.select_related("unit", "employee")

    def __len__(self) -> int:
        return self._rows.count()

    def __getitem__(self, part: slice) -> list[Any]:
        found: list[Any] = list(self._rows[part])
        faces = people.rows_of_employees([each.employee_id for each in found])
        for each in found:
            each.row = faces.get(each.employee_id)
        return found

    def __iter__(self) -> Iterator[Any]:
        """All of them, a portion at a time."""
        for start in range(0, len(self), PORTION):
            yield from self[start : start + PORTION]


FACES = 8
"""So many people stand in a box of the picture by name, if the box holds no more."""


def faces(rows: QuerySet[Placement], cells: dict[int, Cell]) -> dict[int, list[Any]]:
    """The people of the boxes that hold a few, for the picture. Two queries."""
    small = [box for box, cell in cells.items() if box and 0 < cell.count <= FACES]
    found: dict[int, list[Any]] = {}
    for each in Listed(narrowed(rows).filter(stands__in=small))[:] if small else ():
        found.setdefault(each.stands, []).append(each)
    return found


# Reckoning --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Placed:
    """What the rules say of everyone at once; NaN where it cannot be told."""

    known: Known
    performance: Column
    potential: Column
    value: Column
    box: Column
    decision: Decision


def place(known: Known, terms: Terms, cuts: Cuts, *, on: date) -> Placed:
    """Scores, boxes and eligibility of people of a day."""
    record = known.record
    performance = rules.rounded(rules.performance(record, terms, on=on).total)
    potential = rules.rounded(rules.potential(record, terms, on=on).total)
    both = Record({"performance": performance, "potential": potential})
    value = rules.rounded(rules.value(both, terms, on=on).total)
    return Placed(
        known, performance, potential, value, rules.boxes(performance, potential, cuts),
        rules.eligible(record, terms, on=on),
    )  # fmt: skip


def terms_of(mapping: Mapping) -> Terms:
    """The terms with which a mapping was reckoned."""
    return rules.with_values(policy.term_book("talent"), mapping.terms, mapping.on)


@dataclass(frozen=True)
class Explained:
    """How one person came to her box, line by line."""

    performance: list[Part]
    potential: list[Part]
    conditions: list[Condition]


def explain(placement: Placement) -> Explained:
    """By the facts and the terms of the mapping, whatever is known since."""
    on, terms = placement.mapping.on, terms_of(placement.mapping)
    record = record_of(placement.facts)
    return Explained(
        parts(rules.performance(record, terms, on=on)),
        parts(rules.potential(record, terms, on=on)),
        conditions(rules.eligible(record, terms, on=on)),
    )


@dataclass(frozen=True)
class Step:
    """What an axis lacks to the next level: ``axis`` and ``level`` by code, and how many points."""

    axis: str
    level: str
    points: Decimal


def next_steps(placement: Placement) -> list[Step]:
    """What would move somebody to a higher box by the mapping's cut-offs."""
    found = []
    for axis in ("performance", "potential"):
        score = getattr(placement, axis)
        cuts = ((level, getattr(placement.mapping, f"{axis}_{level}")) for level in ("medium", "high"))
        ahead = [(level, cut - score) for level, cut in cuts if score is not None and score < cut]
        if ahead:
            found.append(Step(axis, *ahead[0]))
    return found


# The fingerprint --------------------------------------------------------------------------------

_HEADER = ("uuid", "name", "on", *Mapping.CUTS, "cuts_reason", "terms")
_ROW = (
    "employee__uuid", "unit_id", "facts", "performance", "potential", "value", "box", "is_eligible", "obstacles",
    "unknowns", "moved_to", "moved_reason", "moved_on",
)  # fmt: skip


def fingerprint(mapping: Mapping, *, passed: Callable[[int], None] | None = None) -> str:
    """SHA-256 over everything that a mapping says, in a fixed order: one changed row changes it.

    ``passed`` is told after each person how many were read.
    """
    digest = hashlib.sha256()
    for place, line in enumerate(_said(mapping)):
        digest.update(json.dumps(line, sort_keys=True, default=str, ensure_ascii=False).encode() + b"\n")
        if passed and place:
            passed(place)
    return digest.hexdigest()


def _said(mapping: Mapping) -> Iterator[list[Any]]:
    yield list(Mapping.objects.values_list(*_HEADER).get(pk=mapping.pk))
    rows = Placement.objects.filter(mapping=mapping).order_by("employee__uuid").values_list(*_ROW)
    for row in rows.iterator(chunk_size=5_000):
        yield list(row)


def is_intact(mapping: Mapping) -> bool:
    """Whether a frozen mapping still says what its fingerprint was taken of."""
    return fingerprint(mapping) == mapping.fingerprint


# Pools ------------------------------------------------------------------------------------------


def pool(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """Those in boxes 7 to 9 who are eligible, the best first (kelompok rencana suksesi)."""
    return rows.filter(stands__in=POOL, is_eligible=True).order_by(
        "-stands", F("value").desc(nulls_last=True), F("performance").desc(nulls_last=True), "pk"
    )
