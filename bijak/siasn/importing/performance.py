"""Ratings of a year and of its months or quarters, and credit points."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.performance import importing as performance
from bijak.performance.importing.credits import number
from bijak.siasn.importing.cells import coded, nip_of_person
from bijak.siasn.importing.translating import Translated, kind
from bijak.siasn.mapping import files, spellings

JUDGEMENT_SPELLED = {
    "results": ("results_name", spellings.EXPECTATION),
    "behaviour": ("behaviour_name", spellings.EXPECTATION),
    "predicate": ("predicate_name", spellings.PREDICATE),
}
TRUE = ("1", "1.0", "true", "t", "ya", "y")


def _ratings(frame: pl.DataFrame) -> pl.DataFrame:
    return nip_of_person(frame).with_columns(
        coded(frame, "results", spellings.EXPECTATION, name="results_name"),
        coded(frame, "behaviour", spellings.EXPECTATION, name="behaviour_name"),
        coded(frame, "predicate", spellings.PREDICATE, name="predicate_name"),
    )


def _periods(frame: pl.DataFrame) -> pl.DataFrame:
    read = _ratings(frame)
    return read.with_columns(coded(frame, "cycle", spellings.PERIOD, name="cycle_name"))


def _credits(frame: pl.DataFrame) -> pl.DataFrame:
    """The kind by the flags of the row; one without any was assessed activity by activity."""
    flagged = {"is_integrated": "integration", "is_first": "first", "is_converted": "conversion"}
    kinds = (
        pl.when(pl.col(flag).str.to_lowercase().is_in(TRUE)).then(pl.lit(kind))
        for flag, kind in flagged.items()
    )
    both = pl.sum_horizontal(number("main").fill_null(0), number("supporting").fill_null(0)).round(3)
    told = pl.any_horizontal(number("main", "supporting").is_not_null())
    return nip_of_person(frame).with_columns(
        pl.coalesce(*kinds, "kind").alias("kind"),
        pl.coalesce("points", pl.when(told).then(both.cast(pl.String).str.replace(".", ",", literal=True))),
    )


KINDS = (
    kind(
        "rating_history",
        _("Penilaian SKP"),
        _("Riwayat rw_skp22 SIASN: hasil kerja, perilaku dan predikat setiap tahun."),
        Translated(
            performance.RATINGS,
            files.RATING_HISTORY,
            _ratings,
            wire=("person_siasn_id", "results_name", "behaviour_name", "predicate_name"),
            named=("results", "behaviour", "predicate"),
            spelled=JUDGEMENT_SPELLED,
            labels={"behaviour": _("Kode perilaku kerja")},
        ),
        performance.RATINGS.permission,
        50,
    ),
    kind(
        "periodic_history",
        _("Penilaian SKP periodik"),
        _(
            "Kinerja bulanan dan triwulan dengan nama isian layanan SIASN (kinerjaperiodik). Bulannya wajib: "
            "riwayat yang diunduh dari SIASN sendiri tidak menyebutnya."
        ),
        Translated(
            performance.PERIODS,
            files.PERIODIC_HISTORY,
            _periods,
            wire=("person_siasn_id", "results_name", "behaviour_name", "predicate_name", "cycle_name"),
            named=("results", "behaviour", "predicate", "cycle"),
            spelled=JUDGEMENT_SPELLED | {"cycle": ("cycle_name", spellings.PERIOD)},
            labels={"behaviour": _("Kode perilaku kerja")},
        ),
        performance.PERIODS.permission,
        51,
    ),
    kind(
        "credit_history",
        _("Angka kredit"),
        _("Riwayat rw_angkakredit SIASN: angka kredit (PAK) pejabat fungsional setiap masa penilaian."),
        Translated(
            performance.CREDITS,
            files.CREDIT_HISTORY,
            _credits,
            wire=("person_siasn_id", "is_first", "is_integrated", "is_converted", "main", "supporting"),
            instead={"points": ("main",)},
        ),
        performance.CREDITS.permission,
        52,
    ),
)
