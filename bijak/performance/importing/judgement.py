"""What every rating tells, of a year as of a month: results, behaviour, the predicate they make, and who judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.interchange.registries import Column, Shape
from bijak.performance import rules
from bijak.performance.models import Expectation, Predicate

FIRST_YEAR = 2022
"""Ratings of this form begin with PermenPANRB 6/2022."""

JUDGED = (
    Column("results", _("Hasil kerja"), example="Sesuai ekspektasi", longest=40),
    Column("behaviour", _("Perilaku kerja"), example="Sesuai ekspektasi", longest=40),
    Column("predicate", _("Predikat kinerja"), example="Baik", longest=40),
    Column("rater_name", _("Nama penilai"), personal=True, longest=200),
    Column("rater_nip", _("NIP penilai"), personal=True, shape=Shape.DIGITS, longest=30),
    Column("rater_position", _("Jabatan penilai"), longest=300),
    Column("rater_unit", _("Unit penilai"), longest=300),
)


def with_judgement(frame: pl.DataFrame, *, on: date) -> pl.DataFrame:
    """The cells in our words, as they were said (``…_said``), and the predicate that ``follows`` by law on a day."""
    read = frame.with_columns(
        coded("results", Expectation.choices),
        coded("behaviour", Expectation.choices),
        coded("predicate", Predicate.choices),
        pl.col("results", "behaviour", "predicate").name.suffix("_said"),
    )
    both = pl.when(pl.all_horizontal(pl.col("results", "behaviour").is_not_null())).then(
        pl.concat_str("results", "behaviour", separator="/")
    )
    by_table = {"/".join(pair): predicate for pair, predicate in rules.predicates(rules.TERMS.on(on)).items()}
    follows = both.replace_strict(by_table, default=None, return_dtype=pl.String)
    return read.with_columns(follows.alias("follows"))


def judged(good: pl.DataFrame) -> pl.DataFrame:
    """The rows without a fault, with the predicate where only results and behaviour were told."""
    return good.with_columns(pl.coalesce("predicate", "follows").alias("predicate"))


def coded(field: str, choices: Iterable[tuple[str, Any]]) -> pl.Expr:
    """A code of ours, or its Indonesian label however it is typed ("dibawah"); null for anything else."""
    codes = {name: code for code, label in choices for name in (code, str(label).lower().replace(" ", ""))}
    said = pl.col(field).str.to_lowercase().str.replace_all(r"\s", "")
    return said.replace_strict(codes, default=None, return_dtype=pl.String)


def whole(*fields: str) -> pl.Expr:
    """Cells as whole numbers, "3.0" too; null for anything else."""
    return pl.col(fields).cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)


def judgement_faults(today: date) -> list[Fault]:
    """What can be wrong with a judgement and its year, of a frame ``with_judgement``."""
    return [
        Fault(
            "year",
            "year_impossible",
            ~pl.col("year").is_between(FIRST_YEAR, today.year).fill_null(False),
            _("Tahun penilaian kosong, sebelum 2022, atau belum tiba."),
            _("Isi tahun SKP yang dinilai, misalnya 2025."),
        ),
        _unread("results", _("Hasil kerja tidak terbaca.")),
        _unread("behaviour", _("Perilaku kerja tidak terbaca.")),
        _unread("predicate", _("Predikat kinerja tidak terbaca.")),
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


def _unread(field: str, message: Any) -> Fault:
    return Fault(
        field,
        f"{field}_unknown",
        pl.col(f"{field}_said").is_not_null() & pl.col(field).is_null(),
        message,
        _("Tulis kata-kata seperti dalam e-Kinerja, misalnya “Sesuai ekspektasi” atau “Baik”."),
    )
