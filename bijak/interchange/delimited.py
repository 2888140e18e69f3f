"""Text tables (.csv, .tsv, .txt): what separates the cells, which encoding, and quotes that were never closed."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
from django.utils.translation import gettext as _

from bijak.interchange import wellformed
from bijak.interchange.reading import (
    HEADER_WITHIN,
    LINES_IN_A_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Table,
    Unreadable,
)
from bijak.interchange.registries import ROW
from bijak.interchange.spreadsheets import too_many_rows

_CHUNK = 5_000
_SEPARATORS = ";,\t|"
_LINE_BREAK = re.compile(r"\r\n?|\n")


def as_utf8(file: BinaryIO) -> BinaryIO:
    """The same text in UTF-8: Excel also writes UTF-16 ("Unicode Text") and the Windows code page 1252.

    Bytes that are valid UTF-8 are returned untouched. Raises ``Unreadable`` for what is no text at all.
    """
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _recoded(file, "utf-16")
    if b"\0" in head:
        raise Unreadable(
            _("Berkas ini berisi bita nol, jadi bukan tabel teks. Simpan ulang sebagai .xlsx atau CSV UTF-8.")
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := file.read(2**20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        file.seek(0)
        return _recoded(file, "cp1252")
    file.seek(0)
    return file


def read(path: Path, *, at_most: int = MAX_CELLS) -> Table:
    """The whole file as text cells, ``at_most`` so many."""
    with path.open(encoding="utf-8-sig", newline="") as text:
        separator = _separator(text)
        text.seek(0)
        frames = list(_frames(path, text, separator, at_most))
    if not frames:
        raise Unreadable(_("Berkas ini kosong. Isi dahulu, atau pilih berkas lain, lalu unggah lagi."))
    return Table("", [], pl.concat(frames, how="diagonal"))


def _recoded(file: BinaryIO, encoding: str) -> BinaryIO:
    out = io.BytesIO()
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while block := file.read(2**20):
            out.write(decoder.decode(block).encode("utf-8"))
        out.write(decoder.decode(b"", final=True).encode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unreadable(
            _(
                "Pengodean huruf berkas ini tidak dikenal. Di Excel pilih “CSV UTF-8” saat menyimpan lalu unggah lagi."
            )
        ) from error
    out.seek(0)
    return out


def _separator(text: io.TextIOBase) -> str:
    """The mark that cuts the most of the first lines into the same, largest number of cells."""
    lines = [line for line in islice(text, HEADER_WITHIN) if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        return lines[0].strip()[-1]

    def evenness(separator: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        most = max(widths, default=1)
        return (widths.count(most) if most > 1 else 0) * most, most

    return max(_SEPARATORS, key=evenness)


def _frames(path: Path, text: io.TextIOBase, separator: str, at_most: int) -> Iterator[pl.DataFrame]:
    """The top row by row, for titles and letterheads stand there; the rest at once where it is well formed."""
    cells = count = 0
    lines = _Lines(text)
    for numbers, rows in _portions(csv.reader(lines, delimiter=separator)):
        widths = set(map(len, rows))
        width = max(widths)
        cells += width * len(rows)
        count += len(rows)
        if count > MAX_ROWS:
            raise too_many_rows()
        if width > MAX_COLUMNS:
            raise Unreadable(
                _(
                    "Baris %(row)d memuat %(count)d kolom, paling banyak %(limit)d. Periksa tanda pemisah kolomnya."
                )
                % {"row": numbers[0], "count": width, "limit": MAX_COLUMNS}
            )
        if cells > at_most:
            raise Unreadable(
                _("Berkas ini terlalu besar untuk dibaca sekaligus. Bagi menjadi beberapa berkas.")
            )
        even = [row + [""] * (width - len(row)) for row in rows] if len(widths) > 1 else rows
        columns = {
            str(place): pl.Series(values, dtype=pl.String)
            for place, values in enumerate(zip(*even, strict=True))
        }
        yield pl.DataFrame({ROW: pl.Series(numbers, dtype=pl.Int64), **columns})
        if numbers[-1] <= HEADER_WITHIN:
            left = min(at_most - cells, (MAX_ROWS - count) * width)
            body = wellformed.read(path, separator, beyond=lines.size, width=width, at_most=left)
            if body is not None:
                yield body.with_row_index(ROW, offset=HEADER_WITHIN + 1).cast({ROW: pl.Int64})
                return


class _Lines:
    """Hands out the lines of a file and knows how many bytes they took."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self.size = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self.size += len(line.encode())
            yield line


def _portions(rows: Any) -> Iterator[tuple[Sequence[int], list[list[str]]]]:
    """Rows with the numbers Excel would show: one for each record, however many lines it takes.

    Many at a time, and looked at one by one only where a portion is not as files mostly are.
    """
    first = 1
    lines = 0
    for size in chain([HEADER_WITHIN], repeat(_CHUNK)):
        portion: list[list[str]] = []
        try:
            portion.extend(islice(rows, size))
        except csv.Error as error:  # what came before it is in the portion
            raise _unclosed(first + len(portion)) from error
        if not portion:
            return
        if rows.line_num - lines - len(portion) >= LINES_IN_A_CELL:
            _refuse_swallowed_rows(portion, first)
        lines = rows.line_num
        numbers: Sequence[int] = range(first, first + len(portion))
        first += len(portion)
        if [] in portion or _names_the_separator(numbers[0], portion[0]):
            told = [
                (number, row)
                for number, row in zip(numbers, portion, strict=True)
                if row and not _names_the_separator(number, row)
            ]
            numbers, portion = [number for number, _row in told], [row for _number, row in told]
        if portion:
            yield numbers, portion


def _refuse_swallowed_rows(portion: list[list[str]], first: int) -> None:
    for number, row in enumerate(portion, start=first):
        if sum(len(_LINE_BREAK.findall(cell)) for cell in row) >= LINES_IN_A_CELL:
            raise _unclosed(number)


def _names_the_separator(number: int, row: list[str]) -> bool:
    """Whether this is the first line with which Excel says what separates the cells."""
    return number == 1 and 0 < len(row) <= 2 and row[0].lower().startswith("sep=")


def _unclosed(number: int) -> Unreadable:
    return Unreadable(
        _(
            'Tanda kutip (") pada baris %(row)d dibuka tetapi tidak ditutup, sehingga baris berikutnya ikut tertelan. '
            "Perbaiki baris itu lalu unggah lagi."
        )
        % {"row": number}
    )
