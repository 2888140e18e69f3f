"""Choosing somebody out of very many: what was typed, what is found, what is taken."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.http import QueryDict

from bijak.shell.choosing import OFFERED, Choice, ChoosingForm, ChosenField
from bijak.shell.sending import status_of

PEOPLE = [
    Choice(key, label, "", label)
    for key, label in (("ani", "Ani"), ("budi", "Budi"), ("budiman", "Budiman"), ("citra", "Citra"))
]


class Everyone:
    def find(self, text: str, *, most: int) -> list[Choice]:
        if text == "Sitra":
            return [PEOPLE[3]._replace(is_guess=True)]
        return [each for each in PEOPLE if text in each.label][:most]

    def get(self, keys: Sequence[str]) -> list[Choice]:
        return [each for key in keys for each in PEOPLE if each.key == key]


class Form(ChoosingForm):
    chief = ChosenField(label="Atasan")
    team = ChosenField(label="Tim", many=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.finder = Everyone()


def sent(asked: str) -> Form:
    return Form(QueryDict(asked))


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("chief=ani", "Ani"),
        # Only one is called so: she need not be picked.
        ("chief_cari=Citra", "Citra"),
        # What is typed is newer than who was chosen before.
        ("chief=ani&chief_cari=Citra", "Citra"),
        # Picked from what was found, or kept although it was not found.
        ("chief=budi&chief_cari=Bud&chief_dicari=Bud", "Budi"),
        ("chief=ani&chief_cari=Bud&chief_dicari=Bud", "Ani"),
        ("chief=budi&chief_cari=Bud", "Budi"),
        # Two cannot be chosen of one.
        ("chief=ani&chief=budi", "Ani"),
    ],
)
def test_who_was_meant_is_taken(asked: str, taken: str) -> None:
    form = sent(asked)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["chief"] == taken


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Ketik sebagian nama"),
        ("chief_cari=Bud", "Pilih siapa yang dimaksud dengan “Bud”"),
        # The list was shown and nobody was picked from it.
        ("chief_cari=Bud&chief_dicari=Bud", "Pilih siapa yang dimaksud dengan “Bud”"),
        # Ani was chosen before; then somebody else was typed, who may be two: nobody signs by mistake.
        ("chief=ani&chief_cari=Bud", "Pilih siapa yang dimaksud dengan “Bud”"),
        ("chief=ani&chief_cari=Zed", "Tidak ada yang cocok dengan “Zed”"),
        # A guess is offered, never taken.
        ("chief_cari=Sitra", "Pilih siapa yang dimaksud dengan “Sitra”"),
        ("chief=zed", "tidak dapat dipilih lagi"),
        ("chief=ani&team=ani&team=zed", "tidak dapat dipilih lagi"),
        ("chief=ani&team=ani&team_cari=Bud", "Pilih siapa yang dimaksud dengan “Bud”"),
    ],
)
def test_nobody_is_taken_by_mistake(asked: str, said: str) -> None:
    form = sent(asked)
    assert not form.is_valid()
    assert status_of(form) == 422
    assert said in str(form.errors)


@pytest.mark.parametrize("asked", ["chief=ani%00", "chief_cari=Ci%00tra", f"chief_cari=Citra{'%20' * 100}x"])
def test_what_no_browser_sends_asks_the_database_nothing_odd(asked: str) -> None:
    form = sent(asked)
    assert form.is_valid(), form.errors


def test_a_team_grows_by_one_search_after_another() -> None:
    form = sent("chief=ani&team=ani&team_cari=Citra")
    assert form.is_valid()
    assert form.cleaned_data["team"] == ["Ani", "Citra"]
    again = sent("chief=ani&team=ani&team=citra&team=budi&team_cari=Bud&team_dicari=Bud")
    assert again.is_valid()
    assert again.cleaned_data["team"] == ["Ani", "Citra", "Budi"]
    assert sent("chief=ani").fields["team"].finder
    nobody = sent("chief=ani")
    assert nobody.is_valid()
    assert nobody.cleaned_data["team"] == []


def test_the_button_beside_the_box_only_searches() -> None:
    form = sent("chief_cari=Citra&search=chief")
    assert form.is_searching
    assert not form.is_valid()
    assert status_of(form) == 200
    assert not form.errors
    assert 'value="citra" checked' in str(form["chief"])


def test_what_was_chosen_before_stays_in_sight_beside_what_is_found() -> None:
    drawn = str(sent("chief=ani&chief_cari=Bud&search=chief")["chief"])
    assert "checked" not in drawn
    assert [drawn.index(f'value="{key}"') for key in ("budi", "budiman", "ani")] == sorted(
        drawn.index(f'value="{key}"') for key in ("budi", "budiman", "ani")
    )
    assert 'name="chief_dicari" value="Bud"' in drawn


def test_a_page_begins_with_somebody() -> None:
    form = Form(initial={"chief": "budi", "team": ["ani", "citra"]})
    assert 'value="budi" checked' in str(form["chief"])
    assert str(form["team"]).count("checked") == 2
    assert "required" not in str(form["chief"])


def test_of_very_many_some_are_offered_and_more_is_to_be_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Choice(str(number), f"Sri {number}", "", number) for number in range(OFFERED + 1)]
    monkeypatch.setattr(Everyone, "find", lambda _self, _text, *, most: many[:most])
    drawn = str(sent("chief_cari=Sri&search=chief")["chief"])
    assert drawn.count('type="radio"') == OFFERED
    assert f"Lebih dari {OFFERED} cocok" in drawn
