"""The rows that we write to the national service: their payload, and how they are found again in what it holds.

Keys are those of public clients of the service, spelling errors included. A key for which we hold nothing is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip
from bijak.kernel.days import months_between
from bijak.siasn.mapping import codes

UPLOAD_PATH = "/upload-dok-rw"


@dataclass(frozen=True)
class Field:
    """``value`` draws it from a row of ours; ``is_needed``: without it there is nothing to send."""

    key: str
    label: Any
    value: Callable[[Any], Any]
    is_needed: bool = False


@dataclass(frozen=True)
class Write:
    """What the service takes of one history.

    ``person``: the key that names whose row it is. ``same``: by which of the keys we send, and under which key of its
    answers, a row is known again. ``remove``: where a row is deleted, if anywhere. ``paper``: the kind of document that
    belongs to a row.
    """

    save: str
    history: str
    person: str
    fields: tuple[Field, ...]
    same: Mapping[str, str]
    paper: str = ""
    remove: str = ""

    def lacking(self, row: Any) -> list[Any]:
        """Labels of what the service needs and the row does not tell."""
        return [field.label for field in self.fields if field.is_needed and _wire(field.value(row)) == ""]

    def content(self, row: Any, *, owner: str) -> dict[str, str | int]:
        """The payload; ``owner`` is the PNS ID."""
        told = {field.key: _wire(field.value(row)) for field in self.fields}
        return {self.person: owner} | {key: value for key, value in told.items() if value != ""}

    def shown(self, content: Mapping[str, Any]) -> list[tuple[Any, Any]]:
        """A payload as a person reads it; the PNS ID is no business of a page."""
        return [(field.label, content[field.key]) for field in self.fields if field.key in content]

    def found(self, content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str:
        """The id of the row that says what we sent; empty where there is none."""
        wanted = [_key(content.get(ours)) for ours in self.same]
        for row in rows:
            if wanted == [_key(row.get(theirs)) for theirs in self.same.values()]:
                return str(row.get("id") or "")
        return ""

    def has_paper(self, rows: Iterable[Mapping[str, Any]], *, national_id: str) -> bool:
        """Whether the row bears a document of the kind that belongs to it."""
        row = next((row for row in rows if row.get("id") == national_id), {})
        papers = row.get("path")
        return isinstance(papers, Mapping) and self.paper in papers


def new_id(named: Mapping[str, Any]) -> str:
    """The key of a row that was saved: the service names it by its history (rwKursusId, rwJabatanId)."""
    return next((str(value) for key, value in named.items() if key.startswith("rw") and value), "")


def _wire(value: Any) -> str | int:
    """Days as dd-mm-yyyy, nothing as an empty text."""
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    return value if isinstance(value, int) else (value or "").strip()


def _key(value: Any) -> str:
    return " ".join(str("" if value is None else value).split()).casefold()


def _last_day(row: Any) -> date | None:
    """Ours end before a day, the service's on one."""
    return row.until_on - timedelta(days=1) if row.until_on else None


def _parted(row: Any) -> tuple[int | None, int | None]:
    """Years and further months of a span that ends."""
    return divmod(months_between(row.from_on, row.until_on), 12) if row.until_on else (None, None)


def _structural(row: Any) -> str:
    """The code of a leadership training by its name, as the service calls it."""
    named = {_key(name): code for code, name in codes.STRUCTURAL_TRAININGS.items()}
    return named.get(_key(row.name), "")


def _certificate(row: Any) -> str:
    return codes.CERTIFICATES.get(row.form_code, "")


def _standing_of_rater(row: Any) -> str:
    try:
        nip.parse(row.rater_nip)
    except nip.InvalidNip:
        return "NON ASN"
    return "ASN"


_EXPECTATIONS = {word: int(code) for code, word in codes.WORDS["expectation"].items()}
_PREDICATES = {word: int(code) for code, word in codes.WORDS["predicate"].items()}

