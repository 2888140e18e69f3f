"""Productivity of a month: approved minutes against a target, or a predicate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind
from bijak.people.queries.naming import stranger, with_employees
from bijak.welfare.access import Permission
from bijak.welfare.importing.allowance.typed import NIP, coded, month, month_reference, no_month, number
from bijak.welfare.models import Setting
from bijak.welfare.services import imports as services

PRODUCTIVITY_COLUMNS = (
    NIP,
    Column("month", _("Bulan"), required=True, aliases=("PERIODE", "BULAN KINERJA"), example="10-2026", longest=20,
           note=_("Bulan dan tahun, misalnya 10-2026.")),
    Column("minutes", _("Menit disetujui"), aliases=("MENIT", "MENIT EFEKTIF", "CAPAIAN MENIT"), example="6300",
           longest=12),
    Column("target", _("Target menit"), aliases=("TARGET", "MENIT TARGET"), example="6750", longest=12),
    Column("predicate", _("Predikat"), aliases=("PREDIKAT PERIODIK",), longest=40),
)  # fmt: skip

_PREDICATES = {
    each.removeprefix("achieved_"): str(label)
    for each, label in (
        (Setting.VERY_GOOD, "sangat baik"), (Setting.GOOD, "baik"), (Setting.NEEDS_IMPROVEMENT, "butuh perbaikan"),
        (Setting.POOR, "kurang"), (Setting.VERY_POOR, "sangat kurang"),
    )
}  # fmt: skip


def check_productivity(frame: pl.DataFrame, *, today: date) -> Checked:
    """Minutes against a target, or a predicate, of a month of people we know."""
    read = with_employees(frame).with_columns(
        month(),
        *(number(name).round(0).cast(pl.Int64, strict=False) for name in ("minutes", "target")),
        pl.col("predicate").pipe(coded, _PREDICATES.items(), {}).alias("predicate"),
        *(pl.col(name).alias(f"{name}_said") for name in ("minutes", "target", "predicate")),
    )  # fmt: skip
    checked = judge(read, _productivity_faults(today))
    return replace(checked, good=checked.good.with_columns(month_reference()))


def _productivity_faults(today: date) -> list[Fault]:
    return [
        stranger(),
        no_month(today),
        *(
            Fault(
                name, f"{name}_impossible",
                pl.col(f"{name}_said").is_not_null() & ~pl.col(name).is_between(0, 100_000).fill_null(False),
                _("Jumlah menit tidak terbaca atau tidak mungkin."), _("Tulis angka bulat, misalnya 6300."),
            )
            for name in ("minutes", "target")
        ),
        Fault(
            "predicate", "predicate_unknown", pl.col("predicate_said").is_not_null() & pl.col("predicate").is_null(),
            _("Predikat kinerja tidak terbaca."), _("Tulis misalnya “Baik” atau “Sangat baik”."),
        ),
        Fault(
            "minutes", "nothing_said", pl.all_horizontal(pl.col("minutes_said", "predicate_said").is_null()),
            _("Baris ini tidak memuat menit maupun predikat."), _("Isi salah satunya."),
        ),
        Fault(
            "target", "target_missing", pl.col("minutes").is_not_null() & ~(pl.col("target") > 0).fill_null(False),
            _("Menit tanpa target tidak dapat dibandingkan."), _("Isi target menit bulan itu."),
        ),
    ]  # fmt: skip


PRODUCTIVITY = ImportKind(
    code="welfare.productivity",
    label=_("Rekap produktivitas bulanan"),
    description=_(
        "Menit laporan harian yang disetujui terhadap target, atau predikat periodik, setiap pegawai sebulan."
    ),
    permission=Permission.IMPORT,
    columns=PRODUCTIVITY_COLUMNS,
    check=check_productivity,
    apply=services.PRODUCTIVITY.apply,
    undo=services.PRODUCTIVITY.undo,
    order=71,
)
