"""Shape of input: filters above lists, and a training recorded by hand."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.competency import queries, texts
from bijak.competency.models import TrainingKind
from bijak.shell.widgets import DayInput, PlainSelect

LONGEST_HOURS = 2000
EARLIEST = date(1960, 1, 1)
YEARS_BACK = 4
ANY = ("", _("Semua"))


class Counting(forms.Form):
    """Which year is counted, and by what. What makes no sense is ignored: it is only a filter."""

    tahun = forms.TypedChoiceField(widget=PlainSelect, label=_("Tahun"), required=False, coerce=int)
    menurut = forms.ChoiceField(
        widget=PlainSelect, label=_("Menurut"), required=False, choices=[*queries.BREAKDOWNS.items()]
    )
    urut = forms.ChoiceField(
        widget=PlainSelect,
        label=_("Urutkan"),
        required=False,
        choices=[("", _("Bawaan")), ("bagian", _("Bagian yang kurang, terbesar dahulu"))],
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        last = queries.last_full_year(today)
        self.fields["tahun"].choices = [
            (last, last),
            (today.year, _("%(year)s, masih berjalan") % {"year": today.year}),
            *((year, year) for year in range(last - 1, last - YEARS_BACK, -1)),
        ]

    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def year(self) -> int:
        return self.chosen().get("tahun") or queries.last_full_year(self.today)


class Shortage(Counting):
    """The filter of the list of those who fall short."""

    menurut = None  # type: ignore[assignment]
    unit = forms.ChoiceField(widget=PlainSelect, label=_("Unit"), required=False)
    jenis_kelamin = forms.ChoiceField(widget=PlainSelect, label=_("Jenis kelamin"), required=False)
    golongan = forms.ChoiceField(widget=PlainSelect, label=_("Golongan"), required=False)
    urut = forms.ChoiceField(
        widget=PlainSelect,
        label=_("Urutkan"),
        required=False,
        choices=[("", _("Kekurangan, terbesar dahulu")), ("nama", _("Nama"))],
    )

    FILTERS = (("unit", "unit"), ("jenis_kelamin", "sex"), ("golongan", "rank"))

    def __init__(self, *args: Any, groups: dict[str, queries.Groups], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, breakdown in self.FILTERS:
            held = groups[breakdown]
            self.fields[name].choices = [ANY, *zip(held.keys[:-1], held.labels[:-1], strict=True)]

    def wanted(self) -> dict[str, str]:
        """The group asked for, by breakdown."""
        chosen = self.chosen()
        return {breakdown: chosen[name] for name, breakdown in self.FILTERS if chosen.get(name, "")}


class Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        super().__init__(widget=DayInput, input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **options)


class TrainingForm(forms.Form):
    """A training with its certificate."""

    name = forms.CharField(label=_("Nama pelatihan"), max_length=300)
    kind = forms.ChoiceField(label=_("Jenis"), choices=TrainingKind.choices, initial=TrainingKind.COURSE)
    form_code = forms.ChoiceField(
        label=_("Bentuk pelatihan"), choices=[("", "—"), *texts.FORMS.items()], required=False
    )
    hours = forms.IntegerField(
        label=_("Jam pelajaran (JP)"),
        min_value=1,
        max_value=LONGEST_HOURS,
        help_text=_("Seperti pada sertifikat."),
    )
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=300, required=False)
    started_on = Day(label=_("Mulai"), required=False)
    ended_on = Day(label=_("Selesai"), help_text=_("Jamnya dihitung pada tahun tanggal ini."))
    certificate_no = forms.CharField(
        label=_("Nomor sertifikat"),
        max_length=200,
        required=False,
        help_text=_("Sertifikat yang sama hanya dihitung satu kali."),
    )

    apart_reason = forms.CharField(
        label=_("Mengapa ini pelatihan lain"),
        max_length=500,
        required=False,
        help_text=_(
            "Misalnya: dua kelas berbeda pada hari yang sama. Dapat dibaca pegawai yang bersangkutan."
        ),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        # Asked only of whoever records what seems to be on record already.
        self._apart_reason = self.fields["apart_reason"]
        if not (self.data.get("apart_reason") or self.initial.get("apart_reason")):
            del self.fields["apart_reason"]

    def ask_why_apart(self, refusal: str) -> None:
        self.fields["apart_reason"] = self._apart_reason
        self.add_error("apart_reason", refusal)

    def clean_ended_on(self) -> date:
        ended_on: date = self.cleaned_data["ended_on"]
        if ended_on > self.today:
            raise forms.ValidationError(_("Pelatihan ini belum selesai. Catat sesudah selesai."))
        if ended_on < EARLIEST:
            raise forms.ValidationError(_("Tanggalnya terlalu lampau. Periksa tahunnya pada sertifikat."))
        return ended_on

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        started_on, ended_on = found.get("started_on"), found.get("ended_on")
        if started_on and ended_on and ended_on < started_on:
            self.add_error("ended_on", _("Pelatihan selesai sebelum dimulai. Periksa kedua tanggalnya."))
        return found

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class Reasoned(forms.Form):
    reason = forms.CharField(
        label=_("Alasan"),
        max_length=500,
        help_text=_("Dicatat bersama nama Anda, dan dapat dibaca oleh pegawai yang bersangkutan."),
    )


class Correction(TrainingForm, Reasoned):
    field_order = [*TrainingForm.base_fields, "reason"]
