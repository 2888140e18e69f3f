"""Every rule that is registered by name: what it must tell of itself, and that its cases are answered as they say."""

from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from bijak.kernel.cases import Case, agrees, assert_same_one_by_one
from bijak.kernel.decisions import Decision
from bijak.kernel.packs import Rule, rules
from bijak.kernel.records import Record
from bijak.kernel.terms import TermBook
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

    def test_on_the_earliest_day_it_says_yes_if_nothing_else_changed(self, rule: Rule) -> None:
        for case in rules.cases(rule):
            told = answer(rule, case)
            if isinstance(told, Decision) and (day := told.earliest.item()) is not None:
                assert rule.decide(case.record, book_of(rule).on(day), on=day), case.name

    def test_every_term_it_asks_for_has_a_basis(self, rule: Rule) -> None:
        book = book_of(rule)
        for code in rules.terms(rule, book):
            assert all(dated.basis.law and dated.basis.article for dated in book[code].values), code
