"""The rows that we write to the national service: their payload, and how they are found again in what it holds.

Keys are those of public clients of the service, spelling errors included. A key for which we hold nothing is left out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip
from bijak.kernel.days import InvalidDay, months_between, parse_day
from bijak.siasn.mapping import codes

UPLOAD_PATH = "/upload-dok-rw"


@dataclass(frozen=True)
class Field:
    """``value`` draws it from a row of ours; ``is_needed``: nothing is sent without it, of some rows or of all.

    ``answer``: the key under which the service tells it again, where that is another one; empty where it does not, or
    spells it in its own way. ``names``: what its codes mean.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    is_needed: bool | Callable[[Any], bool] = False
    answer: str | None = None
    names: Mapping[str, Any] = field(default_factory=dict)

    def shown(self, value: Any) -> Any:
        """A value as a person reads it: a code by its name."""
        name = self.names.get(str(value))
        return value if name is None else f"{name} ({value})"

    def is_missing(self, row: Any) -> bool:
        is_needed = self.is_needed if isinstance(self.is_needed, bool) else self.is_needed(row)
        return is_needed and _wire(self.value(row)) == ""

    @property
    def told_as(self) -> str:
        return self.key if self.answer is None else self.answer


@dataclass(frozen=True)
class Post:
    """A row of the history of positions with what the service calls the places in it; empty where we do not know."""

    pk: int
    kind: str
    siasn_id: str
    echelon_code: str
    assignment: str
    from_on: date
    inaugurated_on: date | None
    decree_no: str
    decree_on: date | None
    unit_id: str
    agency_id: str
    office_id: str

    @property
    def code(self) -> str:
        """The id of what she holds: of its echelon, of the functional position, or of the executor's."""
        return self.echelon_code if self.kind == "structural" else self.siasn_id


