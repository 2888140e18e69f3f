"""A policy, its evidence, and lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.policy.forms.fields import long_text
from bijak.policy.models import Kind, Stage
from bijak.policy.registries import EvidenceKind
from bijak.shell.widgets import PlainSelect

ANY = ("", _("Semua tahap"))


class Search(forms.Form):
    cari = forms.CharField(label=_("Judul atau masalah"), required=False, max_length=100)
    tahap = forms.ChoiceField(
        label=_("Tahap"), required=False, widget=PlainSelect, choices=[ANY, *Stage.choices]
    )


class PolicyForm(forms.Form):
    title = forms.CharField(
        label=_("Judul kebijakan"),
        max_length=300,
        help_text=_("Tentang apa, tanpa “Peraturan … tentang”. Misalnya: Pengembangan kompetensi pegawai."),
    )
    kind = forms.ChoiceField(
        label=_("Jenis produk hukum"), choices=Kind.choices, initial=Kind.HEAD_REGULATION
    )
    problem = long_text(
        _("Masalah"),
        help_text=_(
            "Apa yang tidak berjalan, bagi siapa, dan sejak kapan. Angkanya dilampirkan sebagai bukti."
        ),
    )
    aims = long_text(_("Tujuan"), help_text=_("Keadaan apa yang ingin dicapai, dan kapan."))
    options = long_text(
        _("Pilihan tindakan"), help_text=_("Jalan lain yang dipertimbangkan, dan mengapa dipilih yang ini.")
    )


class PolicyChange(PolicyForm):
    edition = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    reference = forms.ChoiceField(label=_("Bukti"))
    note = long_text(_("Apa yang ditunjukkan"), rows=3)

    def __init__(
        self, *args: Any, kind: EvidenceKind, choices: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].label = kind.label
        self.fields["reference"].choices = [("", _("Pilih …")), *choices]


class ComplaintsForm(EvidenceForm):
    """A list of complaints, to be counted."""

    file = forms.FileField(
        label=_("Ekspor SP4N-LAPOR! atau daftar pengaduan sendiri"),
        allow_empty_file=True,
        help_text=_(
            "Excel (.xlsx) atau CSV, paling besar 10 MB, dengan kolom tanggal dan kategori; kolom status bila ada. "
            "Pengaduan menyebut nama orang, maka isinya tidak disimpan: hanya nama dan sidik berkasnya, dan jumlahnya "
            "menurut kategori, bulan, dan status. Isi kolom yang muncul kurang dari tiga kali dihitung sebagai "
            "“lainnya”."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
    )
    field_order = ("file", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["reference"]


class DocumentForm(EvidenceForm):
    """A file to keep, or one that was kept before."""

    file = forms.FileField(
        label=_("Berkas"), required=False, help_text=_("PDF, Word, Excel, gambar, atau teks.")
    )
    field_order = ("file", "reference", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reference"].required = False
        self.fields["reference"].label = _("Atau berkas yang sudah ada")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("file") and not data.get("reference"):
            self.add_error("file", _("Pilih berkas untuk diunggah, atau salah satu yang sudah ada."))
        return data
