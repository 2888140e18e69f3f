from datetime import date

import pytest

from bijak.kernel.columns import column
from bijak.kernel.decisions import Count, Reason, Undecided, weigh
from bijak.kernel.records import NoSuchField, Record
from bijak.kernel.terms import Basis

BASIS = Basis("UU 20/2023", "Pasal 49", term="minimum_hours", unit="JP")


def test_a_decision_is_yes_when_every_reason_is_met() -> None:
    assert weigh(Reason("a", column(3) >= 2), Reason("b", True))


def test_a_decision_that_lacks_a_fact_refuses_to_be_yes_or_no() -> None:
    decision = weigh(Reason("hours", column(None) >= 24, BASIS), Reason("b", True))
    with pytest.raises(Undecided, match="hours") as refusal:
        bool(decision)
    assert refusal.value.decision is decision
    assert [reason.code for reason in decision.unknowns] == ["hours"]
    assert decision.unknowns[0].short_by is None


def test_one_obstacle_decides_even_beside_an_unknown() -> None:
    decision = weigh(Reason("hours", column(None) >= 24), Reason("age", column(59) <= 58))
    assert not decision
    assert [reason.code for reason in decision.obstacles] == ["age"]


def test_what_is_missing_is_counted_in_the_unit_of_the_term() -> None:
    reason = Reason("hours", column(18) >= 24, BASIS)
    assert (reason.short_by, reason.unit, str(reason.basis)) == (6, "JP", "UU 20/2023 Pasal 49")
    assert Reason("hours", column(30) >= 24, BASIS).short_by == 0
    assert Reason("sanction", False).short_by is None


def test_a_shortfall_given_by_hand_counts_only_where_the_reason_fails() -> None:
    reason = Reason("years", column([3, 5, None]) >= 4, BASIS, shortfall=[12, -400, 7], unit="hari")
    assert reason.shortfall is not None
    assert list(reason.shortfall) == [12, 0, None]
    assert reason[0].short_by == 12


def test_a_column_is_counted_or_asked_one_by_one_but_is_no_single_answer() -> None:
    decision = weigh(Reason("a", column([1, 2, None]) >= 2), Reason("always", True))
    assert decision.count() == Count(met=1, missing=1, unknown=1)
    assert len(decision) == 3
    assert [reason.code for reason in decision[0].obstacles] == ["a"]
    with pytest.raises(TypeError):
        bool(decision)
    with pytest.raises(TypeError, match="one person"):
        _ = decision.obstacles


def test_reasons_are_told_apart_by_code() -> None:
    with pytest.raises(ValueError, match="code of its own"):
        weigh(Reason("a", True), Reason("a", False))
    with pytest.raises(TypeError):
        weigh()


def test_a_record_answers_for_what_it_was_given_and_for_nothing_else() -> None:
    record = Record({"hours": [10, None], "under_sanction": [True, None], "kind": "pns"})
    assert len(record) == 2
    assert record[0].hours.item() == 10
    assert record[1].under_sanction.name == "unknown"
    assert record[1].kind.item() == "pns"
    with pytest.raises(NoSuchField, match="holds no age, only hours, kind, under_sanction"):
        _ = record.age


def test_columns_of_one_record_are_of_one_length() -> None:
    with pytest.raises(ValueError, match="different lengths"):
        Record({"a": [1, 2], "b": [1, 2, 3]})


def test_asking_each_of_many_for_reasons_measures_the_column_once() -> None:
    measured = []

    def days_missing() -> list[int]:
        measured.append("once")
        return [5, 0, 7]

    decision = weigh(Reason("years", column([3, 4, 2]) >= 4, BASIS, shortfall=days_missing, unit="hari"))
    assert measured == []
    assert [one.reasons[0].short_by for one in decision] == [5, 0, 7]
    assert measured == ["once"]


def test_a_decision_says_from_when_nothing_is_missing_where_time_alone_brings_it() -> None:
    days = [date(2026, 4, 1), date(2027, 10, 1), None]
    decision = weigh(
        Reason("years", column([3, 3, 5]) >= 4, earliest=days),
        Reason("age", column([20, 17, 20]) >= 18, earliest=date(2028, 1, 1)),
    )
    assert list(decision.earliest) == [date(2026, 4, 1), date(2028, 1, 1), None]
    assert [each.earliest.item() for each in decision] == list(decision.earliest)
    assert decision[0].facts()[0]["met_from"] == "2026-04-01"


def test_no_day_is_promised_where_more_than_time_is_missing_or_something_is_unknown() -> None:
    waiting = Reason("years", column(3) >= 4, earliest=date(2026, 4, 1))
    assert weigh(waiting, Reason("ratings", False)).earliest.item() is None
    assert weigh(waiting, Reason("ratings", None)).earliest.item() is None
    assert weigh(waiting, Reason("ratings", True)).earliest.item() == date(2026, 4, 1)