@dataclass(frozen=True)
class Write:
    """What the service takes of one history.

    ``person``: the key that names whose row it is. ``same``: the keys by which a row is known again in what the service
    holds. ``remove``: where a row is deleted, if anywhere. ``paper``: the kind of document that belongs to a row.
    ``post``: the key that names the row of her positions there on which this one rests.
    """

    save: str
    history: str
    person: str
    fields: tuple[Field, ...]
    same: tuple[str, ...]
    paper: str = ""
    remove: str = ""
    post: str = ""

    def lacking(self, row: Any) -> list[Any]:
        """Labels of what the service needs and the row does not tell."""
        return [each.label for each in self.fields if each.is_missing(row)]

    def content(self, row: Any, *, owner: str) -> dict[str, str | int]:
        """The payload; ``owner`` is the PNS ID."""
        told = {field.key: _wire(field.value(row)) for field in self.fields}
        return {self.person: owner} | {key: value for key, value in told.items() if value != ""}

    def shown(self, content: Mapping[str, Any]) -> list[tuple[Any, Any]]:
        """A payload as a person reads it; the PNS ID is no business of a page."""
        return [(each.label, each.shown(content[each.key])) for each in self.fields if each.key in content]

    def found(
        self, content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], *, national_id: str = ""
    ) -> Mapping[str, Any] | None:
        """The row of the service that is the one we send, by its id where we know it, else by what names it."""
        if national_id:
            return next((row for row in rows if row.get("id") == national_id), None)
        names = [field for field in self.fields if field.key in self.same]
        return next((row for row in rows if not _differing(names, content, row)), None)

    def differing(self, content: Mapping[str, Any], row: Mapping[str, Any]) -> list[Any]:
        """Labels of what the service's row tells otherwise; of what it does not tell nothing is known."""
        told = [field for field in self.fields if field.told_as in row]
        return [field.label for field in _differing(told, content, row)]

    def is_told(self, content: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
        """Whether the service's row tells all that we send, and in the same way."""
        sent = [field for field in self.fields if field.key in content]
        return all(field.told_as in row for field in sent) and not _differing(sent, content, row)

    def has_paper(self, rows: Iterable[Mapping[str, Any]], *, national_id: str) -> bool:
        """Whether the row bears a document of the kind that belongs to it."""
        row = next((row for row in rows if row.get("id") == national_id), {})
        papers = row.get("path")
        return isinstance(papers, Mapping) and self.paper in papers


def new_id(named: Mapping[str, Any] | str) -> str:
    """The key of a row that was saved: under the name of its history (rwKursusId, rwJabatanId), or alone (SKP)."""
    if isinstance(named, str):
        return named.strip()
    return next((str(value) for key, value in named.items() if key.startswith("rw") and value), "")


def post_behind(content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str:
    """The service's id of the functional position that was held when a period of credit points ended, else empty."""
    ends = int(content["tahunSelesaiPenailan"]), int(content["bulanSelesaiPenailan"])
    held = [
        (since, str(row["id"]))
        for row in rows
        if row.get("id") and str(row.get("jenisJabatan", "")) in _FUNCTIONAL
        if (since := _day(row.get("tmtJabatan"))) and (since.year, since.month) <= ends
    ]
    return max(held)[1] if held else ""


_FUNCTIONAL = ("2", codes.POSITION_KINDS["2"])


def _day(value: Any) -> date | None:
    try:
        return parse_day(str(value or ""))
    except InvalidDay:
        return None


def _wire(value: Any) -> str | int:
    """Days as dd-mm-yyyy, nothing as an empty text."""
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, int) else (value or "").strip()


def _differing(fields: Iterable[Field], content: Mapping[str, Any], row: Mapping[str, Any]) -> list[Field]:
    return [field for field in fields if not _agree(content.get(field.key), row.get(field.told_as))]


def _agree(ours: Any, theirs: Any) -> bool:
    """As words without their capitals and blanks; a number also as a number (12.5 is 12.500)."""
    if _key(ours) == _key(theirs):
        return True
    try:
        return Decimal(_key(ours)) == Decimal(_key(theirs))
    except InvalidOperation:
        return False


def _key(value: Any) -> str:
    text = " ".join(str("" if value is None else value).split()).casefold()
    return {"true": "1", "false": "0"}.get(text, text)


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


def _is_of_kind(row: Any, *, kind: str) -> bool:
    return bool(row.kind == kind)


def _code_of(row: Post, *, kind: str) -> str:
    """The code of the position in the key that belongs to its kind."""
    return row.code if row.kind == kind else ""


def _flag_of(row: Any, *, kind: str) -> str:
    return "1" if row.kind == kind else "0"


def _last_month(row: Any) -> date:
    """A day of the last month of a period."""
    return row.until_on - timedelta(days=1)  # type: ignore[no-any-return]


def _undivided(row: Any) -> Decimal | None:
    """Points that are all main ones: since PermenPANRB 1/2023 there are no supporting ones. Of those that were assessed
    activity by activity, and of those that somebody starts with, the national form tells what we do not hold."""
    return row.points if row.kind in ("conversion", "integration", "first") else None


_MOVED_TO_A_POST = "MJ"
"""Mutasi jabatan, by the national table; the other (MU) is of a unit alone."""
_POSITION_KINDS = {"structural": "1", "functional": "2", "executor": "4"}
_ASSIGNMENT_NAMES = {
    "D": _("Definitif"),
    "PLT": _("Pelaksana tugas (Plt.)"),
    "PLH": _("Pelaksana harian (Plh.)"),
    "PJ": _("Penjabat (Pj.)"),
    "TT": _("Tugas tambahan"),
}
_LEVELS = {"R": _("Ringan"), "S": _("Sedang"), "B": _("Berat")}
_ASSIGNMENTS = {word: code for code, word in codes.WORDS["assignment"].items()}
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
        same=("hargaId", "tahun", "skNomor"),
        paper="892",
        remove="/penghargaan/delete/{id}",
    ),
    "sanction": Write(
        save="/hukdis/save",
        history="/pns/rw-hukdis/{nip}",
        person="pnsOrangId",
        fields=(
            Field(
                "jenisHukumanId",
                _("Kode jenis hukuman"),
                lambda row: row.kind_code,
                True,
                "jenisHukuman",
                codes.SANCTIONS,
            ),
            Field(
                "jenisTingkatHukumanId", _("Tingkat hukuman"), lambda row: row.level_code, True, names=_LEVELS
            ),
            Field("skNomor", _("Nomor SK"), lambda row: row.decree_no, True),
            Field("skTanggal", _("Tanggal SK"), lambda row: row.decree_on, True),
            Field("hukumanTanggal", _("Berlaku sejak"), lambda row: row.from_on, True),
            Field("akhirHukumanTanggal", _("Berlaku sampai"), _last_day, answer="akhirHukumTanggal"),
            Field("masaTahun", _("Masa, tahun"), lambda row: _parted(row)[0]),
            Field("masaBulan", _("Masa, bulan"), lambda row: _parted(row)[1]),
            Field("nomorPp", _("Dasar hukum"), lambda row: row.law_no),
            Field("keterangan", _("Keterangan"), lambda row: row.note),
        ),
        same=("jenisHukumanId", "skNomor", "skTanggal"),
        paper="882",
    ),
    "course": Write(
        save="/kursus/save",
        history="/pns/rw-kursus/{nip}",
        person="pnsOrangId",
        fields=(
            Field("namaKursus", _("Nama pelatihan"), lambda row: row.name, True),
            Field("jenisDiklatId", _("Kode bentuk pelatihan"), lambda row: row.form_code, True),
            Field(
                "jenisKursusSertipikat", _("Jenis sertifikat"), _certificate, True, "jenisKursusSertifikat"
            ),
            Field("jumlahJam", _("Jam pelajaran"), lambda row: row.hours, True),
            Field("institusiPenyelenggara", _("Penyelenggara"), lambda row: row.organiser, True),
            Field(
                "nomorSertipikat", _("Nomor sertifikat"), lambda row: row.certificate_no, True, "noSertipikat"
            ),
            Field("tahunKursus", _("Tahun"), lambda row: row.year, True),
            Field("tanggalKursus", _("Mulai"), lambda row: row.started_on or row.ended_on, True),
            Field("tanggalSelesaiKursus", _("Selesai"), lambda row: row.ended_on, True),
        ),
        same=("nomorSertipikat", "namaKursus", "tahunKursus"),
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
        same=("latihanStrukturalId", "nomor", "tahun"),
        paper="874",
    ),
    "rating": Write(
        save="/skp22/save",
        history="/pns/rw-skp22/{nip}",
        person="pnsDinilaiOrang",
        fields=(
            Field("tahun", _("Tahun"), lambda row: row.year, True),
            Field(
                "hasilKinerjaNilai",
                _("Hasil kerja"),
                lambda row: _EXPECTATIONS.get(row.results),
                True,
                names=codes.EXPECTATIONS,
            ),
            Field(
                "perilakuKerjaNilai",
                _("Perilaku kerja"),
                lambda row: _EXPECTATIONS.get(row.behaviour),
                True,
                "PerilakuKerjaNilai",
                codes.EXPECTATIONS,
            ),
            Field(
                "kuadranKinerjaNilai",
                _("Predikat"),
                lambda row: _PREDICATES.get(row.predicate),
                True,
                "KuadranKinerjaNilai",
                codes.PREDICATES,
            ),
            Field("penilaiNama", _("Nama penilai"), lambda row: row.rater_name, True, ""),
            Field("penilaiNipNrp", _("NIP penilai"), lambda row: row.rater_nip, True, "nipNrpPenilai"),
            Field("penilaiJabatan", _("Jabatan penilai"), lambda row: row.rater_position, True, ""),
            Field("penilaiUnorNama", _("Unit penilai"), lambda row: row.rater_unit, True, ""),
            Field("statusPenilai", _("Status penilai"), _standing_of_rater, True, ""),
        ),
        same=("tahun",),
        paper="891",
    ),
    "position": Write(
        save="/jabatan/unorjabatan/save",
        history="/pns/rw-jabatan/{nip}",
        person="pnsId",
        fields=(
            Field(
                "jenisJabatan",
                _("Jenis jabatan"),
                lambda row: _POSITION_KINDS[row.kind],
                True,
                names=codes.POSITION_KINDS,
            ),
            Field("unorId", _("ID unor unit kerja"), lambda row: row.unit_id, True),
            Field(
                "satuanKerjaId",
                _("ID satuan kerja (dipasang administrator)"),
                lambda row: row.office_id,
                True,
            ),
            Field(
                "instansiId",
                _("ID instansi (dipasang administrator)"),
                lambda row: row.agency_id,
                True,
                "instansiKerjaId",
            ),
            Field("instansiIndukId", _("ID instansi induk"), lambda row: row.agency_id, answer=""),
            *(
                Field(
                    key,
                    label,
                    partial(_code_of, kind=kind),
                    partial(_is_of_kind, kind=kind),
                    names=codes.ECHELONS if kind == "structural" else {},
                )
                for key, label, kind in (
                    ("eselonId", _("Kode eselon"), "structural"),
                    ("jabatanFungsionalId", _("ID jabatan fungsional"), "functional"),
                    ("jabatanFungsionalUmumId", _("ID jabatan pelaksana"), "executor"),
                )
            ),
            Field("tmtJabatan", _("TMT jabatan"), lambda row: row.from_on, True),
            Field("tmtMutasi", _("TMT mutasi"), lambda row: row.from_on, True),
            Field("tmtPelantikan", _("Tanggal pelantikan"), lambda row: row.inaugurated_on),
            Field("nomorSk", _("Nomor SK"), lambda row: row.decree_no, True),
            Field("tanggalSk", _("Tanggal SK"), lambda row: row.decree_on, True),
            Field(
                "jenisMutasiId",
                _("Jenis mutasi"),
                lambda row: _MOVED_TO_A_POST,
                True,
                "",
                {_MOVED_TO_A_POST: _("Mutasi jabatan")},
            ),
            Field(
                "jenisPenugasanId",
                _("Jenis penugasan"),
                lambda row: _ASSIGNMENTS[row.assignment],
                True,
                names=_ASSIGNMENT_NAMES,
            ),
        ),
        same=("tmtJabatan", "jenisJabatan"),
        paper="872",
    ),
    "credit": Write(
        save="/angkakredit/save",
        history="/pns/rw-angkakredit/{nip}",
        person="pnsId",
        fields=(
            Field("nomorSk", _("Nomor SK"), lambda row: row.decree_no, True),
            Field("tanggalSk", _("Tanggal SK"), lambda row: row.decree_on, True),
            Field("bulanMulaiPenailan", _("Bulan mulai penilaian"), lambda row: row.from_on.month, True),
            Field("tahunMulaiPenailan", _("Tahun mulai penilaian"), lambda row: row.from_on.year, True),
            Field(
                "bulanSelesaiPenailan", _("Bulan selesai penilaian"), lambda row: _last_month(row).month, True
            ),
            Field(
                "tahunSelesaiPenailan", _("Tahun selesai penilaian"), lambda row: _last_month(row).year, True
            ),
            Field("kreditUtamaBaru", _("Angka kredit utama"), _undivided, True),
            Field("kreditPenunjangBaru", _("Angka kredit penunjang"), lambda row: "0"),
            Field("kreditBaruTotal", _("Angka kredit seluruhnya"), lambda row: row.points, True),
            *(
                Field(key, label, partial(_flag_of, kind=kind), True, names={"1": _("ya"), "0": _("tidak")})
                for key, label, kind in (
                    ("isAngkaKreditPertama", _("Angka kredit pertama"), "first"),
                    ("isIntegrasi", _("Angka kredit integrasi"), "integration"),
                    ("isKonversi", _("Angka kredit konversi"), "conversion"),
                )
            ),
            Field("rwJabatanId", _("Riwayat jabatan di SIASN"), lambda row: "", answer=""),
        ),
        same=("nomorSk", "bulanMulaiPenailan", "tahunMulaiPenailan"),
        paper="879",
        remove="/angkakredit/delete/{id}",
        post="rwJabatanId",
    ),
}
"""By our kinds."""
