from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bijak.interchange import headers, models
from bijak.interchange.headers import Layout
from bijak.interchange.registries import ImportKind
from bijak.kernel.uuid7 import uuid7

ACCEPTED = ".xlsx,.csv,.tsv,.txt"


class Upload(forms.Form):
    kind = forms.ChoiceField(label=_("Jenis data"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Berkas"),
        allow_empty_file=True,
        help_text=_("Excel (.xlsx) atau CSV, paling besar 150 MB. Urutan kolom bebas."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    is_whole = forms.BooleanField(
        label=_("Di dalamnya tercatat seluruh pegawai instansi"),
        required=False,
        help_text=_(
            "Hanya bagi berkas “untuk dibandingkan”: pegawai aktif yang tidak disebut di dalamnya lalu tampak di "
            "Rekonsiliasi data. Biarkan kosong bila berkasnya hanya memuat sebagian pegawai."
        ),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, kinds: Iterable[ImportKind], kind: str = ""
    ) -> None:
        super().__init__(data, files, initial={"token": uuid7(), "kind": kind})
        kinds = list(kinds)
        self.fields["kind"].choices = [(each.code, each.label) for each in kinds]
        self.asking = {each.code for each in kinds if each.asks_whole}
        if not self.asking:
            del self.fields["is_whole"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_whole") and cleaned.get("kind") not in self.asking:
            self.add_error(
                "is_whole", _("Tanda ini hanya berlaku bagi berkas “untuk dibandingkan”. Kosongkan dahulu.")
            )
        return cleaned

    def token_sent(self) -> UUID:
        return self.cleaned_data["token"]


class Correction(forms.Form):
    file = forms.FileField(
        label=_("Berkas yang sudah diperbaiki"), allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )  # fmt: skip


class Sheet(forms.Form):
    sheet = forms.ChoiceField(label=_("Lembar"))

    def __init__(self, data: Any = None, *, layout: Layout) -> None:
        super().__init__(data, initial={"sheet": layout.sheet})
        self.fields["sheet"].choices = [(name, name) for name in layout.sheets]


class Columns(forms.Form):
    """One choice for each column of the sheet: which field it is, or none."""

    profile = forms.CharField(
        label=_("Ingat sebagai"), required=False, max_length=120,
        help_text=_("Bila diisi, berkas berikutnya dengan judul kolom yang sama langsung dikenali."),
    )  # fmt: skip
    is_shared = forms.BooleanField(
        label=_("Bagikan kepada rekan yang mengimpor data sejenis"), required=False
    )

    def __init__(self, data: Any = None, *, kind: ImportKind, layout: Layout) -> None:
        super().__init__(data)
        self.kind = kind
        self.layout = layout
        choices = [("", _("— tidak dipakai —"))] + [
            (column.field, f"{column.label} *" if column.required else column.label)
            for column in kind.columns
        ]
        claimed = {place: name for name, places in layout.ambiguous.items() for place in places[:1]}
        for place in layout.headers:
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=headers.title(layout, place),
                choices=choices,
                required=False,
                initial=layout.columns.get(place, claimed.get(place, "")),
            )

    def places(self) -> list[tuple[Any, str, list[str]]]:
        """(field of the form, letter of the column, first values) for each column of the sheet."""
        return [
            (self[f"c{place}"], headers.letters(int(place)), self.layout.samples.get(place, []))
            for place in self.layout.headers
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen: dict[str, str] = {}
        for place in self.layout.headers:
            name = cleaned.get(f"c{place}")
            if not name:
                continue
            if name in chosen:
                self.add_error(
                    f"c{place}",
                    _("“%(field)s” sudah dipilih untuk kolom “%(column)s”. Pilih satu saja.")
                    % {
                        "field": self.kind.column(name).label,
                        "column": headers.title(self.layout, chosen[name]),
                    },
                )
            chosen.setdefault(name, place)
        missing = [str(c.label) for c in self.kind.columns if c.required and c.field not in chosen]
        if missing:
            self.add_error(
                None, _("Kolom wajib belum dicocokkan: %(columns)s.") % {"columns": ", ".join(missing)}
            )
        cleaned["columns"] = {place: name for name, place in chosen.items()}
        return cleaned


class Profile(forms.Form):
    """A saved matching of columns: its name, who may use it, and a field for each header."""

    name = forms.CharField(label=_("Nama profil"), max_length=120)
    is_shared = forms.BooleanField(
        label=_("Bagikan kepada rekan yang mengimpor data sejenis"), required=False
    )

    def __init__(self, data: Any = None, *, kind: ImportKind, profile: models.Profile) -> None:
        super().__init__(data, initial={"name": profile.name, "is_shared": profile.is_shared})
        self.headers = list(profile.columns)
        choices = [("", _("— tidak dipakai —")), *((column.field, column.label) for column in kind.columns)]
        for place, header in enumerate(self.headers):
            self.fields[f"c{place}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=profile.columns[header]
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = {header: cleaned.get(f"c{place}", "") for place, header in enumerate(self.headers)}
        twice = [field for field, count in Counter(chosen.values()).items() if field and count > 1]
        for place, header in enumerate(self.headers):
            if chosen[header] in twice:
                self.add_error(
                    f"c{place}", _("Data ini dipilih untuk lebih dari satu kolom. Pilih satu saja.")
                )
        cleaned["columns"] = chosen
        return cleaned


class RowForm(forms.Form):
    """A row's cells as text. Nothing is refused here: the check of the kind answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, kind: ImportKind, faulty: Iterable[str]) -> None:
        super().__init__(data)
        wrong = set(faulty)
        for column in sorted(kind.columns, key=lambda column: column.field not in wrong):
            self.fields[column.field] = forms.CharField(
                label=column.label, required=False, strip=False, help_text=column.note
            )
        self.wrong = [self[column.field] for column in kind.columns if column.field in wrong]
        self.right = [self[column.field] for column in kind.columns if column.field not in wrong]

    @classmethod
    def showing(
        cls, kind: ImportKind, cells: Mapping[str, str], version: int, faults: Iterable[tuple[str, str]]
    ) -> "RowForm":
        """The form with the row's cells in it and its faults beside them; a fault of the whole row on top."""
        faults = list(faults)
        form = cls({"version": version} | dict(cells), kind=kind, faulty=[name for name, _sentence in faults])
        form.full_clean()
        for name, sentence in faults:
            form.add_error(name if name in form.fields else None, sentence)
        return form

    def typed(self, kind: ImportKind) -> dict[str, str]:
        return {
            column.field: self.cleaned_data.get(column.field, "").replace("\0", "") for column in kind.columns
        }


class Replace(forms.Form):
    field = forms.ChoiceField(label=_("Kolom"))
    find = forms.CharField(
        label=_("Isi yang salah"),
        required=False,
        strip=False,
        help_text=_("Kosongkan untuk mengisi sel yang kosong."),
    )
    put = forms.CharField(label=_("Ganti dengan"), required=False, strip=False)
    part = forms.BooleanField(label=_("Ganti juga bila hanya sebagian isi sel"), required=False)

    def __init__(
        self, data: Any = None, *, kind: ImportKind, initial: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id="ganti_%s")
        self.fields["field"].choices = [(column.field, column.label) for column in kind.columns]
