"""The allowance by its cases, one by one and all at once, and in the direction that the law has."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import assert_same_one_by_one, read_cases
from bijak.kernel.records import Record
from bijak.kernel.terms import TermBook
from bijak.welfare.queries.allowance_packs import RULES
from bijak.welfare.rules import TERMS
from bijak.welfare.rules import allowance as rules

ON = date(2026, 10, 1)
BY_CODE = {rule.code: rule for rule in RULES}
CASES = read_cases(Path(__file__).parents[1] / "cases" / "allowance.toml")
CUTS = [f"{code}_cut" for code in rules.EVENTS]

percents = st.one_of(st.none(), st.integers(0, 100), st.sampled_from([0.5, 1.25, 33.3]))
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "job_class": st.one_of(st.none(), st.integers(1, 17)),
            "index": st.one_of(st.none(), st.sampled_from([0.0, 0.59112978, 1.0])),
            "kind": st.sampled_from(["pns", "pppk", "cpns", "pppk_part_time"]),
            "kind_share": percents,
            "achieved": percents,
            "is_sanctioned": st.booleans(),
            "other_days": st.one_of(st.none(), st.integers(0, 31)),
            "acting_months": st.integers(0, 2),
            **{f"{post}_class": st.one_of(st.none(), st.integers(0, 17)) for post in ("other", "acting")},
            **{f"{post}_index": st.sampled_from([None, 0.5]) for post in ("other", "acting")},
            **{f"{post}_percent": percents for post in ("other", "acting")},
            **dict.fromkeys([*rules.COMPONENTS, *CUTS], percents),
        }
    ),
    min_size=2,
    max_size=6,
)


def test_every_case_tells_all_that_its_rule_asks() -> None:
    for case in CASES:
        assert set(case.record._fields) == {fact.name for fact in BY_CODE[case.rule].facts}, case.name


@settings(max_examples=15)
@given(PEOPLE)
def test_one_by_one_it_says_what_it_says_of_all_at_once(people: list[dict[str, Any]]) -> None:
    record = Record({name: [each[name] for each in people] for name in people[0]})
    assert_same_one_by_one(rules.month, record, TERMS, on=ON)


@settings(max_examples=30)
@given(st.sampled_from(CUTS), st.integers(0, 99), st.integers(0, 100), st.booleans(), st.sampled_from([0, 1]))
def test_more_of_a_deduction_never_pays_more_and_never_less_than_nothing(
    cut: str, percent: int, achieved: int, is_sanctioned: bool, base: int
) -> None:
    facts = _facts() | {"achieved": achieved, "is_sanctioned": is_sanctioned}
    terms = _with(tpp_cut_base=base)
    less, more = (
        rules.month(Record(facts | {cut: each}), terms, on=ON).total.item() for each in (percent, percent + 1)
    )
    assert 0 <= more <= less


def test_of_the_whole_allowance_a_percent_takes_more_than_of_the_share_of_discipline() -> None:
    facts = _facts() | {"late_cut": 10}
    of_share, of_whole = (rules.month(Record(facts), _with(tpp_cut_base=base), on=ON) for base in (0, 1))
    assert of_share.line("late").value.item() == -40_000
    assert of_whole.line("late").value.item() == -100_000


def test_lines_come_in_the_order_in_which_they_are_kept() -> None:
    found = rules.month(Record(_facts()), TERMS.on(ON), on=ON)
    assert tuple(line.code for line in found.lines) == rules.LINES


def test_before_the_law_on_pppk_only_theirs_cannot_be_told() -> None:
    kinds = Record(_facts() | {"kind": ["pns", "pppk"]})
    total = rules.month(kinds, TERMS.on(date(2025, 6, 1)), on=ON).total
    assert [each is None for each in total] == [False, True]


def _facts() -> dict[str, Any]:
    return dict.fromkeys([*rules.COMPONENTS, *CUTS], 0) | {
        "job_class": 1, "index": 1_000_000 / 1_540_000, "workload": 100, "kind": "pns", "kind_share": None,
        "achieved": 100, "is_sanctioned": False, "other_days": 0, "acting_months": 0,
        **dict.fromkeys([f"{post}_{each}" for post in ("other", "acting") for each in rules.POST]),
    }  # fmt: skip


def _with(**values: float) -> Any:
    """The terms of today with others in the place of some."""

    book = {
        code: replace(
            term, values=tuple(replace(each, value=values.get(code, each.value)) for each in term.values)
        )
        for code, term in TERMS.items()
    }
    return TermBook(book.values()).on(ON)


def test_no_number_overflows_where_many_are_reckoned() -> None:
    many = Record(_facts() | {"job_class": np.full(1_000, 15), "index": 1.0})
    assert rules.month(many, TERMS.on(ON), on=ON).total.values.sum() == 29_286_000_000
