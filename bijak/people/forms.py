"""Shape of what is typed about people."""

from collections.abc import Hashable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip as numbers
from bijak.organization import queries as organization
from bijak.people import queries, texts
from bijak.people.models import Assignment, EmployeeKind, Identity, PositionKind, Sex
from bijak.people.queries import Filter, Order
from bijak.shell.widgets import DayInput, PlainChoice

NIP_SENTENCES = {
    "nip_empty": _("Isi NIP."),
    "nip_not_digits": _("NIP hanya terdiri atas angka."),
    "nip_digits_lost": _("Angka terakhir NIP hilang; salin lagi dari SK."),
    "nip_length": _("NIP harus 18 angka."),
    "nip_birth_date": _("Delapan angka pertama NIP bukan tanggal lahir yang ada di kalender."),
    "nip_appointment": _("Angka ke-9 sampai 14 NIP bukan tahun dan bulan pengangkatan yang mungkin."),
    "nip_sex": _("Angka ke-15 NIP harus 1 (pria) atau 2 (wanita)."),
    "nip_sequence": _("Nomor urut NIP dimulai dari 001."),
}
NIK_SENTENCES = {
    "nik_not_digits": _("NIK hanya terdiri atas angka."),
    "nik_length": _("NIK harus 16 angka."),
    "nik_region": _("NIK tidak diawali angka 0."),
    "nik_birth_date": _("Angka ke-7 sampai 12 NIK bukan tanggal lahir yang mungkin."),
    "nik_sequence": _("Nomor urut NIK dimulai dari 0001."),
}
ANY = ("", _("Semua"))
PDF = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})


def _choices(table: dict[str, str], empty: Any = ("", "—")) -> list[tuple[str, Any]]:
    return [empty, *table.items()]


