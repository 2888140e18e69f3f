"""The example rule pack, tested the way every rule pack is: by cases, and one by one against all at once."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.kernel.cases import Case, assert_decided, assert_same_one_by_one, read_cases
from bijak.kernel.decisions import Count
from bijak.kernel.records import Record
from bijak.kernel.terms import load
from bijak.kernel.tests.example.rules import regular_promotion

HERE = Path(__file__).parent / "example"
BOOK = load(HERE / "terms.toml")
ON = date(2024, 4, 1)


@pytest.mark.parametrize("case", read_cases(HERE / "cases.toml"), ids=str)
def test_case(case: Case) -> None:
    assert_decided(case, regular_promotion(case.record, BOOK.on(case.on), on=case.on))


PERSONS = st.lists(
    st.tuples(
        st.dates(date(2018, 1, 1), date(2024, 12, 31)) | st.none(),
        st.integers(0, 3) | st.none(),
        st.booleans() | st.none(),
        st.sampled_from([31, 32, 33, 34, 41]) | st.none(),
        st.sampled_from(["sma", "d3", "s1", "s2", "lainnya"]) | st.none(),
    ),
    min_size=1,
    max_size=12,
)


@given(PERSONS)
def test_one_by_one_equals_all_at_once(persons: list[tuple[object, ...]]) -> None:
    names = ("rank_since", "good_ratings", "under_sanction", "rank", "diploma")
    record = Record(dict(zip(names, map(list, zip(*persons, strict=True)), strict=True)))
    assert_same_one_by_one(regular_promotion, record, BOOK, on=ON)


def test_the_person_one_day_short_is_told_so_in_days() -> None:
    record = Record(
        {
            "rank_since": date(2020, 4, 2),
            "good_ratings": 1,
            "under_sanction": False,
            "rank": 31,
            "diploma": "s1",
        }
    )
    decision = regular_promotion(record, BOOK.on(ON), on=ON)
    assert not decision
    assert [(reason.code, reason.short_by, reason.unit) for reason in decision.obstacles] == [
        ("years_in_rank", 1, "hari"),
        ("good_ratings", 1, "kali"),
    ]
    assert decision.facts()[0] == {
        "code": "years_in_rank",
        "truth": "missing",
        "short_by": 1,
        "unit": "hari",
        "met_from": None,
        "law": "PP 99/2000 jo. PP 12/2002",
        "article": "Pasal 7",
    }


def test_a_whole_agency_is_counted_by_reason() -> None:
    record = Record(
        {
            "rank_since": [date(2020, 4, 1), date(2020, 4, 2), None],
            "good_ratings": [2, 2, 1],
            "under_sanction": False,
            "rank": 31,
            "diploma": "s1",
        }
    )
    decision = regular_promotion(record, BOOK.on(ON), on=ON)
    assert decision.count() == Count(met=1, missing=2, unknown=0)
    assert [bool(one) for one in decision] == [True, False, False]
