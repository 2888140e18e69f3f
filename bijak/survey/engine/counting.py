"""What counted answers say: how many, their mean and share, each with its interval. No answer sheet is needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from bijak.survey.engine.intervals import Interval, around_mean, wilson


@dataclass(frozen=True)
class Share:
    """``count`` of ``of`` answers, with Wilson's interval; all between 0 and 1."""

    count: int
    of: int
    value: float
    interval: Interval

    @property
    def percent(self) -> float:
        return 100 * self.value

    @property
    def percents(self) -> Interval:
        return Interval(100 * self.interval.low, 100 * self.interval.high)


@dataclass(frozen=True)
class Scale:
    """Answers on a scale from 1 up. ``counts`` are those of 1, 2, … ; ``top`` is the share of the two highest."""

    counts: tuple[int, ...]
    n: int
    mean: float
    deviation: float
    interval: Interval | None
    top: Share


def share(count: int, of: int) -> Share:
    return Share(count, of, count / of, wilson(count, of))


def scale(counts: Sequence[int]) -> Scale | None:
    """What a scale question got; None without any answer."""
    got = np.asarray(counts, dtype=np.int64)
    n = int(got.sum())
    if n == 0:
        return None
    values = np.arange(1, len(got) + 1)
    mean = float(got @ values) / n
    deviation = sqrt(float(got @ (values - mean) ** 2) / (n - 1)) if n > 1 else 0.0
    top = share(int(got[-2:].sum()), n)
    return Scale(tuple(map(int, got)), n, mean, deviation, around_mean(mean, deviation, n), top)
