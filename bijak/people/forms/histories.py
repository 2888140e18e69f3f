"""The form of each history."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.forms.fields import LOWER, Day, Reasoned, choices_of, meant, read_nik
from bijak.people.forms.records import EndedForm, RecordForm, SpellForm
from bijak.people.models import Assignment, EmployeeKind, PositionKind, Relation
from bijak.people.queries import Topic


def _units() -> Iterator[tuple[int, str]]:
    """Units of today, then those that were closed: she may have worked there. Of one name, with what stands above."""
    known = list(organization.known_units().values_list("pk", "name", "is_active", "parent__name"))
    often = {name for name, times in Counter(name for _pk, name, *_rest in known).items() if times > 1}
    for wanted in (True, False):
        for key, name, is_active, above in known:
            if is_active == wanted:
                told = f"{name} · {above}" if name in often and above else name
                yield key, told if is_active else _("%(unit)s (sudah ditutup)") % {"unit": told}


class RankForm(SpellForm):
    rank_code = forms.ChoiceField(label=_("Golongan"), choices=choices_of(texts.RANK_TITLES))
    kind_code = forms.ChoiceField(
        label=_("Jenis kenaikan pangkat"),
        choices=lambda: choices_of(organization.codes("rank_promotion", builtin=texts.RANK_PROMOTIONS)),
        required=False,
    )
    service_years = forms.IntegerField(
        label=_("Masa kerja golongan, tahun"), min_value=0, max_value=50, required=False
    )
    service_months = forms.IntegerField(
        label=_("Masa kerja golongan, bulan"), min_value=0, max_value=11, required=False
    )

    is_lower = meant(LOWER)

    field_order = ("rank_code", "kind_code", "from_on")


class PositionForm(EndedForm):
    title = forms.CharField(label=_("Jabatan"), max_length=200)
    kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=PositionKind.choices)
    assignment = forms.ChoiceField(label=_("Penugasan"), choices=Assignment.choices)
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    last_on = Day(
        label=_("Sampai dengan"),
        required=False,
        help_text=_(
            "Hari terakhir Plt., Plh., Pj., atau tugas tambahan. Jabatan definitif berakhir ketika jabatan berikutnya "
            "mulai."
        ),
    )
    inaugurated_on = Day(label=_("Tanggal pelantikan"), required=False)

    field_order = ("title", "kind", "assignment", "unit_id", "from_on", "last_on")
    is_past = ("decree_on", "inaugurated_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit_id"].choices = [("", "—"), *_units()]

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        initial = super().initial_of(held)
        return initial | {"last_on": None} if held.assignment == Assignment.DEFINITIVE else initial

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("last_on") and data.get("assignment") == Assignment.DEFINITIVE:
            self.add_error(
                "last_on", _("Jabatan definitif berakhir ketika jabatan berikutnya mulai. Kosongkan.")
            )
        return data


class StandingForm(SpellForm):
    standing_code = forms.ChoiceField(
        label=_("Kedudukan hukum"),
        choices=lambda: choices_of(organization.codes("standing", builtin=texts.STANDINGS)),
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
    level_code = forms.ChoiceField(label=_("Tingkat pendidikan"), choices=choices_of(texts.EDUCATION_LEVELS))
    programme = forms.CharField(label=_("Program studi"), max_length=200, required=False)
    school = forms.CharField(label=_("Sekolah atau perguruan tinggi"), max_length=200, required=False)
    graduated_year = forms.IntegerField(label=_("Tahun lulus"))
    graduated_on = Day(label=_("Tanggal lulus"), required=False)
    diploma_no = forms.CharField(label=_("Nomor ijazah"), max_length=100, required=False)

    # A diploma has a number of its own; its file is handed in at the row.
    decree_no = decree_on = paper = None  # type: ignore[assignment]
    field_order = ("level_code", "programme", "school", "graduated_year", "graduated_on", "diploma_no")
    is_past = ("graduated_on",)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        day, year = data.get("graduated_on"), data.get("graduated_year")
        if day and year and day.year != year:
            self.add_error("graduated_on", _("Tahun pada tanggal lulus tidak sama dengan tahun lulus."))
        return data

    def clean_graduated_year(self) -> int:
        year: int = self.cleaned_data["graduated_year"]
        if not self.born_on.year + 5 <= year <= self.today.year:
            raise forms.ValidationError(_("Tahun lulus tidak mungkin. Periksa tahun pada ijazah."))
        return year


class AwardForm(RecordForm):
    award_code = forms.ChoiceField(
        label=_("Jenis penghargaan"),
        choices=lambda: choices_of(organization.codes("award", builtin=texts.AWARDS)),
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

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("returned_on") and data.get("from_on") and data["returned_on"] <= data["from_on"]:
            self.add_error("returned_on", _("Aktif kembali sebelum cutinya mulai. Bandingkan dengan SK."))
        return data


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
    kind_code = forms.ChoiceField(label=_("Jenis pemberhentian"), choices=choices_of(texts.SEPARATIONS))
    effective_from = Day(label=_("TMT pemberhentian"), required=False)
    decree_on = Day(label=_("Tanggal SK"))

    field_order = ("kind_code", "effective_from")


class SanctionForm(EndedForm):
    kind_code = forms.ChoiceField(
        label=_("Jenis hukuman"),
        choices=lambda: choices_of(organization.codes("sanction", builtin=texts.SANCTIONS)),
    )
    level_code = forms.ChoiceField(
        label=_("Tingkat hukuman"), choices=choices_of(texts.SANCTION_LEVELS), required=False
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
    of_others = ("born_on_day",)

    @classmethod
    def initial_of(cls, held: Any) -> dict[str, Any]:
        return super().initial_of(held) | {"born_on_day": held.born_on}

    def clean_nik(self) -> str:
        return read_nik(self.cleaned_data["nik"])

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
