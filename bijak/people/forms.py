"""Shape of what is typed about people."""

from collections.abc import Hashable, Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip as numbers
from bijak.organization import queries as organization
from bijak.people import queries, texts
from bijak.people.models import Assignment, EmployeeKind, Identity, PositionKind, Relation, Sex
from bijak.people.queries import Filter, Order, Topic
from bijak.shell.filters import ANY, ListFilter, UnitChoice
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
PDF = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})


def _choices(table: dict[str, str], empty: Any = ("", "—")) -> list[tuple[str, Any]]:
    return [empty, *table.items()]


def _nik(typed: str) -> str:
    """The digits of a NIK as typed; none for none."""
    digits = numbers.clean(typed)
    if not digits:
        return ""
    try:
        return numbers.parse_nik(digits).text
    except numbers.InvalidNik as problem:
        raise forms.ValidationError(NIK_SENTENCES[str(problem)], code=str(problem)) from problem


class Day(forms.DateField):
    """A day in the browser's own date field; typed days may also read 31-12-2024 or 31/12/2024."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=DayInput,
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            **options,
        )


class Search(ListFilter):
    """The filter above the list."""

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100)
    unit = UnitChoice(queries.units_to_choose)
    golongan = PlainChoice(label=_("Golongan"), required=False, choices=_choices(texts.RANKS, ANY))
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


_NO_FACTS = ("reason", "seen", "paper", "is_lower")


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
        return _nik(self.cleaned_data["nik"])

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


class PhotoForm(Reasoned):
    """What a person looks like."""

    picture = forms.FileField(
        label=_("Pasfoto"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("JPG atau PNG, paling besar 10 MB; wajah tampak jelas."),
    )

    field_order = ("picture", "reason")


class RecordForm(Reasoned):
    """A row of a history, with the decree that it rests on."""

    # queries.version() when the form was opened; see services.record_line.
    seen = forms.IntegerField(widget=forms.HiddenInput)
    decree_no = forms.CharField(label=_("Nomor SK"), max_length=100, required=False)
    decree_on = Day(label=_("Tanggal SK"), required=False)
    paper = forms.FileField(
        label=_("Berkas SK"), required=False, widget=PDF, help_text=_("PDF, paling besar 20 MB.")
    )

    def __init__(self, *args: Any, born_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.born_on = born_on
        self.today = today

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        """What stands in the row that is corrected."""
        names = (name for name in cls.base_fields if name not in _NO_FACTS)
        return {name: getattr(held, name) for name in names if hasattr(held, name)}

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


class SpellForm(RecordForm):
    """A span that ends where the next one begins."""

    from_on = Day(label=_("Terhitung mulai tanggal (TMT)"))

    def clean_from_on(self) -> date:
        from_on: date = self.cleaned_data["from_on"]
        if from_on <= self.born_on:
            raise forms.ValidationError(_("TMT mendahului tanggal lahir pegawai. Periksa tanggalnya."))
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


class RankForm(SpellForm):
    rank_code = forms.ChoiceField(label=_("Golongan"), choices=_choices(texts.RANK_TITLES))
    kind_code = forms.ChoiceField(
        label=_("Jenis kenaikan pangkat"),
        choices=lambda: _choices(organization.codes("rank_promotion", builtin=texts.RANK_PROMOTIONS)),
        required=False,
    )
    service_years = forms.IntegerField(
        label=_("Masa kerja golongan, tahun"), min_value=0, max_value=50, required=False
    )
    service_months = forms.IntegerField(
        label=_("Masa kerja golongan, bulan"), min_value=0, max_value=11, required=False
    )

    is_lower = forms.BooleanField(
        label=_("Golongan ini memang lebih rendah dari sebelumnya; sebabnya tertulis pada alasan"),
        required=False,
    )

    field_order = ("rank_code", "kind_code", "from_on")


class PositionForm(SpellForm):
    title = forms.CharField(label=_("Jabatan"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=PositionKind.choices)
    assignment = forms.ChoiceField(label=_("Penugasan"), choices=Assignment.choices)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    inaugurated_on = Day(label=_("Tanggal pelantikan"), required=False)

    field_order = ("title", "kind", "assignment", "unit_id", "from_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = organization.active_units().values_list("pk", "name")
        self.fields["unit_id"].choices = [("", "—"), *units]


class StandingForm(SpellForm):
    standing_code = forms.ChoiceField(
        label=_("Kedudukan hukum"),
        choices=lambda: _choices(organization.codes("standing", builtin=texts.STANDINGS)),
    )

    field_order = ("standing_code", "from_on")


class EmploymentForm(SpellForm):
    kind = forms.ChoiceField(label=_("Jenis kepegawaian"), choices=[("", "—"), *EmployeeKind.choices])
    contract_ends_on = Day(
        label=_("Perjanjian kerja sampai dengan"),
        required=False,
        help_text=_("Bagi PPPK. Perpanjangan dicatat sebagai baris baru dengan TMT-nya sendiri."),
    )

    field_order = ("kind", "from_on", "contract_ends_on")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        ends_on, from_on = data.get("contract_ends_on"), data.get("from_on")
        if ends_on and data.get("kind") not in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME):
            self.add_error("contract_ends_on", _("Hanya PPPK yang bekerja dengan perjanjian. Kosongkan."))
        elif ends_on and from_on and ends_on < from_on:
            self.add_error(
                "contract_ends_on",
                _("Perjanjian kerja berakhir sebelum dimulai. Bandingkan dengan naskahnya."),
            )
        return data


class EducationForm(RecordForm):
    level_code = forms.ChoiceField(label=_("Tingkat pendidikan"), choices=_choices(texts.EDUCATION_LEVELS))
    programme = forms.CharField(label=_("Program studi"), max_length=200, required=False)
    school = forms.CharField(label=_("Sekolah atau perguruan tinggi"), max_length=200, required=False)
    graduated_year = forms.IntegerField(label=_("Tahun lulus"))
    graduated_on = Day(label=_("Tanggal lulus"), required=False)
    diploma_no = forms.CharField(label=_("Nomor ijazah"), max_length=100, required=False)

    # A diploma has a number of its own; its file is handed in at the row.
    decree_no = decree_on = paper = None  # type: ignore[assignment]
    field_order = ("level_code", "programme", "school", "graduated_year", "graduated_on", "diploma_no")

    def clean_graduated_year(self) -> int:
        year: int = self.cleaned_data["graduated_year"]
        if not self.born_on.year + 5 <= year <= self.today.year:
            raise forms.ValidationError(_("Tahun lulus tidak mungkin. Periksa tahun pada ijazah."))
        return year


class AwardForm(RecordForm):
    award_code = forms.ChoiceField(
        label=_("Jenis penghargaan"),
        choices=lambda: _choices(organization.codes("award", builtin=texts.AWARDS)),
    )
    name = forms.CharField(
        label=_("Nama penghargaan"),
        max_length=200,
        required=False,
        help_text=_("Kosongkan bila sama dengan jenisnya."),
    )
    year = forms.IntegerField(label=_("Tahun"))

    field_order = ("award_code", "name", "year")

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if not self.born_on.year < year <= self.today.year:
            raise forms.ValidationError(_("Tahun penghargaan tidak mungkin. Periksa tahun pada piagamnya."))
        return year

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return facts | {"name": facts["name"] or dict(self.fields["award_code"].choices)[facts["award_code"]]}


class UnpaidLeaveForm(EndedForm):
    returned_on = Day(label=_("Aktif kembali pada"), required=False)

    field_order = ("from_on", "last_on", "returned_on")


class ServiceCreditForm(EndedForm):
    experience = forms.CharField(label=_("Pengalaman kerja"), max_length=200)
    credited_years = forms.IntegerField(
        label=_("Masa kerja diakui, tahun"), min_value=0, max_value=50, required=False
    )
    credited_months = forms.IntegerField(
        label=_("Masa kerja diakui, bulan"), min_value=0, max_value=11, required=False
    )

    field_order = ("experience", "from_on", "last_on", "credited_years", "credited_months")


class SeparationForm(RecordForm):
    kind_code = forms.ChoiceField(label=_("Jenis pemberhentian"), choices=_choices(texts.SEPARATIONS))
    effective_from = Day(label=_("TMT pemberhentian"), required=False)
    decree_on = Day(label=_("Tanggal SK"))

    field_order = ("kind_code", "effective_from")


class SanctionForm(EndedForm):
    kind_code = forms.ChoiceField(
        label=_("Jenis hukuman"),
        choices=lambda: _choices(organization.codes("sanction", builtin=texts.SANCTIONS)),
    )
    level_code = forms.ChoiceField(
        label=_("Tingkat hukuman"), choices=_choices(texts.SANCTION_LEVELS), required=False
    )
    law_no = forms.CharField(label=_("Dasar hukum"), max_length=100, required=False)
    note = forms.CharField(label=_("Keterangan"), max_length=500, required=False)

    field_order = ("kind_code", "level_code", "from_on", "last_on", "law_no", "note")

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return facts | {"kind_name": dict(self.fields["kind_code"].choices)[facts["kind_code"]]}


class AddressForm(SpellForm):
    address = forms.CharField(label=_("Alamat"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    from_on = Day(label=_("Tinggal di sini sejak"))

    # Nobody lives somewhere by decree.
    decree_no = decree_on = paper = None  # type: ignore[assignment]
    field_order = ("address", "from_on")


class FamilyForm(RecordForm):
    relation = forms.ChoiceField(label=_("Hubungan keluarga"), choices=[("", "—"), *Relation.choices])
    name = forms.CharField(label=_("Nama"), max_length=200)
    birth_place = forms.CharField(label=_("Tempat lahir"), max_length=100, required=False)
    born_on_day = Day(label=_("Tanggal lahir"), required=False)
    nik = forms.CharField(label=_("NIK"), max_length=30, required=False)
    is_entitled = forms.NullBooleanField(label=_("Masuk tunjangan keluarga"))

    # Nobody belongs to a family by decree.
    decree_no = decree_on = paper = None  # type: ignore[assignment]
    field_order = ("relation", "name", "birth_place", "born_on_day", "nik", "is_entitled")

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        return super().initial_of(held) | {"born_on_day": held.born_on}

    def clean_nik(self) -> str:
        return _nik(self.cleaned_data["nik"])

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        born, relation = data.get("born_on_day"), data.get("relation", "")
        if born and born > self.today:
            self.add_error("born_on_day", _("Tanggal lahir ini belum tiba. Periksa tahunnya."))
        elif born and relation == Relation.CHILD and born <= self.born_on:
            self.add_error(
                "born_on_day", _("Anak kandung ini tercatat lahir sebelum pegawai. Periksa tahunnya.")
            )
        elif born and relation in (Relation.FATHER, Relation.MOTHER) and born >= self.born_on:
            self.add_error(
                "born_on_day", _("Orang tua ini tercatat lahir sesudah pegawai. Periksa tahunnya.")
            )
        return data

    def facts(self) -> dict[str, Any]:
        facts = super().facts()
        return facts | {"born_on": facts.pop("born_on_day")}


class RemovalForm(Reasoned):
    """Why a row is taken away."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


RECORDS: dict[Topic, type[RecordForm]] = {
    Topic.RANK: RankForm,
    Topic.POSITION: PositionForm,
    Topic.EMPLOYMENT: EmploymentForm,
    Topic.STANDING: StandingForm,
    Topic.EDUCATION: EducationForm,
    Topic.AWARD: AwardForm,
    Topic.UNPAID_LEAVE: UnpaidLeaveForm,
    Topic.SERVICE_CREDIT: ServiceCreditForm,
    Topic.SEPARATION: SeparationForm,
    Topic.ADDRESS: AddressForm,
    Topic.FAMILY: FamilyForm,
    Topic.SANCTION: SanctionForm,
}
"""The form of each history."""
