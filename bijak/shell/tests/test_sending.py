import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import QueryDict

from bijak.shell.sending import number_of, refuse, refuse_on, status_of, tell_why_not, uuids_of


class Survey(forms.Form):
    title = forms.CharField()
    kinds = forms.MultipleChoiceField(choices=[("pns", "PNS"), ("pppk", "PPPK")])
    edition = forms.IntegerField(widget=forms.HiddenInput)


def sent(**fields: object) -> Survey:
    data = QueryDict(mutable=True)
    for name, value in {"title": "Iklim", "kinds": ["pns", "pppk"], "edition": ["3"], **fields}.items():
        data.setlist(name, value) if isinstance(value, list) else data.update({name: value})
    data._mutable = False
    return Survey(data)


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("", 0), ("-1", 0), ("²", 0), ("9" * 18, 10**18 - 1), ("9" * 5000, 0)]
)
def test_a_number_in_an_address_is_read_or_is_none(text: str, number: int):
    assert number_of(text) == number


def test_what_was_ticked_and_is_no_key_is_nobodys() -> None:
    key = "01890a5d-ac96-774b-bcce-b302099a8057"
    assert [str(each) for each in uuids_of(["", "x", key, "0"])] == [key]


def test_a_form_that_is_only_opened_is_fine():
    assert status_of(Survey(None, initial={"title": ""})) == 200


def test_a_form_sent_with_a_fault_answers_422():
    assert status_of(sent(title="")) == 422
    assert status_of(sent()) == 200


def test_a_refused_form_keeps_what_was_typed_and_sees_the_newest_edition():
    form = sent()
    assert form.is_valid()
    assert refuse(form, ValueError("Sudah diubah orang lain."), edition=4) == status_of(form) == 409
    assert form.non_field_errors() == ["Sudah diubah orang lain."]
    assert (form["title"].value(), form["kinds"].value(), form["edition"].value()) == (
        "Iklim", ["pns", "pppk"], "4",
    )  # fmt: skip


def test_a_refusal_that_nobody_caused_leaves_the_edition():
    form = sent()
    refuse(form, ValueError("Hari terakhir sudah lewat."), edition=None)
    assert form["edition"].value() == "3"


class Refused(Exception):
    edition = 7


def test_a_form_that_a_service_refuses_answers_409_and_sees_the_edition_that_the_refusal_carries():
    form = sent()
    assert form.is_valid()
    with refuse_on(form, KeyError, Refused):
        raise Refused("Sudah diubah orang lain.")
    assert (status_of(form), form["edition"].value()) == (409, "7")
    assert form.non_field_errors() == ["Sudah diubah orang lain."]


def test_a_refusal_that_names_a_field_stands_there():
    class TitleRefused(Refused):
        field = "title"

    form = sent()
    with refuse_on(form, Refused):
        raise TitleRefused("Judul ini sudah dipakai.")
    assert list(form.errors["title"]) == ["Judul ini sudah dipakai."]
    assert status_of(form) == 409


def test_what_is_no_refusal_goes_on():
    with pytest.raises(ValueError, match="rusak"), refuse_on(sent(), Refused):
        raise ValueError("rusak")


def test_a_change_without_a_form_tells_why_it_was_not_made(rf):
    request = rf.post("/")
    SessionMiddleware(lambda request: None).process_request(request)
    MessageMiddleware(lambda request: None).process_request(request)
    with tell_why_not(request, Refused):
        raise Refused("Simpul ini sudah dihapus.")
    assert [str(each) for each in messages.get_messages(request)] == ["Simpul ini sudah dihapus."]
