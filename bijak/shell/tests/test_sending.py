from django import forms
from django.http import QueryDict

from bijak.shell.sending import refuse, status_of


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


def test_a_form_that_is_only_opened_is_fine():
    assert status_of(Survey(None, initial={"title": ""})) == 200


def test_a_form_sent_with_a_fault_answers_422():
    assert status_of(sent(title="")) == 422
    assert status_of(sent()) == 200


def test_a_refused_form_keeps_what_was_typed_and_sees_the_newest_edition():
    form = sent()
    assert form.is_valid()
    assert refuse(form, ValueError("Sudah diubah orang lain."), edition=4) == 409
    assert form.non_field_errors() == ["Sudah diubah orang lain."]
    assert (form["title"].value(), form["kinds"].value(), form["edition"].value()) == (
        "Iklim", ["pns", "pppk"], "4",
    )  # fmt: skip


def test_a_refusal_that_nobody_caused_leaves_the_edition():
    form = sent()
    refuse(form, ValueError("Hari terakhir sudah lewat."), edition=None)
    assert form["edition"].value() == "3"
