"""Form controls that Django does not have in the shape we need."""

from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class DayInput(forms.DateInput):
    """A browser's date picker. It speaks ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PlainSelect(forms.Select):
    """A select drawn at once, for filters above lists. No groups of options.

    Django draws every option by a template of its own, which was a third of a list page's time.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = {str(each) for each in self.format_value(value)}
        options = (
            format_html('<option value="{}" selected>{}</option>', each, label)
            if str(each) in chosen
            else format_html('<option value="{}">{}</option>', each, label)
            for each, label in self.choices
        )
        return format_html(
            "<select{}>{}</select>",
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            format_html_join("", "{}", ((option,) for option in options)),
        )