WRITES: Mapping[str, Write] = {
    "award": Write(
        save="/penghargaan/save",
        history="/pns/rw-penghargaan/{nip}",
        person="pnsOrangId",
        fields=(
            Field("hargaId", _("Kode penghargaan"), lambda row: row.award_code, True),
            Field("tahun", _("Tahun"), lambda row: row.year, True),
            Field("skNomor", _("Nomor SK"), lambda row: row.decree_no, True),
            Field("skDate", _("Tanggal SK"), lambda row: row.decree_on, True),
        ),
        same={"hargaId": "hargaId", "tahun": "tahun", "skNomor": "skNomor"},
        paper="892",
    ),
    "sanction": Write(
        save="/hukdis/save",
        history="/pns/rw-hukdis/{nip}",
        person="pnsOrangId",
        fields=(
            Field("jenisHukumanId", _("Kode jenis hukuman"), lambda row: row.kind_code, True),
            Field("jenisTingkatHukumanId", _("Tingkat hukuman"), lambda row: row.level_code, True),
            Field("skNomor", _("Nomor SK"), lambda row: row.decree_no, True),
            Field("skTanggal", _("Tanggal SK"), lambda row: row.decree_on, True),
            Field("hukumanTanggal", _("Berlaku sejak"), lambda row: row.from_on, True),
            Field("akhirHukumanTanggal", _("Berlaku sampai"), _last_day),
            Field("masaTahun", _("Masa, tahun"), lambda row: _parted(row)[0]),
            Field("masaBulan", _("Masa, bulan"), lambda row: _parted(row)[1]),
            Field("nomorPp", _("Dasar hukum"), lambda row: row.law_no),
            Field("keterangan", _("Keterangan"), lambda row: row.note),
        ),
        same={"jenisHukumanId": "jenisHukuman", "skNomor": "skNomor", "skTanggal": "skTanggal"},
        paper="882",
    ),
    "course": Write(
        save="/kursus/save",
        history="/pns/rw-kursus/{nip}",
        person="pnsOrangId",
        fields=(
            Field("namaKursus", _("Nama pelatihan"), lambda row: row.name, True),
            Field("jenisDiklatId", _("Kode bentuk pelatihan"), lambda row: row.form_code, True),
            Field("jenisKursusSertipikat", _("Jenis sertifikat"), _certificate, True),
            Field("jumlahJam", _("Jam pelajaran"), lambda row: row.hours, True),
            Field("institusiPenyelenggara", _("Penyelenggara"), lambda row: row.organiser, True),
            Field("nomorSertipikat", _("Nomor sertifikat"), lambda row: row.certificate_no, True),
            Field("tahunKursus", _("Tahun"), lambda row: row.year, True),
            Field("tanggalKursus", _("Mulai"), lambda row: row.started_on or row.ended_on, True),
            Field("tanggalSelesaiKursus", _("Selesai"), lambda row: row.ended_on, True),
        ),
        same={"nomorSertipikat": "noSertipikat", "namaKursus": "namaKursus", "tahunKursus": "tahunKursus"},
        paper="881",
        remove="/kursus/delete/{id}",
    ),
    "programme": Write(
        save="/diklat/save",
        history="/pns/rw-diklat/{nip}",
        person="pnsOrangId",
        fields=(
            Field("latihanStrukturalId", _("Kode diklat struktural"), _structural, True),
            Field("jumlahJam", _("Jam pelajaran"), lambda row: row.hours, True),
            Field("institusiPenyelenggara", _("Penyelenggara"), lambda row: row.organiser, True),
            Field("nomor", _("Nomor sertifikat"), lambda row: row.certificate_no, True),
            Field("tahun", _("Tahun"), lambda row: row.year, True),
            Field("tanggal", _("Mulai"), lambda row: row.started_on or row.ended_on, True),
            Field("tanggalSelesai", _("Selesai"), lambda row: row.ended_on, True),
        ),
        same={"latihanStrukturalId": "latihanStrukturalId", "nomor": "nomor", "tahun": "tahun"},
        paper="874",
    ),
    "rating": Write(
        save="/skp22/save",
        history="/pns/rw-skp22/{nip}",
        person="pnsDinilaiOrang",
        fields=(
            Field("tahun", _("Tahun"), lambda row: row.year, True),
            Field("hasilKinerjaNilai", _("Hasil kerja"), lambda row: _EXPECTATIONS.get(row.results), True),
            Field(
                "perilakuKerjaNilai",
                _("Perilaku kerja"),
                lambda row: _EXPECTATIONS.get(row.behaviour),
                True,
            ),
            Field("kuadranKinerjaNilai", _("Predikat"), lambda row: _PREDICATES.get(row.predicate), True),
            Field("penilaiNama", _("Nama penilai"), lambda row: row.rater_name, True),
            Field("penilaiNipNrp", _("NIP penilai"), lambda row: row.rater_nip, True),
            Field("penilaiJabatan", _("Jabatan penilai"), lambda row: row.rater_position, True),
            Field("penilaiUnorNama", _("Unit penilai"), lambda row: row.rater_unit, True),
            Field("statusPenilai", _("Status penilai"), _standing_of_rater, True),
        ),
        same={
            "tahun": "tahun",
            "hasilKinerjaNilai": "hasilKinerjaNilai",
            "perilakuKerjaNilai": "PerilakuKerjaNilai",
            "kuadranKinerjaNilai": "KuadranKinerjaNilai",
        },
        paper="891",
    ),
}
"""By our kinds. Positions are not among them: the service wants the id of its work unit, which we do not hold."""
