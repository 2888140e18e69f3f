"""Hours of training under other terms.

People with equally many hours get the same decision. So everyone is counted once, by group and hours; the rule then
decides on each number of hours there is instead of on each person, and another value costs next to nothing.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from bijak.competency import rules
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms

type Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Histogram:
    """``people[g, h]``: how many of group g have h hours (JP)."""

    people: Counts

    @cached_property
    def of(self) -> Counts:
        """How many people each group has."""
        return self.people.sum(axis=1)

    @property
    def hours(self) -> Counts:
        """Every number of hours there is."""
        return np.arange(self.people.shape[1])


@dataclass(frozen=True)
class Outcome:
    """Under some terms, for each group: how many fall short, and by how many hours together."""

    short: Counts
    short_by: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shift:
    """What a change of terms does to people, for each group.

    ``burdened`` were short of nothing, or of less; ``relieved`` are short of nothing any more, or of less; ``same``
    are short as before; ``never`` fall short under neither.
    """

    burdened: Counts
    newly_short: Counts
    relieved: Counts
    same: Counts
    never: Counts


def histogram(hours: npt.NDArray[np.integer], codes: npt.NDArray[np.integer], groups: int) -> Histogram:
    """Count people by group (``codes``, below ``groups``) and hours. One pass."""
    width = int(hours.max(initial=0)) + 1
    cells = np.bincount(codes * width + hours, minlength=groups * width)
    return Histogram(cells.reshape(groups, width))


def decide(hours: Counts, terms: Terms) -> npt.NDArray[np.float64]:
    """How many whole hours (JP) are missing to each number of hours; 0 where it is enough. The rule of competency."""
    gap = rules.learned_enough(Record({"hours": hours}), terms).reasons[0].shortfall
    assert gap is not None  # there is at least the number 0
    return np.ceil(gap.values).astype(np.float64)


def outcome(counted: Histogram, terms: Terms) -> Outcome:
    short_by = decide(counted.hours, terms)
    return Outcome(counted.people @ (short_by > 0), counted.people @ short_by)


def shift(counted: Histogram, before: Terms, after: Terms) -> Shift:
    was, becomes = decide(counted.hours, before), decide(counted.hours, after)

    def how_many(which: npt.NDArray[np.bool_]) -> Counts:
        return counted.people @ which

    return Shift(
        burdened=how_many(becomes > was),
        newly_short=how_many((was == 0) & (becomes > 0)),
        relieved=how_many(becomes < was),
        same=how_many((becomes == was) & (was > 0)),
        never=how_many((becomes == was) & (was == 0)),
    )
