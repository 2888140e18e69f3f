"""Days as places along a drawing, and the months, quarters or years that are named above or below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MONTHS_SHOWN = 18
"""Beyond so many months the scale counts quarters, beyond four times as many years."""


@dataclass(frozen=True)
class Stretch:
    """A month, a quarter or a year of the scale. ``name_on`` is its first day; ``opens_year`` where a year is named."""

    x: float
    width: float
    name_on: date
    months: int
    opens_year: bool

    @property
    def quarter(self) -> int:
        return (self.name_on.month + 2) // 3


@dataclass(frozen=True)
class Scale:
    """From the first of ``edges`` at ``left`` to the last, which is the day after all others, at ``right``."""

    edges: Sequence[date]
    left: float
    right: float

    def at(self, day: date) -> float:
        share = (day - self.edges[0]).days / (self.edges[-1] - self.edges[0]).days
        return round(self.left + (self.right - self.left) * share, 1)

    def width(self, starts_on: date, due_on: date) -> float:
        """The last day counts whole; a single day of a long plan can still be seen."""
        return max(round(self.at(due_on + timedelta(days=1)) - self.at(starts_on), 1), 3)

    def holds(self, day: date) -> bool:
        return self.edges[0] <= day < self.edges[-1]

    def stretches(self) -> tuple[Stretch, ...]:
        found: list[Stretch] = []
        for begin, end in pairwise(self.edges):
            opens_year = not found or found[-1].name_on.year != begin.year
            months = (end.year - begin.year) * 12 + end.month - begin.month
            x = self.at(begin)
            found.append(Stretch(x, round(self.at(end) - x, 1), begin, months, opens_year))
        return tuple(found)


def scale(first: date, last: date, *, left: float, right: float) -> Scale:
    """Over the whole months, quarters or years that hold both days."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    step = 1 if count <= MONTHS_SHOWN else 3 if count <= 4 * MONTHS_SHOWN else 12
    month = first.year * 12 + (first.month - 1) // step * step
    end = last.year * 12 + last.month - 1
    edges = []
    while month <= end:
        edges.append(month)
        month += step
    return Scale([date(each // 12, each % 12 + 1, 1) for each in (*edges, month)], left, right)
