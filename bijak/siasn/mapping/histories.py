"""The histories whose rows the national service lets us write: their payload, drawn from a row of ours.

Keys are those of public clients of the service, spelling errors included. A key for which we hold nothing is left out.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from bijak.kernel import nip
from bijak.kernel.days import months_between
from bijak.siasn.mapping import codes
from bijak.siasn.mapping.writing import Field, Post, Rated, Write, plain


def _last_day(row: Any) -> date | None:
    """Ours end before a day, the service's on one."""
    return row.until_on - timedelta(days=1) if row.until_on else None


def _parted(row: Any) -> tuple[int | None, int | None]:
    """Years and further months of a span that ends."""
    return divmod(months_between(row.from_on, row.until_on), 12) if row.until_on else (None, None)


def _structural(row: Any) -> str:
    """The code of a leadership training by its name, as the service calls it."""
    named = {plain(name): code for code, name in codes.STRUCTURAL_TRAININGS.items()}
    return named.get(plain(row.name), "")


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
_PERIODS = {word: code for code, word in codes.WORDS["period"].items()}


def _code_said(row: Rated, *, fact: str, ids: Mapping[str, int]) -> int | None:
    return ids.get(getattr(row.rating, fact))


def _judged(**told: str) -> tuple[Field, ...]:
    """What was judged; ``told``: keys that the answers of the service spell otherwise."""
    return tuple(
        Field(key, label, partial(_code_said, fact=fact, ids=ids), True, told.get(fact), names)
        for key, label, fact, ids, names in (
            ("hasilKinerjaNilai", _("Hasil kerja"), "results", _EXPECTATIONS, codes.EXPECTATIONS),
            ("perilakuKerjaNilai", _("Perilaku kerja"), "behaviour", _EXPECTATIONS, codes.EXPECTATIONS),
            ("kuadranKinerjaNilai", _("Predikat"), "predicate", _PREDICATES, codes.PREDICATES),
        )
    )


_RATER_RANK = Field(
    "penilaiGolongan", _("Golongan penilai"), lambda row: row.rater_rank, answer="", names=codes.RANKS
)
"""Not compared: the service may know the rank of a rater whom we do not know."""

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
            Field("tahun", _("Tahun"), lambda row: row.rating.year, True),
            *_judged(behaviour="PerilakuKerjaNilai", predicate="KuadranKinerjaNilai"),
            Field("penilaiNama", _("Nama penilai"), lambda row: row.rating.rater_name, True, ""),
            Field("penilaiNipNrp", _("NIP penilai"), lambda row: row.rating.rater_nip, True, "nipNrpPenilai"),
            _RATER_RANK,
            Field("penilaiJabatan", _("Jabatan penilai"), lambda row: row.rating.rater_position, True, ""),
            Field("penilaiUnorNama", _("Unit penilai"), lambda row: row.rating.rater_unit, True, ""),
            Field("statusPenilai", _("Status penilai"), lambda row: _standing_of_rater(row.rating), True, ""),
        ),
        same=("tahun",),
        paper="891",
    ),
    "periodic": Write(
        save="/kinerjaperiodik/save",
        history="/pns/rw-kinerjaperiodik/{nip}",
        person="pnsDinilaiId",
        fields=(
            Field("tahun", _("Tahun"), lambda row: row.rating.year, True),
            Field(
                "periodikId", _("Periode"), lambda row: _PERIODS[row.rating.cycle], True, names=codes.PERIODS
            ),
            *(
                Field(key, label, value, True, "")
                for key, label, value in (
                    (
                        "bulanMulaiPenilaian",
                        _("Bulan mulai penilaian"),
                        lambda row: str(row.rating.first_month),
                    ),
                    ("tahunMulaiPenilaian", _("Tahun mulai penilaian"), lambda row: row.rating.year),
                    (
                        "bulanSelesaiPenilaian",
                        _("Bulan selesai penilaian"),
                        lambda row: str(row.rating.last_month),
                    ),
                    ("tahunSelesaiPenilaian", _("Tahun selesai penilaian"), lambda row: row.rating.year),
                )
            ),
            *_judged(),
            Field(
                "koefisienId",
                _("Koefisien jenjang jabatan fungsional"),
                lambda row: row.coefficient,
                True,
                "koefisenId",
            ),
            Field("penilaiNama", _("Nama penilai"), lambda row: row.rating.rater_name, True, "namaPenilai"),
            Field("penilaiNipNrp", _("NIP penilai"), lambda row: row.rating.rater_nip, True),
            _RATER_RANK,
            Field("penilaiJabatanNama", _("Jabatan penilai"), lambda row: row.rating.rater_position, True),
            Field(
                "penilaiUnorNama",
                _("Unit penilai"),
                lambda row: row.rating.rater_unit,
                True,
                "penilaiUnorNm",
            ),
            Field("statusPenilai", _("Status penilai"), lambda row: _standing_of_rater(row.rating), True),
        ),
        # Its answers name no month: a row there cannot be told from the others of its year.
        same=(),
        paper="890",
        remove="/kinerjaperiodik/delete/{id}",
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
