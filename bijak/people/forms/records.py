"""A row of a history, with the decree that it rests on: what every such form asks."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.people import queries
from bijak.people.forms.fields import (
    EARLY,
    LAST_YEAR,
    NO_FACTS,
    OVERRIDES,
    PDF,
    YEARS_AHEAD,
    Day,
    Reasoned,
    meant,
    offer,
)


class RecordForm(Reasoned):
    """A row of a history, with the decree that it rests on."""

    # queries.version() when the form was opened; see services.record_line.
    seen = forms.IntegerField(widget=forms.HiddenInput)
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=100, required=False)
    decree_on = Day(label=_("Tanggal SK"), required=False)
    paper = forms.FileField(
        label=_("Berkas SK"), required=False, widget=PDF, help_text=_("PDF, paling besar 20 MB.")
    )

    is_early = meant(EARLY)

    is_past: tuple[str, ...] = ("decree_on",)
    """Days that a paper can only bear once they have come."""
    of_others: tuple[str, ...] = ()
    """Days that are not hers."""

    def __init__(self, *args: Any, born_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born_on = born_on
        self.today = today
        for name in OVERRIDES:
            if self.data.get(name):
                offer(self, name)

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        """What stands in the row that is corrected."""
        names = (name for name in cls.base_fields if name not in NO_FACTS)
        return {name: getattr(held, name) for name in names if hasattr(held, name)}

    def clean_decree_on(self) -> date | None:
        decree_on: date | None = self.cleaned_data["decree_on"]
        if decree_on is not None and decree_on <= self.born_on:
            raise forms.ValidationError(_("SK bertanggal sebelum pegawai lahir. Periksa tanggalnya."))
        if decree_on is not None and decree_on > self.today:
            raise forms.ValidationError(
                _("SK bertanggal sesudah hari ini. SK dicatat sesudah ditetapkan; periksa tanggalnya.")
            )
        return decree_on

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, field in self.fields.items():
            day = data.get(name) if isinstance(field, Day) and name not in self.of_others else None
            if day is None:
                continue
            if day <= self.born_on:
                self.add_error(name, _("Tanggal ini mendahului kelahiran pegawai. Periksa tahunnya."))
            elif name in self.is_past and day > self.today:
                self.add_error(name, _("Tanggal ini belum tiba. Periksa tahunnya."))
            elif day.year > LAST_YEAR:
                self.add_error(name, _("Tahun ini terlalu jauh di masa depan. Periksa tahunnya."))
        if data.get("paper") and not queries.is_decree_no(data.get("decree_no", "")):
            self.add_error("decree_no", _("Isi nomor SK; berkasnya disimpan di bawah nomor itu."))
        return data


class SpellForm(RecordForm):
    """A span that ends where the next one begins."""

    from_on = Day(label=_("Terhitung mulai tanggal (TMT)"))

    def clean_from_on(self) -> date:
        from_on: date = self.cleaned_data["from_on"]
        if from_on <= self.born_on:
            raise forms.ValidationError(_("TMT mendahului tanggal lahir pegawai. Periksa tanggalnya."))
        if from_on > date(self.today.year + YEARS_AHEAD, self.today.month, 1):
            raise forms.ValidationError(
                _("TMT ini lebih dari %(years)s tahun di depan. Periksa tahunnya.") % {"years": YEARS_AHEAD}
            )
        return from_on


class EndedForm(SpellForm):
    """A span that has its own end; people name the last day, histories keep the first day after it."""

    last_on = Day(label=_("Sampai dengan"), required=False)

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        last = held.until_on and held.until_on - timedelta(days=1)
        return super().initial_of(held) | {"last_on": last}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("last_on") and data.get("from_on") and data["last_on"] < data["from_on"]:
            self.add_error("last_on", _("Tanggal berakhir mendahului tanggal mulai. Bandingkan dengan SK."))
        return data

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        last = facts.pop("last_on")
        return facts | {"until_on": last and last + timedelta(days=1)}
