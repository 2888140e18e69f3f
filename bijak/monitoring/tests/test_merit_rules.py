"""The merit index by its worked examples, one by one as all at once, and its categories at their edges."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import Case, assert_decided, assert_same_one_by_one, read_cases
from bijak.kernel.records import Record
from bijak.monitoring.rules import ASPECTS, CATEGORIES, TERMS, category, index, maturity

CASES = read_cases(Path(__file__).parents[1] / "cases.toml")
ON = date(2026, 6, 30)
RULES = {"maturity": maturity, "index": index}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert_decided(case, RULES[case.rule](case.record, TERMS.on(case.on), on=case.on))


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


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "basic"), (0.40, "basic"), (0.404, "basic"), (0.405, "continuing"), (0.41, "continuing"), (0.6, "continuing"),
     (0.61, "middle"), (0.80, "middle"), (0.81, "high"), (1.0, "high"), (1.004, "high"), (1.01, "advanced")],
)  # fmt: skip
def test_a_category_begins_where_its_band_is_printed(value: float, expected: str) -> None:
    assert CATEGORIES[category(value, TERMS.on(ON)).item()] == expected


@settings(max_examples=30)
@given(st.floats(0, 4), st.floats(0, 4), st.sampled_from(ASPECTS))
def test_a_better_score_never_lowers_maturity(one: float, other: float, aspect: str) -> None:
    low, high = (
        maturity(Record(dict.fromkeys(ASPECTS, 1.0) | {aspect: score}), TERMS.on(ON)).total.item()
        for score in sorted((one, other))
    )
    assert low <= high
