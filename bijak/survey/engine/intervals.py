"""How far a share or a mean of a survey may be off, by the methods of the textbooks.

Sources: Wilson 1927, "Probable inference, the law of succession, and statistical inference" (the interval for a
share; recommended by Newcombe 1998 and by Brown, Cai and DasGupta 2001); Abramowitz and Stegun 1964, 26.7.3 and
26.7.4 (Student's t for whole degrees of freedom); NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.2 (the
interval for a mean).
"""

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from statistics import NormalDist

import numpy as np

LEVEL = 0.95


@dataclass(frozen=True)
class Interval:
    """From ``low`` to ``high``, both within, at the level asked for."""

    low: float
    high: float


def wilson(successes: int, n: int, level: float = LEVEL) -> Interval:
    """The score interval for a share of ``n``: it never leaves 0 to 1 and holds for small ``n``, too."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    share = successes / n
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return Interval(max(0.0, (middle - reach) / whole), min(1.0, (middle + reach) / whole))


def around_mean(mean: float, deviation: float, n: int, level: float = LEVEL) -> Interval | None:
    """Student's interval around a mean with sample standard deviation ``deviation``; None below two answers."""
    if n < 2:
        return None
    reach = student((1 + level) / 2, n - 1) * deviation / sqrt(n)
    return Interval(mean - reach, mean + reach)


@lru_cache(maxsize=4096)
def student(probability: float, freedom: int) -> float:
    """The quantile of Student's t: below it lies ``probability`` (0.5 to 1), by halving to 1e-12."""
    low, high = 0.0, 1.0
    while student_within(high, freedom) < 2 * probability - 1:
        high *= 2
    while high - low > 1e-12 * high:
        middle = (low + high) / 2
        if student_within(middle, freedom) < 2 * probability - 1:
            low = middle
        else:
            high = middle
    return high


def student_within(t: float, freedom: int) -> float:
    """The probability that Student's t with whole ``freedom`` lies within ±t: a finite sum, hence exact."""
    angle = np.arctan2(t, sqrt(freedom))
    square = np.cos(angle) ** 2
    # Factors of the terms: 1/2, 3/4, 5/6 … for even freedom, 2/3, 4/5 … for odd.
    steps = np.arange(1 if freedom % 2 == 0 else 2, freedom - 1, 2)
    terms = np.cumprod(np.concatenate([[1.0], steps / (steps + 1) * square]))
    if freedom % 2 == 0:
        return float(np.sin(angle) * terms.sum())
    if freedom == 1:
        return float(2 * angle / np.pi)
    return float(2 / np.pi * (angle + np.sin(angle) * np.cos(angle) * terms.sum()))
