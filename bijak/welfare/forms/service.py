"""Shapes of what is typed about raises and retirement."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import add_months
from bijak.people import queries as people
from bijak.shell.widgets import DayInput, PlainChoice
from bijak.welfare.models import RaiseState
from bijak.welfare.queries import raises
from bijak.welfare.texts.retirement import PAPERS

ANY = ("", _("Semua"))
MONTHS_AHEAD = 3


class _OfUnit(forms.Form):
    """A filter; what makes no sense in it is ignored rather than refused."""

    unit = PlainChoice(label=_("Unit"), required=False)

    def __init__(self, asked: Mapping[str, str]) -> None:
        super().__init__(asked)
        units = people.units_to_choose(asked.get("unit", ""))
        self.fields["unit"].choices = [ANY, *((str(uuid), name) for uuid, name, _path in units)]
        self._paths = {str(uuid): path for uuid, _name, path in units}
        self.is_valid()

    @property
    def unit_path(self) -> str:
        return self._paths.get(self.cleaned_data.get("unit", ""), "")


class DueRaises(_OfUnit):
    """Whose raises: of which steps, in which state."""

    dari = forms.DateField(label=_("Langkah gaji dari"), required=False, widget=DayInput())
    sampai = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())
    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *RaiseState.choices])

    def __init__(self, asked: Mapping[str, str], *, today: date) -> None:
        self._ahead = add_months(today.replace(day=1), MONTHS_AHEAD)
        super().__init__(
            {"sampai": self._ahead.isoformat()} | {name: value for name, value in asked.items() if value}
        )

    def filter(self) -> raises.Filter:
        wanted = self.cleaned_data
        return raises.Filter(
            since=wanted.get("dari"),
            until=wanted.get("sampai") or self._ahead,
            state=wanted.get("keadaan", ""),
            unit_path=self.unit_path,
        )


class NearRetirement(_OfUnit):
    """Whose retirement: within how many months."""

    dalam = PlainChoice(label=_("Pensiun dalam"), required=False)

    def __init__(self, asked: Mapping[str, str], *, stages: tuple[int, ...]) -> None:
        super().__init__(asked)
        months = _("%(months)s bulan")
        self.fields["dalam"].choices = [ANY, *((str(each), months % {"months": each}) for each in stages)]
        self.is_valid()

    @property
    def within(self) -> int | None:
        chosen = self.cleaned_data.get("dalam", "")
        return int(chosen) if chosen else None


class RetirementFile(forms.Form):
    """Which papers are there, and from when the time of preparation is."""

    papers = forms.MultipleChoiceField(
        label=_("Berkas yang sudah ada"),
        required=False,
        choices=list(PAPERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    preparation_from = forms.DateField(
        label=_("Masa persiapan pensiun (MPP) mulai"),
        required=False,
        widget=DayInput(),
        help_text=_("Kosong bila tidak diminta."),
    )
    note = forms.CharField(label=_("Catatan"), max_length=500, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)
