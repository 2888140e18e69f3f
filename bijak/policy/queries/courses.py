"""A term through time: national law, the decrees that set it here, and what holds on each day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F

from bijak.kernel.terms import Basis, NotInForce, Term
from bijak.policy.models import LocalTerm
from bijak.policy.queries.terms import term_book
from bijak.policy.registries import term_books


@dataclass(frozen=True)
class TermSpell:
    """What a term is from one day until another. ``row`` where a decree of the region says so."""

    start: date
    until: date | None
    value: Any
    basis: Basis
    row: LocalTerm | None = None

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)


def every_term() -> list[tuple[str, Term]]:
    """Full code and term of all books, by code."""
    return list(term_books)


def decrees_on(code: str) -> list[LocalTerm]:
    """Every value that decrees gave a term, the first first; not those replaced before their first day."""
    return list(
        LocalTerm.objects.filter(term=code)
        .exclude(until_on__lte=F("from_on"))
        .select_related("decree__draft__policy", "decree__version", "provision")
        .order_by("from_on", "pk")
    )


def course(code: str, rows: Iterable[LocalTerm]) -> list[TermSpell]:
    """What holds, day by day, from the first national value on. ``rows`` are its ``decrees_on``."""
    context, _dot, name = code.partition(".")
    term = term_book(context)[name]
    periods = [each.period for each in (*term.local, *term.values)]
    days = sorted(
        {each.start for each in periods} | {each.until for each in periods if each.until is not None}
    )
    by_day = {row.from_on: row for row in rows}
    found: list[TermSpell] = []
    for start, until in zip(days, [*days[1:], None], strict=True):
        try:
            holds = term.on(start)
        except NotInForce:
            continue
        row = by_day.get(holds.period.start) if holds in term.local else None
        last = found[-1] if found else None
        if last and last.until == start and (last.value, last.basis) == (holds.value, holds.basis):
            found[-1] = replace(last, until=until)
        else:
            found.append(TermSpell(start, until, holds.value, holds.basis, row))
    return found


# Drawn ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """A level stretch of the picture, and the riser to the next; ``is_local`` is drawn stronger."""

    x: float
    until_x: float
    y: float
    next_y: float | None
    is_local: bool


@dataclass(frozen=True)
class StepChart:
    """A stepped line in a box of 600 by 160, with the bounds of law and the day that is asked about.

    Its table stands beside it.
    """

    lines: tuple[Line, ...]
    bounds: tuple[float, ...]
    day_x: float | None
    first: date
    last: date
    low: float
    high: float

    WIDTH, HEIGHT, EDGE = 600, 160, 12


def drawn(spells: list[TermSpell], term: Term, *, on: date) -> StepChart | None:
    """None for what is not a number, or never changed."""
    values = [each.value for each in spells]
    if len(spells) < 2 or not all(isinstance(each, int | float) for each in values):
        return None
    limits = [
        each
        for each in (term.bounds and (term.bounds.minimum, term.bounds.maximum)) or ()
        if each is not None
    ]
    low, high = min(*values, *limits), max(*values, *limits)
    first = spells[0].start
    last = max(on, spells[-1].start)
    last = date.fromordinal(last.toordinal() + max(365, (last - first).days // 8))
    days, inner = (last - first).days, StepChart.WIDTH - 2 * StepChart.EDGE

    def across(day: date) -> float:
        return StepChart.EDGE + inner * (day - first).days / days

    def height(value: float) -> float:
        share = float(high - value) / float((high - low) or 1)
        return StepChart.EDGE + (StepChart.HEIGHT - 2 * StepChart.EDGE) * share

    lines = [
        Line(
            across(each.start),
            across(min(each.until or last, last)),
            height(each.value),
            height(following.value) if following is not None and each.until == following.start else None,
            each.row is not None,
        )
        for each, following in zip(spells, [*spells[1:], None], strict=True)
    ]
    day_x = across(on) if first <= on <= last else None
    return StepChart(tuple(lines), tuple(height(each) for each in limits), day_x, first, last, low, high)
