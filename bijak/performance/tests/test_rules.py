"""Credit points and the spread of predicates, where cases end: they never go down with what speaks for somebody."""

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import assert_same_one_by_one
from bijak.kernel.records import Record
from bijak.performance import rules

ON = date(2025, 12, 31)
TERMS = rules.TERMS.on(ON)
levels = st.sampled_from(rules.LEVELS)


@settings(max_examples=30)
@given(level=levels, predicate=st.sampled_from(rules.PREDICATES), months=st.integers(1, 12))
def test_points_are_rounded_half_up_as_fractions_say(level: str, predicate: str, months: int) -> None:
    record = Record({"level": level, "predicate": predicate, "months": months})
    share, yearly = getattr(TERMS, f"share_{predicate}"), getattr(TERMS, f"coefficient_{level}")
    exact = Fraction(share, 100) * Fraction(yearly) * Fraction(months, 12)
    hundredths = (exact * 100 + Fraction(1, 2)) // 1
    assert rules.conversion(record, TERMS, on=ON).total.item() == float(hundredths) / 100


@settings(max_examples=30)
@given(level=levels, step=st.integers(1, 4), credit=st.floats(0, 900), more=st.floats(0, 500))
def test_more_points_never_make_less_eligible(level: str, step: int, credit: float, more: float) -> None:
    record = Record({"level": level, "step": step, "credit": [credit, credit + more]})
    for rule in (rules.enough_for_rank, rules.enough_for_level):
        less, full = rule(record, TERMS, on=ON)
        assert full.truth.levels >= less.truth.levels


counts = st.lists(st.one_of(st.none(), st.integers(0, 40)), min_size=3, max_size=3)


@settings(max_examples=30)
@given(columns=st.tuples(*[counts] * len(rules.PREDICATES)), unit=st.sampled_from(rules.ORGANIZATION))
def test_units_are_judged_alike_alone_and_together(columns: tuple[list[int | None], ...], unit: str) -> None:
    record = Record(dict(zip(rules.PREDICATES, columns, strict=True)) | {"organization": unit})
    assert_same_one_by_one(rules.quota, record, TERMS, on=ON)


@settings(max_examples=30)
@given(
    columns=st.tuples(*[st.integers(0, 3)] * len(rules.PREDICATES)), unit=st.sampled_from(rules.ORGANIZATION)
)
def test_a_small_unit_is_warned_and_never_refused(columns: tuple[int, ...], unit: str) -> None:
    record = Record(dict(zip(rules.PREDICATES, columns, strict=True)) | {"organization": unit})
    decision = rules.quota(record, TERMS, on=ON)
    if sum(columns) < TERMS.small_unit:
        assert decision.obstacles == ()
