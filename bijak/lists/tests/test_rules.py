"""Seniority, the service medal and birthdays, by hand."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.records import Record
from bijak.lists import rules

TERMS = rules.TERMS.on(date(2026, 11, 2))

RUDI: dict[str, Any] = {
    "rank": 41, "rank_from": date(2020, 4, 1), "echelon": 31, "position_from": date(2021, 1, 5),
    "service": 240, "training": None, "trained_on": None,
    "education": 45, "graduated": 2010, "born_on": date(1975, 6, 1),
}  # fmt: skip


def above(first: dict[str, Any], second: dict[str, Any]) -> str:
    """What puts the first above the second; fails where it does not stand above."""
    both = [RUDI | second, RUDI | first]
    keys = rules.seniority(Record({name: [each[name] for each in both] for name in RUDI}))
    order = rules.by_seniority(keys)
    assert order.tolist() == [1, 0]
    return rules.decisive({name: key[order] for name, key in keys.items()})[0]


@pytest.mark.parametrize(
    ("first", "second", "criterion"),
    [
        # III/d since 2010 stands below IV/a since yesterday.
        ({"rank": 41, "rank_from": date(2026, 11, 1)}, {"rank": 34, "rank_from": date(2010, 4, 1)}, "rank"),
        ({"rank_from": date(2019, 4, 1)}, {"echelon": 21}, "rank_from"),
        ({"echelon": 22}, {"echelon": 31, "service": 400}, "echelon"),
        ({"echelon": 42}, {"echelon": None, "position_from": date(2001, 1, 1)}, "echelon"),
        ({"position_from": date(2020, 1, 5)}, {"service": 400}, "position_from"),
        # Two without an echelon: how long they have been in their positions is not compared.
        (
            {"echelon": 99, "position_from": date(2024, 1, 1), "service": 241},
            {"echelon": None, "position_from": date(2010, 1, 1)},
            "service",
        ),
        # Whoever followed the training stands above; of the same training, whoever passed it first (SE 03/SE/1980).
        ({"training": 2, "trained_on": date(2020, 1, 1)}, {"education": 50}, "training"),
        (
            {"training": 3, "trained_on": date(2020, 1, 1)},
            {"training": 2, "trained_on": date(2010, 1, 1)},
            "training",
        ),
        (
            {"training": 3, "trained_on": date(2010, 1, 1)},
            {"training": 3, "trained_on": date(2020, 1, 1), "education": 50},
            "trained_on",
        ),
        ({"service": 241}, {"training": 5, "trained_on": date(2010, 1, 1)}, "service"),
        ({"education": 50}, {"graduated": 1999}, "education"),
        ({"graduated": 2009}, {"born_on": date(1970, 1, 1)}, "graduated"),
        ({"born_on": date(1975, 5, 31)}, {}, "born_on"),
        # What is not known stands last.
        ({"rank_from": date(2026, 11, 1)}, {"rank_from": None}, "rank_from"),
        ({"service": 1}, {"service": None}, "service"),
    ],
)
def test_the_first_difference_decides(first: dict[str, Any], second: dict[str, Any], criterion: str) -> None:
    assert above(first, second) == criterion


def test_equals_stay_as_they_came() -> None:
    keys = rules.seniority(Record({name: [value] * 3 for name, value in RUDI.items()}))
    assert rules.by_seniority(keys).tolist() == [0, 1, 2]
    assert rules.decisive(keys) == ["", ""]


NEVER = np.datetime64("NaT", "D")


@pytest.mark.parametrize(
    ("served_from", "interrupted_until", "held", "medal"),
    [
        (date(2016, 11, 2), NEVER, 0, 10),
        (date(2016, 11, 3), NEVER, 0, 0),
        (date(2006, 11, 2), NEVER, 10, 20),
        (date(2006, 11, 2), NEVER, 20, 0),
        (date(1996, 11, 2), NEVER, 0, 30),
        # Twenty-five years, but a sanction of middle kind that ended twelve years ago.
        (date(2001, 11, 2), date(2014, 11, 2), 0, 10),
        (date(2001, 11, 2), date(9999, 12, 31), 0, 0),
    ],
)
def test_the_medal_goes_by_years_without_interruption(
    served_from: date, interrupted_until: Any, held: int, medal: int
) -> None:
    record = Record({"served_from": served_from, "interrupted_until": interrupted_until, "held": held})
    assert rules.service_medal(record, TERMS, on=date(2026, 11, 2)).item() == medal


@pytest.mark.parametrize(
    ("born_on", "since", "birthday"),
    [
        (date(1980, 11, 2), date(2026, 11, 2), date(2026, 11, 2)),
        (date(1980, 11, 1), date(2026, 11, 2), date(2027, 11, 1)),
        (date(1980, 2, 29), date(2026, 12, 1), date(2027, 2, 28)),
        (date(1980, 2, 29), date(2027, 12, 1), date(2028, 2, 29)),
        (date(1980, 1, 3), date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_the_next_birthday(born_on: date, since: date, birthday: date) -> None:
    assert rules.next_birthday(born_on, since).item() == birthday


@settings(max_examples=30)
@given(
    served_from=st.dates(date(1985, 1, 1), date(2026, 11, 2)),
    earlier=st.integers(0, 4000),
    held=st.sampled_from([0, 10, 20, 30]),
)
def test_more_service_never_makes_a_medal_less_due(served_from: date, earlier: int, held: int) -> None:
    on = date(2026, 11, 2)
    days = [served_from, served_from - timedelta(days=earlier)]
    record = Record({"served_from": days, "interrupted": False, "interrupted_until": None, "held": held})
    less, full = rules.medal_due(record, TERMS, on=on).total
    assert full >= less
    one, other = rules.next_medal(record, TERMS, on=on)
    assert other.truth.levels >= one.truth.levels
