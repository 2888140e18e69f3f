"""Shapes of input about policies."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.legaltext import tree
from bijak.policy.models import Kind, Stage
from bijak.policy.queries import Clause, NationalTerm
from bijak.policy.registries import EvidenceKind, Gate
from bijak.shell.widgets import DayInput, PlainSelect

ANY = ("", _("Semua tahap"))

KIND_LABELS = {
    "judul": _("Judul"),
    "menimbang": _("Menimbang"),
    "mengingat": _("Mengingat"),
    "memperhatikan": _("Memperhatikan"),
    "memutuskan": _("Memutuskan"),
    "diktum": _("Diktum"),
    "isi": _("Isi"),
    "buku": _("Buku"),
    "bab": _("Bab"),
    "bagian": _("Bagian"),
    "paragraf": _("Paragraf"),
    "pasal": _("Pasal"),
    "ayat": _("Ayat"),
    "huruf": _("Huruf"),
    "angka": _("Angka"),
    "huruf2": _("Huruf, tingkat kedua"),
    "angka2": _("Angka, tingkat kedua"),
    "penutup": _("Penutup"),
    "penjelasan": _("Penjelasan"),
    "umum": _("Penjelasan umum"),
    "pasal_demi_pasal": _("Pasal demi pasal"),
    "lampiran": _("Lampiran"),
    "teks": _("Bagian yang tidak dikenali"),
}
PARTS_TO_ADD = (*tree.HEADERS, *tree.CLAUSES, "teks")


def long_text(label: Any, *, rows: int = 4, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows})
    )


def day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(label=label, required=required, help_text=help_text, widget=DayInput())


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


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Teks rancangan"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "class": "policy-paste", "spellcheck": "false"}),
        help_text=_("Tempelkan dari Word atau PDF. Nomor halaman dan kepala halaman dikenali dan dibuang."),
    )
    file = forms.FileField(
        label=_("Atau unggah berkas"), required=False, help_text=_("PDF, Word (.docx), atau teks (.txt).")
    )
    keep = forms.BooleanField(
        label=_("Simpan naskah sekarang sebagai versi tersendiri"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Tempelkan teksnya, atau pilih berkas."))
        return data


class PassageForm(forms.Form):
    heading = forms.CharField(label=_("Judul"), required=False, max_length=1000)
    text = long_text(_("Bunyi ketentuan"), rows=6)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class NewPassage(forms.Form):
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[(kind, KIND_LABELS[kind]) for kind in PARTS_TO_ADD], initial="pasal"
    )
    after = forms.ChoiceField(label=_("Sesudah"), required=False)
    heading = forms.CharField(
        label=_("Judul"), required=False, max_length=1000, help_text=_("Untuk bab, bagian, dan paragraf.")
    )
    text = long_text(_("Bunyi ketentuan"), rows=6)

    def __init__(self, *args: Any, clauses: Iterable[Clause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["after"].choices = [
            ("", _("Di akhir naskah")),
            *((str(each.provision), f"{each.name} – {each.opening}") for each in clauses),
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not data.get("heading") and not data.get("text") and data.get("kind") != "pasal":
            self.add_error("text", _("Isi judul atau bunyinya."))
        return data


class FreezeForm(forms.Form):
    note = forms.CharField(
        label=_("Catatan versi"), max_length=300, help_text=_("Misalnya: bahan rapat tim 12 November.")
    )


class TermForm(forms.Form):
    provision = forms.ChoiceField(label=_("Ketentuan"))
    term = forms.ChoiceField(label=_("Angka ketentuan"))
    value = forms.DecimalField(label=_("Nilai"), max_digits=18, decimal_places=4, localize=True)
    from_on = day(_("Berlaku sejak"), required=False, help_text=_("Kosong: sejak peraturan mulai berlaku."))

    def __init__(
        self, *args: Any, clauses: Iterable[Clause], terms: Iterable[NationalTerm], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provision"].choices = [
            ("", _("Pilih …")),
            *((str(each.provision), f"{each.address} – {each.opening}") for each in clauses),
        ]
        self.fields["term"].choices = [(each.code, f"{each.term.label} ({each.term.unit})") for each in terms]


class DialogueForm(forms.Form):
    until_on = day(
        _("Tanggapan diterima sampai dan termasuk"),
        help_text=_("Beri waktu yang cukup bagi setiap orang untuk membaca dan menanggapi."),
    )


class GateForm(forms.Form):
    letter_no = forms.CharField(label=_("Nomor surat"), max_length=100)
    letter_on = day(_("Tanggal surat"))
    note = long_text(_("Catatan"), rows=2)

    def __init__(self, *args: Any, gate: Gate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gate.has_letter:
            del self.fields["letter_no"], self.fields["letter_on"]


class DecreeForm(forms.Form):
    name = forms.CharField(
        label=_("Nama peraturan"),
        max_length=300,
        help_text=_("Tanpa nomor. Misalnya: Peraturan Wali Kota Contoh."),
    )
    number = forms.IntegerField(label=_("Nomor"), min_value=1, max_value=99_999)
    year = forms.IntegerField(label=_("Tahun"), min_value=1945, max_value=2100)
    enacted_on = day(_("Ditetapkan pada"))
    in_force_from = day(_("Mulai berlaku pada"))
    signed_by = forms.CharField(label=_("Ditandatangani oleh"), max_length=200)
    is_sure = forms.BooleanField(
        label=_(
            "Nomor, tanggal, dan naskahnya sudah saya cocokkan dengan peraturan yang ditandatangani. "
            "Penetapan tidak dapat dibatalkan."
        )
    )


class ReasonForm(forms.Form):
    reason = long_text(_("Alasan"), rows=3, required=True)


class Comparison(forms.Form):
    """Two versions to lay beside each other."""

    dari = forms.TypedChoiceField(label=_("Versi lama"), coerce=int, required=False, widget=PlainSelect)
    ke = forms.TypedChoiceField(label=_("Versi baru"), coerce=int, required=False, widget=PlainSelect)

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, _("Versi %(n)s") % {"n": number}) for number in numbers]
        for name in ("dari", "ke"):
            self.fields[name].choices = choices
