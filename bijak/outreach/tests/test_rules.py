"""When people are reminded, and when a provision is hard."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.outreach import rules

START, DUE = date(2026, 11, 2), date(2026, 11, 16)


def test_people_are_told_at_the_start_a_week_and_a_day_before_and_on_the_last_day() -> None:
    assert rules.milestones(START, DUE) == [START, date(2026, 11, 9), date(2026, 11, 15), DUE]


def test_a_short_campaign_has_no_reminder_before_it_starts() -> None:
    assert rules.milestones(START, date(2026, 11, 5)) == [START, date(2026, 11, 4), date(2026, 11, 5)]


@pytest.mark.parametrize(
    ("reminded_on", "today", "expected"),
    [
        pytest.param(None, START, True, id="the first day"),
        pytest.param(START, date(2026, 11, 8), False, id="nothing has come since"),
        pytest.param(START, date(2026, 11, 9), True, id="a week before"),
        pytest.param(date(2026, 11, 9), date(2026, 11, 9), False, id="not twice a day"),
        pytest.param(START, date(2026, 11, 12), True, id="the clock stood: made up for"),
        pytest.param(date(2026, 11, 12), date(2026, 11, 13), False, id="but once"),
        pytest.param(DUE, date(2027, 3, 1), False, id="after the last day it is quiet"),
    ],
)
def test_a_reminder_is_due_once_for_each_milestone(
    reminded_on: date | None, today: date, expected: bool
) -> None:
    assert rules.is_to_remind(starts_on=START, due_on=DUE, reminded_on=reminded_on, today=today) is expected


@given(st.integers(1, 60))
def test_a_clock_that_ticks_daily_reminds_once_a_milestone(days: int) -> None:
    due_on, reminded_on, told = START + timedelta(days=days), None, 0
    for day in range(days + 30):
        today = START + timedelta(days=day)
        if rules.is_to_remind(starts_on=START, due_on=due_on, reminded_on=reminded_on, today=today):
            reminded_on, told = today, told + 1
    assert told == len(rules.milestones(START, due_on))


@pytest.mark.parametrize(
    ("wrong", "answered", "hard"),
    [(4, 10, False), (5, 10, True), (9, 9, False), (41, 100, True), (40, 100, False)],
)
def test_a_provision_is_hard_when_more_than_four_in_ten_fail(wrong: int, answered: int, hard: bool) -> None:
    assert rules.is_hard(wrong, answered) is hard


@pytest.mark.parametrize(
    ("questions", "threshold", "needed"), [(4, 75, 3), (3, 75, 3), (5, 60, 3), (0, 75, 0), (1, 1, 1)]
)
def test_understanding_needs_so_many_right_answers(questions: int, threshold: int, needed: int) -> None:
    assert rules.right_answers_needed(questions, threshold) == needed


def test_a_campaign_that_nobody_opens_opens_by_itself_with_a_week_to_prepare() -> None:
    enacted_on = date(2026, 11, 2)
    assert rules.opens_itself_on(enacted_on=enacted_on, in_force_from=enacted_on) == date(2026, 11, 9)
    assert rules.opens_itself_on(enacted_on=enacted_on, in_force_from=date(2027, 1, 1)) == date(2027, 1, 1)
