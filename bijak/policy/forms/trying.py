"""A made-up person, by the facts that a rule asks for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bijak.kernel.packs import ASKED, Fact, Rule
from bijak.policy.forms.fields import day
from bijak.policy.queries.trying import EARLIEST, LATEST, MOST
from bijak.shell.widgets import PlainSelect

_NOT_KNOWN = ("", _("Tidak diketahui"))
_YES, _NO = "ya", "tidak"
_OUTSIDE = format_lazy(
    _("Tanggal ini di luar tahun {first} sampai {last}."), first=EARLIEST.year, last=LATEST.year
)


def _day(label: Any, *, required: bool = True) -> forms.DateField:
    field = day(label, required=required)
    field.validators += [MinValueValidator(EARLIEST, _OUTSIDE), MaxValueValidator(LATEST, _OUTSIDE)]
    return field


class RuleTrial(forms.Form):
    """The day, and a field for each fact; what is left empty is not known."""

    pada = _day(_("Dinilai pada"))

    def __init__(self, *args: Any, rule: Rule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        for fact in rule.facts:
            self.fields[fact.name] = _field(fact)
            if fact.unsaid is not ASKED:
                self.fields[fact.name].initial = _typed(fact.unsaid)

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, as a Record takes it."""
        return {fact.name: self._value(fact) for fact in self.rule.facts}

    def _value(self, fact: Fact) -> Any:
        value = self.cleaned_data[fact.name]
        if value in ("", None):
            return None
        if fact.kind == "yes_no":
            return value == _YES
        if fact.kind == "number":
            return int(value) if value == int(value) else value
        return value


def typed(on: date, facts: Mapping[str, Any]) -> dict[str, str]:
    """A person as the form's address has her."""
    return {"pada": on.isoformat()} | {name: _typed(value) for name, value in facts.items()}


def _typed(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES if value else _NO
    return value.isoformat() if isinstance(value, date) else str(value)


def _field(fact: Fact) -> forms.Field:
    label = f"{fact.label} ({fact.unit})" if fact.unit else fact.label
    if fact.kind == "day":
        return _day(label, required=False)
    if fact.kind == "number" and not fact.choices:
        return forms.FloatField(
            label=label,
            required=False,
            min_value=-MOST,
            max_value=MOST,
            widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        )
    if fact.kind == "word" and not fact.choices:
        return forms.CharField(label=label, required=False, max_length=200)
    choices = fact.choices.items() if fact.choices else ((_YES, _("Ya")), (_NO, _("Tidak")))
    return forms.TypedChoiceField(
        label=label,
        required=False,
        widget=PlainSelect,
        choices=[_NOT_KNOWN, *choices],
        coerce=float if fact.kind == "number" else str,
        empty_value=None,
    )
