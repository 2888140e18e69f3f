"""The right to twenty hours; its cases are tried with those of all rules."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.competency import rules
from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce


@given(hours=st.lists(st.one_of(st.none(), st.integers(0, 400)), min_size=1), needed=st.integers(0, 60))
def test_one_person_at_a_time_gives_what_all_at_once_gives(hours: list[int | None], needed: int) -> None:
    record, terms = Record({"hours": hours}), rules.supposing(needed)
    together = rules.learned_enough(record, terms)
    for place, had in enumerate(hours):
        alone = rules.learned_enough(Record({"hours": had}), terms)
        assert together[place].facts() == alone.facts()


def test_before_the_law_there_is_no_number_to_guess() -> None:
    with pytest.raises(NotInForce, match="07-04-2017"):
        rules.learned_enough(Record({"hours": 20}), rules.TERMS.on(date(2016, 12, 31)))


def test_a_supposed_number_may_lie_below_what_law_allows() -> None:
    decision = rules.learned_enough(Record({"hours": np.array([9, 10, 11])}), rules.supposing(10))
    assert decision.count() == (2, 1, 0)
