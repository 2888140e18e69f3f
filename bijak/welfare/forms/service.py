"""Shapes of what is typed about raises and retirement."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel.days import add_months
from bijak.people import queries as people
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import DayInput, PlainChoice
from bijak.welfare.models import RaiseState
from bijak.welfare.queries import raises
from bijak.welfare.texts.retirement import PAPERS

MONTHS_AHEAD = 3


class DueRaises(ListFilter):
    """Whose raises: of which steps, in which state."""

    unit = UnitChoice(people.units_to_choose)
    dari = forms.DateField(label=_("Langkah gaji dari"), required=False, widget=DayInput())
    sampai = forms.DateField(label=_("Sampai"), required=False, widget=DayInput())
    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *RaiseState.choices])

    def __init__(self, asked: Mapping[str, str], *, today: date) -> None:
        self._ahead = add_months(today.replace(day=1), MONTHS_AHEAD)
        super().__init__(
            {"sampai": self._ahead.isoformat()} | {name: value for name, value in asked.items() if value}
        )

    def filter(self) -> raises.Filter:
        said = self.said
        return raises.Filter(
            since=said.get("dari"),
            until=said.get("sampai", self._ahead),
            state=said.get("keadaan", ""),
            unit_path=self.unit_path,
        )


class NearRetirement(ListFilter):
    """Whose retirement: within how many months."""

    unit = UnitChoice(people.units_to_choose)
    dalam = PlainChoice(label=_("Pensiun dalam"), required=False)

    def __init__(self, asked: Mapping[str, str], *, stages: tuple[int, ...]) -> None:
        super().__init__(asked)
        months = _("%(months)s bulan")
        self.fields["dalam"].choices = [ANY, *((str(each), months % {"months": each}) for each in stages)]

    @property
    def within(self) -> int | None:
        return int(self.said["dalam"]) if "dalam" in self.said else None


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
