"""From what a sheet holds to text in one form, column by column, and what cannot be brought into it."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.translation import gettext as _

from bijak.interchange.reading import Mark, Table, letters
from bijak.interchange.registries import ROW, Column, ImportKind, Shape

FAULT_SCHEMA = {
    ROW: int,
    "field": str,
    "code": str,
    "value": str,
    "message": str,
    "hint": str,
}

_CONTROL = r"[\x00-\x1f\x7f\u200b\ufeff]+"
_PADDING = r"[\s'’`\u200b\u00a0\ufeff]+"
# Excel counts days from here, with its own leap day of 1900 (so only days after February 1900 are right).
_EXCEL_EPOCH = date(1899, 12, 30)
# A bare number in a date column is Excel's day number only where it cannot be a year: 18-5-1927 … 31-12-2099.
_SERIALS = (10_000, 73_050)
_DATE_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %m %Y")
_MONTHS = {
    "januari": "1", "februari": "2", "maret": "3", "april": "4", "mei": "5", "juni": "6", "juli": "7",
    "agustus": "8", "september": "9", "oktober": "10", "november": "11", "desember": "12",
}  # fmt: skip


def fault_frame(rows: list[tuple[int, str, str, str, str, str]] | None = None) -> pl.DataFrame:
    return pl.DataFrame(rows or [], schema=FAULT_SCHEMA, orient="row")


def take(
    table: Table, columns: dict[int, str], kind: ImportKind, *, below: int
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows below the header as raw text under the kind's fields, and the faults only the sheet knows.

    Rows without any text in a known column are no rows. Fields the file lacks are null.
    """
    wanted = [
        pl.col(str(place)).alias(field)
        for place, field in columns.items()
        if str(place) in table.frame.columns
    ]
    missing = [column.field for column in kind.columns if column.field not in columns.values()]
    order = [column.field for column in kind.columns]
    frame = (
        table.frame.lazy()
        .filter(pl.col(ROW) > below)
        .select(ROW, *wanted)
        .with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
        .with_columns(pl.lit(None, pl.String).alias(field) for field in missing)
        .select(ROW, *order)
        .collect()
    )
    marks = [mark for mark in table.marks if mark.row > below and mark.column in columns]
    frame = _with_numbers(frame, [mark for mark in marks if mark.code == "number"], columns)
    unvalued = [mark for mark in marks if mark.code != "number"]
    filled = pl.any_horizontal(pl.col(field).is_not_null() for field in order)
    frame = frame.filter(filled | pl.col(ROW).is_in([mark.row for mark in unvalued]))
    return frame, fault_frame([_unvalued(mark, columns[mark.column]) for mark in unvalued])


