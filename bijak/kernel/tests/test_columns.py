from datetime import UTC, date, datetime
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.kernel.columns import (
    MET,
    MISSING,
    UNKNOWN,
    Column,
    Truth,
    Undecided,
    column,
    first_known,
    look_up,
    no,
    truth,
    where,
)

LEVELS = (MISSING, UNKNOWN, MET)


def levels(answer: Truth) -> list[int]:
    return [int(level) for level in answer.levels]


@pytest.mark.parametrize(("a", "b"), list(product(LEVELS, LEVELS)))
def test_the_connectives_are_kleenes(a: int, b: int) -> None:
    def known(*values: int) -> set[bool]:
        """What could turn out, if every unknown were looked up."""
        return {False} if values[0] == MISSING else {True} if values[0] == MET else {False, True}

    def level(outcomes: set[bool]) -> int:
        return UNKNOWN if len(outcomes) == 2 else MET if outcomes == {True} else MISSING

    assert (Truth(a) & Truth(b)).levels == level({x and y for x in known(a) for y in known(b)})
    assert (Truth(a) | Truth(b)).levels == level({x or y for x in known(a) for y in known(b)})
    assert no(Truth(a)).levels == level({not x for x in known(a)})


@pytest.mark.parametrize("unknown", [None, float("nan"), np.datetime64("NaT", "D"), np.float64("nan")])
def test_a_comparison_with_nothing_is_unknown_never_no(unknown: object) -> None:
    day_or_number: object = date(2026, 11, 2) if isinstance(unknown, np.datetime64) else 24
    for answer in (
        column(unknown) >= day_or_number,
        column(unknown) < day_or_number,
        column(unknown) == day_or_number,
        column(unknown) != day_or_number,
        no(column(unknown) == day_or_number),
        day_or_number >= column(unknown),
    ):
        assert answer.levels == UNKNOWN


def test_an_unknown_in_a_column_stays_in_its_row() -> None:
    hours = column([10, None, 30])
    assert levels(hours >= 20) == [MISSING, UNKNOWN, MET]
    assert levels(no(hours >= 20)) == [MET, UNKNOWN, MISSING]
    assert list(hours + 1) == [11, None, 31]
    assert list(hours - hours) == [0, None, 0]
    assert list(where(hours >= 20, "cukup", "kurang")) == ["kurang", None, "cukup"]


def test_a_failed_comparison_says_by_how_much() -> None:
    short = (column([10, None, 30]) >= 20).shortfall
    assert short is not None
    assert list(short) == [10, None, 0]
    over = (column([10, 30]) <= 20).shortfall
    assert over is not None
    assert list(over) == [0, 10]
    early = (column(date(2026, 11, 2)) >= date(2026, 11, 5)).shortfall
    assert early is not None
    assert early.item() == 3
    assert (column("s1") == "s2").shortfall is None
    assert ((column(1) >= 2) & (column(1) >= 2)).shortfall is None


