from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.kernel.days import (
    InvalidDay,
    Period,
    add_months,
    days_between,
    months_between,
    parse_day,
    years_between,
)

DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 12, 1), 1, date(2026, 1, 1)),
        (date(2025, 1, 31), -2, date(2024, 11, 30)),
        (date(2025, 3, 15), 0, date(2025, 3, 15)),
    ],
)
def test_months_are_added_as_a_calendar_does(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("a", "b", "years"),
    [
        (date(2020, 4, 1), date(2024, 4, 1), 4),
        (date(2020, 4, 2), date(2024, 4, 1), 3),
        (date(2000, 2, 29), date(2025, 2, 27), 24),
        (date(2000, 2, 29), date(2025, 2, 28), 25),
        (date(2024, 4, 1), date(2024, 4, 1), 0),
        (date(2024, 4, 2), date(2024, 4, 1), -1),
    ],
)
def test_a_year_is_full_on_its_anniversary_and_not_a_day_before(a: date, b: date, years: int) -> None:
    assert years_between(a, b) == years


@given(DAYS, DAYS)
def test_months_between_is_the_largest_number_that_can_be_added(a: date, b: date) -> None:
    n = months_between(a, b)
    assert add_months(a, n) <= b < add_months(a, n + 1)


@given(st.lists(st.tuples(DAYS, DAYS, st.integers(-500, 500)), min_size=1, max_size=20))
def test_a_column_of_days_is_reckoned_like_each_day_alone(rows: list[tuple[date, date, int]]) -> None:
    starts = np.array([a for a, _, _ in rows], dtype="datetime64[D]")
    ends = np.array([b for _, b, _ in rows], dtype="datetime64[D]")
    steps = np.array([n for _, _, n in rows])
    assert list(years_between(starts, ends)) == [years_between(a, b) for a, b, _ in rows]
    assert list(months_between(starts, ends)) == [months_between(a, b) for a, b, _ in rows]
    assert list(add_months(starts, steps)) == [add_months(a, n) for a, _, n in rows]
    assert list(days_between(starts, ends)) == [(b - a).days for a, b, _ in rows]


def test_a_day_that_is_not_known_makes_the_span_unknown_not_zero() -> None:
    starts = np.array(["2020-04-01", "NaT"], dtype="datetime64[D]")
    assert list(years_between(starts, date(2026, 11, 2))) == [6, None]
    assert list(add_months(starts, 1)) == [date(2020, 5, 1), None]
    assert years_between(None, date(2026, 11, 2)).item() is None
    assert add_months(None, 12).item() is None


def test_a_period_holds_its_first_day_and_not_its_until() -> None:
    year = Period(date(2026, 1, 1), date(2027, 1, 1))
    assert year.contains(date(2026, 1, 1))
    assert year.contains(date(2026, 12, 31))
    assert not year.contains(date(2027, 1, 1))
    assert year.days == 365
    assert str(year) == "[2026-01-01, 2027-01-01)"


def test_a_period_without_end_goes_on() -> None:
    going_on = Period(date(2026, 1, 1))
    assert going_on.contains(date(2999, 1, 1))
    assert not going_on.contains(date(2025, 12, 31))
    assert going_on.days is None


def test_a_period_of_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


@given(DAYS, st.integers(1, 60), DAYS, st.integers(1, 60) | st.none())
def test_periods_overlap_when_they_share_a_day(a: date, m: int, b: date, n: int | None) -> None:
    first = Period(a, a + timedelta(days=m))
    second = Period(b, None if n is None else b + timedelta(days=n))
    shared = any(second.contains(a + timedelta(days=k)) for k in range(m))
    assert first.overlaps(second) == second.overlaps(first) == shared


@pytest.mark.parametrize(
    "text",
    ["01-04-2020", "1/4/2020", "2020-04-01", " 2020-04-01 ", "2020-04-01 00:00:00", "2020-04-01T00:00:00"],
)
def test_a_day_is_read_in_the_ways_files_write_it(text: str) -> None:
    assert parse_day(text) == date(2020, 4, 1)


@pytest.mark.parametrize(
    "text",
    ["", "31-02-2020", "2020-13-01", "1-4-20", "43922", "April 2020", "2020-04-01 07:30:00", "00-00-0000"],
)
def test_a_day_that_cannot_be_read_is_refused_not_guessed(text: str) -> None:
    with pytest.raises(InvalidDay):
        parse_day(text)
