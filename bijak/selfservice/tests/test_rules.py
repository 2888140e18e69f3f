"""Whose turn it is, on ways that nobody of ours drew."""

from bijak.selfservice.rules import acting_as, next_role

WAY = ("operator", "officer")


def test_each_decides_when_it_is_her_turn_and_who_comes_later_may_step_in():
    assert acting_as(WAY, "operator", {"operator"}) == "operator"
    assert acting_as(WAY, "operator", {"officer"}) == "officer"
    assert acting_as(WAY, "officer", {"operator"}) is None
    assert acting_as(WAY, "operator", {"operator", "officer"}) == "officer"
    assert acting_as(WAY, "", {"officer"}) is None


def test_an_empty_chair_is_passed_over_but_the_last_word_waits():
    assert next_role(WAY, None, WAY) == "operator"
    assert next_role(WAY, None, {"officer"}) == "officer"
    assert next_role(WAY, "operator", set()) == "officer"
    assert next_role(WAY, "officer", WAY) is None
