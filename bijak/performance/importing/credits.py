"""Credit points of functional positions from a file. The national system's own names live in ``siasn``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, disagreeing, judge
from bijak.interchange.registries import Checked, Column, Shape
from bijak.people.queries.naming import stranger, with_employees
from bijak.performance import services
from bijak.performance.access import Permission
from bijak.performance.models import CreditKind, Predicate

_COLUMNS = (
    Column("siasn_id", _("ID riwayat"), longest=64),
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column("from_month", _("Bulan mulai"), required=True, example="1", longest=12),
    Column("from_year", _("Tahun mulai"), required=True, example="2025", longest=6, shape=Shape.WHOLE),
    Column("until_month", _("Bulan selesai"), required=True, example="12", longest=12),
    Column("until_year", _("Tahun selesai"), required=True, example="2025", longest=6, shape=Shape.WHOLE),
    Column("points", _("Angka kredit"), required=True, example="12,5", longest=20),
    Column("kind", _("Jenis angka kredit"), example="Konversi predikat", longest=40),
    Column("position", _("Jabatan fungsional"), example="Guru Ahli Pertama", longest=200),
    Column("predicate", _("Predikat kinerja"), example="Baik", longest=40),
    Column("decree_no", _("Nomor SK"), longest=100),
    Column("decree_on", _("Tanggal SK"), shape=Shape.DATE),
)
_MONTHS = {str(name).lower(): str(number) for number, name in enumerate(
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(), start=1
)}  # fmt: skip
# An office that writes 1.250 means a thousand and more; the national service means one and a quarter.
_EITHER = r"^[1-9]\.\d{3}$"
_MOST = 10_000
"""More points than a life holds; what is beyond is a slip of the hand."""


@dataclass(frozen=True)
class Credits:
    """Import of credit points (PAK); the same file twice changes nothing."""

    permission: str = Permission.IMPORT
    columns: tuple[Column, ...] = _COLUMNS

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = with_employees(frame).with_columns(
            _first_of("from", months=0).alias("from_on"),
            _first_of("until", months=1).alias("until_on"),
            pl.col("points").str.contains(_EITHER).alias("is_either"),
            number("points").round(3),
            _coded("kind", CreditKind.choices),
            _coded("predicate", Predicate.choices),
            pl.col("kind").alias("kind_said"),
            pl.col("predicate").alias("predicate_said"),
            pl.col("decree_on").str.to_date("%Y-%m-%d", strict=False),
        )
        kind = pl.col("kind").fill_null(CreditKind.ASSESSED)
        read = read.with_columns(
            pl.coalesce("siasn_id", pl.format("{}:{}:{}", "nip", "from_on", kind)).alias("reference")
        )
        checked = judge(read, list(_faults(today)))
        return replace(checked, good=checked.good.with_columns(kind))

    apply = staticmethod(services.CREDITS.apply)
    undo = staticmethod(services.CREDITS.undo)


def number(*fields: str) -> pl.Expr:
    """Numbers with a comma or a point: "12,5", "12.5", "1.050,25"; null for anything else."""
    text = pl.col(fields)
    grouped = text.str.contains(r"^\d{1,3}(\.\d{3})+,\d+$")
    plain = pl.when(grouped).then(text.str.replace_all(".", "", literal=True)).otherwise(text)
    return plain.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _first_of(end: str, *, months: int) -> pl.Expr:
    """The first day of the month that begins a period, or of the one after its last."""
    name = pl.col(f"{end}_month").str.to_lowercase().replace(_MONTHS)
    year, month = (
        text.cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)
        for text in (pl.col(f"{end}_year"), name)
    )
    is_real = month.is_between(1, 12) & year.is_between(1945, 9998)
    first = pl.date(pl.when(is_real).then(year), pl.when(is_real).then(month), 1)
    return first.dt.offset_by(f"{months}mo")


def _coded(field: str, choices: Any) -> pl.Expr:
    """A code of ours or its Indonesian label as the code; anything else null."""
    codes = {name: code for code, label in choices for name in (code, str(label).lower())}
    return pl.col(field).str.to_lowercase().replace_strict(codes, default=None, return_dtype=pl.String)


def _faults(today: date) -> Iterator[Fault]:
    yield stranger()
    yield disagreeing("from_month", "points", "until_on", "position", "decree_no")
    yield Fault(
        "points",
        "points_either",
        pl.col("is_either"),
        _("Titik pada angka kredit ini dapat berarti ribuan atau desimal."),
        _("Tulis desimal dengan koma, misalnya 1,250, dan ribuan tanpa titik, misalnya 1250."),
    )
    yield Fault(
        "from_month",
        "period_unread",
        pl.any_horizontal(pl.col("from_on", "until_on").is_null()),
        _("Masa penilaian tidak terbaca."),
        _("Isi bulan 1 sampai 12 dan tahunnya, misalnya 1 dan 2025."),
    )
    yield Fault(
        "until_month",
        "period_backwards",
        pl.col("until_on") <= pl.col("from_on"),
        _("Masa penilaian berakhir sebelum mulai."),
        _("Periksa bulan dan tahunnya pada PAK."),
    )
    yield Fault(
        "until_year",
        "period_to_come",
        pl.col("until_on") > pl.lit(today).dt.offset_by("1mo"),
        _("Masa penilaian belum berakhir."),
        _("Angka kredit dihitung sesudah masanya selesai; periksa tahunnya."),
    )
    yield Fault(
        "points",
        "points_unread",
        pl.col("points").is_null() | ~pl.col("points").is_between(0, _MOST),
        _("Angka kredit tidak terbaca, negatif, atau terlalu besar."),
        _("Tulis angka dengan koma atau titik desimal, misalnya 12,5."),
    )
    for field, message in (
        ("kind", _("Jenis angka kredit tidak terbaca.")),
        ("predicate", _("Predikat kinerja tidak terbaca.")),
    ):
        yield Fault(
            field,
            f"{field}_unknown",
            pl.col(f"{field}_said").is_not_null() & pl.col(field).is_null(),
            message,
            _("Tulis kata-katanya seperti pada PAK, misalnya “Konversi predikat” atau “Baik”."),
        )


CREDITS = Credits()
"""The history of the national system (``rw_angkakredit``) is joined to it by ``siasn``."""
