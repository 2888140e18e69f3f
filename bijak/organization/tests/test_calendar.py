"""Working days."""

from datetime import date, timedelta

import pytest

from bijak.organization import queries, services

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY, SATURDAY = date(2026, 11, 2), date(2026, 11, 6), date(2026, 11, 7)


def mark(day: date, *, is_off: bool) -> None:
    services.mark_day(day=day, name="Hari khusus", is_off=is_off, today=day, by=None)


def test_five_working_days_after_monday_is_the_next_monday() -> None:
    assert queries.add_working_days(MONDAY, 5) == date(2026, 11, 9)


def test_the_day_of_receipt_does_not_count() -> None:
    assert queries.add_working_days(FRIDAY, 1) == date(2026, 11, 9)
    assert queries.add_working_days(SATURDAY, 1) == date(2026, 11, 9)


def test_national_holidays_and_joint_leave_do_not_count() -> None:
    """Christmas Eve 2026 is joint leave, Christmas a Friday."""
    assert queries.working_days_between(date(2026, 12, 21), date(2026, 12, 28)) == 3
    assert queries.add_working_days(date(2026, 12, 23), 1) == date(2026, 12, 28)


def test_the_agencys_own_holiday_does_not_count() -> None:
    mark(FRIDAY, is_off=True)
    assert queries.working_days_between(MONDAY, SATURDAY) == 4
    assert not queries.is_working_day(FRIDAY)


def test_a_saturday_or_holiday_that_the_agency_works_counts() -> None:
    mark(SATURDAY, is_off=False)
    mark(date(2026, 12, 25), is_off=False)
    assert queries.add_working_days(FRIDAY, 1) == SATURDAY
    assert queries.is_working_day(date(2026, 12, 25))


def test_a_day_marked_again_is_changed_and_a_day_unmarked_follows_the_nation() -> None:
    mark(FRIDAY, is_off=True)
    special = services.mark_day(day=FRIDAY, name="Jadi kerja", is_off=False, today=FRIDAY, by=None)
    assert queries.is_working_day(FRIDAY)
    services.unmark_day(special=special, today=FRIDAY, by=None)
    assert [day.source for day in queries.days_off(2026) if day.day == FRIDAY] == []


def test_an_empty_or_backward_span_has_no_working_days() -> None:
    assert queries.working_days_between(MONDAY, MONDAY) == 0
    assert queries.working_days_between(FRIDAY, MONDAY) == 0


def test_adding_and_counting_agree_over_a_year() -> None:
    for count in (1, 5, 14, 60, 120):
        end = queries.add_working_days(MONDAY, count)
        assert queries.working_days_between(MONDAY + timedelta(days=1), end + timedelta(days=1)) == count


def test_nothing_is_added_by_zero() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        queries.add_working_days(MONDAY, 0)


def test_the_months_of_a_year_sum_to_the_year() -> None:
    mark(FRIDAY, is_off=True)
    months = queries.working_days_by_month(2026)
    assert sum(months.values()) == queries.working_days_between(date(2026, 1, 1), date(2027, 1, 1))
    assert months[11] == queries.working_days_between(date(2026, 11, 1), date(2026, 12, 1)) == 20


def test_counting_asks_the_database_once(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        queries.add_working_days(MONDAY, 60)


def test_joint_leave_is_said_to_be_unknown_until_it_is_decreed() -> None:
    assert queries.joint_leave_is_known(2026)
    assert not queries.joint_leave_is_known(2040)


def test_working_time_is_the_laws_of_its_day_and_nobodys_before_it() -> None:
    terms = queries.working_time(date(2026, 11, 2))
    assert terms is not None
    assert (terms.weekly_minutes, terms.weekly_minutes_in_ramadan) == (37 * 60 + 30, 32 * 60 + 30)
    assert not terms.basis("weekly_minutes").verified
    assert queries.working_time(date(2020, 1, 1)) is None
