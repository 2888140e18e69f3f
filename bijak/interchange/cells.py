"""From what a sheet holds to text in one form, column by column, and what cannot be brought into it."""

from __future__ import annotations

from datetime import date
from enum import Enum

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
# What people and programs write where there is nothing to write.
_NOTHING = (
    "-", "--", "---", "\u2013", "\u2014", ".", "NULL", "Null", "null", "(NULL)", "(null)", "N/A", "n/a", "NaN", "nan",
    "None", "undefined",
)  # fmt: skip
_NO_DAY = r"^0+([-/. ]0+)*$|^0{1,2}[-/ ](0?1|jan)[-/ ](19)?00$|^(1899-12-3[01]|3[01]-12-1899)$"
"""A day of noughts, and how spreadsheets show the number 0 as a date. After the hour is gone."""
# What a formula left in a table that was saved as text.
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
# Excel counts days from here, with its own leap day of 1900 (so only days after February 1900 are right).
_EXCEL_EPOCH = date(1899, 12, 30)
# A bare number in a date column is Excel's day number only where it cannot be a year: 18-5-1927 … 31-12-2099.
_SERIALS = (10_000, 73_050)
_DATE_FORMS = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d", "%d %m %Y", "%d/%m/%Y")
_UNBROKEN = ("%Y%m%d", "%d%m%Y")  # eight digits; of 1900 to 2200 no text is a day in both
_MONTH_FIRST = "%m/%d/%Y"
_SLASHED = r"^(\d{1,2})/(\d{1,2})/\d{4}$"
# Beside so many days that can only be written one way, the few of the other way are slips of the hand.
_SLIPS = 0.1
_MONTHS = {
    1: "januari january jan", 2: "februari pebruari february feb peb", 3: "maret march mar", 4: "april apr",
    5: "mei may", 6: "juni june jun", 7: "juli july jul", 8: "agustus august agust agt agu ags aug",
    9: "september sept sep", 10: "oktober october okt oct", 11: "november nopember nov nop",
    12: "desember december des dec",
}  # fmt: skip
_MONTH_NAMES = {name: str(month) for month, names in _MONTHS.items() for name in names.split()}
_WEEKDAY = r"^(senin|selasa|rabu|kamis|jum['\u2019]?at|sabtu|minggu|ahad),?\s+"
_MIDNIGHT = r"[ t]00[:.]00([:.]00(\.0+)?)?(z|\+0[789]:?00)?$"


class Order(Enum):
    """How a file writes days between slashes."""

    DAY_FIRST = 1
    MONTH_FIRST = 2
    BOTH = 3


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
    frame = _without_nothing(frame)
    days = frame.select(by_shape[Shape.DATE])
    order = _order_of(days)
    frame = frame.with_columns(
        *_plain_text(frame.select(by_shape[Shape.TEXT])),
        *_bare_digits(frame.select(by_shape[Shape.DIGITS])),
        *_bare_numbers(frame.select(by_shape[Shape.WHOLE])),
        *(_iso_days(series, order) for series in days),
    )
    left_by_formulas = _columns_with(frame, pl.col(pl.String).is_in(_ERRORS))
    faults = [_left_by_a_formula(frame, column) for column in columns if column.field in left_by_formulas]
    faults += [_unshaped(frame, column, order) for column in columns if column.shape is not Shape.TEXT]
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


