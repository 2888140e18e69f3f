"""The law of promotion, by its cases, and what must hold of every record."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.career.models import PromotionKind
from bijak.career.queries.packs import ASKED, FACTS
from bijak.career.rules import promotion
from bijak.career.texts.queue import CONDITIONS
from bijak.kernel.cases import Case, assert_decided, assert_same_one_by_one, read_cases
from bijak.kernel.decisions import MET, Decision
from bijak.kernel.records import NoSuchField, Record
from bijak.performance import rules as performance

CASES = read_cases(Path(promotion.__file__).parent.parent / "cases.toml")
ON = date(2026, 12, 1)
TERMS = promotion.TERMS.on(ON)
NAMES = [fact.name for fact in FACTS]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_case(case: Case) -> None:
    decide = promotion.KINDS[case.rule]
    assert case.source
    assert_decided(case, decide(case.record, promotion.TERMS.on(case.on), on=case.on))


@pytest.mark.parametrize(
    ("day", "period"),
    [
        (date(1995, 1, 1), date(2001, 1, 1)),  # before the law there was no period of it
        (date(2001, 4, 2), date(2001, 7, 1)),
        (date(2002, 4, 2), date(2002, 10, 1)),
        (date(2023, 4, 1), date(2023, 4, 1)),
        (date(2023, 4, 2), date(2023, 10, 1)),
        (date(2023, 10, 2), date(2024, 2, 1)),
        (date(2024, 2, 2), date(2024, 4, 1)),
        (date(2025, 8, 2), date(2025, 10, 1)),
        (date(2025, 10, 2), date(2025, 11, 1)),
        (date(2026, 12, 2), date(2027, 1, 1)),
    ],
)
def test_periods_became_two_then_six_and_then_twelve_a_year(day: date, period: date) -> None:
    assert promotion.next_period(day, promotion.TERMS).item() == period


def _column(values: st.SearchStrategy[Any], size: int) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.none() | values, min_size=size, max_size=size)


_DAYS = st.dates(date(1990, 1, 1), date(2035, 12, 31))
_RANKS = st.sampled_from(["11", "14", "21", "23", "24", "31", "32", "33", "34", "41", "43", "45"])
_WORDS = {
    "kind": st.sampled_from(["pns", "pppk", "cpns"]),
    "standing": st.sampled_from(["01", "02", "03", "88"]),
    "rank": _RANKS,
    "superior_rank": _RANKS,
    "post_lowest": _RANKS,
    "post_highest": _RANKS,
    "position_kind": st.sampled_from(["executor", "structural", "functional"]),
    "post": st.sampled_from(["iv_a", "iii_b", "ii_b", "terampil", "ahli_muda", "ahli_madya"]),
    "education": st.sampled_from(["05", "15", "30", "40", "42", "45", "50"]),
    "sanction": st.sampled_from(["none", "light", "medium", "heavy"]),
    "rating_last": st.sampled_from(performance.PREDICATES),
    "rating_before": st.sampled_from(performance.PREDICATES),
    "credit": st.integers(0, 500),
    "leave_days": st.integers(0, 1500),
    "leadership": st.integers(0, 5),
}


@st.composite
def records(draw: st.DrawFn, size: int = 4) -> dict[str, list[Any]]:
    """Some people of whom anything may be unknown."""
    facts = {}
    for name in NAMES:
        if name in _WORDS:
            values = _WORDS[name]
        elif name.endswith(("_on", "_from", "_until")):
            values = _DAYS
        else:
            values = st.booleans()
        facts[name] = draw(_column(values, size))
    return facts


@given(facts=records())
@settings(max_examples=30, deadline=None)
def test_one_by_one_is_all_at_once(facts: dict[str, list[Any]]) -> None:
    for decide in promotion.KINDS.values():
        assert_same_one_by_one(decide, Record(facts), promotion.TERMS, on=ON)


@given(facts=records(), years=st.integers(1, 10))
@settings(max_examples=30, deadline=None)
def test_more_service_never_makes_less_eligible(facts: dict[str, list[Any]], years: int) -> None:
    """Who has held rank and post longer, is a better rated or has more points meets what she met before."""
    longer = facts | {
        name: [day and day - timedelta(days=365 * years) for day in facts[name]]
        for name in ("rank_from", "position_from", "served_from")
    }
    better = facts | {
        "credit": [points and points + 100 for points in facts["credit"]],
        "rating_last": [each and "very_good" for each in facts["rating_last"]],
    }
    for decide in promotion.KINDS.values():
        before = decide(Record(facts), TERMS, on=ON).truth.levels
        for more in (longer, better):
            after = decide(Record(more), TERMS, on=ON)
            assert (after.truth.levels[before == MET] == MET).all()


SOUND: dict[str, Any] = {
    "kind": "pns", "standing": "01", "rank": "32", "superior_rank": "34", "post_lowest": None, "post_highest": None,
    "education": "45", "sanction": "none", "rating_last": "very_good", "rating_before": "good", "credit": 250,
    "leave_days": 0, "leadership": 0, "was_sanctioned": False, "died_in_duty": True, "died_on": ON,
    **dict.fromkeys(("level_test", "level_vacancy", "service_exam", "formation", "exam"), True),
    **dict.fromkeys(("outstanding", "discovery"), True),
    **dict.fromkeys(("rank_from", "position_from"), date(2020, 1, 1)),
    "served_from": date(1990, 1, 1), "retires_on": date(2030, 1, 1), "sanction_until": None, "sanctioned_until": None,
}  # fmt: skip
"""Of whom nothing but time may be missing, in whichever post."""

_POSTS = {"regular": ("executor", None), "structural": ("structural", "iv_a")}


@given(facts=records(size=1), changed=st.sets(st.sampled_from(NAMES), max_size=3))
@settings(max_examples=30, deadline=None)
def test_on_the_earliest_day_it_says_yes_if_nothing_else_changed(
    facts: dict[str, list[Any]], changed: set[str]
) -> None:
    for kind, decide in promotion.KINDS.items():
        position_kind, post = _POSTS.get(kind, ("functional", "ahli_pertama"))
        person = SOUND | {"position_kind": position_kind, "post": post}
        person |= {name: facts[name][0] for name in changed}
        if (day := decide(Record(person), TERMS, on=ON).earliest.item()) is not None:
            assert day > ON
            assert decide(Record(person), TERMS, on=day)
            assert not decide(Record(person), TERMS, on=day - timedelta(days=1))


def test_nobody_waits_for_a_promotion_after_her_death() -> None:
    assert [kind for kind, _label in PromotionKind.queued()] == list(promotion.QUEUED)
    assert set(promotion.KINDS) - set(promotion.QUEUED) == {"posthumous"}


def test_every_condition_has_its_sentence() -> None:
    nobody = Record(dict.fromkeys(NAMES))
    codes = {
        reason.code for decide in promotion.KINDS.values() for reason in decide(nobody, TERMS, on=ON).reasons
    }
    assert codes == CONDITIONS.keys()


def test_a_rule_asks_for_what_it_says_it_asks() -> None:
    """A record with these facts alone is enough, and none of them is for nothing."""
    for kind, decide in promotion.KINDS.items():
        decide(Record(dict.fromkeys(ASKED[kind])), TERMS, on=ON)
        for name in ASKED[kind]:
            less = Record(dict.fromkeys(ASKED[kind] - {name}))
            with pytest.raises(NoSuchField):
                _ask_all(decide, less)


def _ask_all(decide: Callable[..., Decision], record: Record) -> list[object]:
    return [reason.earliest for reason in decide(record, TERMS, on=ON).reasons]
