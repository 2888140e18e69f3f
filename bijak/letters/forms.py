"""Shapes of input about letters."""

import zlib
from datetime import date
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip as numbers
from bijak.kernel.uuid7 import uuid7
from bijak.letters import queries, rules
from bijak.letters.models import NumberBook
from bijak.letters.services import MOST_AT_ONCE
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.choosing import ChoosingForm, ChosenField
from bijak.shell.templatetags.formats import tanggal
from bijak.shell.widgets import DayInput, PlainChoice, PlainSelect

ANY = ("", _("Semua"))


def question_field(label: str) -> str:
    """The name of the field for a question: the same wherever it stands in the text."""
    return f"isian_{zlib.crc32(label.encode()):08x}"


def printable(text: str) -> None:
    if sign := rules.unprintable(text):
        raise forms.ValidationError(
            _(
                "Ada karakter yang tidak dapat dicetak (%(sign)s): tidak tampak, membalik arah tulisan, atau dari "
                "aksara yang tidak dimiliki huruf surat. Hapus, atau ketik ulang."
            ),
            params={"sign": sign},
        )


class Search(forms.Form):
    """The filter above the register. What makes no sense in it is ignored rather than refused: it is only a filter."""

    cari = forms.CharField(label=_("Nomor, nama, atau NIP"), required=False, max_length=100)
    jenis = PlainChoice(label=_("Jenis surat"), required=False)
    tahun = PlainChoice(label=_("Tahun"), required=False)
    keadaan = PlainChoice(label=_("Keadaan"), required=False, choices=[ANY, *queries.State.choices])

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = queries.templates()
        self.fields["jenis"].choices = [ANY, *((each.code, each.name) for each in self.templates)]
        self.fields["tahun"].choices = [ANY, *((str(year), str(year)) for year in years)]

    def filter(self) -> queries.Filter:
        self.is_valid()
        wanted = self.cleaned_data
        return queries.Filter(
            text=wanted.get("cari", ""),
            template=wanted.get("jenis", ""),
            year=int(wanted["tahun"]) if wanted.get("tahun") else None,
            state=wanted.get("keadaan", ""),
        )


