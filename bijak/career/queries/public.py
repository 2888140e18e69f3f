"""What everybody may know of the queue: how many, how long, by which method, and nobody by name."""

from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, NamedTuple

from django.db.models import Count

from bijak.career.models import PromotionKind, QueueLine, QueueRun, QueueState
from bijak.career.queries.queue import ORDER
from bijak.kernel import ranks
from bijak.kernel.days import months_between
from bijak.kernel.hiding import Group, K, shown_together
from bijak.kernel.terms import Basis, NotInForce
from bijak.policy import queries as policy

SHOWN = 100
"""So many of the next period are listed, under their pseudonyms."""

STATE, KIND, GROUP = "state", "kind", "group"
ALL = ("", "")


class _Eligible(NamedTuple):
    kind: str
    rank_code: str
    eligible_on: date
    period: date
    pseudonym: str


@dataclass(frozen=True)
class Cell:
    """A group; half of its people wait ``months`` or less. ``count`` and ``months`` are None where it is too small."""

    code: str
    count: int | None
    months: int | None = None

    @property
    def label(self) -> Any:
        words = dict(QueueState.choices) | dict(PromotionKind.choices)
        return words.get(self.code) or next(
            rank.grade.split("/")[0] for rank in ranks.PNS if rank.code.startswith(self.code)
        )


@dataclass(frozen=True)
class Ticket:
    """Somebody in the next period: under what name, how manyth, and since which year, where ten share it."""

    place: int
    pseudonym: str
    since: int | None


@dataclass(frozen=True)
class PublicQueue:
    people: int
    period: str | None
    eligible: int | None
    months: int | None
    states: list[Cell]
    kinds: list[Cell]
    groups: list[Cell]
    tickets: list[Ticket]
    more: int

    @property
    def shows_groups(self) -> bool:
        """Whether any may be shown beside the kinds."""
        return any(cell.count is not None for cell in self.groups)


def public_queue() -> PublicQueue | None:
    """As the last reading of everyone left it; None before the first."""
    kept = (
        QueueRun.objects.filter(public__isnull=False)
        .order_by("-finished_at")
        .values_list("public", flat=True)
        .first()
    )
    if kept is None:
        return None
    cells = {name: [Cell(**cell) for cell in kept[name]] for name in ("states", "kinds", "groups")}
    return PublicQueue(**kept | cells | {"tickets": [Ticket(**each) for each in kept["tickets"]]})


def reckon(*, today: date) -> PublicQueue:
    """Two queries. Of fewer than ten people nothing is shown, and nothing from which they could be reckoned."""
    states = Counter(dict(QueueLine.objects.order_by().values_list("state").annotate(Count("pk"))))
    rows = QueueLine.objects.filter(state=QueueState.MAY).order_by(*ORDER).values_list(*_Eligible._fields)
    eligible = [_Eligible(*row) for row in rows]
    months: dict[Group, list[int]] = defaultdict(list)
    meets: dict[Group, set[Group]] = defaultdict(set)
    for each in eligible:
        of_kind, of_group = (KIND, each.kind), (GROUP, each.rank_code[:1])
        meets[of_kind].add(of_group)
        meets[of_group].add(of_kind)
        wait = max(months_between(each.eligible_on, today), 0)
        for group in (ALL, of_kind, of_group):
            months[group].append(wait)
    years = Counter(each.eligible_on.year for each in eligible)
    counts = {
        name: {code: len(found) for (of, code), found in months.items() if of == name}
        for name in (KIND, GROUP)
    }
    kept = shown_together({STATE: states}, {}) | shown_together(counts, meets)
    is_told = QueueState.MAY in kept[STATE]

    def cell(breakdown: str, code: str) -> Cell:
        if not is_told or code not in kept[breakdown]:
            return Cell(code, None)
        return Cell(code, counts[breakdown][code], _half(months[breakdown, code]))

    return PublicQueue(
        people=states.total(),
        period=eligible[0].period.isoformat() if eligible else None,
        eligible=len(eligible) if is_told else None,
        months=_half(months[ALL]) if is_told else None,
        states=[
            Cell(each, states[each] if each in kept[STATE] else None)
            for each in QueueState.values
            if states[each]
        ],
        kinds=[cell(KIND, each) for each in PromotionKind.values if each in counts[KIND]],
        groups=[cell(GROUP, code) for code in sorted(counts[GROUP])],
        tickets=[
            Ticket(
                place, each.pseudonym, each.eligible_on.year if years[each.eligible_on.year] >= K else None
            )
            for place, each in enumerate(eligible[:SHOWN] if is_told else (), start=1)
        ],
        more=max(len(eligible) - SHOWN, 0) if is_told else 0,
    )


def method(on: date) -> list[tuple[str, Any, str, Basis]]:
    """Label, value, unit and clause of the numbers that the queue is read by on a day."""
    told = []
    for term in policy.term_book("career").values():
        with suppress(NotInForce):  # a number that is still to come, or that law has dropped
            dated = term.on(on)
            told.append((term.label, dated.value, term.unit, dated.basis))
    return told


def _half(months: list[int]) -> int | None:
    return round(median(months)) if months else None
