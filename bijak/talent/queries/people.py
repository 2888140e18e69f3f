"""What is known on a day of those whom a mapping is about, as columns for the rules."""

from collections.abc import Iterator
from collections.abc import Mapping as Facts
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.competency import queries as competency
from bijak.kernel.records import Record
from bijak.organization import queries as organization
from bijak.people.queries.careers import Careers, careers
from bijak.performance.queries import everyone as performance

RATED = 3
"""So many years of ratings are kept with a placement, whatever the terms of the day ask for."""


@dataclass(frozen=True)
class Known:
    """People of a day beside the facts that the rules ask for, in the same order."""

    who: Careers
    facts: dict[str, npt.NDArray[Any]]

    def __len__(self) -> int:
        return len(self.who)

    @property
    def record(self) -> Record:
        return Record(self.facts)

    def each(self) -> Iterator[dict[str, Any]]:
        """The facts of one after the other in plain values, fit for JSON; None is not known."""
        for values in zip(*map(_plain, self.facts.values()), strict=True):
            yield dict(zip(self.facts, values, strict=True))


def known(on: date, *, unit_path: str = "") -> Known:
    """Everyone who works under a unit on a day."""
    found = candidates(on, unit_path=unit_path)
    rated = performance.ratings(found.who.employee, years=RATED + 1, on=on)
    ratings = {f"rating_{back}": rated.in_year(on.year - back) for back in range(1, RATED + 1)}
    return Known(found.who, ratings | found.facts)


def candidates(on: date, *, unit_path: str = "", among: npt.NDArray[np.int64] | None = None) -> Known:
    """The same without ratings, which no post asks for; ``among`` keeps some of them."""
    who = careers(on, reach=organization.EVERYTHING, unit_path=unit_path)
    if among is not None:
        who = who[np.isin(who.employee, among)]
    found = competency.assessed(who.employee, on=on)
    return Known(
        who,
        {
            "potential": found.potential,
            "jpm": found.jpm,
            "assessed_on": found.assessed_on,
            "assessed_until": found.valid_until,
            "is_active": np.ones(len(who), np.bool_),  # careers tells of nobody else
            "rank": _pns_rank(who.rank_order),
            "education": _or_none(who.education),
            "retires_on": who.retires,
            "born_on": who.born_on,
        },
    )


def record_of(facts: Facts[str, Any]) -> Record:
    """The record of one person from what was kept of her."""
    days = ("assessed_on", "assessed_until", "retires_on", "born_on")
    return Record(
        {
            name: date.fromisoformat(value) if name in days and value else value
            for name, value in facts.items()
        }
    )


def _pns_rank(order: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """The code of a PNS's rank as a number; a PPPK has none that could be compared."""
    return np.where((order > 0) & (order < 100), order, np.nan)


def _or_none(words: npt.NDArray[np.str_]) -> Any:
    return np.ma.masked_where(words == "", words)


def _plain(column: npt.NDArray[Any]) -> list[Any]:
    values: list[Any] = column.tolist()  # NaT and what is masked become None
    if column.dtype.kind == "M":
        return [None if day is None else day.isoformat() for day in values]
    if column.dtype.kind == "f":
        return [None if number != number else number for number in values]
    return values