class Writing(ChoosingForm):
    """A letter of a template: when, by which register, signed by whom, and what the template asks for."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    book: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Buku nomor"), queryset=None, to_field_name="uuid", empty_label=None, widget=PlainSelect
    )
    on = forms.DateField(label=_("Tanggal surat"), widget=DayInput())
    as_of = forms.DateField(
        label=_("Keadaan pada"), widget=DayInput(), help_text=_("Isian diambil dari catatan pada hari ini.")
    )
    signer = ChosenField(label=_("Penanda tangan"), prompt=_("Sebagian nama atau jabatan, atau NIP lengkap"))
    signer_position = forms.CharField(
        label=_("Jabatan pada tanda tangan"),
        required=False,
        max_length=200,
        validators=[printable],
        help_text=_("Kosong: jabatan menurut catatan. Isi bila bertindak sebagai Plt. atau atas nama."),
    )

    def __init__(
        self, *args: Any, books: Any, wording: rules.Wording, asks_day: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["book"].queryset = books
        self.fields["signer"].finder = people.Candidates(people.active(), tells_nips=False)
        if not asks_day:
            del self.fields["as_of"]
        self.questions = {question_field(each.label): each for each in wording.questions}
        for name, question in self.questions.items():
            self.fields[name] = (
                forms.DateField(label=question.label, widget=DayInput())
                if question.is_day
                else forms.CharField(label=question.label, max_length=500, validators=[printable])
            )

    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.questions]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        signer, on = data.get("signer"), data.get("on")
        if signer and on:
            data["signed_by"] = queries.signer(signer.nip, on=on, position=data.get("signer_position", ""))
        return data

    def answers(self) -> dict[str, str]:
        """By the label of the question; days in the words of an official letter."""
        with translation.override(queries.OFFICIAL):
            return {
                question.label: tanggal(value) if isinstance(value, date) else str(value)
                for name, question in self.questions.items()
                if (value := self.cleaned_data.get(name)) is not None
            }


class Replacing(Writing):
    """A letter in the place of another."""

    reason = forms.CharField(
        label=_("Mengapa surat lama dibatalkan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        validators=[printable],
    )


class Many(Writing):
    """The same letter about several people: looked for by name, or a column of NIPs pasted."""

    people = ChosenField(label=_("Siapa saja"), many=True, required=False)
    nips = forms.CharField(
        label=_("Atau tempel NIP, satu tiap baris"),
        required=False,
        max_length=MOST_AT_ONCE * 40,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )

    field_order = ("people", "nips")

    def __init__(self, *args: Any, among: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].finder = people.Candidates(among)

    def clean_nips(self) -> list[str]:
        chosen = [row.nip for row in self.cleaned_data.get("people", ())]
        typed = [_typed(line) for line in self.cleaned_data["nips"].splitlines()]
        nips = list(dict.fromkeys(filter(None, [*chosen, *typed])))
        if not nips and "people" in self.cleaned_data:
            raise forms.ValidationError(_("Pilih atau tempel sekurang-kurangnya satu orang."))
        if len(nips) > MOST_AT_ONCE:
            raise forms.ValidationError(
                _("Paling banyak %(most)s orang sekali jalan; ini %(here)s."),
                params={"most": MOST_AT_ONCE, "here": len(nips)},
            )
        return nips


def _typed(line: str) -> str:
    try:
        return numbers.clean(line)
    except numbers.InvalidNip as error:
        raise forms.ValidationError(
            _("Angka terakhir “%(line)s” hilang di lembar kerja. Salin NIP-nya dari SK sebagai teks."),
            params={"line": line.strip()[:40]},
        ) from error


class TemplateForm(forms.Form):
    """A template: its words are judged by the service."""

    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name = forms.CharField(label=_("Nama"), max_length=120, validators=[printable])
    classification = forms.CharField(
        label=_("Klasifikasi arsip"),
        required=False,
        max_length=30,
        validators=[printable],
        help_text=_(
            "Dipakai di nomor bila polanya memuat {klasifikasi}. Cocokkan dengan pedoman arsip instansi."
        ),
    )
    text = forms.CharField(
        label=_("Isi"),
        max_length=queries.MOST_TEXT,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 22, "class": "form-control font-monospace", "spellcheck": "false"}
        ),
    )
    is_for_active = forms.BooleanField(label=_("Hanya untuk pegawai aktif"), required=False, initial=True)
    is_open = forms.BooleanField(label=_("Dipakai"), required=False, initial=True)

    @staticmethod
    def initial_of(template: queries.Template) -> dict[str, Any]:
        return {
            "edition": template.row.edition if template.row else 0,
            **{
                name: getattr(template, name)
                for name in ("name", "classification", "text", "is_for_active", "is_open")
            },
        }

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("edition", "text")}


class BookForm(forms.Form):
    """A register and the letterhead of the office that keeps it."""

    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    name = forms.CharField(label=_("Nama buku"), max_length=120, validators=[printable])
    pattern = forms.CharField(
        label=_("Pola nomor"),
        max_length=100,
        initial="{klasifikasi}/{urut:03}/BKPSDM/{tahun}",
        help_text=_(
            "Harus memuat {urut} dan {tahun}. {urut:03} menulis 001; {bulan} menulis bulan dengan angka Romawi."
        ),
    )
    last = forms.IntegerField(
        label=_("Nomor terakhir tahun ini"),
        min_value=0,
        max_value=999_999,
        initial=0,
        help_text=_("Nomor terakhir di buku lama. Surat pertama di sini mendapat nomor berikutnya."),
    )
    office = forms.CharField(
        label=_("Nama kantor pada kop"), max_length=200, validators=[printable],
        help_text=_("Baris kedua kop, di bawah nama instansi."),
    )  # fmt: skip
    letterhead = forms.CharField(
        label=_("Alamat pada kop"),
        required=False,
        max_length=300,
        validators=[printable],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    unit = forms.ModelChoiceField(
        label=_("Hanya untuk unit"),
        queryset=organization.active_units(),
        required=False,
        to_field_name="uuid",
        widget=PlainSelect,
    )
    is_open = forms.BooleanField(label=_("Dipakai"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = [(unit.uuid, unit.name) for unit in organization.offices()]
        self.fields["unit"].choices = [("", _("Seluruh instansi")), *offices]

    @staticmethod
    def initial_of(book: NumberBook, *, year: int) -> dict[str, Any]:
        names = ("edition", "name", "pattern", "office", "letterhead", "is_open")
        return {
            **{name: getattr(book, name) for name in names},
            "unit": book.unit and book.unit.uuid,
            "last": queries.last_given(book, year),
        }

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("edition", "last")}


class Reason(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(
        label=_("Alasan"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), validators=[printable]
    )
