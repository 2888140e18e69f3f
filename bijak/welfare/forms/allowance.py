"""Shapes of what is typed about allowances."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel.records import Record
from bijak.people import queries as people
from bijak.shell.filters import ANY, ListFilter, UnitChoice
from bijak.shell.templatetags.formats import bulan
from bijak.shell.widgets import PlainChoice
from bijak.welfare.texts import allowance as texts

MOST_DAYS = 31


def month_key(month: date) -> str:
    """How a month stands in an address."""
    return f"{month:%Y-%m}"


class MonthOf(forms.Form):
    """Which of some months is shown: the first of them, unless the address names another."""

    bulan = PlainChoice(label=_("Bulan"), required=False)

    def __init__(self, asked: Mapping[str, str], *, months: Iterable[date]) -> None:
        super().__init__(asked)
        self._months = {month_key(month): month for month in months}
        self.fields["bulan"].choices = [(key, bulan(month)) for key, month in self._months.items()]
        self.is_valid()

    @property
    def month(self) -> date | None:
        chosen = self._months.get(self.cleaned_data.get("bulan", ""))
        return chosen or next(iter(self._months.values()), None)


class Supposing(forms.Form):
    """Days that somebody tries on top of those on record."""

    terlambat = forms.IntegerField(
        label=_("Terlambat, berapa hari"), min_value=0, max_value=MOST_DAYS, required=False
    )
    menit = forms.IntegerField(label=_("Terlambat berapa menit"), min_value=1, max_value=480, required=False)
    pulang = forms.IntegerField(
        label=_("Pulang cepat, berapa hari"), min_value=0, max_value=MOST_DAYS, required=False
    )
    menit_pulang = forms.IntegerField(
        label=_("Pulang cepat berapa menit"), min_value=1, max_value=480, required=False
    )
    lupa = forms.IntegerField(
        label=_("Tidak mengisi kehadiran, berapa kali"), min_value=0, max_value=MOST_DAYS, required=False
    )
    alpa = forms.IntegerField(
        label=_("Tidak masuk tanpa keterangan, berapa hari"), min_value=0, max_value=MOST_DAYS, required=False
    )
    capaian = forms.FloatField(
        label=_("Capaian produktivitas (persen)"), min_value=0, max_value=200, required=False,
        help_text=_("Kosongkan untuk memakai yang tercatat."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for days, minutes in (("terlambat", "menit"), ("pulang", "menit_pulang")):
            if found.get(days) and not found.get(minutes) and minutes not in self.errors:
                self.add_error(minutes, _("Isi berapa menitnya."))
        return found

    def days(self) -> Record:
        """A row for each day that is tried."""
        told = self.cleaned_data
        counts = [told[days] or 0 for days in ("terlambat", "pulang", "lupa", "alpa")]
        event = np.repeat(np.arange(len(counts)), counts)
        minutes = np.repeat([told["menit"] or 0, told["menit_pulang"] or 0, 0, 0], counts)
        return Record(
            {
                "late": np.where(event == _LATE, minutes, 0),
                "early": np.where(event == _EARLY, minutes, 0),
                "missed_in": event == _MISSED,
                "missed_out": np.zeros(len(event), np.bool_),
                "is_absent": event == _ABSENT,
                "leave_cut": np.zeros(len(event)),
            }
        )


_LATE, _EARLY, _MISSED, _ABSENT = range(4)


class Objecting(forms.Form):
    """What somebody asks about a line."""

    baris = PlainChoice(label=_("Tentang baris"), choices=list(texts.LINES.items()))
    teks = forms.CharField(
        label=_("Keberatan atau pertanyaan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Sebutkan tanggalnya bila tentang kehadiran. Dijawab oleh pengelola kepegawaian."),
    )


class Answering(forms.Form):
    teks = forms.CharField(
        label=_("Jawaban"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Yang keliru diperbaiki pada catatannya; selisihnya dibayar bersama bulan berikutnya. Jawaban dibaca oleh "
            "pegawai."
        ),
    )


class Listing(ListFilter):
    """The filter above a month's list."""

    unit = UnitChoice(people.units_to_choose)
    keadaan = PlainChoice(
        label=_("Keadaan"),
        required=False,
        choices=[ANY, ("belum", _("Belum dapat dihitung")), ("koreksi", _("Dengan koreksi"))],
    )

    @property
    def state(self) -> str:
        return str(self.said.get("keadaan", ""))
