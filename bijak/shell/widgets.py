"""Form controls that Django does not have in the shape we need."""

from typing import Any

from django import forms


class DayInput(forms.DateInput):
    """A browser's date picker. It speaks ISO dates whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
