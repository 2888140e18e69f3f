"""What several forms about people ask for: a day, a NIK, a table's code, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip as numbers
from bijak.shell.widgets import DayInput

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
    "nip_digits_lost": _("Angka terakhir NIK hilang; salin lagi dari KTP."),
    "nik_not_digits": _("NIK hanya terdiri atas angka."),
    "nik_length": _("NIK harus 16 angka."),
    "nik_region": _("NIK tidak diawali angka 0."),
    "nik_birth_date": _("Angka ke-7 sampai 12 NIK bukan tanggal lahir yang mungkin."),
    "nik_sequence": _("Nomor urut NIK dimulai dari 0001."),
}
PDF = forms.FileInput(attrs={"accept": "application/pdf,.pdf"})


def choices_of(table: dict[str, str], empty: Any = ("", "—")) -> list[tuple[str, Any]]:
    return [empty, *table.items()]


def read_nik(typed: str) -> str:
    """The digits of a NIK as typed; none for none."""
    try:
        digits = numbers.clean(typed)
        return numbers.parse_nik(digits).text if digits else ""
    except (numbers.InvalidNip, numbers.InvalidNik) as problem:
        raise forms.ValidationError(NIK_SENTENCES[str(problem)], code=str(problem)) from problem


class Day(forms.DateField):
    """A day in the browser's own date field; typed days may also read 31-12-2024 or 31/12/2024."""

    default_error_messages = {"invalid": _("Tanggal ini tidak ada di kalender. Tulis hari-bulan-tahun.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=DayInput,
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"],
            **options,
        )


OVERRIDES = ("is_lower", "is_early")
"""By which an officer says that what looks wrong is meant; the reason then says why."""
NO_FACTS = ("reason", "seen", "paper", *OVERRIDES)
LAST_YEAR = 2100
"""No paper of today speaks of a later one."""
YEARS_AHEAD = 2
"""So far ahead something may begin; files are held to the same."""


class Reasoned(forms.Form):
    """A change of records always says why."""

    reason = forms.CharField(
        label=_("Alasan perubahan"),
        max_length=500,
        help_text=_("Dicatat bersama nama Anda, misalnya: sesuai SK nomor … tanggal …."),
    )

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in NO_FACTS}

    def insists(self) -> dict[str, bool]:
        """What an officer says is meant, though it looks wrong."""
        return {name: bool(self.cleaned_data.get(name)) for name in OVERRIDES}


def meant(label: Any) -> forms.BooleanField:
    """The word that overrides a refusal: it is offered once there is one, see ``offer``."""
    return forms.BooleanField(label=label, required=False, widget=forms.HiddenInput)


def offer(form: forms.Form, override: str) -> None:
    """Let the officer say that she means what was refused."""
    if override in form.fields:
        form.fields[override].widget = forms.CheckboxInput(attrs={"id": f"id_{override}"})


EARLY = _("Memang lebih awal daripada pengangkatannya; sebabnya tertulis pada alasan")
LOWER = _("Golongan ini memang lebih rendah dari sebelumnya; sebabnya tertulis pada alasan")
