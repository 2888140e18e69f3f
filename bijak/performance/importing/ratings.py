"""Ratings of SKP from a file. The national system's own names live in ``siasn``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.people.queries.naming import stranger, with_employees
from bijak.performance import rules, services
from bijak.performance.access import Permission
from bijak.performance.models import Expectation, Predicate

FIRST_YEAR = 2022
"""Ratings of this form begin with PermenPANRB 6/2022."""

_COLUMNS = (
    Column("siasn_id", _("ID riwayat"), longest=64),
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column("year", _("Tahun"), required=True, example="2025", longest=6),
    Column("results", _("Hasil kerja"), example="Sesuai ekspektasi", longest=40),
    Column("behaviour", _("Perilaku kerja"), example="Sesuai ekspektasi", longest=40),
    Column("predicate", _("Predikat kinerja"), example="Baik", longest=40),
    Column("rater_name", _("Nama penilai"), personal=True, longest=200),
    Column("rater_nip", _("NIP penilai"), personal=True, shape=Shape.DIGITS, longest=30),
    Column("rater_position", _("Jabatan penilai"), longest=300),
    Column("rater_unit", _("Unit penilai"), longest=300),
)

_RECAP = {
    "nip": ("NIP pegawai", "NIP pegawai yang dinilai"),
    "year": ("Tahun penilaian", "Tahun kinerja", "Periode tahun"),
    "results": ("Rating hasil kerja", "Hasil kinerja"),
    "behaviour": ("Rating perilaku kerja", "Perilaku"),
    "predicate": ("Predikat", "Predikat kinerja pegawai", "Kuadran kinerja"),
    "rater_name": ("Pejabat penilai kinerja", "Nama pejabat penilai"),
    "rater_nip": ("NIP pejabat penilai", "NIP pejabat penilai kinerja"),
    "rater_position": ("Jabatan pejabat penilai",),
    "rater_unit": ("Unit kerja pejabat penilai",),
}
"""What e-Kinerja and offices call the columns: the words of the form in PermenPANRB 6/2022, and shorter ones."""


@dataclass(frozen=True)
class Ratings:
    """Import of yearly ratings; the same file twice changes nothing."""

    permission: str = Permission.IMPORT
    columns: tuple[Column, ...] = _COLUMNS

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = with_employees(frame).with_columns(
            pl.col("year").cast(pl.Float64, strict=False).cast(pl.Int32, strict=False),
            _coded("results", Expectation.choices),
            _coded("behaviour", Expectation.choices),
            _coded("predicate", Predicate.choices),
            pl.col("results", "behaviour", "predicate").name.suffix("_said"),
        )
        said = pl.when(pl.all_horizontal(pl.col("results", "behaviour").is_not_null())).then(
            pl.concat_str("results", "behaviour", separator="/")
        )
        by_table = {
            "/".join(pair): predicate for pair, predicate in rules.predicates(rules.TERMS.on(today)).items()
        }
        follows = said.replace_strict(by_table, default=None, return_dtype=pl.String)
        read = read.with_columns(
            follows.alias("follows"),
            pl.coalesce("siasn_id", pl.format("{}:{}", "nip", "year")).alias("reference"),
        )
        checked = judge(read, _faults(today))
        good = checked.good.with_columns(pl.coalesce("predicate", "follows").alias("predicate"))
        return replace(checked, good=good)

    apply = staticmethod(services.RATINGS.apply)
    undo = staticmethod(services.RATINGS.undo)


def _coded(field: str, choices: Iterable[tuple[str, Any]]) -> pl.Expr:
    """A code of ours, or its Indonesian label however it is typed ("dibawah"); null for anything else."""
    codes = {name: code for code, label in choices for name in (code, str(label).lower().replace(" ", ""))}
    said = pl.col(field).str.to_lowercase().str.replace_all(r"\s", "")
    return said.replace_strict(codes, default=None, return_dtype=pl.String)


def _faults(today: date) -> list[Fault]:
    def unread(field: str, message: Any) -> Fault:
        hint = _("Tulis kata-kata seperti dalam e-Kinerja, misalnya “Sesuai ekspektasi” atau “Baik”.")
        return Fault(
            field,
            f"{field}_unknown",
            pl.col(f"{field}_said").is_not_null() & pl.col(field).is_null(),
            message,
            hint,
        )

    return [
        stranger(),
        Fault(
            "year",
            "year_impossible",
            pl.col("year").is_null() | ~pl.col("year").is_between(FIRST_YEAR, today.year),
            _("Tahun penilaian kosong, sebelum 2022, atau belum tiba."),
            _("Isi tahun SKP yang dinilai, misalnya 2025."),
        ),
        unread("results", _("Hasil kerja tidak terbaca.")),
        unread("behaviour", _("Perilaku kerja tidak terbaca.")),
        unread("predicate", _("Predikat kinerja tidak terbaca.")),
        Fault(
            "predicate",
            "predicate_missing",
            pl.all_horizontal(pl.col("predicate_said", "follows").is_null()),
            _("Predikat kosong dan tidak dapat disimpulkan dari hasil dan perilaku kerja."),
            _("Isi predikatnya, atau isi hasil kerja dan perilaku kerja."),
        ),
        Fault(
            "predicate",
            "predicate_differs",
            pl.col("predicate") != pl.col("follows"),
            _("Predikat ini tidak sesuai dengan hasil dan perilaku kerjanya menurut PermenPANRB 6/2022."),
            _("Periksa ketiganya pada dokumen evaluasi kinerja."),
        ),
    ]


RATINGS = Ratings()

RECAP = ImportKind(
    code="rating_recap",
    label=_("Rekap e-Kinerja"),
    description=_(
        "Rekap penilaian kinerja setahun, satu baris untuk setiap pegawai, dengan kolom tahun. Judul kolom yang lain "
        "dapat dicocokkan dan diingat."
    ),
    permission=RATINGS.permission,
    columns=tuple(replace(column, aliases=_RECAP.get(column.field, ())) for column in _COLUMNS),
    check=RATINGS.check,
    apply=RATINGS.apply,
    undo=RATINGS.undo,
    order=51,
)
"""A spreadsheet of the office; the history of the national system is joined to ``RATINGS`` by ``siasn``."""