def normalise(frame: pl.DataFrame, columns: tuple[Column, ...]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Every cell in the form of its column's shape; what cannot be brought there stays as typed, with a fault."""
    by_shape = {shape: [column.field for column in columns if column.shape is shape] for shape in Shape}
    frame = frame.with_columns(
        *_plain_text(frame.select(by_shape[Shape.TEXT])),
        *(_bare_digits(pl.col(field)) for field in by_shape[Shape.DIGITS]),
        *(_iso_days(frame[field]) for field in by_shape[Shape.DATE]),
    )
    faults = [_unshaped(frame, column) for column in columns if column.shape is not Shape.TEXT]
    too_long = _columns_with(
        frame, *(pl.col(column.field).str.len_bytes() > column.longest for column in columns)
    )
    faults += [_too_long(frame, column) for column in columns if column.field in too_long]
    return frame, pl.concat([fault_frame(), *faults]).unique(
        [ROW, "field"], keep="first", maintain_order=True
    )


def _with_numbers(frame: pl.DataFrame, marks: list[Mark], columns: dict[int, str]) -> pl.DataFrame:
    """Put the digits that the file really holds where the reader has rounded them."""
    for place in {mark.column for mark in marks}:
        stored = pl.DataFrame(
            {
                ROW: [m.row for m in marks if m.column == place],
                "_stored": [m.text for m in marks if m.column == place],
            },
            schema={ROW: pl.Int64, "_stored": pl.String},
        ).unique(ROW)
        field = columns[place]
        frame = (
            frame.join(stored, on=ROW, how="left", maintain_order="left")
            .with_columns(pl.coalesce("_stored", field).alias(field))
            .drop("_stored")
        )
    return frame


def _unvalued(mark: Mark, field: str) -> tuple[int, str, str, str, str, str]:
    cell = f"{letters(mark.column)}{mark.row}"
    if mark.code == "error":
        return (
            mark.row, field, "formula_error", mark.text,
            _("Rumus di sel %(cell)s menghasilkan kesalahan %(error)s, bukan nilai.")
            % {"cell": cell, "error": mark.text},
            _("Tulis nilainya di sini, atau perbaiki rumusnya di Excel lalu unggah lagi."),
        )  # fmt: skip
    return (
        mark.row, field, "formula_without_value", "",
        _("Sel %(cell)s berisi rumus yang belum dihitung, jadi nilainya tidak ada di berkas.") % {"cell": cell},
        _("Tulis nilainya di sini, atau buka berkas di Excel, simpan, lalu unggah lagi."),
    )  # fmt: skip


def _plain_text(frame: pl.DataFrame) -> list[pl.Expr]:
    """Blanks trimmed; line breaks and control characters are blanks; a date cell is its day. The patterns are
    run only over the columns that need them: most need none."""
    midnight, control = r" 00:00:00$", _CONTROL
    needs_day = _columns_with(frame, pl.all().str.ends_with(" 00:00:00"))
    needs_space = _columns_with(frame, pl.all().str.contains(control))
    exprs = []
    for name in frame.columns:
        text = pl.col(name)
        if name in needs_day:
            text = text.str.replace(r"^(\d{4}-\d\d-\d\d)" + midnight, "${1}")
        if name in needs_space:
            text = text.str.replace_all(control, " ")
        exprs.append(text.str.strip_chars().replace("", None))
    return exprs


def _columns_with(frame: pl.DataFrame, *conditions: pl.Expr) -> set[str]:
    return {
        series.name for series in frame.select(condition.any() for condition in conditions) if series.any()
    }


def _bare_digits(text: pl.Expr) -> pl.Expr:
    # ="1985…" is how a CSV keeps Excel from rounding.
    bare = text.str.replace(r'^="(.*)"$', "${1}").str.replace_all(_PADDING, "")
    return bare.str.replace(r"^(\d+)\.0+$", "${1}").replace("", None)


def _iso_days(series: pl.Series) -> pl.Series:
    """Parsed once for each distinct text, for 100,000 dates are a few thousand days, and the usual form first."""
    texts = series.unique().drop_nulls().alias("text").to_frame()
    usual = pl.coalesce(pl.col("text").str.to_date(form, strict=False) for form in _DATE_FORMS[:2])
    known = texts.with_columns(_plausible(usual).alias("day"))
    odd = known.filter(pl.col("day").is_null()).select("text", _odd_day(pl.col("text")).alias("day"))
    days = pl.concat([known.filter(pl.col("day").is_not_null()), odd]).with_columns(
        pl.coalesce(pl.col("day").dt.strftime("%Y-%m-%d"), "text").alias("iso")
    )
    joined = series.alias("text").to_frame().join(days, on="text", how="left", maintain_order="left")
    return joined["iso"].alias(series.name)


def _plausible(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(1900, 2200)).then(day)


def _odd_day(text: pl.Expr) -> pl.Expr:
    plain = text.str.to_lowercase().str.replace(r"^'", "").str.replace(r"[ t]00:00(:00(\.0+)?)?$", "")
    for name, number in _MONTHS.items():
        plain = plain.str.replace(name, number, literal=True)
    plain = plain.str.replace_all(r"\s+", " ").str.strip_chars()
    written = pl.coalesce(plain.str.to_date(form, strict=False) for form in _DATE_FORMS)
    serial = (
        pl.when(plain.str.contains(r"^\d{5}(\.\d+)?$")).then(plain).cast(pl.Float64, strict=False).floor()
    )
    days = pl.when(serial.is_between(*_SERIALS)).then(serial).cast(pl.Int64)
    return pl.coalesce(_plausible(written), (pl.lit(_EXCEL_EPOCH) + pl.duration(days=days)).cast(pl.Date))


def _unshaped(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    text = pl.col(column.field)
    if column.shape is Shape.DATE:
        is_no_day = text.is_not_null() & text.str.to_date("%Y-%m-%d", strict=False).is_null()
        return faults_where(
            frame, column, ~text.str.contains(r"^\d{4}-\d\d-\d\d$") | is_no_day, "not_a_date",
            _("“%(value)s” bukan tanggal yang ada di kalender."),
            _("Tulis seperti 31-12-2026 (hari-bulan-tahun, tahun empat angka)."),
        )  # fmt: skip
    return faults_where(
        frame, column, text.str.contains(r"^-?\d+([.,]\d+)?[eE]\+\d+$"), "digits_lost",
        _("Excel menyimpan nilai ini sebagai bilangan (%(value)s), sehingga angka terakhirnya hilang."),
        _("Tulis semua angkanya di sini. Di Excel, jadikan kolom ini Teks sebelum mengisinya."),
    )  # fmt: skip


def _too_long(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    message = _("Isi sel ini terlalu panjang, paling banyak %(limit)d huruf.") % {"limit": column.longest}
    return faults_where(
        frame, column, pl.col(column.field).str.len_chars() > column.longest, "too_long",
        message, _("Persingkat isinya."),
    )  # fmt: skip


def faults_where(
    frame: pl.DataFrame, column: Column, wrong: pl.Expr, code: str, message: str, hint: str
) -> pl.DataFrame:
    """The rows where ``wrong`` is true. ``%(value)s`` in the message becomes what stands in the cell."""
    value = pl.col(column.field)
    before, found, after = message.partition("%(value)s")
    sentence = (
        pl.concat_str(pl.lit(before), value.str.slice(0, 80), pl.lit(after)) if found else pl.lit(message)
    )
    return frame.filter(wrong).select(
        ROW,
        pl.lit(column.field).alias("field"),
        pl.lit(code).alias("code"),
        value.fill_null("").alias("value"),
        sentence.alias("message"),
        pl.lit(hint).alias("hint"),
    )
