"""Which people a list or a picture is about, and of which day."""

from collections.abc import Hashable, Mapping
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries, texts
from bijak.people.forms.fields import Day, choices_of
from bijak.people.models import EmployeeKind, PositionKind
from bijak.people.queries import Filter, Order
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import PlainChoice


class Search(ListFilter):
    """The filter above the list."""

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    unit = UnitChoice(queries.units_to_choose)
    golongan = PlainChoice(label=_("Golongan"), required=False, choices=choices_of(texts.RANKS, ANY))
    jenis = PlainChoice(label=_("Kepegawaian"), required=False, choices=[ANY, *EmployeeKind.choices])
    jabatan = forms.CharField(label=_("Jabatan, kata awalnya"), required=False, max_length=100)
    jenis_jabatan = PlainChoice(
        label=_("Jenis jabatan"), required=False, choices=[ANY, *PositionKind.choices]
    )
    urut = PlainChoice(label=_("Urutkan"), required=False, choices=Order.choices)
    semua = forms.BooleanField(label=_("Termasuk yang tidak aktif"), required=False)

    @property
    def drawn_by(self) -> Hashable:
        """What the drawn form depends on, but for the word: it is drawn anew each time."""
        asked = (self.data.get(name) for name in self.fields if name != "cari")
        return (*asked, *self.fields["unit"].choices)

    def filter(self) -> Filter:
        said = self.said
        return Filter(
            text=said.get("cari", ""),
            unit_path=self.unit_path,
            rank_code=said.get("golongan", ""),
            kind=said.get("jenis", ""),
            position=said.get("jabatan", ""),
            position_kind=said.get("jenis_jabatan", ""),
            includes_inactive=said.get("semua", False),
            order=said.get("urut", Order.NAME),
        )


class TimeTravel(forms.Form):
    """As of which day, and as known on which day."""

    pada = Day(label=_("Keadaan pada"), required=False)
    diketahui = Day(label=_("Menurut catatan sampai"), required=False)


class PortraitOf(ListFilter):
    """Of whom, and of which day."""

    pada = Day(label=_("Keadaan pada"), required=False)
    unit = UnitChoice(queries.units_to_choose)

    def __init__(self, asked: Mapping[str, str], *, today: date) -> None:
        super().__init__(asked)
        self.on = min(self.said.get("pada", today), today)
        self.address = urlencode({"pada": self.on.isoformat(), "unit": self.said.get("unit", "")})


class Group(forms.Form):
    """Of which groups the people of a portrait are."""

    usia = PlainChoice(label=_("Usia"), required=False)
    jenis_kelamin = PlainChoice(label=_("Jenis kelamin"), required=False)
    jenis = PlainChoice(label=_("Kepegawaian"), required=False)
    golongan = PlainChoice(label=_("Golongan"), required=False)
    pendidikan = PlainChoice(label=_("Pendidikan"), required=False)
    pensiun = PlainChoice(label=_("Tahun pensiun"), required=False)
    bagian = PlainChoice(label=_("Bagian unit"), required=False)

    def __init__(self, asked: Mapping[str, str], *, groups: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__(asked)
        for name, labels in groups.items():
            self.fields[name].choices = [ANY, *labels.items()]
        self.is_valid()
        self.wanted = {name: key for name, key in self.cleaned_data.items() if key}
