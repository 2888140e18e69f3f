"""A filter above a list takes what makes sense, and passes over the rest."""

from typing import Any

from django import forms

from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import PlainChoice


def units(chosen: str) -> list[tuple[Any, ...]]:
    deep = [("deep", "Sekolah", "/1/2/3/")] if chosen == "deep" else []
    return [("city", "Kota", "/1/"), *deep]


class Pupils(ListFilter):
    year = PlainChoice(required=False, choices=[ANY, ("1", "satu")])
    on = forms.DateField(required=False)
    unit = UnitChoice(units)


def test_what_makes_no_sense_is_passed_over() -> None:
    form = Pupils({"year": "9", "on": "31 Februari", "unit": "nowhere", "other": "x"})
    assert (form.said, form.unit_path, form.others()) == ({}, "", "")


def test_the_chosen_unit_is_offered_however_deep_it_lies() -> None:
    assert [name for name, _label in Pupils({}).fields["unit"].choices] == ["", "city"]
    assert Pupils({"unit": "deep"}).unit_path == "/1/2/3/"


def test_the_address_of_the_others_leaves_room_for_another_value() -> None:
    assert Pupils({"year": "1", "unit": "city"}).others("unit") == "year=1&"


def test_a_reader_who_may_not_choose_a_unit_gets_none() -> None:
    form = Pupils({"unit": "deep"}, without=("unit",))
    assert (list(form.fields), form.unit_path) == (["year", "on"], "")
