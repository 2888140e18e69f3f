"""Measuring everyone in a year, or some people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel.columns import Column
from bijak.kernel.reckonings import Reckoning
from bijak.professionalism import rules
from bijak.professionalism.queries.facts import Facts, gather

PARTS = ("training", "technical", "seminar")
"""Of competency."""


@dataclass(frozen=True)
class Measured:
    """The indices of a year, in the order of ``facts.who``."""

    facts: Facts
    reckoning: Reckoning
    category: Column
    steps: tuple[rules.Step, ...]

    def __len__(self) -> int:
        return len(self.facts)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """One for each person, in the order of ``KEPT``."""
        record, who, size = self.facts.record, self.facts.who, len(self)
        columns = (
            who.employee.tolist(),
            [unit or None for unit in who.unit.tolist()],
            who.position_kind.tolist(),
            who.education.tolist(),
            _listed(record.technical_hours, size),
            *(_listed(each, size, "") for each in (record.predicate, record.sanction)),
            *(_listed(line.value, size) for line in self.reckoning.lines),
            *(_listed(self.reckoning.line("competency").of[part], size) for part in PARTS),
            _listed(self.reckoning.total, size),
            _listed(self.category, size, ""),
        )
        # As PostgreSQL writes arrays: adapting a hundred thousand lists takes longer than all the rest.
        gains = (f"{{{','.join(map(repr, points))}}}" for points in self.gains.tolist())
        return zip(*columns, gains, strict=True)

    @property
    def gains(self) -> npt.NDArray[np.float64]:
        """The points that each step would bring to each person; 0 where that is not known."""
        columns = [
            _wide(np.where(step.points.unknown, 0, step.points.values), len(self)) for step in self.steps
        ]
        return np.column_stack(columns) if len(self) else np.zeros((0, len(self.steps)))

    def by_unit(self) -> Iterator[tuple[Any, ...]]:
        """Sums for each unit itself, in the order of ``SUMMED``; those without a unit together."""
        units, codes = np.unique(self.facts.who.unit, return_inverse=True)
        is_known = ~self.reckoning.total.unknown

        def summed(weights: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
            return np.bincount(codes, weights=weights, minlength=len(units))

        dimensions = [summed(np.where(is_known, line.value.values, 0)) for line in self.reckoning.lines]
        categories = [summed(is_known & (self.category.values == code)) for code in rules.CATEGORIES]
        gains = [summed(column) for column in self.gains.T]
        gainers = [summed(column > 0) for column in self.gains.T]
        for place, unit in enumerate(units.tolist()):
            yield (
                unit or None,
                int(np.count_nonzero(codes == place)),
                int(summed(is_known)[place]),
                *(float(each[place]) for each in dimensions),
                [int(each[place]) for each in categories],
                [float(each[place]) for each in gains],
                [int(each[place]) for each in gainers],
            )


KEPT = (
    *("employee_id", "unit_id", "post", "education", "hours", "predicate", "sanction"),
    *("qualification", "competency", "performance", "discipline", *PARTS, "total", "category", "gains"),
)
"""What of each person is kept (columns of ``Measurement``)."""

SUMMED = (
    *("unit_id", "people", "measured", "qualification", "competency", "performance", "discipline"),
    *("categories", "gains", "gainers"),
)
"""What of each unit is kept (columns of ``UnitIndex``)."""


def measure(year: int, *, today: date, among: Sequence[int] | None = None) -> Measured:
    """The index of everyone who is measured, or of some of them, by what is on record now."""
    facts = gather(year, today=today, among=among)
    reckoning = rules.index(facts.record, facts.terms, on=facts.on)
    return Measured(
        facts,
        reckoning,
        rules.category(reckoning.total, facts.terms),
        rules.steps(facts.record, facts.terms, on=facts.on),
    )


def _listed(column: Column, size: int, unknown: str | None = None) -> list[Any]:
    """Plain values, one for each person; ``unknown`` stands for what is not known."""
    values = _wide(column.values, size).astype(object)
    values[_wide(column.unknown, size)] = unknown
    return list(values)


def _wide(values: npt.NDArray[Any], size: int) -> npt.NDArray[Any]:
    """One value for each person, also where it is the same for all."""
    return np.broadcast_to(values, size)
