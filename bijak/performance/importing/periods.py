"""Ratings of months and quarters from a file. The national system's own names live in ``siasn``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, Shape
from bijak.people.queries.naming import stranger, with_employees
from bijak.performance import services
from bijak.performance.access import Permission
from bijak.performance.importing.judgement import (
    JUDGED,
    coded,
    judged,
    judgement_faults,
    whole,
    with_judgement,
)
from bijak.performance.models import Cycle

_COLUMNS = (
    Column("siasn_id", _("ID riwayat"), longest=64),
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column("year", _("Tahun"), required=True, example="2026", longest=6, shape=Shape.WHOLE),
    Column("cycle", _("Periode"), required=True, example="Bulanan", longest=40),
    Column("from_month", _("Bulan mulai"), required=True, example="3", longest=4),
    Column("until_month", _("Bulan selesai"), example="3", longest=4, shape=Shape.WHOLE),
    Column("from_year", _("Tahun mulai"), example="2026", longest=6, shape=Shape.WHOLE),
    Column("until_year", _("Tahun selesai"), example="2026", longest=6, shape=Shape.WHOLE),
    *JUDGED,
)
_OPTIONAL = ("until_month", "from_year", "until_year")


@dataclass(frozen=True)
class Periods:
    """Import of ratings of months and quarters; the same file twice changes nothing."""

    permission: str = Permission.IMPORT
    columns: tuple[Column, ...] = _COLUMNS

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = with_judgement(with_employees(frame), on=today).with_columns(
            coded("cycle", Cycle.choices),
            whole("year", "from_month", *_OPTIONAL),
            pl.col(_OPTIONAL).name.suffix("_said"),
        )
        is_month = pl.col("cycle") == Cycle.MONTHLY
        first = pl.col("from_month")
        read = read.with_columns(
            pl.when(is_month).then(first).otherwise((first + 2) // 3).cast(pl.Int16).alias("number"),
            pl.when(is_month).then(first).otherwise(first + 2).alias("last_month"),
        ).with_columns(
            pl.format("{}:{}:{}:{}", "employee_id", "year", "cycle", "number").alias("reference"),
        )
        checked = judge(read, _faults(today))
        return replace(checked, good=judged(checked.good))

    apply = staticmethod(services.PERIODS.apply)
    undo = staticmethod(services.PERIODS.undo)


def _faults(today: date) -> list[Fault]:
    is_quarter = pl.col("cycle") == Cycle.QUARTERLY
    return [
        stranger(),
        Fault(
            "cycle",
            "cycle_unknown",
            pl.col("cycle").is_null(),
            _("Periodenya tidak terbaca."),
            _("Tulis “Bulanan” atau “Triwulan”."),
        ),
        Fault(
            "from_month",
            "month_unread",
            ~pl.col("from_month").is_between(1, 12).fill_null(False),
            _("Bulan penilaian tidak terbaca."),
            _("Isi bulan pertamanya, 1 sampai 12. Riwayat dari SIASN sendiri tidak menyebut bulan."),
        ),
        Fault(
            "from_month",
            "quarter_begins_elsewhere",
            is_quarter & (pl.col("from_month") % 3 != 1),
            _("Triwulan mulai pada bulan 1, 4, 7, atau 10."),
            _("Periksa periode dan bulan mulainya."),
        ),
        Fault(
            "until_month",
            "period_differs",
            _said_otherwise("until_month", than="last_month"),
            _("Bulan selesainya tidak sesuai dengan periodenya."),
            _("Periode bulanan berisi satu bulan, triwulan tiga; periksa ketiganya."),
        ),
        Fault(
            "year",
            "period_leaves_the_year",
            _said_otherwise("from_year", than="year") | _said_otherwise("until_year", than="year"),
            _("Tahun mulai atau selesainya lain dari tahun penilaian."),
            _("Bulan dan triwulan terletak dalam satu tahun; periksa tahunnya."),
        ),
        Fault(
            "from_month",
            "period_to_come",
            pl.col("year") * 12 + pl.col("last_month") > today.year * 12 + today.month,
            _("Periode ini belum berakhir."),
            _("Kinerja dinilai pada akhir periodenya; periksa bulan dan tahunnya."),
        ),
        Fault(
            "from_month",
            "period_twice",
            pl.col("reference").is_not_null() & pl.col("reference").is_duplicated(),
            _("Periode ini tertulis lebih dari sekali untuk pegawai ini."),
            _("Sisakan satu baris."),
        ),
        *judgement_faults(today),
    ]


def _said_otherwise(field: str, *, than: str) -> pl.Expr:
    """Where something stands in a cell that may stay empty, and it is not the number it must be."""
    return pl.col(f"{field}_said").is_not_null() & (pl.col(field) != pl.col(than)).fill_null(True)


PERIODS = Periods()
"""``siasn`` joins the names of the national system to it."""
