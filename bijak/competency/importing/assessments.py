"""Results of assessments from any spreadsheet whose columns can be matched."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.competency import services
from bijak.competency.access import Permission
from bijak.competency.models import AssessmentMethod
from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.people.queries.naming import stranger, with_employees

HIGHEST_JPM = 200
"""No report says more: 138.89 has been seen."""
EARLIEST = date(2000, 1, 1)

_COLUMNS = (
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column(
        "assessed_on",
        _("Tanggal asesmen"),
        required=True,
        aliases=("Tanggal penilaian", "Tanggal pelaksanaan"),
        example="14-05-2025",
        shape=Shape.DATE,
    ),
    Column(
        "potential",
        _("Nilai potensi"),
        aliases=("Potensi", "Skor potensi"),
        example="78,5",
        personal=True,
        longest=8,
    ),
    Column(
        "jpm",
        _("Nilai kompetensi (JPM)"),
        aliases=("JPM", "Job Person Match", "Nilai kompetensi", "Kompetensi"),
        example="86,2",
        personal=True,
        longest=8,
    ),
    Column("valid_until", _("Berlaku sampai"), example="13-05-2028", shape=Shape.DATE),
    Column("method", _("Metode asesmen"), aliases=("Metode",), example="Assessment center", longest=60),
    Column("assessor", _("Penyelenggara asesmen"), aliases=("Lembaga", "Asesor"), longest=200),
    Column("report_no", _("Nomor laporan"), aliases=("No laporan",), longest=100),
)


def check(frame: pl.DataFrame, *, today: date) -> Checked:
    read = with_employees(frame).with_columns(
        pl.col("assessed_on", "valid_until").str.to_date("%Y-%m-%d", strict=False),
        *(_number(name) for name in ("potential", "jpm")),
        _method().alias("method"),
        pl.col("potential", "jpm", "method").name.suffix("_said"),
        # One assessment of a person on a day: a file with better figures replaces it.
        pl.format("{}:{}", "nip", "assessed_on").alias("reference"),
    )
    return judge(read, _faults(today))


def _number(name: str) -> pl.Expr:
    """78,5 and 78.5 are the same."""
    return pl.col(name).str.replace(",", ".", literal=True).cast(pl.Float64, strict=False).round(2)


def _method() -> pl.Expr:
    codes = {
        name: code
        for code, label in AssessmentMethod.choices
        for name in (code, str(label).lower().replace(" ", ""))
    }
    said = pl.col("method").str.to_lowercase().str.replace_all(r"\s", "")
    return said.replace_strict(codes, default=None, return_dtype=pl.String)


def _faults(today: date) -> list[Fault]:
    return [
        stranger(),
        Fault(
            "assessed_on",
            "assessed_impossible",
            ~pl.col("assessed_on").is_between(EARLIEST, today),
            _("Tanggal asesmen terlalu lampau atau belum tiba."),
            _("Tulis tanggal pelaksanaan asesmen seperti pada laporannya."),
        ),
        Fault(
            "valid_until",
            "valid_before_assessed",
            pl.col("valid_until") < pl.col("assessed_on"),
            _("Masa berlakunya berakhir sebelum asesmennya."),
            _("Periksa kedua tanggal pada laporan, atau kosongkan masa berlakunya."),
        ),
        Fault(
            "potential",
            "potential_impossible",
            pl.col("potential_said").is_not_null() & ~pl.col("potential").is_between(0, 100).fill_null(False),
            _("Nilai potensi bukan angka antara 0 dan 100."),
            _("Ubah dahulu ke skala 0 sampai 100."),
        ),
        Fault(
            "jpm",
            "jpm_impossible",
            pl.col("jpm_said").is_not_null() & ~pl.col("jpm").is_between(0, HIGHEST_JPM).fill_null(False),
            _("JPM bukan angka antara 0 dan 200."),
            _("Tulis capaian dibagi standar, kali 100; boleh di atas 100."),
        ),
        Fault(
            "potential",
            "scores_missing",
            pl.all_horizontal(pl.col("potential_said", "jpm_said").is_null()),
            _("Nilai potensi dan JPM sama-sama kosong."),
            _("Isi sedikitnya satu dari keduanya."),
        ),
        Fault(
            "method",
            "method_unknown",
            pl.col("method_said").is_not_null() & pl.col("method").is_null(),
            _("Metode asesmen tidak dikenal."),
            _("Tulis misalnya “Assessment center” atau “Penilaian cepat”, atau kosongkan."),
        ),
    ]


ASSESSMENTS = ImportKind(
    code="assessment",
    label=_("Hasil asesmen"),
    description=_("Nilai potensi dan kompetensi (JPM) pegawai dari lembar kerja mana pun."),
    permission=Permission.IMPORT,
    columns=_COLUMNS,
    check=check,
    apply=services.ASSESSMENTS.apply,
    undo=services.ASSESSMENTS.undo,
    order=60,
)
