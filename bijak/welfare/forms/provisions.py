"""Shapes of what is typed about the region's own provisions."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.organization import queries as organization
from bijak.shell.widgets import DayInput, PlainChoice, PlainSelect
from bijak.welfare.models import AllowanceSetting, Setting
from bijak.welfare.rules.allowance import MOST_INDEX, MOST_PERCENT

LOWEST_CLASS, HIGHEST_CLASS = 1, 17
FIRST_DAY = date(1945, 8, 17)


class Provision(forms.Form):
    """A number of a regional regulation: of what, for whom, by which clause, from when."""

    what = PlainChoice(label=_("Ketentuan"), choices=Setting.choices)
    value = forms.DecimalField(
        label=_("Nilai"),
        min_value=0,
        max_digits=14,
        decimal_places=8,
        localize=True,
        help_text=_("Persen untuk komponen, potongan, dan bagian; faktor untuk indeks, misalnya 0,85."),
    )
    class_from = forms.IntegerField(
        label=_("Dari kelas"), min_value=LOWEST_CLASS, max_value=HIGHEST_CLASS, required=False,
        help_text=_("Kosong berarti semua kelas."),
    )  # fmt: skip
    class_to = forms.IntegerField(
        label=_("Sampai kelas"), min_value=LOWEST_CLASS, max_value=HIGHEST_CLASS, required=False
    )
    unit: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=organization.active_units(),
        required=False,
        empty_label=_("Semua unit"),
        to_field_name="uuid",
        widget=PlainSelect,
        help_text=_("Berlaku juga bagi unit di bawahnya."),
    )
    title = forms.CharField(
        label=_("Nama jabatan"), max_length=200, required=False, help_text=_("Kosong berarti semua jabatan.")
    )
    law = forms.CharField(label=_("Peraturan"), max_length=200)
    article = forms.CharField(label=_("Pasal"), max_length=120)
    from_on = forms.DateField(label=_("Berlaku sejak"), widget=DayInput())
    until_on = forms.DateField(
        label=_("Sampai"), required=False, widget=DayInput(),
        help_text=_("Hari pertama sesudah tidak berlaku lagi; kosong bila masih berlaku."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, provision: AllowanceSetting | None = None) -> None:
        held = {} if provision is None else {name: getattr(provision, name) for name in self.base_fields}
        if provision is not None:
            held["value"] = Decimal(format(provision.value.normalize(), "f"))  # 40, not 4E+1
        super().__init__(data, initial=held)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["class_to"] = found.get("class_to") or found.get("class_from")
        first, last = found.get("class_from"), found.get("class_to")
        if last and not first or first and last and last < first:
            self.add_error("class_to", _("Kelas berjalan dari yang kecil ke yang besar."))
        most = MOST_INDEX if (found.get("what") or "").startswith("index_") else MOST_PERCENT
        if (found.get("value") or Decimal(0)) > most:
            self.add_error(
                "value",
                _("Nilainya tidak mungkin: tulis persen seperti 25, atau faktor indeks seperti 0,85."),
            )
        starts, ends = found.get("from_on"), found.get("until_on")
        if starts and starts < FIRST_DAY:
            self.add_error("from_on", _("Periksa tahunnya."))
        if starts and ends and ends <= starts:
            self.add_error("until_on", _("Tanggal akhir harus sesudah tanggal mulai."))
        return found
