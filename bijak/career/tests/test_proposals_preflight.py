"""What makes files come back, by cases that an officer can read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.career.rules import preflight
from bijak.career.rules.promotion import KINDS, TERMS
from bijak.career.texts import proposals as words
from bijak.kernel.cases import Case, assert_decided, assert_same_one_by_one, read_cases
from bijak.kernel.columns import MET
from bijak.kernel.records import Record

CASES = read_cases(Path(__file__).parent.parent / "preflight-cases.toml")
ON = date(2027, 4, 1)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    assert case.source
    assert_decided(case, preflight.preflight(case.record, TERMS.on(case.on), on=case.on))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


YES, COUNT = maybe(st.booleans()), st.integers(0, 3)
RANK = maybe(st.sampled_from(["23", "24", "31", "34", "45"]))
POSITION, LEVEL = maybe(st.sampled_from(["camat", "lurah"])), maybe(st.sampled_from(["30", "40"]))
YEAR, CREDIT = maybe(st.sampled_from([2024, 2025])), maybe(st.sampled_from([100.0, 212.5]))
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "kind": st.sampled_from(preflight.KINDS),
    "employment": maybe(st.sampled_from(["pns", "pppk"])),
    "eligible": YES,
    "is_examined": YES,
    **{code: YES for code in preflight.PAPERS if code != "rating"},
    "rating": COUNT,
    **dict.fromkeys(("old_rank", "new_rank", "rank_code"), RANK),
    **dict.fromkeys(("paper_old_position", "old_position", "paper_position", "position"), POSITION),
    **dict.fromkeys(("paper_level", "level"), LEVEL),
    **dict.fromkeys(("paper_year", "year"), YEAR),
    **dict.fromkeys(("paper_credit", "credit"), CREDIT),
    **dict.fromkeys(("identity_differences", "record_differences", "data_errors", "unreadable"), COUNT),
    "largest_megabytes": st.floats(0, 3),
}
PEOPLE = st.lists(st.fixed_dictionaries(FACTS), min_size=1, max_size=6)


def columns(people: list[dict[str, Any]]) -> Record:
    return Record({name: [each[name] for each in people] for name in FACTS})


@settings(max_examples=30)
@given(PEOPLE)
def test_one_proposal_at_a_time_gives_what_all_at_once_give(people: list[dict[str, Any]]) -> None:
    assert_same_one_by_one(preflight.preflight, columns(people), TERMS, on=ON)


@settings(max_examples=30)
@given(st.fixed_dictionaries(FACTS), st.sampled_from([code for code in preflight.PAPERS if code != "rating"]))
def test_a_paper_more_never_speaks_against_it(facts: dict[str, Any], code: str) -> None:
    before, after = (
        preflight.preflight(Record(facts | {code: there}), TERMS.on(ON), on=ON) for there in (False, True)
    )
    assert all(
        now.truth.levels >= then.truth.levels for then, now in zip(before.reasons, after.reasons, strict=True)
    )
    assert next(each for each in after.reasons if each.code == code).truth.levels == MET


def test_every_check_and_every_kind_has_its_words() -> None:
    decision = preflight.preflight(CASES[0].record, TERMS.on(ON), on=ON)
    assert {each.code for each in decision.reasons} == set(words.SENTENCES)
    assert set(preflight.KINDS) == set(KINDS)
    assert set(words.PAPERS) == set(preflight.PAPERS)
