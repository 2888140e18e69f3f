"""What we draw at once is what Django draws by its templates."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from bijak.shell.widgets import DayInput, PlainSelect, Renderer

WIDGETS = [
    forms.TextInput(),
    forms.TextInput({"type": "search", "class": "form-control", "disabled": True, "required": False}),
    forms.NumberInput({"min": 0, "max": 12, "step": "any"}),
    forms.EmailInput({"placeholder": gettext_lazy("Nama")}),
    forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.CheckboxInput({"class": "form-check-input"}),
    DayInput(),
    forms.Textarea({"rows": 3}),
    forms.Select(choices=[("", "—"), ("a", "A <b>")]),
]
VALUES = [None, "", "a", 'Ani "Nia" <b>&', 7, 0.5, True, False, date(2026, 11, 2), SafeString("&amp;")]


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_a_control_reads_as_django_draws_it(widget: forms.Widget, value: Any) -> None:
    attrs = {"id": "id_x", "data-x": SafeString("&lt;"), "maxlength": 100}
    ours = widget.render("x", value, attrs, Renderer())  # type: ignore[arg-type]
    theirs = widget.render("x", value, attrs, DjangoTemplates())  # type: ignore[arg-type]
    assert isinstance(ours, SafeString)
    assert parse_html(ours) == parse_html(theirs)


def test_a_plain_select_says_what_is_chosen_and_escapes() -> None:
    widget = PlainSelect(choices=[("", gettext_lazy("Semua")), ('"x"', "A & <b>"), (3, "C")])
    assert widget.render("unit", "3", {"id": "id_unit"}) == (
        '<select id="id_unit" name="unit"><option value="">Semua</option>'
        '<option value="&quot;x&quot;">A &amp; &lt;b&gt;</option><option value="3" selected>C</option></select>'
    )
