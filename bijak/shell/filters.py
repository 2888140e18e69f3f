"""Filters above lists. What makes no sense in one is ignored rather than refused: it is only a filter."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.shell.widgets import PlainChoice

ANY = ("", _("Semua"))

type Units = Callable[[str], Iterable[tuple[Any, ...]]]
"""Which units are offered beside the one that is chosen already: uuid, name and path of each."""


class UnitChoice(PlainChoice):
    """A unit with what lies below it."""

    def __init__(self, units: Units) -> None:
        super().__init__(label=_("Unit"), required=False)
        self.units = units
        self.paths: dict[str, str] = {}

    def offer(self, chosen: str) -> None:
        offered = list(self.units(chosen))
        self.choices = [ANY, *((str(uuid), name) for uuid, name, _path in offered)]
        self.paths = {str(uuid): path for uuid, _name, path in offered}


class ListFilter(forms.Form):
    """What a list is narrowed to. A form with a unit names the field ``unit``.

    ``without``: fields that this reader does not get.
    """

    def __init__(self, asked: Mapping[str, Any], *, without: Collection[str] = ()) -> None:
        super().__init__(asked)
        for name in without:
            del self.fields[name]
        if self._unit is not None:
            self._unit.offer(asked.get("unit", ""))

    @property
    def said(self) -> dict[str, Any]:
        """What was asked and makes sense, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def unit_path(self) -> str:
        """Where the chosen unit stands; "" for all."""
        return "" if self._unit is None else self._unit.paths.get(self.said.get("unit", ""), "")

    def others(self, *changed: str) -> str:
        """The address of the list as it is, ready for another value of the fields that change."""
        kept = {name: value for name, value in self.said.items() if name not in changed}
        return f"{urlencode(kept)}&" if kept else ""

    @property
    def _unit(self) -> UnitChoice | None:
        field = self.fields.get("unit")
        return field if isinstance(field, UnitChoice) else None
