"""Raises and leave, by cases that a policy officer can read."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.cases import assert_same_one_by_one
from bijak.kernel.columns import MISSING
from bijak.kernel.records import Record
from bijak.performance import rules as performance
from bijak.welfare.rules import TERMS, leave, raises, retirement

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy)


PREDICATES = perhaps(st.sampled_from(performance.PREDICATES))
PERSON = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["cpns", "pns", "pppk", "pppk_part_time"]),
        "grade": perhaps(st.sampled_from(["21", "24", "33", "45", "V", "IX"])),
        "rank_from": perhaps(DAYS),
        "credit": perhaps(st.integers(0, 380)),
        "last_raise_on": perhaps(DAYS),
        "contract_from": perhaps(DAYS),
        "contract_until": perhaps(DAYS),
        "rating_last": PREDICATES,
        "rating_before": PREDICATES,
        "is_delayed": perhaps(st.booleans()),
        "delayed_until": perhaps(DAYS),
        "is_unpaid": perhaps(st.booleans()),
        "unpaid_until": perhaps(DAYS),
    }
)


def _columns(people: list[dict[str, Any]]) -> Record:
    return Record({name: [person[name] for person in people] for name in people[0]})


@settings(max_examples=30, deadline=None)
@given(people=st.lists(PERSON, min_size=2, max_size=8))
def test_one_raise_at_a_time_says_what_all_at_once_say(people: list[dict[str, Any]]) -> None:
    for rule in (raises.raise_pns, raises.raise_pppk):
        assert_same_one_by_one(rule, _columns(people), TERMS, on=date(2026, 4, 1))


@settings(max_examples=30, deadline=None)
@given(person=PERSON, later=st.integers(0, 800))
def test_more_service_never_makes_a_raise_missing_that_was_due(person: dict[str, Any], later: int) -> None:
    """The last step of the grade apart: after it there is none left to give."""
    on = date(2026, 4, 1)
    record = Record(person)
    before = raises.raise_pns(record, TERMS.on(on), on=on)
    day = on + timedelta(later)
    after = raises.raise_pns(record, TERMS.on(day), on=day)
    for one, other in zip(before.reasons, after.reasons, strict=True):
        if one.code != "step_left" and not one.truth.missing:
            assert other.truth.levels != MISSING


@settings(max_examples=30, deadline=None)
@given(
    people=st.lists(
        st.fixed_dictionaries(
            {
                "kind": st.sampled_from(["cpns", "pns", "pppk"]),
                "served_from": perhaps(DAYS),
                "contract_years": perhaps(st.integers(1, 5)),
                "has_holidays": perhaps(st.booleans()),
                "took_big": perhaps(st.booleans()),
                "was_postponed": perhaps(st.booleans()),
                "taken": perhaps(st.integers(-1, 24)),
                "taken_last": perhaps(st.integers(0, 24)),
                "taken_before": perhaps(st.integers(0, 24)),
            }
        ),
        min_size=2,
        max_size=8,
    )
)
def test_one_balance_at_a_time_says_what_all_at_once_say(people: list[dict[str, Any]]) -> None:
    on = date(2026, 6, 1)
    assert_same_one_by_one(leave.annual, _columns(people), TERMS, on=on)
    for person in people:
        lines = {
            line.code: line.value.item() for line in leave.annual(Record(person), TERMS.on(on), on=on).lines
        }
        assert lines["annual"] in (None, 0, 12)
        assert lines["carried"] is None or 0 <= lines["carried"] <= 12


def test_warnings_come_in_their_months() -> None:
    terms = TERMS.on(date(2026, 11, 1))
    from bijak.kernel.columns import column

    days = column([date(2028, 12, 1), date(2028, 11, 1), date(2027, 2, 1), date(2027, 1, 31), None])
    assert list(retirement.stage(days, terms, on=date(2026, 11, 1))) == [0, 24, 3, 3, None]
