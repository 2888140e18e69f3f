"""Reading a small table on the spot, for what is only counted. Nothing of it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
from django.utils.translation import gettext as _

from bijak.documents import store
from bijak.documents.content import BLOCK, MIB, XLSX, Kind, clean_name, recognise
from bijak.documents.services import Refused
from bijak.interchange import delimited, headers, spreadsheets
from bijak.interchange.cells import normalise
from bijak.interchange.headers import Layout
from bijak.interchange.reading import Table, Unreadable
from bijak.interchange.registries import ROW, Column, Shape
from bijak.interchange.services.batches import as_table, must_be_table

MAX_BYTES = 10 * MIB
MAX_CELLS = 2_000_000
"""Somebody waits for the page: 50,000 rows of 40 columns."""
MAX_SHEETS = 10
_TOLD = 30  # headers of a file, where the one looked for is missing
_HOUR = r"[\sT,]+\d{1,2}[:.]\d\d.*$"


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen: the file's name and the hash of its bytes, and of every row only the columns asked for.

    ``rows`` has texts, and dates where a column is one; empty cells and what is no date are None.
    """

    name: str
    sha256: str
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    columns: tuple[Column, ...]


def glance(*, file: BinaryIO, name: str, columns: tuple[Column, ...]) -> Glance:
    """The rows below the header of the sheet that fits best, or ``Refused`` with a sentence.

    Of several columns that answer to one field, the one counts whose name stands first among its aliases.
    """
    source = as_table(file)
    source.seek(0)
    with store.receive(source, limit=MAX_BYTES) as arrived:
        with arrived.path.open("rb") as copy:
            kind = recognise(copy, name)
        must_be_table(kind.content_type)
        try:
            table, layout = _best(arrived.path, kind, _Wanted(columns))
        except Unreadable as refusal:
            raise Refused(str(refusal)) from refusal
    return Glance(clean_name(name, kind), _sha256(file), _rows(table, layout, columns))


def _sha256(file: BinaryIO) -> str:
    """Of the bytes as they were sent, whatever their encoding."""
    file.seek(0)
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _best(path: Path, kind: Kind, wanted: _Wanted) -> tuple[Table, Layout]:
    refusals: list[Unreadable] = []
    seen = ((table, headers.recognise(table, wanted)) for table in _tables(path, kind, refusals))
    best = max(seen, key=lambda each: _fit(each[1]), default=None)
    if best is None:
        raise refusals[0]
    if best[1].missing:
        # What is missing may be on a sheet that could not be read.
        raise Unreadable(" ".join([_missing(best[1], wanted.columns), *map(str, refusals)]))
    return best


def _fit(layout: Layout) -> int:
    return len(layout.columns) + len(layout.ambiguous) - 2 * len(layout.missing)


def _tables(path: Path, kind: Kind, refusals: list[Unreadable]) -> Iterator[Table]:
    """Every sheet that can be read, one after the other; why another cannot goes to ``refusals``."""
    if kind is not XLSX:
        yield delimited.read(path, at_most=MAX_CELLS)
        return
    for sheet in list(spreadsheets.sheets(path))[:MAX_SHEETS]:
        try:
            yield spreadsheets.read(path, sheet=sheet, at_most=MAX_CELLS)
        except Unreadable as refusal:
            refusals.append(refusal)


def _place(layout: Layout, column: Column) -> str | None:
    """Where a field stands in the sheet."""
    order = [headers.key(each) for each in (*column.aliases, column.label, column.field)]
    claimed = layout.ambiguous.get(
        column.field, [place for place, field in layout.columns.items() if field == column.field]
    )
    return min(claimed, key=lambda place: order.index(headers.key(layout.headers[place])), default=None)


def _rows(table: Table, layout: Layout, columns: tuple[Column, ...]) -> list[tuple[Any, ...]]:
    cells = pl.col(pl.String).str.strip_chars().replace("", None)
    frame = table.frame.filter(pl.col(ROW) > layout.header_row).with_columns(cells)
    frame = frame.filter(pl.any_horizontal(pl.exclude(ROW).is_not_null()))
    frame = frame.select(
        ROW,
        *(
            (pl.lit(None, pl.String) if (place := _place(layout, column)) is None else pl.col(place)).alias(
                column.field
            )
            for column in columns
        ),
    )
    days = [column.field for column in columns if column.shape is Shape.DATE]
    frame, _faults = normalise(frame.with_columns(pl.col(days).str.replace(_HOUR, "")), columns)
    # What cannot be brought into the form of a date stays as it was typed there.
    return frame.select(
        pl.col(column.field).str.to_date("%Y-%m-%d", strict=False)
        if column.shape is Shape.DATE
        else pl.col(column.field)
        for column in columns
    ).rows()


def _missing(layout: Layout, columns: tuple[Column, ...]) -> str:
    known = {column.field: column for column in columns}
    there = [title[:40] for title in layout.headers.values() if title][:_TOLD]
    sentences = [
        _("Kolom %(column)s tidak ditemukan; judul yang dicari: %(names)s.")
        % {"column": str(known[field].label).lower(), "names": ", ".join(known[field].aliases)}
        for field in layout.missing
    ]
    sentences.append(
        _("Judul yang ada di berkas: %(titles)s.") % {"titles": ", ".join(there)}
        if there
        else _("Berkas ini tidak memuat judul kolom.")
    )
    return " ".join([*sentences, _("Ubah judul kolomnya lalu unggah lagi.")])
