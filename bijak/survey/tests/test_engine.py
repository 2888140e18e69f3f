"""Intervals against published figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.survey.engine import counting
from bijak.survey.engine.intervals import around_mean, student, student_within, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_figures_of_newcombe(successes: int, n: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I, method 3."""
    found = wilson(successes, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("freedom", "at_975", "at_995"),
    [(1, 12.706, 63.657), (2, 4.303, 9.925), (3, 3.182, 5.841), (4, 2.776, 4.604), (5, 2.571, 4.032),
     (9, 2.262, 3.250), (10, 2.228, 3.169), (29, 2.045, 2.756), (30, 2.042, 2.750), (60, 2.000, 2.660),
     (100, 1.984, 2.626)],
)  # fmt: skip
def test_student_gives_the_figures_of_nist(freedom: int, at_975: float, at_995: float) -> None:
    """NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t."""
    assert (round(student(0.975, freedom), 3), round(student(0.995, freedom), 3)) == (at_975, at_995)


def test_student_tends_to_the_normal() -> None:
    assert student(0.975, 100_000) == pytest.approx(1.959988, abs=2e-6)


@given(st.floats(0.01, 50), st.integers(1, 400))
def test_student_is_a_distribution(t: float, freedom: int) -> None:
    assert 0 < student_within(t, freedom) < 1 + 1e-12
    assert student_within(t, freedom) <= student_within(t * 1.01, freedom) + 1e-12


def test_the_mean_of_the_heat_flow_meter_has_the_interval_of_nist() -> None:
    """NIST/SEMATECH e-Handbook, 1.3.5.2: 195 readings of ZARR13.DAT."""
    found = around_mean(9.261460, 0.02278881, 195)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((9.258242, 9.264679), abs=1e-6)  # their mean is rounded


def test_a_scale_is_counted_as_by_hand() -> None:
    """Twenty answers: 1 2 3 3 3 3 4 4 4 4 4 4 5 5 5 5 5 5 5 5."""
    found = counting.scale([1, 1, 4, 6, 8])
    assert found is not None
    assert (found.n, round(found.mean, 2), round(found.deviation, 4)) == (20, 3.95, 1.1459)
    assert (found.top.count, found.top.value) == (14, 0.7)
    assert counting.scale([0, 0, 0, 0, 0]) is None


def test_one_answer_has_a_mean_and_no_interval() -> None:
    found = counting.scale([0, 0, 0, 1, 0])
    assert found is not None
    assert (found.mean, found.interval) == (4.0, None)
