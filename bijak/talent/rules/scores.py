"""The scores of both axes and the box to which they lead; a score has two decimals, and cut-offs are laid at it."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Self

import numpy as np
import numpy.typing as npt

from bijak.kernel.columns import Column, at_most, column, look_up, possible, where
from bijak.kernel.reckonings import Line, Reckoning, reckon
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, Terms
from bijak.performance.rules import PREDICATES

BOXES = {"low low": 1, "medium low": 2, "low medium": 3, "high low": 4, "medium medium": 5,
         "low high": 6, "high medium": 7, "medium high": 8, "high high": 9}  # fmt: skip
"""The number of a box by level of performance, then of potential (PermenPANRB 3/2020). Names, not quantities."""
POOL = (7, 8, 9)
"""The boxes of those who may follow in a critical post (kelompok rencana suksesi)."""


@dataclass(frozen=True)
class Cuts:
    """From which score on each axis is medium and high."""

    performance_high: float
    performance_medium: float
    potential_high: float
    potential_medium: float

    @classmethod
    def of(cls, source: object) -> Self:
        """The cut-offs of terms, or of whatever else has them by name."""
        return cls(*(float(getattr(source, each.name)) for each in fields(cls)))

    @property
    def is_in_order(self) -> bool:
        return self.performance_medium < self.performance_high and self.potential_medium < self.potential_high


def performance(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The score of performance: the mean over the last rated years (``rating_1`` is the latest).

    Unknown where one of these years has no rating.
    """
    years, scale = int(terms.rated_years), {each: getattr(terms, f"rating_{each}") for each in PREDICATES}
    return reckon(
        *(
            Line(
                f"rating_{place}",
                look_up(scale, predicate) / years,
                terms.basis("rated_years"),
                unit="poin",
                of={"predicate": predicate, "score": look_up(scale, predicate), "years": years},
            )
            for place in range(1, years + 1)
            for predicate in (getattr(record, f"rating_{place}"),)
        )
    )


def potential(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """The score on the other axis: the test of potential, and competence (JPM) as far as it counts (100)."""
    share, basis = terms.potential_share / 100, terms.basis("potential_share")
    return reckon(
        weighted("potential", scored(record.potential), share, basis),
        weighted("competence", capped(record.jpm), 1 - share, basis),
    )


def value(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Nilai Talenta, from the scores of both axes."""
    share, basis = terms.performance_share / 100, terms.basis("performance_share")
    return reckon(
        weighted("performance_part", scored(record.performance), share, basis),
        weighted("potential_part", scored(record.potential), 1 - share, basis),
    )


def capped(jpm: object) -> Column:
    """JPM may lie above 100; for talent it counts 100 then."""
    return at_most(possible(jpm), 100.0)


def scored(points: object) -> Column:
    """A score from 0 to 100; anything else is a mistake, and not known."""
    return possible(points, most=100)


def rounded(score: Column) -> Column:
    return Column(np.round(score.values.astype(np.float64), 2), score.unknown)


def box(record: Record, terms: Terms, *, on: date) -> Reckoning:
    """Which of the nine boxes the two scores lead to."""
    cuts = Cuts.of(terms)
    performance, potential = scored(record.performance), scored(record.potential)
    return reckon(
        Line(
            "box",
            boxes(performance, potential, cuts),
            terms.basis("performance_high"),
            unit="kotak",
            of={
                "performance": performance,
                "potential": potential,
                "performance_level": level(performance, cuts.performance_medium, cuts.performance_high),
                "potential_level": level(potential, cuts.potential_medium, cuts.potential_high),
            },
        )
    )


def boxes(performance: Column, potential: Column, cuts: Cuts) -> Column:
    """The same for any cut-offs, in force or only tried."""
    up = level(performance, cuts.performance_medium, cuts.performance_high)
    along = level(potential, cuts.potential_medium, cuts.potential_high)
    found = column(0)
    for name, number in BOXES.items():
        of_performance, of_potential = name.split()
        found = where((up == of_performance) & (along == of_potential), number, found)
    return found


def level(score: Column, medium: float, high: float) -> Column:
    """``low``, ``medium`` or ``high``."""
    printed = rounded(column(score))
    return where(printed >= high, "high", where(printed >= medium, "medium", "low"))


def in_order(*scores: Column) -> npt.NDArray[np.intp]:
    """Places from best to least: by the first score, among equals by the next, then as they stood; unknown last."""
    keys = [np.where(score.unknown, np.inf, -score.values.astype(np.float64)) for score in scores]
    return np.lexsort(keys[::-1])


def weighted(code: str, score: object, weight: float, basis: Basis, **of: object) -> Line:
    held = column(score)
    return Line(code, held * weight, basis, unit="poin", of={"score": held, "weight": weight * 100, **of})
