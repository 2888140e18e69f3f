"""Nine boxes, candidates and posts, by cases that a policy officer can read."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import Case, assert_decided, assert_same_one_by_one, read_cases
from bijak.kernel.columns import column
from bijak.kernel.packs import rules as packs
from bijak.kernel.records import Record
from bijak.performance import rules as performance
from bijak.talent import rules
from bijak.talent.rules import Cuts

CASES = read_cases(rules.CASES)
ON = date(2026, 11, 2)
TERMS = rules.TERMS.on(ON)

scores = st.one_of(st.none(), st.floats(0, 100, allow_nan=False))
days = st.one_of(st.none(), st.dates(date(1965, 1, 1), date(2040, 1, 1)))
predicates = st.one_of(st.none(), st.sampled_from(performance.PREDICATES))
FACTS: dict[str, st.SearchStrategy[Any]] = {
    **{f"rating_{back}": predicates for back in (1, 2, 3)},
    "performance": scores,
    "potential": scores,
    "jpm": st.one_of(st.none(), st.floats(0, 140, allow_nan=False)),
    "match": scores,
    "is_active": st.sampled_from([True, False, None]),
    "assessed_on": days,
    "assessed_until": days,
    "born_on": st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2005, 1, 1))),
    "retires_on": days,
    "experience_from": st.one_of(st.none(), st.dates(date(1990, 1, 1), ON)),
    "rank": st.one_of(st.none(), st.integers(11, 45)),
    "required_rank": st.sampled_from([0, 34, 41]),
    "education": st.one_of(st.none(), st.sampled_from([*rules.KKNI, "99"])),
    "required_education": st.sampled_from(["", *rules.KKNI]),
    "field_fits": st.sampled_from([True, False, None]),
    "training_fits": st.sampled_from([True, False, None]),
    "posts_held": st.one_of(st.none(), st.integers(0, 9)),
    "times_acting": st.one_of(st.none(), st.integers(0, 9)),
    "heaviest_sanction": st.one_of(st.none(), st.sampled_from(rules.SANCTIONS)),
    "is_serving_sanction": st.sampled_from([True, False, None]),
    "post_echelon": st.sampled_from(["", "12", "22", "31"]),
    "is_held": st.sampled_from([True, False, None]),
    "is_acted": st.booleans(),
    "is_contract": st.sampled_from([True, False, None]),
    "contract_until": days,
    "is_leaving": st.sampled_from([True, False, None]),
    "sanction_level": st.sampled_from([0, 1, 2, 3, None]),
    "position_from": days,
}
RULES = ("performance", "potential", "value", "box", "eligible", "match", "ready", "ready_soon", "vacancy")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    rule = packs.get(case.rule)
    assert_decided(case, rule.decide(case.record, rules.TERMS.on(case.on), on=case.on))


def test_every_rule_of_the_pack_has_cases_with_their_source() -> None:
    ours = {rule.code for rule in packs if rule.context == "talent"}
    assert ours == {f"talent.{name}" for name in RULES} == {case.rule for case in CASES}
    assert all(case.source for case in CASES)
    assert len({case.name for case in CASES}) == len(CASES)


@given(people=st.lists(st.fixed_dictionaries(FACTS), min_size=1, max_size=6))
@settings(max_examples=30)
def test_one_person_at_a_time_gives_what_all_at_once_gives(people: list[dict[str, Any]]) -> None:
    record = Record({name: [each[name] for each in people] for name in FACTS})
    for name in RULES:
        assert_same_one_by_one(getattr(rules, name), record, TERMS, on=ON)
    assert list(rules.readiness(record, TERMS, on=ON)) == [
        rules.readiness(record[place], TERMS, on=ON).item() for place in range(len(people))
    ]


@given(person=st.fixed_dictionaries(FACTS), more=st.integers(1, 3000))
@settings(max_examples=30)
def test_more_service_or_a_higher_rank_never_makes_less_eligible(person: dict[str, Any], more: int) -> None:
    later = dict(person)
    if person["retires_on"]:
        later["retires_on"] = person["retires_on"] + timedelta(more)
    if person["rank"]:
        later["rank"] = min(person["rank"] + more % 9, 45)
    before, after = (rules.eligible(Record(each), TERMS, on=ON).truth for each in (person, later))
    assert after.levels >= before.levels


@given(one=scores, other=scores, better=st.floats(0, 100))
@settings(max_examples=30)
def test_better_performance_never_leads_to_a_lower_row(one: float, other: float, better: float) -> None:
    height = {"low": 0, "medium": 1, "high": 2}
    if one is None:
        return
    before = rules.level(column(one), 60, 80).item()
    after = rules.level(column(max(one, better)), 60, 80).item()
    assert height[after] >= height[before]


def test_with_ninety_and_seventy_a_good_predicate_is_in_the_middle() -> None:
    performance, potential = column(np.array([80.0, 100.0])), column(np.array([95.0, 95.0]))
    assert list(rules.boxes(performance, potential, Cuts(80, 60, 80, 60))) == [9, 9]
    assert list(rules.boxes(performance, potential, Cuts(90, 70, 90, 70))) == [8, 9]


def test_equals_are_ordered_by_performance_and_the_unknown_stand_last() -> None:
    match, performance = column([80.0, None, 90.0, 80.0]), column([70.0, 100.0, 60.0, 90.0])
    assert rules.in_order(match, performance).tolist() == [2, 3, 0, 1]


HOLDER: dict[str, Any] = {
    "is_held": True, "is_acted": False, "retires_on": date(2035, 1, 1), "is_contract": False, "contract_until": None,
    "is_leaving": False, "sanction_level": 0, "position_from": date(2024, 3, 1), "post_echelon": "22",
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "later"),
        ({"is_held": False}, "vacant"),
        ({"is_held": False, "is_acted": True}, "acting"),
        ({"retires_on": date(2028, 11, 1)}, "near"),
        ({"retires_on": None}, None),
        ({"retires_on": None, "is_leaving": True}, "near"),
        ({"sanction_level": 2}, "watched"),
        ({"sanction_level": 2, "retires_on": None}, "watched"),
        ({"position_from": date(2021, 11, 2)}, "watched"),
        ({"is_acted": True}, "watched"),
    ],
)
def test_how_soon_a_post_is_empty_follows_what_is_on_record(
    facts: dict[str, Any], expected: str | None
) -> None:
    assert rules.risk(rules.vacancy(Record(HOLDER | facts), TERMS, on=ON)).item() == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "now"),
        ({"training_fits": False}, "soon"),
        ({"rank": 34}, "soon"),
        ({"rank": 33}, "later"),
        ({"education": "30"}, "later"),
        ({"match": None}, None),
    ],
)
def test_readiness_follows_what_is_missing(facts: dict[str, Any], expected: str | None) -> None:
    case = next(case for case in CASES if case.rule == "talent.ready" and not case.obstacles | case.unknowns)
    person = {
        name: held.item() if hasattr(held, "item") else bool(held)
        for name, held in case.record._fields.items()
    }
    assert rules.readiness(Record(person | facts), TERMS, on=ON).item() == expected
