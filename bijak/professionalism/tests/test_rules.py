"""The index of professionalism by example, and what must hold of all."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel import education
from bijak.kernel.cases import assert_same_one_by_one
from bijak.kernel.days import Period
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, DatedValue, TermBook, Terms
from bijak.performance import rules as performance
from bijak.professionalism import rules

ON = date(2025, 12, 31)
TERMS = rules.TERMS.on(ON)
RINA: dict[str, Any] = {
    "post": "functional",
    "education": "40",
    "programme": "none",
    "echelon": None,
    "is_profession": False,
    "has_functional_training": True,
    "technical_hours": 12,
    "unclear_hours": 0,
    "seminars": 0,
    "unclear_trainings": 0,
    "predicate": "good",
    "sanction": "none",
    "sanctioned_on": None,
}


def with_terms(**values: Any) -> Terms:
    """The terms of the day, some of them otherwise."""

    def other(code: str, value: Any) -> Any:
        dated = DatedValue(value, Period(date.min), Basis("", "", term=code))
        return replace(rules.TERMS[code], values=(dated,))

    return TermBook(
        [other(code, values[code]) if code in values else term for code, term in rules.TERMS.items()]
    ).on(ON)


def total(terms: Terms = TERMS, **differences: Any) -> float | None:
    found: float | None = rules.index(Record(RINA | differences), terms, on=ON).total.item()
    return found


def gains(**differences: Any) -> list[tuple[str, float, float]]:
    steps = rules.cheapest(Record(RINA | differences), TERMS, on=ON)
    return [(step.code, step.points.item(), step.takes.item()) for step in steps]


PEOPLE = st.fixed_dictionaries(
    {
        "post": st.sampled_from(["structural", "functional", "executor", None]),
        "education": st.sampled_from([*education.LEVELS, None]),
        "programme": st.sampled_from(rules.PROGRAMMES),
        "echelon": st.sampled_from([*rules.LEADS, None]),
        "is_profession": st.sampled_from([True, False]),
        "has_functional_training": st.sampled_from([True, False, None]),
        "technical_hours": st.integers(0, 40),
        "unclear_hours": st.integers(0, 20),
        "seminars": st.integers(0, 3),
        "unclear_trainings": st.integers(0, 2),
        "predicate": st.sampled_from([*performance.PREDICATES, None]),
        "sanction": st.sampled_from([*rules.SANCTIONS, None]),
        "sanctioned_on": st.sampled_from([None, date(2024, 2, 29), date(2021, 5, 1)]),
    }
)


def all_at_once(people: list[dict[str, Any]]) -> Record:
    return Record({name: [each[name] for each in people] for name in RINA})


@settings(max_examples=30)
@given(people=st.lists(PEOPLE, min_size=1, max_size=6), is_proportional=st.sampled_from([0, 1]))
def test_one_person_at_a_time_gives_what_all_at_once_gives(
    people: list[dict[str, Any]], is_proportional: int
) -> None:
    terms = with_terms(technical_is_proportional=is_proportional)
    assert_same_one_by_one(rules.index, all_at_once(people), terms, on=ON)


@settings(max_examples=30)
@given(person=PEOPLE, hours=st.integers(1, 30), is_proportional=st.sampled_from([0, 1]))
def test_learning_never_lowers_the_index(person: dict[str, Any], hours: int, is_proportional: int) -> None:
    terms = with_terms(technical_is_proportional=is_proportional)
    before = total(terms, **person)
    more = {"technical_hours": person["technical_hours"] + hours, "seminars": person["seminars"] + 1}
    after = total(terms, **person | more)
    assert before is None or (after is not None and after >= before)


@settings(max_examples=30)
@given(person=PEOPLE)
def test_steps_and_index_never_pass_a_hundred(person: dict[str, Any]) -> None:
    had = total(**person)
    assert had is None or had + sum(points for _code, points, _takes in gains(**person)) <= 100


@pytest.mark.parametrize(
    ("points", "category"),
    [
        (100, "very_high"),
        (91, "very_high"),
        (90.99, "high"),
        (90.5, "high"),
        (81, "high"),
        (80.99, "medium"),
        (71, "medium"),
        (61, "low"),
        (60.99, "very_low"),
        (0, "very_low"),
        (None, None),
    ],
)
def test_what_lies_between_two_categories_belongs_to_the_lower(
    points: float | None, category: str | None
) -> None:
    assert rules.category(points, TERMS).item() == category


def test_rina_gains_most_lightly_by_a_seminar_and_eight_hours() -> None:
    assert total() == 60
    assert gains() == [
        ("seminar", 10, 1),
        ("technical", 15, 8),
        ("performance", 5, 1),
        ("qualification", 5, 1),
    ]


def test_a_sanction_is_a_matter_of_waiting() -> None:
    [*_others, discipline] = gains(sanction="medium", sanctioned_on=date(2022, 3, 1))
    assert discipline == ("discipline", 3, (date(2027, 3, 1) - ON).days)


def test_nothing_is_offered_that_builds_on_the_unknown() -> None:
    assert {code for code, _points, _takes in gains(predicate=None, unclear_hours=9)} == {
        "seminar",
        "qualification",
    }


def test_hours_count_in_proportion_where_the_agency_counts_so() -> None:
    terms = with_terms(technical_is_proportional=1)
    assert total(terms) == 60 + 15 * 12 / 20
    assert total(terms, technical_hours=35) == 75
    assert total(terms, unclear_hours=1) is None


def test_other_weights_scale_each_dimension() -> None:
    terms = with_terms(
        weight_qualification=20, weight_competency=40, weight_performance=30, weight_discipline=10
    )
    assert total(terms) == 15 * 20 / 25 + 15 + 25 + 10


def test_a_nurse_is_of_a_profession_and_an_archivist_is_not() -> None:
    assert rules.is_profession("Perawat Ahli Muda", TERMS)
    assert not rules.is_profession("Arsiparis Terampil", TERMS)
