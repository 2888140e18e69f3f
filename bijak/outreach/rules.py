"""When a campaign reminds, what counts as understood, and when a provision is hard to understand."""

from collections.abc import Mapping
from datetime import date, timedelta
from math import ceil

K = 10
"""So many people stand behind every number about understanding: nobody's answers are shown by name."""

HARD = 0.4
"""A provision is hard to understand when more than this share of first answers to its question is wrong."""

QUIET_DAYS = 7
"""So long after the decree a campaign that nobody opens waits at least, before it opens by itself."""

GRACE_DAYS = 30
"""So long after the due day a campaign still follows who comes and goes; then it has ended."""

_BEFORE_DUE = (7, 1, 0)


def opens_itself_on(*, enacted_on: date, in_force_from: date) -> date:
    """Nobody is forgotten: on the first day in force at the latest, but with a week to prepare."""
    return max(in_force_from, enacted_on + timedelta(days=QUIET_DAYS))


def closes_on(due_on: date) -> date:
    """The first day on which nobody is assigned any more."""
    return due_on + timedelta(days=GRACE_DAYS + 1)


def milestones(starts_on: date, due_on: date) -> list[date]:
    """The days on which people are told: the first, a week and a day before the last, and the last."""
    return sorted({starts_on, *(max(starts_on, due_on - timedelta(days=days)) for days in _BEFORE_DUE)})


def is_to_remind(*, starts_on: date, due_on: date, reminded_on: date | None, today: date) -> bool:
    """Whether a milestone has come since the last reminder; one missed by a clock that stood is made up for once."""
    come = [day for day in milestones(starts_on, due_on) if day <= today]
    return bool(come) and (reminded_on is None or reminded_on < come[-1])


def right_answers_needed(questions: int, threshold: int) -> int:
    """How many first answers must be right to have understood, with ``threshold`` in percent."""
    return ceil(questions * threshold / 100)


def counted_until(answered: Mapping[date, int], *, due_on: date, today: date) -> date | None:
    """The last day whose answers are shown, given how many people answered on each day; None before the first.

    Only days that are over count, up to the due day, and in steps of ``K`` people or more. For names are listed of
    those who have not answered: whoever compared list and count every hour would see how each newcomer answered.
    """
    last, since = None, 0
    for day in sorted(day for day in answered if day < today and day <= due_on):
        since += answered[day]
        if since >= K:
            last, since = day, 0
    return last


def is_hard(wrong: int, answered: int) -> bool:
    return answered >= K and wrong > HARD * answered
