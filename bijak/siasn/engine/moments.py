"""Days as datetime64[D], months as whole numbers counted from January 1970, ages in years."""

from datetime import date

import numpy as np
import numpy.typing as npt

type Ints = npt.NDArray[np.int64]
type Reals = npt.NDArray[np.float64]
type Days = npt.NDArray[np.datetime64]

YEAR = 365.2425
"""Days in a year, on average."""


def month_of(day: date) -> int:
    return (day.year - 1970) * 12 + day.month - 1


def months_of(days: Days) -> Ints:
    return days.astype("datetime64[M]").astype(np.int64)


def years_of(days: Days) -> Ints:
    """Calendar years."""
    return days.astype("datetime64[Y]").astype(np.int64) + 1970


def first_day(months: Ints) -> Days:
    """The first day of each month."""
    return months.astype("datetime64[M]").astype("datetime64[D]")


def later(days: Days, count: Ints | int) -> Days:
    """Days moved on by a number of days (back, where it is negative)."""
    moved: Days = days + np.asarray(count).astype("timedelta64[D]")
    return moved


def days_between(start: Days, end: Days | date) -> Ints:
    passed = (np.asarray(end, "datetime64[D]") - start).astype(np.int64)
    return np.asarray(passed)


def ages(born: Days, on: Days | date) -> Reals:
    return days_between(born, on) / YEAR
