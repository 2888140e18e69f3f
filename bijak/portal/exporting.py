"""The register in the words of the national network of legal documents (JDIHN; Permenkumham 8/2019).

The standard is a regulation; how its fields are called on the wire is seen in what agencies send. ``FIELDS`` says of
each whether its meaning is known from there, or is our reading, to be checked with the network before the first send.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from bijak.policy import queries as policies

LANGUAGE = "Indonesia"
FIELD_OF_LAW = "Kepegawaian"
AT_A_TIME = 200  # decrees

_STATUS = {"coming": "Belum berlaku", "in_force": "Berlaku", "amended": "Diubah", "ended": "Dicabut"}
_KIND = re.compile(
    r"(?:Peraturan|Keputusan|Instruksi) (?:Daerah|Wali ?[Kk]ota|Bupati|Gubernur)|Surat Edaran", re.IGNORECASE
)
_SHORT = {
    "peraturan daerah": "PERDA",
    "peraturan wali kota": "PERWALI",
    "peraturan walikota": "PERWALI",
    "peraturan bupati": "PERBUP",
    "peraturan gubernur": "PERGUB",
    "keputusan wali kota": "KEPWALI",
    "keputusan bupati": "KEPBUP",
    "keputusan gubernur": "KEPGUB",
    "surat edaran": "SE",
}


@dataclass(frozen=True)
class Source:
    """What a row is written from: a decree in the register, on a day, on a site, by an agency."""

    entry: policies.Entry
    today: date
    site: str
    agency: str
    seat: str

    @property
    def decree(self) -> Any:
        return self.entry.decree

    @property
    def kind(self) -> str:
        found = _KIND.match(self.decree.name)
        if found:
            return found[0]
        with translation.override("id"):
            return str(self.decree.get_kind_display())

    @property
    def relations(self) -> list[tuple[str, str]]:
        """How it is tied to other decrees, in the words of a register; what is not kept here, as it was typed."""
        entry = self.entry
        ties = [("diubah dengan", each.citation) for each in entry.amended_by]
        if self.decree.amends:
            ties.append(("mengubah", self.decree.amends.citation))
        if ended_by := entry.ended_by.citation if entry.ended_by else self.decree.revoked_because:
            ties.append(("dicabut dengan", ended_by))
        if entry.ends:
            ties.append(("mencabut", entry.ends.citation))
        return ties

    @property
    def page(self) -> str:
        return f"{self.site}{reverse('portal:decree', args=[self.decree.uuid])}"

    @property
    def file(self) -> str:
        door = "policy:download_amendment" if self.decree.amends_id else "policy:download_text"
        address = f"{self.site}{reverse(door, args=[self.decree.draft.uuid])}?bentuk=pdf"
        return address if self.decree.amends_id else f"{address}&versi={self.decree.version.number}"

    @property
    def abstract(self) -> str:
        """Why, on which law, about what, and since when: the four parts of an abstract of a regulation."""
        parts = [
            *self.entry.weighed,
            f"Dasar hukum: {' '.join(self.entry.rests_on)}" if self.entry.rests_on else "",
            f"Mengatur tentang: {'; '.join(self.entry.chapters)}." if self.entry.chapters else "",
            f"Catatan: mulai berlaku pada {_day(self.decree.in_force_from)}.",
        ]
        return "\n".join(part for part in parts if part)


@dataclass(frozen=True)
class Field:
    """A field of the wire. ``is_known``: its meaning is seen in what agencies send; others are our reading."""

    name: str
    label: Any
    read: Callable[[Source], Any]
    is_known: bool = True


def _day(day: date) -> str:
    # The language of law, whatever language its reader chose.
    with translation.override("id"):
        return str(date_format(day, "j F Y"))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


FIELDS = (
    Field("idData", _("Tanda tetap dokumen"), lambda row: str(row.decree.uuid), is_known=False),
    Field(
        "tahun_pengundangan",
        _("Tahun pengundangan; bila tidak diundangkan, tahun peraturan"),
        lambda row: str(row.decree.gazette_year or row.decree.year),
    ),
    Field("tanggal_pengundangan", _("Tanggal pengundangan"), lambda row: _iso(row.decree.promulgated_on)),
    Field(
        "tanggal_penetapan", _("Tanggal penetapan"), lambda row: _iso(row.decree.enacted_on), is_known=False
    ),
    Field("jenis", _("Jenis atau bentuk peraturan"), lambda row: row.kind),
    Field(
        "singkatanJenis",
        _("Singkatan jenis"),
        lambda row: _SHORT.get(row.kind.lower(), ""),
        is_known=False,
    ),
    Field("noPeraturan", _("Nomor peraturan"), lambda row: str(row.decree.number)),
    Field("judul", _("Judul"), lambda row: f"{row.decree.citation} tentang {row.entry.about}"),
    Field("noPanggil", _("Nomor panggil; hanya monografi"), lambda row: ""),
    Field("tempatTerbit", _("Tempat penetapan"), lambda row: row.seat, is_known=False),
    Field("penerbit", _("Penerbit; hanya monografi"), lambda row: ""),
    Field("deskripsiFisik", _("Deskripsi fisik; hanya monografi"), lambda row: ""),
    Field("sumber", _("Lembaran atau berita daerah"), lambda row: row.decree.gazette),
    Field("subjek", _("Subjek"), lambda row: row.decree.draft.policy.title),
    Field("isbn", _("ISBN; hanya monografi"), lambda row: ""),
    Field("status", _("Keadaan pada hari dibaca"), lambda row: _STATUS[row.entry.status(row.today)]),
    Field("bahasa", _("Bahasa"), lambda row: LANGUAGE),
    Field("bidangHukum", _("Bidang hukum"), lambda row: FIELD_OF_LAW, is_known=False),
    Field("teuBadan", _("Tajuk entri utama badan"), lambda row: row.agency),
    Field("nomorIndukBuku", _("Nomor induk buku; hanya monografi"), lambda row: ""),
    Field("fileDownload", _("Nama berkas"), lambda row: f"{row.decree.uuid}.pdf"),
    Field("urlDownload", _("Alamat berkas"), lambda row: row.file),
    Field("urlDetailPeraturan", _("Alamat halaman"), lambda row: row.page),
    Field("abstrak", _("Abstrak"), lambda row: row.abstract, is_known=False),
    Field(
        "relasi",
        _("Hubungan dengan peraturan lain"),
        lambda row: [{"hubungan": tie, "peraturan": other} for tie, other in row.relations],
        is_known=False,
    ),
    Field(
        "operasi",
        _("Kode operasi; selalu 4 pada yang dikirim instansi lain"),
        lambda row: "4",
        is_known=False,
    ),
    Field("display", _("Ditampilkan; selalu 1"), lambda row: "1", is_known=False),
)


def rows(
    decrees: Iterable[Any], *, today: date, site: str, agency: str, seat: str
) -> Iterator[dict[str, Any]]:
    """Each decree as an object of the wire; so many are read at a time, however many there are."""
    for some in batched(decrees, AT_A_TIME, strict=False):
        for entry in policies.entries(some):
            yield {field.name: field.read(Source(entry, today, site, agency, seat)) for field in FIELDS}


def written(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """The rows as one JSON array, piece by piece."""
    before = "[\n"
    for row in rows:
        yield before + json.dumps(row, ensure_ascii=False, indent=1)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def flat(row: dict[str, Any]) -> list[str]:
    """A row for a table: what a decree is tied to in words, one after the other."""
    ties = "; ".join(f"{each['hubungan']} {each['peraturan']}" for each in row["relasi"])
    return [ties if name == "relasi" else str(value) for name, value in row.items()]
