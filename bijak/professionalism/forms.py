"""Shape of what is asked about indices."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel import education
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.professionalism import queries, texts
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.widgets import PlainChoice

AS_IS = ("", _("Seperti sekarang"))
MOST_HOURS = 400


class Of(ListFilter):
    """Which year, and whose: of all, or of a unit with what lies below it."""

    tahun = PlainChoice(label=_("Tahun"), required=False)
    unit = UnitChoice(people.units_to_choose)

    def __init__(self, asked: Mapping[str, str], *, years: Sequence[int]) -> None:
        super().__init__(asked)
        self.fields["tahun"].choices = [(str(year), str(year)) for year in years]
        self.year = int(self.said.get("tahun", years[0]))

    @property
    def address(self) -> str:
        """The same year and unit on another page."""
        return urlencode({"tahun": self.year, "unit": self.said.get("unit", "")})


class Listing(Of):
    """The filter of the list of people."""

    kategori = PlainChoice(label=_("Kategori"), required=False, choices=[ANY, *texts.CATEGORIES.items()])
    belum = PlainChoice(
        label=_("Belum dapat dihitung karena"),
        required=False,
        choices=[ANY, *((code, words.label) for code, words in texts.DIMENSIONS.items())],
    )
    langkah = PlainChoice(label=_("Dapat naik dengan"), required=False, choices=[ANY, *texts.STEPS.items()])

    @property
    def filter(self) -> queries.Filter:
        said = self.said
        return queries.Filter(
            self.year,
            self.unit_path,
            said.get("kategori", ""),
            said.get("belum", ""),
            said.get("langkah", ""),
        )


class Supposing(forms.Form):
    """What a person wonders about: more hours, a seminar, a training, a diploma, a predicate."""

    jp = forms.IntegerField(
        label=_("Tambah jam pelatihan teknis (JP)"), required=False, min_value=0, max_value=MOST_HOURS
    )
    seminar = forms.BooleanField(label=_("Ikut satu seminar atau sejenisnya"), required=False)
    pelatihan = forms.BooleanField(
        label=_("Lulus pelatihan kepemimpinan atau fungsional jabatannya"), required=False
    )
    pendidikan = PlainChoice(
        label=_("Pendidikan"), required=False, choices=[AS_IS, *education.LEVELS.items()]
    )
    predikat = PlainChoice(
        label=_("Predikat kinerja"), required=False, choices=[AS_IS, *performance.PREDICATES.items()]
    )

    def changes(self, known: queries.Standing) -> dict[str, Any]:
        """The facts of a record as they would be; none where nothing was supposed."""
        if not self.is_valid():
            return {}
        said, record = self.cleaned_data, known.record
        changes: dict[str, Any] = {}
        if said["jp"]:
            changes["technical_hours"] = record.technical_hours + said["jp"]
        if said["seminar"]:
            changes["seminars"] = record.seminars + 1
        if said["pelatihan"]:
            changes |= queries.trained(known)
        if said["pendidikan"]:
            changes["education"] = said["pendidikan"]
        if said["predikat"]:
            changes["predicate"] = said["predikat"]
        return changes
