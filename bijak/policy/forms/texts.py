"""What is written: texts, provisions, versions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bijak.legaltext import akomantoso, tree
from bijak.policy.forms.fields import Words, day, long_text
from bijak.policy.models import Form
from bijak.policy.queries import Clause
from bijak.shell.widgets import PlainSelect

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
    "bagian": pgettext_lazy("ketentuan", "Bagian"),
    "paragraf": _("Paragraf"),
    "pasal": _("Pasal"),
    "ayat": _("Ayat"),
    "huruf": _("Huruf"),
    "angka": pgettext_lazy("ketentuan", "Angka"),
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


class TextForm(forms.Form):
    text = forms.CharField(
        label=_("Teks rancangan"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_("Tempelkan dari Word atau PDF. Nomor halaman dan kepala halaman dikenali dan dibuang."),
    )
    file = forms.FileField(
        label=_("Atau unggah berkas"),
        required=False,
        help_text=_("PDF, Word (.docx), teks (.txt), atau Akoma Ntoso (.xml).")
        if akomantoso.is_readable()
        else _("PDF, Word (.docx), atau teks (.txt)."),
    )
    keep = forms.BooleanField(
        label=_("Simpan naskah sekarang sebagai versi tersendiri"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("text", "").strip() and not data.get("file"):
            self.add_error("text", _("Tempelkan teksnya, atau pilih berkas."))
        return data


class PassageForm(forms.Form):
    heading = Words(label=_("Judul"), required=False, max_length=1000)
    text = long_text(_("Bunyi ketentuan"), rows=6)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class StretchForm(forms.Form):
    """A chapter in one field: which, and what stood there when it was opened."""

    text = Words(
        label=_("Naskah"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
    )
    first = forms.CharField(widget=forms.HiddenInput, max_length=36)
    last = forms.CharField(widget=forms.HiddenInput, max_length=36)
    basis = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class RewordingForm(forms.Form):
    heading = Words(label=_("Judul"), required=False, max_length=1000)
    text = long_text(_("Bunyi yang diusulkan"), rows=6)
    reason = long_text(
        _("Alasan"), rows=3, required=True, help_text=_("Mengapa lebih baik begini. Penyusun membacanya.")
    )


class NewPassage(forms.Form):
    kind = forms.ChoiceField(
        label=_("Jenis"), choices=[(kind, KIND_LABELS[kind]) for kind in PARTS_TO_ADD], initial="pasal"
    )
    after = forms.ChoiceField(label=_("Sesudah"), required=False)
    heading = Words(
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


class DayChoice(forms.Form):
    tanggal = day(_("Berlaku pada tanggal"))


class FormChoice(forms.Form):
    form = forms.ChoiceField(label=_("Bentuk perubahan"), choices=Form.choices, widget=forms.RadioSelect)


class Comparison(forms.Form):
    """Two versions to lay beside each other."""

    dari = forms.TypedChoiceField(label=_("Versi lama"), coerce=int, required=False, widget=PlainSelect)
    ke = forms.TypedChoiceField(label=_("Versi baru"), coerce=int, required=False, widget=PlainSelect)

    def __init__(self, *args: Any, numbers: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, _("Versi %(n)s") % {"n": number}) for number in numbers]
        for name in ("dari", "ke"):
            self.fields[name].choices = choices
