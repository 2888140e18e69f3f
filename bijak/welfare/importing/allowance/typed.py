"""What stands in cells, read: codes by any of their names, numbers, months."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.interchange.registries import Column, Shape

NIP = Column("nip", _("NIP"), required=True, aliases=("NIP BARU", "NIP PEGAWAI"), example="199001012015012001",
             personal=True, shape=Shape.DIGITS)  # fmt: skip


def coded(said: pl.Expr, choices: Iterable[tuple[str, Any]], words: Any) -> pl.Expr:
    """A code of ours, its label, or another word for it, however it is typed; null for anything else."""
    codes = {}
    for code, label in choices:
        for name in (code, str(label), *words.get(code, ())):
            codes["".join(each for each in name.lower() if each.isalnum())] = code
    plain = said.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return plain.replace_strict(codes, default=None, return_dtype=pl.String)


def number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64, strict=False)


def month() -> pl.Expr:
    """The first day of a month that is typed as 10-2026, 10/2026, 2026-10 or a day of it."""
    found = pl.col("month").str.extract_groups(
        r"^(?:(?<y>\d{4})-(?<m>\d{1,2})(?:-\d{1,2})?|(?<m2>\d{1,2})[-/](?<y2>\d{4}))$"
    )
    year, number = ([found.struct.field(name) for name in names] for names in (("y", "y2"), ("m", "m2")))
    text = pl.format("{}-{}-01", pl.coalesce(year), pl.coalesce(number))
    return text.str.to_date("%Y-%m-%d", strict=False).alias("month")


def month_reference() -> pl.Expr:
    return pl.format("{}:{}", "nip", pl.col("month").dt.to_string("%Y-%m")).alias("reference")


def no_month(today: date) -> Fault:
    return Fault(
        "month", "month_unreadable", pl.col("month").is_null() | (pl.col("month") > today),
        _("Bulan tidak terbaca atau belum tiba."), _("Tulis bulan dan tahun, misalnya 10-2026."),
    )  # fmt: skip


def yes(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().is_in(["ya", "y", "1", "x", "v", "true", "√"]).fill_null(False)
