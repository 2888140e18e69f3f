"""Form controls that Django does not have in the shape we need, and how the simple ones are drawn."""

from functools import lru_cache
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class DayInput(forms.DateInput):
    """A browser's date picker. It speaks ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


SELECTED = flatatt({"selected": True})


class PlainSelect(forms.Select):
    """A select drawn at once, for filters above lists. No groups of options.

    Django draws every option by a template of its own, which was a third of a list page's time.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = frozenset(str(each) for each in self.format_value(value))
        choices = tuple((str(each), str(label)) for each, label in self.choices)
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", attributes, _options(choices, chosen))


class PlainChoice(forms.ChoiceField):
    """A choice from a table for a filter. Django copies the table with each form; here all forms share it."""

    widget = PlainSelect

    def __deepcopy__(self, memo: dict[int, Any]) -> "PlainChoice":
        memo[id(self.choices)] = self.choices
        return super().__deepcopy__(memo)


@lru_cache(maxsize=256)  # the same choices stand above every page of a list
def _options(choices: tuple[tuple[str, str], ...], chosen: frozenset[str]) -> SafeString:
    lines = ((each, SELECTED if each in chosen else "", label) for each, label in choices)
    return format_html_join("", '<option value="{}"{}>{}</option>', lines)


class Renderer(DjangoTemplates):
    """Django's own drawing of forms, but an ``<input>`` is written at once: Django takes three templates for it."""

    INPUTS = frozenset(
        f"django/forms/widgets/{name}.html"
        for name in ("checkbox", "date", "email", "hidden", "input", "number", "password", "text", "url")
    )

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        if template_name not in self.INPUTS:
            return super().render(template_name, context, request)
        widget = context["widget"]
        about = {"type": widget["type"], "name": widget["name"], "value": widget["value"]}
        return format_html("<input{}>", flatatt(about | widget["attrs"]))
