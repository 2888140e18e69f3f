"""Days, and the half-open spans between them.

A moment is not a day: whoever holds a moment first asks the agency's time zone which day it was.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import overload

import numpy as np

from bijak.kernel.columns import Column, column


class InvalidDay(ValueError):
    """The text names no day that exists."""


@dataclass(frozen=True)
class Period:
    """The days from ``start`` up to, but not including, ``until``; without ``until`` it goes on."""

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            raise ValueError(f"A period must hold at least one day: {self.start} to {self.until} holds none.")

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share a day. Spans that only touch do not."""
        return (other.until is None or self.start < other.until) and (
            self.until is None or other.start < self.until
        )

    @property
    def days(self) -> int | None:
        """How many days it holds, or None while it goes on."""
        return None if self.until is None else (self.until - self.start).days

    def __str__(self) -> str:
        return f"[{self.start}, {self.until or '…'})"


_DAY_FIRST = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")


def parse_day(text: str) -> date:
    """Read ``dd-mm-yyyy``, ``dd/mm/yyyy`` or ``yyyy-mm-dd`` (with a spreadsheet's midnight, if it must be).

    Day before month, always: a file that means it the American way is refused only where no such day exists.
    """
    bare = text.strip()
    if found := _DAY_FIRST.fullmatch(bare):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(bare):
        year, month, day = found.groups()
    else:
        raise InvalidDay(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidDay(text) from None


@overload
def add_months(day: date, n: int) -> date: ...  # type: ignore[overload-overlap]
@overload
def add_months(day: object, n: object) -> Column: ...
def add_months(day: object, n: object) -> date | Column:
    """The same day ``n`` months later, or the last of that month where it has no such day.

    31 January and one month is 28 or 29 February; 29 February and twelve months is 28 February.
    """
    if isinstance(day, date) and isinstance(n, int):
        years, month = divmod(day.year * 12 + day.month - 1 + n, 12)
        return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))
    start, months = column(day), column(n)
    unknown = np.asarray(start.unknown | months.unknown)
    if unknown.all():
        return Column(np.full(unknown.shape, np.datetime64("NaT", "D")), unknown)
    first = start.values.astype("datetime64[M]") + months.values.astype("timedelta64[M]")
    nth = np.minimum(_day_of_month(start.values), _length_of_month(first))
    later = column(np.asarray(first.astype("datetime64[D]") + (nth - 1).astype("timedelta64[D]")))
    return Column(later.values, np.asarray(unknown | later.unknown))


@overload
def months_between(a: date, b: date) -> int: ...  # type: ignore[overload-overlap]
@overload
def months_between(a: object, b: object) -> Column: ...
def months_between(a: object, b: object) -> int | Column:
    """Whole months from ``a`` to ``b``: the largest n with ``add_months(a, n) <= b``, negative ones too."""
    if isinstance(a, date) and isinstance(b, date):
        months = (b.year - a.year) * 12 + b.month - a.month
        return months - (b.day < min(a.day, calendar.monthrange(b.year, b.month)[1]))
    start, end = column(a), column(b)
    unknown = np.asarray(start.unknown | end.unknown)
    if unknown.all():
        return Column(np.full(unknown.shape, np.nan), unknown)
    first, last = start.values.astype("datetime64[M]"), end.values.astype("datetime64[M]")
    due = np.minimum(_day_of_month(start.values), _length_of_month(last))
    return Column(np.asarray((last - first).astype(np.int64) - (_day_of_month(end.values) < due)), unknown)


@overload
def years_between(a: date, b: date) -> int: ...  # type: ignore[overload-overlap]
@overload
def years_between(a: object, b: object) -> Column: ...
def years_between(a: object, b: object) -> int | Column:
    """Whole years from ``a`` to ``b``. Of two dates an int; of columns (datetime64, Column) a Column.

    Someone born on 29 February becomes a year older on 28 February of a common year: the last day of the
    month, as ``add_months`` has it.
    """
    if isinstance(a, date) and isinstance(b, date):
        return months_between(a, b) // 12
    return months_between(a, b) // 12


def days_between(a: object, b: object) -> Column:
    """Days from ``a`` to ``b``, as a Column; what ``shortfall=`` of a Reason wants."""
    return column(b) - column(a)


def begun(day: object, *, by: object) -> Column:
    """The day on which something began; unknown where it lies after ``by``, for then the record cannot be right."""
    held = column(day)
    unknown = ~(held <= by).met
    return Column(np.broadcast_to(held.values, unknown.shape), np.asarray(unknown))


def _day_of_month(days: np.ndarray) -> np.ndarray:
    return np.asarray((days - days.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64) + 1)


def _length_of_month(months: np.ndarray) -> np.ndarray:
    first = months.astype("datetime64[D]")
    return np.asarray(((months + np.timedelta64(1, "M")).astype("datetime64[D]") - first).astype(np.int64))
