"""The filter of the log of views; the form and the rows that the component gallery shows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.desk.queries import MOST_SHORTCUTS
from bijak.shell.choosing import Choice, ChoosingForm, ChosenField
from bijak.shell.registries import NavItem
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


class Words(forms.Form):
    """What makes no sense in it finds nothing."""

    kata = forms.CharField(
        label=_("Halaman, nama atau NIP, unit, kebijakan"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )

    @property
    def text(self) -> str:
        return str(self.cleaned_data["kata"]) if self.is_valid() else ""


class Shortcuts(forms.Form):
    """None chosen: the home page shows what most people do in one's role."""

    pages = forms.MultipleChoiceField(
        label=_("Halaman"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, pages: Sequence[NavItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pages"].choices = [(page.url_name, page.label) for page in pages]

    def clean_pages(self) -> list[str]:
        pages: list[str] = self.cleaned_data["pages"]
        if len(pages) > MOST_SHORTCUTS:
            raise forms.ValidationError(
                _(
                    "Anda memilih %(chosen)s halaman; pilih paling banyak %(most)s supaya beranda tetap ringkas."
                )
                % {"chosen": len(pages), "most": MOST_SHORTCUTS}
            )
        return pages


class SamplePeople:
    """People made up, for the gallery to be searched."""

    def find(self, text: str, *, most: int) -> list[Choice]:
        return [each for each in SAMPLE_PEOPLE if text.casefold() in each.label.casefold()][:most]

    def get(self, keys: Sequence[str]) -> list[Choice]:
        return [each for each in SAMPLE_PEOPLE if each.key in keys]


SAMPLE_PEOPLE = (
    Choice("ani", "Ani Lestari, S.Pd.", "Guru Ahli Muda · Dinas Pendidikan", "ani"),
    Choice("budi", "Budi Santoso, S.T., M.T.", "Kepala Bidang · Dinas Pekerjaan Umum", "budi"),
    Choice("citra", "Citra Dewanti, S.H.", "Analis SDM Aparatur · Badan Kepegawaian", "citra"),
)


class Sample(ChoosingForm):
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
    chief = ChosenField(label=_("Atasan"))
    team = ChosenField(label=_("Anggota tim"), many=True, required=False)
    note = forms.CharField(label=_("Catatan"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label=_("Berkas pendukung"), required=False, help_text=_("PDF, paling besar 5 MB.")
    )
    agreed = forms.BooleanField(label=_("Saya sudah memeriksa isian ini"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chief"].finder = self.fields["team"].finder = SamplePeople()


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