def _without_nothing(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells that say in so many marks that they are empty, empty."""
    cells = frame.select(pl.col(pl.String))
    spoken = _columns_with(cells, pl.all().is_in(_NOTHING)) if cells.width else set()
    return frame.with_columns(
        pl.when(pl.col(name).is_in(_NOTHING)).then(None).otherwise(name).alias(name) for name in spoken
    )


def _bare_digits(frame: pl.DataFrame) -> list[pl.Expr]:
    """Digits without what people set between and around them; a row of noughts is no number."""
    marked = _columns_with(frame, pl.all().str.contains(r"[^0-9]")) if frame.width else set()
    exprs = []
    for name in frame.columns:
        bare = pl.col(name)
        if name in marked:
            # ="1985…" is how a CSV keeps Excel from rounding.
            bare = bare.str.replace(r'^="(.*)"$', "${1}").str.replace_all(_PADDING, "")
            bare = bare.str.replace(r"^(?i)(nip|nik|nippppk|nipppk)[.:]*([0-9])", "${2}")
            bare = bare.str.replace(r"^(\d+)\.0+$", "${1}")
            grouped = bare.str.contains(r"^\d+(-\d+)+$|^\d+([./]\d+){2,}$")
            bare = pl.when(grouped).then(bare.str.replace_all(r"[-./]", "")).otherwise(bare)
        exprs.append(pl.when(bare.str.strip_chars("0") != "").then(bare).alias(name))
    return exprs


def _bare_numbers(frame: pl.DataFrame) -> list[pl.Expr]:
    """Whole numbers as Excel and programs write them: "8", "08", "8.0"."""
    return [
        pl.col(name).str.replace(r"^(\d+)[.,]00?$", "${1}").str.replace(r"^0+(\d)", "${1}").alias(name)
        for name in frame.columns
    ]


def _order_of(days: pl.DataFrame) -> Order:
    """In which order a file writes day and month between slashes: an American Excel puts the month first.

    Asked of all its dates at once: in a column of firsts of months nothing shows it.
    """
    slashed = _columns_with(days, pl.all().str.contains("/", literal=True)) if days.width else set()
    if not slashed:
        return Order.DAY_FIRST
    texts = pl.concat([days[name].alias("text") for name in sorted(slashed)]).drop_nulls().to_frame()
    first, second = (pl.col("text").str.extract(_SLASHED, group).cast(pl.Int8) for group in (1, 2))
    only_day, only_month = texts.select(
        ((first > 12) & (second <= 12)).sum().alias("day"),
        ((second > 12) & (first <= 12)).sum().alias("month"),
    ).row(0)
    if only_month <= _SLIPS * only_day:
        return Order.DAY_FIRST
    return Order.MONTH_FIRST if only_day <= _SLIPS * only_month else Order.BOTH


def _iso_days(series: pl.Series, order: Order) -> pl.Series:
    """Parsed once for each distinct text, for 100,000 dates are a few thousand days, and the usual form first."""
    texts = series.unique().drop_nulls().alias("text").to_frame()
    usual = pl.coalesce(pl.col("text").str.to_date(form, strict=False) for form in _DATE_FORMS[:2])
    days = texts.with_columns(pl.col("text").alias("iso"), _plausible(usual).alias("day"))
    odd = days.filter(pl.col("day").is_null())
    if not odd.is_empty():
        plain = _plain_day(pl.col("text"))
        read = odd.with_columns(
            pl.when(~plain.str.contains(_NO_DAY)).then("text").alias("iso"),
            _odd_day(plain, order).alias("day"),
        )
        days = pl.concat([days.filter(pl.col("day").is_not_null()), read])
    days = days.with_columns(pl.coalesce(pl.col("day").dt.strftime("%Y-%m-%d"), "iso").alias("iso"))
    joined = series.alias("text").to_frame().join(days, on="text", how="left", maintain_order="left")
    return joined["iso"].alias(series.name)


def _plausible(day: pl.Expr) -> pl.Expr:
    return pl.when(day.dt.year().is_between(1900, 2200)).then(day)


def _plain_day(text: pl.Expr) -> pl.Expr:
    """A day as people write it, with its month as a number and without weekday and midnight."""
    plain = (
        text.str.to_lowercase().str.replace(r"^'", "").str.replace(_MIDNIGHT, "").str.replace(_WEEKDAY, "")
    )
    for name in sorted(_MONTH_NAMES, key=len, reverse=True):
        plain = plain.str.replace(rf"\b{name}\b\.?", _MONTH_NAMES[name])
    begins_with_month = text.str.contains(r"^(?i)[a-z]{3,9}\.? \d{1,2}, ?\d{4}$")  # "August 17, 1990"
    turned = plain.str.replace(r"^(\d+) (\d+), ?(\d+)$", "${2} ${1} ${3}")
    plain = pl.when(begins_with_month).then(turned).otherwise(plain)
    return plain.str.replace_all(r"\s+", " ").str.replace_all(r" ?([-/]) ?", "${1}").str.strip_chars()


def _odd_day(plain: pl.Expr, order: Order) -> pl.Expr:
    forms = (*_DATE_FORMS[:-1], _MONTH_FIRST) if order is Order.MONTH_FIRST else _DATE_FORMS
    written = pl.coalesce(plain.str.to_date(form, strict=False) for form in forms)
    if order is Order.BOTH:
        written = pl.when(~_is_either(plain)).then(written)
    unbroken = pl.when(plain.str.contains(r"^\d{8}$")).then(plain)
    eight = pl.coalesce(_plausible(unbroken.str.to_date(form, strict=False)) for form in _UNBROKEN)
    serial = (
        pl.when(plain.str.contains(r"^\d{5}(\.\d+)?$")).then(plain).cast(pl.Float64, strict=False).floor()
    )
    days = pl.when(serial.is_between(*_SERIALS)).then(serial).cast(pl.Int64)
    return pl.coalesce(
        _plausible(written), eight, (pl.lit(_EXCEL_EPOCH) + pl.duration(days=days)).cast(pl.Date)
    )


def _is_either(text: pl.Expr) -> pl.Expr:
    """Whether a day between slashes is one in both orders, and not the same."""
    first, second = (text.str.extract(_SLASHED, group).cast(pl.Int8) for group in (1, 2))
    return ((first <= 12) & (second <= 12) & (first != second)).fill_null(False)


def _left_by_a_formula(frame: pl.DataFrame, column: Column) -> pl.DataFrame:
    return faults_where(
        frame, column, pl.col(column.field).is_in(_ERRORS), "formula_error",
        _("Sel ini berisi kesalahan rumus %(value)s, bukan nilai."),
        _("Tulis nilainya di sini, atau perbaiki rumusnya di Excel lalu unggah lagi."),
    )  # fmt: skip


def _unshaped(frame: pl.DataFrame, column: Column, order: Order) -> pl.DataFrame:
    text = pl.col(column.field)
    if column.shape is Shape.WHOLE:
        return faults_where(
            frame, column, ~text.str.contains(r"^\d{1,9}$"), "not_a_number",
            _("“%(value)s” bukan bilangan bulat."),
            _("Tulis angkanya saja tanpa satuan dan tanpa koma, misalnya 8."),
        )  # fmt: skip
    if column.shape is Shape.DATE:
        is_no_day = text.is_not_null() & text.str.to_date("%Y-%m-%d", strict=False).is_null()
        if order is Order.BOTH:
            either = faults_where(
                frame, column, _is_either(text), "day_or_month",
                _("“%(value)s” dapat dibaca dua cara: berkas ini menulis sebagian tanggal dengan bulan di depan."),
                _("Tulis hari-bulan-tahun, misalnya 31-12-2026, atau samakan format tanggalnya lalu unggah lagi."),
            )  # fmt: skip
            wrong = _unshaped(frame.filter(~_is_either(text).fill_null(False)), column, Order.DAY_FIRST)
            return pl.concat([either, wrong])
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
