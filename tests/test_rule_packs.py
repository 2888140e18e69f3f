"""Every rule that is registered by name: what it must tell of itself, and that its cases are answered as they say."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import Case, agrees, assert_same_one_by_one
from bijak.kernel.packs import Fact, Rule, rules
from bijak.kernel.records import Record
from bijak.kernel.terms import TermBook
from bijak.policy.queries.trying import EARLIEST, LATEST, MOST, try_rule
from bijak.policy.registries import term_books

RULES = list(rules)
CASES_IN_ALL = 150


def book_of(rule: Rule) -> TermBook:
    return term_books.get(rule.context)


def answer(rule: Rule, case: Case) -> Any:
    return rule.decide(case.record, book_of(rule).on(case.on), on=case.on)


def test_rules_that_nobody_can_try_are_no_rules() -> None:
    assert len(RULES) >= 10
    assert sum(len(rules.cases(rule)) for rule in RULES) >= CASES_IN_ALL


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
class TestRule:
    def test_it_is_named_in_words_and_asks_in_words(self, rule: Rule) -> None:
        assert rule.code.startswith(f"{rule.context}.")
        assert str(rule.label).strip()
        assert str(rule.purpose).strip().endswith(".")
        names = [fact.name for fact in rule.facts]
        assert len(set(names)) == len(names) > 0
        assert all(str(fact.label).strip() for fact in rule.facts)

    def test_every_case_is_answered_as_it_says_in_words_and_names_its_source(self, rule: Rule) -> None:
        cases = rules.cases(rule)
        assert cases, f"{rule.code} has no case in {rule.cases}."
        for case in cases:
            told = answer(rule, case)
            assert agrees(case, told), f"{rule.code}, {case.name}: {told.facts()}"
            silent = {each["code"] for each in told.facts()} - set(rule.says)
            assert not silent, f"{rule.code} has no sentence for {', '.join(sorted(silent))}."
            assert case.source, f"{rule.code}, {case.name}: name its article in source."

    def test_its_cases_say_exactly_what_it_asks(self, rule: Rule) -> None:
        asked = {fact.name: fact for fact in rule.facts}
        for case in rules.cases(rule):
            for name, fact in asked.items():
                value = getattr(case.record, name).item()
                kinds = {"day": date, "number": (int, float), "word": str, "yes_no": bool}
                assert value is None or isinstance(value, kinds[fact.kind]), (
                    f"{case.name}: {name} = {value!r}"
                )

    def test_it_says_of_each_alone_what_it_says_of_all_at_once(self, rule: Rule) -> None:
        by_day: dict[date, list[Case]] = defaultdict(list)
        for case in rules.cases(rule):
            by_day[case.on].append(case)
        for on, cases in by_day.items():
            columns = {
                fact.name: [getattr(case.record, fact.name).item() for case in cases] for fact in rule.facts
            }
            assert_same_one_by_one(rule.decide, Record(columns), book_of(rule), on=on)

    def test_every_term_it_asks_for_has_a_basis(self, rule: Rule) -> None:
        book = book_of(rule)
        for code in rules.terms(rule, book):
            assert all(dated.basis.law and dated.basis.article for dated in book[code].values), code


def _anything(fact: Fact) -> st.SearchStrategy[Any]:
    """What a record may say of a fact, possible or not."""
    if fact.choices:
        return st.none() | st.sampled_from(list(fact.choices))
    numbers = st.integers(-MOST, MOST) | st.floats(-MOST, MOST) | st.integers(-1, 60)
    known = {
        "day": st.dates(EARLIEST, LATEST),
        "number": numbers,
        "word": st.text(max_size=20),
        "yes_no": st.booleans(),
    }
    return st.none() | known[fact.kind]


RECORDS = st.sampled_from(RULES).flatmap(
    lambda rule: st.tuples(
        st.just(rule), st.fixed_dictionaries({fact.name: _anything(fact) for fact in rule.facts})
    )
)


@given(RECORDS, st.sampled_from([date(2026, 11, 2), LATEST]))
@settings(max_examples=100, deadline=None)
def test_whatever_a_record_says_is_answered_and_the_earliest_day_keeps_its_word(
    asked: tuple[Rule, dict[str, Any]], on: date
) -> None:
    told = try_rule(*asked, on=on, national=True)
    json.dumps(told.as_json(), allow_nan=False)
    if told.earliest:
        assert try_rule(*asked, on=told.earliest, national=True).truth == "met"