def test_division_by_nothing_is_unknown_not_infinite() -> None:
    assert list(column([1, 0, 6]) / column([0, 0, 3])) == [None, None, 2.0]
    assert list(1 / column([0, 2])) == [None, 0.5]
    assert list(column([7, 7]) // column([0, 2])) == [None, 3]


def test_days_and_numbers_reckon_together() -> None:
    days = column([date(2026, 11, 2), None])
    assert list(days + 30) == [date(2026, 12, 2), None]
    assert list(days - date(2026, 11, 1)) == [1, None]
    assert list(date(2026, 11, 5) - days) == [3, None]


@pytest.mark.parametrize(
    "values",
    [
        np.ma.array([1, 2, 3], mask=[False, True, False]),
        np.array([1.0, np.nan, 3.0]),
        np.array([1, None, 3], dtype=object),
        [1, None, 3],
        (1.0, float("nan"), 3.0),
        [1, float("nan"), 3],
    ],
    ids=["masked", "nan", "objects", "list", "tuple", "mixed"],
)
def test_an_unknown_is_recognised_however_it_is_held(values: object) -> None:
    assert list(column(values)) == [1, None, 3]


def test_words_may_be_unknown_too() -> None:
    kinds = column(["pns", None, "pppk"])
    assert levels(kinds == "pns") == [MET, UNKNOWN, MISSING]
    assert levels(kinds.among(["pns", "cpns"])) == [MET, UNKNOWN, MISSING]


def test_a_column_of_which_nothing_is_known_agrees_with_anything() -> None:
    nothing = column([None, None])
    assert (
        levels(nothing >= 3)
        == levels(nothing == "x")
        == levels(nothing < date(2026, 1, 1))
        == [UNKNOWN, UNKNOWN]
    )
    assert levels(truth(nothing) & False) == [MISSING, MISSING]
    assert list(where(True, nothing, 1)) == [None, None]
    assert list(where([True, False], 1, None)) == [1, None]
    assert list(look_up({"a": 1}, nothing)) == [None, None]


def test_the_first_that_is_known_counts() -> None:
    found = first_known([1, None, None], [7, 2, None], [7, 7, None])
    assert list(found) == [1, 2, None]
    assert first_known(None, date(2026, 1, 1)).item() == date(2026, 1, 1)


def test_a_table_answers_what_it_holds_and_nothing_else() -> None:
    assert list(look_up({"s1": 34, "d3": 33}, ["d3", "s1", "x", "a", None])) == [33, 34, None, None, None]
    assert look_up({"s1": 34}, "s1").item() == 34


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (lambda: column(datetime(2026, 1, 1, tzinfo=UTC)), "not moments"),
        (lambda: column([datetime(2026, 1, 1, tzinfo=UTC)]), "not moments"),
        (lambda: column([1, "x"]), "one kind of value"),
        (lambda: column([[1], [2]]), None),
        (lambda: column(np.zeros((2, 2))), "one dimension"),
        (lambda: column(object()), "cannot hold"),
        (lambda: column(Truth(MET)), "not a value"),
        (lambda: truth(3), "neither true nor false"),
        (lambda: Truth(MET) == True, "Compare no truths"),  # noqa: E712
        (lambda: bool(truth([True, True])), "not one answer"),
        (lambda: column("x") >= 3, None),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object, sentence: str | None) -> None:
    with pytest.raises(TypeError, match=sentence):
        wrong()  # type: ignore[operator]


def test_a_single_answer_is_yes_no_or_refused() -> None:
    assert column(3) >= 2
    assert not (column(1) >= 2)
    with pytest.raises(Undecided):
        bool(column(None) >= 2)


VALUES = st.lists(st.integers(-5, 5) | st.none(), min_size=1, max_size=15)


@given(VALUES, st.data())
def test_every_operation_on_a_column_is_the_operation_on_each(
    values: list[int | None], data: st.DataObject
) -> None:
    others = data.draw(st.lists(st.integers(-5, 5) | st.none(), min_size=len(values), max_size=len(values)))
    a, b = column(values), column(others)

    def each(apply: object) -> list[object]:
        return [apply(a[i], b[i]).item() for i in range(len(values))]  # type: ignore[operator]

    def each_truth(apply: object) -> list[int]:
        return [int(apply(a[i], b[i]).levels) for i in range(len(values))]  # type: ignore[operator]

    for arithmetic in (
        lambda x, y: x + y,
        lambda x, y: x - y,
        lambda x, y: x * y,
        lambda x, y: x / y,
        lambda x, y: x // y,
        lambda x, y: x % y,
        lambda x, y: where(x > y, x, y),
        lambda x, y: -x,
    ):
        assert list(arithmetic(a, b)) == each(arithmetic)
    for comparison in (
        lambda x, y: x >= y,
        lambda x, y: x <= y,
        lambda x, y: x > y,
        lambda x, y: x < y,
        lambda x, y: x == y,
        lambda x, y: x != y,
        lambda x, y: (x > y) | no(x < 3),
        lambda x, y: (x > y) & (x < 3),
    ):
        assert levels(comparison(a, b)) == each_truth(comparison)


def test_millions_are_answered_in_arrays_not_in_loops() -> None:
    hours = Column(np.arange(1_000_000))
    answer = (hours >= 24) & no(hours > 900_000)
    assert int(answer.met.sum()) == 900_001 - 24
