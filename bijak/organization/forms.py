"""Shapes of input about the organisation."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.kernel import education
from bijak.organization.models import RANKS, Agency, Echelon, PositionKind, SpecialDay, Unit, UnitKind
from bijak.organization.queries import POST_FACE
from bijak.organization.registries import Role
from bijak.organization.rules import BEGINNING
from bijak.organization.services import Basis
from bijak.shell.widgets import DayInput

ANY = ("", _("Tidak ditetapkan"))
FACE = ("name", "short_name", "kind", "head_title", "echelon")
SEARCH = forms.SearchInput(attrs={"autocomplete": "off"})


def day_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput())


class FromADay(forms.Form):
    """A change that begins on a day and rests on something."""

    from_on = day_field(_("Berlaku mulai"))
    decree_number = forms.CharField(label=_("Nomor peraturan atau SK"), required=False, max_length=120)
    decree_on = day_field(_("Tanggal peraturan atau SK"), required=False)
    reason = forms.CharField(
        label=_("Alasan"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean_from_on(self) -> date:
        day: date = self.cleaned_data["from_on"]
        if day < BEGINNING:
            raise forms.ValidationError(_("Tanggal ini terlalu lama berlalu. Periksa lagi tahunnya."))
        return day

    @property
    def basis(self) -> Basis:
        data = self.cleaned_data
        return Basis(data["decree_number"], data["decree_on"], data["reason"])


class UnitFace(FromADay):
    """What a unit is called and what it is."""

    name = forms.CharField(label=_("Nama unit"), max_length=300)
    short_name = forms.CharField(label=_("Nama singkat"), required=False, max_length=60)
    kind = forms.ChoiceField(label=_("Jenis"), choices=UnitKind.choices)
    head_title = forms.CharField(
        label=_("Jabatan pimpinan"), required=False, max_length=300, help_text=_("Misalnya: Kepala Dinas.")
    )
    echelon = forms.ChoiceField(
        label=_("Eselon pimpinan"), required=False, choices=[("", _("Belum ditetapkan")), *Echelon.choices]
    )

    field_order: tuple[str, ...] = (*FACE, "from_on")

    @property
    def face(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACE}

    @property
    def changes(self) -> dict[str, Any]:
        """Only what differs from what the page showed: the rest keeps, on each day, the value it had."""
        return {name: self.cleaned_data[name] for name in FACE if name in self.changed_data}


class NewUnit(UnitFace):
    siasn_id = forms.CharField(
        label=_("ID unor SIASN"), required=False, max_length=64, help_text=_("Kosongkan bila belum ada.")
    )


class Correction(UnitFace):
    """Other values for a span of the past: what was believed was wrong."""

    last_on = day_field(_("Sampai dan termasuk"), required=False, help_text=_("Kosong: sampai seterusnya."))

    field_order = (*FACE, "from_on", "last_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("Apa yang salah, dan dari mana diketahui yang benar.")

    def clean(self) -> dict[str, Any]:
        return _day_after_last(self)


class NewParent(FromADay):
    """Where a unit hangs from a day on. The choices are what the search found."""

    q = forms.CharField(label=_("Cari unit atasan"), required=False, max_length=100, widget=SEARCH)
    parent = forms.ChoiceField(label=_("Unit atasan yang baru"), required=False, widget=forms.RadioSelect)

    field_order = ("q", "parent", "from_on")

    def __init__(self, *args: Any, units: Iterable[Unit], may_be_root: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        root = [("root", _("Langsung di bawah instansi"))] if may_be_root else []
        self.fields["parent"].choices = [*((str(unit.uuid), unit.name) for unit in units), *root]

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("parent") and "parent" not in self.errors:
            self.add_error("parent", _("Pilih unit atasannya. Bila belum tampak, cari namanya dahulu."))
        return self.cleaned_data


class Pick(forms.Form):
    """Two searches whose findings are offered as choices: an account, and a unit."""

    account_q = forms.CharField(label=_("Cari akun"), required=False, max_length=100, widget=SEARCH)
    account = forms.ChoiceField(label=_("Akun"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, accounts: Iterable[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["account"].choices = [(str(each.uuid), self.label_of(each)) for each in accounts]

    def label_of(self, account: Account) -> str:
        return f"{account.name} ({account.nip or account.email})"

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("account") and "account" not in self.errors:
            self.add_error("account", _("Pilih akunnya. Bila belum tampak, cari nama atau NIP-nya dahulu."))
        return _day_after_last(self)


class NewGrant(Pick):
    role = forms.ChoiceField(
        label=_("Peran"), choices=[(role.value, role.label) for role in Role if role != Role.EMPLOYEE]
    )
    unit_q = forms.CharField(label=_("Cari unit"), required=False, max_length=100, widget=SEARCH)
    unit = forms.ChoiceField(
        label=_("Berlaku di"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Peran berlaku di unit ini dan semua unit di bawahnya."),
    )
    from_on = day_field(_("Mulai"))
    last_on = day_field(_("Sampai dan termasuk"), required=False, help_text=_("Kosong: sampai diakhiri."))
    decree_number = forms.CharField(label=_("Nomor SK"), required=False, max_length=120)
    decree_on = day_field(_("Tanggal SK"), required=False)
    reason = forms.CharField(label=_("Alasan"), required=False, max_length=500)

    def __init__(self, *args: Any, units: Iterable[Unit], may_be_everywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everywhere = [("everywhere", _("Seluruh instansi"))] if may_be_everywhere else []
        self.fields["unit"].choices = [*everywhere, *((str(unit.uuid), unit.name) for unit in units)]

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Pilih tempat berlakunya. Bila belum tampak, cari nama unitnya dahulu."))
        return super().clean()

    @property
    def basis(self) -> Basis:
        data = self.cleaned_data
        return Basis(data["decree_number"], data["decree_on"], data["reason"])


class NewDeputy(Pick):
    """Anyone with a role names her deputy, so she must know whom: there is no looking through the accounts."""

    account_q = forms.CharField(
        label=_("NIP atau surel pengganti, selengkapnya"), required=False, max_length=254, widget=SEARCH
    )
    from_on = day_field(_("Mulai"))
    last_on = day_field(_("Sampai dan termasuk"))
    reason = forms.CharField(
        label=_("Alasan"), max_length=500, help_text=_("Misalnya: cuti, dinas luar, pendidikan.")
    )

    def label_of(self, account: Account) -> str:
        return account.name

    @property
    def basis(self) -> Basis:
        return Basis(reason=self.cleaned_data["reason"])


class End(forms.Form):
    last_on = day_field(_("Hari terakhir"), help_text=_("Peran masih berlaku pada tanggal ini."))

    def clean(self) -> dict[str, Any]:
        return _day_after_last(self)


class Profile(forms.ModelForm):
    emblem = forms.FileField(
        label=_("Lambang"),
        required=False,
        help_text=_(
            "PNG, JPEG, atau WebP, paling besar 512 KB. Kosong: lambang yang sekarang tetap dipakai."
        ),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    class Meta:
        model = Agency
        fields = ("name", "short_name", "kind", "province", "seat", "accent", "time_zone", "bkn_code")
        widgets = {"accent": forms.RadioSelect}
        help_texts = {
            "name": _("Misalnya: Pemerintah Kota Pontianak."),
            "province": _(
                "Tanpa kata “Provinsi”, misalnya: Kalimantan Barat. Tercetak di atas judul peraturan."
            ),
            "seat": _("Misalnya: Pontianak. Tercetak sesudah “Ditetapkan di” dan “Diundangkan di”."),
            "bkn_code": _("Kode instansi pada BKN, misalnya 6671."),
            "accent": _("Setiap warna sudah diperiksa keterbacaannya, terang maupun gelap."),
        }


class Special(forms.ModelForm):
    class Meta:
        model = SpecialDay
        fields = ("day", "name", "is_off", "decree_number")
        widgets = {"day": DayInput()}
        help_texts = {
            "is_off": _("Hapus centangnya bila hari itu justru hari kerja."),
            "name": _("Misalnya: Hari jadi kota."),
        }

    def _get_validation_exclusions(self) -> set[str]:
        """A day marked again is changed, not refused."""
        return super()._get_validation_exclusions() | {"day"}  # type: ignore[misc]


class DemoDay(forms.Form):
    day = day_field(_("Tanggal demo"), required=False)

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day is not None and not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Pilih tanggal antara tahun 2000 dan 2100."))
        return day


class TreeFilter(forms.Form):
    pada = day_field(_("Susunan pada"), required=False)
    diketahui = day_field(_("Menurut catatan pada"), required=False)
    cari = forms.CharField(label=_("Cari unit"), required=False, max_length=100, widget=SEARCH)


class GrantFilter(forms.Form):
    class State(models.TextChoices):
        NOW = "berlaku", _("Sedang berlaku")
        LATER = "akan", _("Akan berlaku")
        OVER = "berakhir", _("Sudah berakhir")
        ALL = "semua", _("Semua")

    cari = forms.CharField(label=_("Nama atau NIP"), required=False, max_length=100, widget=SEARCH)
    peran = forms.ChoiceField(
        label=_("Peran"),
        required=False,
        choices=[
            ("", _("Semua peran")),
            *((role.value, role.label) for role in Role if role != Role.EMPLOYEE),
        ],
    )
    keadaan = forms.ChoiceField(label=_("Keadaan"), required=False, choices=State.choices)


def _day_after_last(form: forms.Form) -> dict[str, Any]:
    """People name the last day; histories keep the first day after."""
    data = form.cleaned_data
    last, start = data.get("last_on"), data.get("from_on")
    if last and start and last < start:
        form.add_error("last_on", _("Hari terakhir mendahului hari mulai. Periksa kedua tanggal itu."))
    # 31-12-9999, the "for ever" of other systems, has no day after it.
    data["until_on"] = min(last, date.max - timedelta(days=1)) + timedelta(days=1) if last else None
    return data


class PostFace(FromADay):
    """What a post asks for, and how many are needed."""

    needed = forms.IntegerField(label=_("Kebutuhan"), min_value=0, max_value=100_000)
    kind = forms.ChoiceField(label=_("Jenis jabatan"), choices=PositionKind.choices)
    job_class = forms.IntegerField(label=_("Kelas jabatan"), required=False, min_value=1, max_value=17)
    rank_lowest = forms.ChoiceField(label=_("Golongan terendah"), required=False, choices=[ANY, *RANKS])
    rank_highest = forms.ChoiceField(label=_("Golongan tertinggi"), required=False, choices=[ANY, *RANKS])
    education_level = forms.ChoiceField(
        label=_("Pendidikan paling rendah"), required=False, choices=[ANY, *education.LEVELS.items()]
    )
    programmes = forms.CharField(label=_("Program studi"), required=False, max_length=500)
    certificates = forms.CharField(label=_("Sertifikat"), required=False, max_length=500)
    retirement_age = forms.IntegerField(
        label=_("Batas usia pensiun"),
        required=False,
        min_value=50,
        max_value=75,
        help_text=_("Untuk jabatan fungsional: menurut peraturan jabatannya. Kosong: menurut jenis jabatan."),
    )

    field_order: tuple[str, ...] = (*POST_FACE, "from_on")

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if (
            data.get("rank_lowest")
            and data.get("rank_highest")
            and data["rank_highest"] < data["rank_lowest"]
        ):
            self.add_error(
                "rank_highest",
                _("Golongan tertinggi lebih rendah daripada golongan terendah. Periksa keduanya."),
            )
        return _day_after_last(self)

    @property
    def face(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in POST_FACE}

    @property
    def changes(self) -> dict[str, Any]:
        """Only what differs from what the page showed: the rest keeps, on each day, the value it had."""
        return {name: self.cleaned_data[name] for name in POST_FACE if name in self.changed_data}


class NewPost(PostFace):
    title = forms.CharField(
        label=_("Nama jabatan"),
        max_length=200,
        help_text=_("Seperti tertulis dalam SK pegawai, agar pemangkunya terhitung."),
    )

    field_order = ("title", *POST_FACE, "from_on")


class PostCorrection(PostFace):
    """Other values for a span of the past."""

    last_on = day_field(_("Sampai dan termasuk"), required=False, help_text=_("Kosong: sampai seterusnya."))

    field_order = (*POST_FACE, "from_on", "last_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = _("Apa yang salah, dan dari mana diketahui yang benar.")


class EstablishmentFilter(forms.Form):
    class State(models.TextChoices):
        ALL = "", _("Semua jabatan")
        VACANT = "kosong", _("Ada yang kosong")
        SURPLUS = "lebih", _("Melebihi kebutuhan")
        OUTSIDE = "luar", _("Di luar formasi")
        LEAVING = "pensiun", _("Akan ditinggal pensiun dalam 12 bulan")

    pada = day_field(_("Keadaan pada"), required=False)
    keadaan = forms.ChoiceField(label=_("Keterisian"), required=False, choices=State.choices)
    cari = forms.CharField(label=_("Cari jabatan"), required=False, max_length=100, widget=SEARCH)
    unit = forms.UUIDField(required=False, widget=forms.HiddenInput)
