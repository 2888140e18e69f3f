"""The merit index one by one as all at once, and in the direction that the law has."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import assert_same_one_by_one
from bijak.kernel.records import Record
from bijak.monitoring.rules import ASPECTS, TERMS, maturity

ON = date(2026, 6, 30)


def test_the_weights_are_a_whole() -> None:
    terms = TERMS.on(ON)
    assert sum(getattr(terms, f"weight_{aspect}") for aspect in ASPECTS) == 100
    assert terms.share_maturity + terms.share_survey == 100


SCORES = st.floats(0, 4) | st.none()


@settings(max_examples=30)
@given(st.lists(st.tuples(*[SCORES] * len(ASPECTS)), min_size=1, max_size=5))
def test_one_by_one_equals_all_at_once(rows: list[tuple[float | None, ...]]) -> None:
    record = Record(dict(zip(ASPECTS, map(list, zip(*rows, strict=True)), strict=True)))
    assert_same_one_by_one(maturity, record, TERMS, on=ON)


@settings(max_examples=30)
@given(st.floats(0, 4), st.floats(0, 4), st.sampled_from(ASPECTS))
def test_a_better_score_never_lowers_maturity(one: float, other: float, aspect: str) -> None:
    low, high = (
        maturity(Record(dict.fromkeys(ASPECTS, 1.0) | {aspect: score}), TERMS.on(ON)).total.item()
        for score in sorted((one, other))
    )
    assert low <= high
