"""From raw cells to good rows and faults: what every file must be first, then what its kind asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext as _

from bijak.interchange.cells import FAULT_SCHEMA, fault_frame, faults_where, normalise
from bijak.interchange.registries import ROW, Column, ImportKind, Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """``text``: every row, cells as text in one form. ``good``: what the kind made of the rows without a fault."""

    text: pl.DataFrame
    good: pl.DataFrame
    faults: pl.DataFrame


class KindBroken(RuntimeError):
    """A kind lost rows: they are neither good nor faulty. An error of ours, not of the file."""


def check(kind: ImportKind, raw: pl.DataFrame, *, today: date, known: pl.DataFrame | None = None) -> Outcome:
    """Judge rows of raw text. ``known`` are faults found while reading; they say more than "is empty" could."""
    text, misshapen = normalise(raw, kind.columns)
    faults = pl.concat([fault_frame() if known is None else known, misshapen])
    faults = _add(faults, _empty(text, kind.columns))
    faults = _add(faults, _repeated(text, kind.columns))
    checked = kind.check(text, today=today)
    faults = _add(faults, faults_of(checked.problems, text))
    good = checked.good.join(faults.select(ROW).unique(), on=ROW, how="anti")
    unexplained = text.height - good[ROW].n_unique() - faults[ROW].n_unique()
    if unexplained:
        raise KindBroken(f"{kind.code}.check left {unexplained} rows neither good nor faulty.")
    return Outcome(text, good, faults)


def faults_of(problems: pl.DataFrame | Sequence[Problem], text: pl.DataFrame) -> pl.DataFrame:
    """What a kind says is wrong, each with what stands in its cell."""
    return _with_values(_as_frame(problems), text)


def _add(faults: pl.DataFrame, more: pl.DataFrame) -> pl.DataFrame:
    """The first fault found in a cell is the one to show."""
    return pl.concat([faults, more.join(faults, on=[ROW, "field"], how="anti")])


def _as_frame(problems: pl.DataFrame | Sequence[Problem]) -> pl.DataFrame:
    if isinstance(problems, pl.DataFrame):
        texts = [name for name in FAULT_SCHEMA if name not in (ROW, "value")]
        problems = problems.with_columns(
            pl.lit("").alias(name) for name in texts if name not in problems.columns
        )
        return problems.select(
            pl.col(ROW).cast(pl.Int64), *(pl.col(name).cast(pl.String).fill_null("") for name in texts)
        )
    return pl.DataFrame(
        [(each.row, each.field, each.code, str(each.message), str(each.hint)) for each in problems],
        schema={name: kind for name, kind in FAULT_SCHEMA.items() if name != "value"},
        orient="row",
    )


def _with_values(problems: pl.DataFrame, text: pl.DataFrame) -> pl.DataFrame:
    """Each problem with what stands in its cell."""
    parts = [
        problems.filter(pl.col("field") == field).join(
            text.select(ROW, pl.col(field).fill_null("").alias("value")),
            on=ROW,
            how="left",
            maintain_order="left",
        )
        for field in problems["field"].unique(maintain_order=True)
        if field in text.columns
    ]
    parts.append(
        problems.filter(~pl.col("field").is_in(text.columns)).with_columns(pl.lit("").alias("value"))
    )
    return pl.concat([part.select(*FAULT_SCHEMA) for part in parts])


def _empty(text: pl.DataFrame, columns: tuple[Column, ...]) -> pl.DataFrame:
    missing = [
        faults_where(
            text, column, _is_empty(column), "required",
            _("Kolom “%(column)s” kosong, padahal wajib diisi.") % {"column": column.label}, _("Isi kolom ini."),
        )
        for column in columns
        if column.required
    ]  # fmt: skip
    return pl.concat([fault_frame(), *missing])


def _is_empty(column: Column) -> pl.Expr:
    return pl.all_horizontal(pl.col(name).is_null() for name in (column.field, *column.named_by))


def _repeated(text: pl.DataFrame, columns: tuple[Column, ...]) -> pl.DataFrame:
    """Rows that say the same twice. Of rows equal in every cell the first is taken; of others none is guessed."""
    fields = [column.field for column in columns]
    found = [fault_frame()]
    copies: set[int] = set()
    for column in columns:
        if not column.unique:
            continue
        among = text.filter(pl.col(column.field).is_not_null() & pl.col(column.field).is_duplicated())
        if among.is_empty():
            continue
        among = among.with_columns(
            pl.struct(fields).is_first_distinct().alias("_is_first"),
            pl.col(ROW).min().over(fields).alias("_twin"),
            pl.struct(fields).n_unique().over(column.field).alias("_versions"),
            pl.col(ROW).sort().over(column.field, mapping_strategy="join").alias("_rows"),
        )
        rows = among.select(ROW, column.field, "_is_first", "_twin", "_versions", "_rows").iter_rows()
        faults = []
        for row, value, is_first, twin, versions, numbers in rows:
            if row in copies:
                continue
            if not is_first:
                copies.add(row)
                faults.append(
                    (
                        row, column.field, "repeated", value,
                        _("Baris ini sama persis dengan baris %(row)d.") % {"row": twin},
                        _("Tidak perlu diperbaiki. Lewati baris ini."),
                    )
                )  # fmt: skip
            elif versions > 1:
                others = ", ".join(str(number) for number in numbers if number != row)
                faults.append(
                    (
                        row, column.field, "duplicate", value,
                        _("%(column)s “%(value)s” juga dipakai di baris %(rows)s, dengan isi yang berbeda.")
                        % {"column": column.label, "value": value, "rows": others[:60]},
                        _("Betulkan yang salah, atau lewati baris yang tidak berlaku."),
                    )
                )  # fmt: skip
        found.append(fault_frame(faults))
    return pl.concat(found)
