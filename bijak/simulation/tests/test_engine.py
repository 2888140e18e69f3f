"""Counting everyone at once gives what asking one person at a time gives."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bijak.competency import rules
from bijak.kernel.records import Record
from bijak.simulation import engine

GROUPS = 4
people = st.lists(st.tuples(st.integers(0, 400), st.integers(0, GROUPS - 1)), max_size=60)


def short_by(hours: int, needed: float) -> float:
    """The rule on one person."""
    reason = rules.learned_enough(Record({"hours": hours}), rules.supposing(needed)).reasons[0]
    return float(reason.short_by)


def counted(crowd: list[tuple[int, int]]) -> engine.Histogram:
    hours = np.array([had for had, _group in crowd], dtype=np.int64)
    codes = np.array([group for _had, group in crowd], dtype=np.intp)
    return engine.histogram(hours, codes, GROUPS)


@given(crowd=people, needed=st.one_of(st.integers(0, 60), st.floats(0, 60)))
def test_an_outcome_is_the_sum_of_what_the_rule_says_of_each(
    crowd: list[tuple[int, int]], needed: float
) -> None:
    found = engine.outcome(counted(crowd), rules.supposing(needed))
    for group in range(GROUPS):
        gaps = [short_by(had, needed) for had, their in crowd if their == group]
        assert found.short[group] == sum(gap > 0 for gap in gaps)
        assert found.short_by[group] == sum(math.ceil(gap) for gap in gaps)


@given(crowd=people, before=st.integers(0, 40), after=st.integers(0, 40))
def test_a_shift_puts_everyone_in_one_place(crowd: list[tuple[int, int]], before: int, after: int) -> None:
    histogram = counted(crowd)
    found = engine.shift(histogram, rules.supposing(before), rules.supposing(after))
    assert (found.burdened + found.relieved + found.same + found.never == histogram.of).all()
    for group in range(GROUPS):
        moves = [(short_by(had, before), short_by(had, after)) for had, their in crowd if their == group]
        assert found.burdened[group] == sum(then > now for now, then in moves)
        assert found.newly_short[group] == sum(now == 0 < then for now, then in moves)
        assert found.relieved[group] == sum(then < now for now, then in moves)
        assert found.never[group] == sum(now == then == 0 for now, then in moves)


def test_a_higher_number_never_helps_and_the_same_number_moves_nobody() -> None:
    histogram = counted([(had, 0) for had in range(0, 50, 7)])
    higher = engine.shift(histogram, rules.supposing(20), rules.supposing(24))
    assert higher.relieved.sum() == 0
    same = engine.shift(histogram, rules.supposing(20), rules.supposing(20))
    assert same.burdened.sum() + same.relieved.sum() == 0


def test_nobody_is_counted_as_nobody() -> None:
    empty = counted([])
    assert engine.outcome(empty, rules.supposing(20)).short.tolist() == [0] * GROUPS
