"""The filter of the log of views; the form and the rows that the component gallery shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.shell.widgets import DayInput


class ViewFilter(forms.Form):
    """What makes no sense in it is ignored rather than refused: it is only a filter."""

    pegawai = forms.CharField(label=_("Data siapa, nama atau NIP"), required=False, max_length=100)
    pelihat = forms.CharField(label=_("Dilihat oleh, nama atau NIP"), required=False, max_length=100)
    hari = forms.DateField(label=_("Pada hari"), required=False, widget=DayInput())

    @property
    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {
            "subject": self.cleaned_data.get("pegawai", ""),
            "viewer": self.cleaned_data.get("pelihat", ""),
            "day": self.cleaned_data.get("hari"),
        }


class Sample(forms.Form):
    name = forms.CharField(
        label=_("Nama lengkap"), max_length=100, help_text=_("Tanpa gelar, sesuai ijazah.")
    )
    unit = forms.ChoiceField(
        label=_("Unit kerja"),
        choices=[("", _("Pilih unit")), ("1", "Dinas Pendidikan"), ("2", "Dinas Kesehatan")],
    )
    born_on = forms.DateField(
        label=_("Tanggal lahir"), widget=DayInput(), help_text=_("Sesuai akta kelahiran.")
    )
    kind = forms.ChoiceField(
        label=_("Jenis pegawai"), choices=[("pns", "PNS"), ("pppk", "PPPK")], widget=forms.RadioSelect
    )
    duties = forms.MultipleChoiceField(
        label=_("Tugas tambahan"),
        required=False,
        choices=[("mentor", _("Mentor")), ("panel", _("Panitia seleksi"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label=_("Berkas pendukung"), required=False, help_text=_("PDF, paling besar 5 MB.")
    )
    agreed = forms.BooleanField(label=_("Saya sudah memeriksa isian ini"))


SAMPLE_ROWS = (
    ("Ani Lestari", "Dinas Pendidikan", "III/b", 24, "green", _("Memenuhi")),
    ("Budi Santoso", "Dinas Pendidikan", "IV/a", 12, "yellow", _("Kurang")),
    (
        "Citra Dewanti",
        "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
        "III/d",
        0,
        "red",
        _("Belum ada"),
    ),
)
