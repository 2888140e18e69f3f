"""When somebody retires, against cases that others worked out."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce
from bijak.people import rules

TERMS = rules.TERMS.on(date(2026, 11, 2))


def age_of(kind: str | None, echelon: str | None = None, functional_age: int | None = None) -> int | None:
    record = Record({"position_kind": kind, "echelon": echelon, "functional_age": functional_age})
    return rules.retirement_age(record, TERMS).item()  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("born_on", "age", "retires_on"),
    [
        (date(1968, 1, 31), 58, date(2026, 2, 1)),
        (date(1968, 2, 1), 58, date(2026, 3, 1)),
        (date(1968, 2, 29), 58, date(2026, 3, 1)),
        (date(1966, 12, 5), 60, date(2027, 1, 1)),
    ],
)
def test_one_retires_on_the_first_of_the_month_after_the_birthday(
    born_on: date, age: int, retires_on: date
) -> None:
    assert rules.retires_on(born_on, age).item() == retires_on


def test_the_position_decides_until_what_age_one_works() -> None:
    assert age_of("structural", "21") == 60
    assert age_of("structural", "31") == 58
    assert age_of("executor") == 58
    assert age_of("functional", functional_age=65) == 65


def test_what_is_not_known_is_not_guessed() -> None:
    assert age_of("functional") is None
    assert age_of("structural") is None
    assert age_of(None) is None
    assert rules.retires_on(date(1968, 1, 31), None).item() is None


def test_a_column_says_what_is_said_of_each() -> None:
    people = [
        ("structural", "22", None),
        ("functional", None, 60),
        ("executor", None, None),
        (None, None, None),
    ]
    kinds, echelons, ages = zip(*people, strict=True)
    record = Record({"position_kind": kinds, "echelon": echelons, "functional_age": ages})
    column = rules.retirement_age(record, TERMS)
    assert list(column) == [age_of(*each) for each in people]
    assert list(rules.retires_on([date(1970, 5, 17)] * 4, column))[3] is None


def test_before_the_law_there_is_no_answer() -> None:
    with pytest.raises(NotInForce):
        rules.retirement_age(
            Record({"position_kind": "executor", "echelon": None, "functional_age": None}),
            rules.TERMS.on(date(2013, 1, 1)),
        )


# Absence ----------------------------------------------------------------------------------------


@settings(max_examples=30)
@given(days=st.integers(0, 60), more=st.integers(0, 60), previous=st.sampled_from([0, 1, 3, 24, 28]))
def test_more_days_away_never_call_for_a_lighter_sanction(days: int, more: int, previous: int) -> None:
    on = date(2025, 12, 31)
    heaviness = [0, *(code for _term, code in rules.ABSENCE_STEPS)]
    record = Record(
        {"kind": "pns", "days": [days, days + more], "consecutive": 0, "previous": previous, "days_since": 1}
    )
    less, full = rules.absence_sanction(record, rules.TERMS.on(on), on=on).total
    assert heaviness.index(full) >= heaviness.index(less)
    assert not previous or heaviness.index(less) > heaviness.index(previous) or previous == heaviness[-1]