class Day(forms.DateField):
    """A day in the browser's own date field; typed days may also read 31-12-2024 or 31/12/2024."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=DayInput,
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            **options,
        )


class Search(forms.Form):
    """The filter above the list. What makes no sense in it is ignored rather than refused: it is only a filter."""

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    unit = PlainChoice(label=_("Unit"), required=False)
    golongan = PlainChoice(label=_("Golongan"), required=False, choices=_choices(texts.RANKS, ANY))
    jenis = PlainChoice(label=_("Kepegawaian"), required=False, choices=[ANY, *EmployeeKind.choices])
    jabatan = forms.CharField(label=_("Jabatan, kata awalnya"), required=False, max_length=100)
    jenis_jabatan = PlainChoice(
        label=_("Jenis jabatan"), required=False, choices=[ANY, *PositionKind.choices]
    )
    urut = PlainChoice(label=_("Urutkan"), required=False, choices=Order.choices)
    semua = forms.BooleanField(label=_("Termasuk yang tidak aktif"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = {
            str(uuid): (name, path) for uuid, name, path in queries.units_to_choose(self.data.get("unit", ""))
        }
        self.fields["unit"].choices = [ANY, *((uuid, name) for uuid, (name, _path) in self.paths.items())]

    @property
    def drawn_by(self) -> Hashable:
        """What the drawn form depends on, but for the word: it is drawn anew each time."""
        asked = (self.data.get(name) for name in self.fields if name != "cari")
        return (*asked, *self.paths.items())

    def filter(self) -> Filter:
        self.is_valid()
        wanted = self.cleaned_data
        _name, path = self.paths.get(wanted.get("unit", ""), ("", ""))
        return Filter(
            text=wanted.get("cari", ""),
            unit_path=path,
            rank_code=wanted.get("golongan", ""),
            kind=wanted.get("jenis", ""),
            position=wanted.get("jabatan", ""),
            position_kind=wanted.get("jenis_jabatan", ""),
            includes_inactive=wanted.get("semua", False),
            order=wanted.get("urut") or Order.NAME,
        )


class TimeTravel(forms.Form):
    """As of which day, and as known on which day."""

    pada = Day(label=_("Keadaan pada"), required=False)
    diketahui = Day(label=_("Menurut catatan sampai"), required=False)


_NO_FACTS = ("reason", "seen", "paper")


class Reasoned(forms.Form):
    """A change of records always says why."""

    reason = forms.CharField(
        label=_("Alasan perubahan"),
        max_length=500,
        help_text=_("Dicatat bersama nama Anda, misalnya: sesuai SK nomor … tanggal …."),
    )

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in _NO_FACTS}


class IdentityForm(Reasoned):
    nip = forms.CharField(label=_("NIP"), max_length=30)
    name = forms.CharField(label=_("Nama tanpa gelar"), max_length=200)
    front_title = forms.CharField(label=_("Gelar depan"), max_length=60, required=False)
    back_title = forms.CharField(label=_("Gelar belakang"), max_length=100, required=False)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=100, required=False)
    born_on = Day(label=_("Tanggal lahir"))
    sex = forms.ChoiceField(label=_("Jenis kelamin"), choices=Sex.choices)
    religion = forms.ChoiceField(label=_("Agama"), choices=_choices(texts.RELIGIONS), required=False)
    marital_status = forms.ChoiceField(
        label=_("Status perkawinan"), choices=_choices(texts.MARITAL_STATUSES), required=False
    )
    nik = forms.CharField(label=_("NIK"), max_length=30, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=30, required=False)
    email = forms.EmailField(label=_("Surel pribadi"), max_length=200, required=False)
    gov_email = forms.EmailField(label=_("Surel dinas"), max_length=200, required=False)
    address = forms.CharField(
        label=_("Alamat"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    npwp = forms.CharField(label=_("NPWP"), max_length=25, required=False)
    bpjs = forms.CharField(label=_("Nomor BPJS"), max_length=25, required=False)
    # The belief that was on the screen; see services.correct_identity.
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @staticmethod
    def initial_of(identity: Identity) -> dict[str, Any]:
        names = [name for name in IdentityForm.base_fields if name not in ("reason", "seen")]
        return {name: getattr(identity, name) for name in names} | {"seen": identity.pk}

    def clean_nip(self) -> str:
        try:
            return numbers.parse(numbers.clean(self.cleaned_data["nip"])).text
        except numbers.InvalidNip as problem:
            raise forms.ValidationError(NIP_SENTENCES[str(problem)], code=str(problem)) from problem

    def clean_nik(self) -> str:
        typed = numbers.clean(self.cleaned_data["nik"])
        if not typed:
            return ""
        try:
            return numbers.parse_nik(typed).text
        except numbers.InvalidNik as problem:
            raise forms.ValidationError(NIK_SENTENCES[str(problem)], code=str(problem)) from problem

    def clean_born_on(self) -> date:
        born_on: date = self.cleaned_data["born_on"]
        if not date(1930, 1, 1) <= born_on <= date(self.today.year - 15, 12, 31):
            raise forms.ValidationError(
                _("Tanggal lahir ini tidak mungkin untuk seorang pegawai. Periksa tahunnya.")
            )
        return born_on


class DecreeFileForm(Reasoned):
    """The paper of a row that is on record."""

    paper = forms.FileField(label=_("Berkas SK"), widget=PDF, help_text=_("PDF, paling besar 20 MB."))

    field_order = ("paper", "reason")


class SpellForm(Reasoned):
    """Shared head of every span: from when, by which decree."""

    # queries.version() when the form was opened; see services.record_rank.
    seen = forms.IntegerField(widget=forms.HiddenInput)
    from_on = Day(label=_("Terhitung mulai tanggal (TMT)"))
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=100, required=False)
    decree_on = Day(label=_("Tanggal SK"), required=False)
    paper = forms.FileField(
        label=_("Berkas SK"), required=False, widget=PDF, help_text=_("PDF, paling besar 20 MB.")
    )

    def __init__(self, *args: Any, born_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born_on = born_on

    def clean_decree_on(self) -> date | None:
        decree_on: date | None = self.cleaned_data["decree_on"]
        if decree_on is not None and decree_on <= self.born_on:
            raise forms.ValidationError(_("SK bertanggal sebelum pegawai lahir. Periksa tanggalnya."))
        return decree_on

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("paper") and not queries.is_decree_no(data.get("decree_no", "")):
            self.add_error("decree_no", _("Isi nomor SK; berkasnya disimpan di bawah nomor itu."))
        return data

    def clean_from_on(self) -> date:
        from_on: date = self.cleaned_data["from_on"]
        if from_on <= self.born_on:
            raise forms.ValidationError(_("TMT mendahului tanggal lahir pegawai. Periksa tanggalnya."))
        return from_on


class RankForm(SpellForm):
    rank_code = forms.ChoiceField(label=_("Golongan"), choices=_choices(texts.RANK_TITLES))
    kind_code = forms.ChoiceField(
        label=_("Jenis kenaikan pangkat"), choices=_choices(texts.RANK_PROMOTIONS), required=False
    )
    service_years = forms.IntegerField(
        label=_("Masa kerja golongan, tahun"), min_value=0, max_value=50, required=False
    )
    service_months = forms.IntegerField(
        label=_("Masa kerja golongan, bulan"), min_value=0, max_value=11, required=False
    )

    field_order = ("rank_code", "kind_code")


class PositionForm(SpellForm):
    title = forms.CharField(label=_("Jabatan"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=PositionKind.choices)
    assignment = forms.ChoiceField(label=_("Penugasan"), choices=Assignment.choices)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    inaugurated_on = Day(label=_("Tanggal pelantikan"), required=False)

    field_order = ("title", "kind", "assignment", "unit_id")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = organization.active_units().values_list("pk", "name")
        self.fields["unit_id"].choices = [("", "—"), *units]


class StandingForm(SpellForm):
    standing_code = forms.ChoiceField(label=_("Kedudukan hukum"), choices=_choices(texts.STANDINGS))

    field_order = ("standing_code",)
