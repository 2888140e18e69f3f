"""Columns beside each other are cut alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from bijak.kernel.rows import Rows


@dataclass(frozen=True)
class Rated(Rows):
    on: date
    who: npt.NDArray[np.int64]
    points: npt.NDArray[np.float64]


@dataclass(frozen=True)
class Ranked(Rows):
    rated: Rated
    place: npt.NDArray[np.int64]


RATED = Rated(date(2026, 11, 2), np.array([7, 8, 9]), np.array([60.0, 90.0, 75.0]))
RANKED = Ranked(RATED, np.array([3, 1, 2]))


@pytest.mark.parametrize("chosen", [np.array([True, False, True]), np.array([0, 2])], ids=["mask", "places"])
def test_every_column_is_cut_and_the_day_stays(chosen: npt.NDArray[Any]) -> None:
    some = RANKED[chosen]
    assert (len(RANKED), len(some), type(some), some.rated.on) == (3, 2, Ranked, RATED.on)
    assert (some.rated.who.tolist(), some.rated.points.tolist(), some.place.tolist()) == (
        [7, 9],
        [60, 75],
        [3, 2],
    )


def test_they_come_in_another_order() -> None:
    assert RATED[np.argsort(RATED.points)].who.tolist() == [7, 9, 8]
