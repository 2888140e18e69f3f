"""Text tables (.csv, .tsv, .txt): what separates the cells, which encoding, and quotes that were never closed."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import polars as pl
from django.utils.translation import gettext as _

from bijak.interchange.reading import HEADER_WITHIN, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Table, Unreadable
from bijak.interchange.registries import ROW
from bijak.interchange.spreadsheets import too_many_rows

_CHUNK = 5_000
_SEPARATORS = ";,\t|"
# A cell with this many line breaks is an unclosed quote that swallowed what followed.
_LINES_IN_A_CELL = 50


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
        frames = list(_frames(text, separator, at_most))
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


def _frames(text: io.TextIOBase, separator: str, at_most: int) -> Iterator[pl.DataFrame]:
    rows = csv.reader(text, delimiter=separator)
    numbered = _numbered(rows)
    cells = count = 0
    while chunk := list(islice(numbered, _CHUNK)):
        width = max(len(row) for _number, row in chunk)
        cells += width * len(chunk)
        count += len(chunk)
        if count > MAX_ROWS:
            raise too_many_rows()
        if width > MAX_COLUMNS:
            raise Unreadable(
                _(
                    "Baris %(row)d memuat %(count)d kolom, paling banyak %(limit)d. Periksa tanda pemisah kolomnya."
                )
                % {"row": chunk[0][0], "count": width, "limit": MAX_COLUMNS}
            )
        if cells > at_most:
            raise Unreadable(
                _("Berkas ini terlalu besar untuk dibaca sekaligus. Bagi menjadi beberapa berkas.")
            )
        even = (row if len(row) == width else row + [""] * (width - len(row)) for _number, row in chunk)
        columns = {
            str(place): pl.Series(values, dtype=pl.String)
            for place, values in enumerate(zip(*even, strict=True))
        }
        yield pl.DataFrame({ROW: pl.Series([number for number, _row in chunk], dtype=pl.Int64), **columns})


def _numbered(rows: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number Excel would show: one for each record, however many lines it takes."""
    before = 0
    number = 0
    try:
        for row in rows:
            number += 1
            if rows.line_num - before > _LINES_IN_A_CELL:
                raise _unclosed(number)
            before = rows.line_num
            if row and not (number == 1 and len(row) <= 2 and row[0].lower().startswith("sep=")):
                yield number, row
    except csv.Error as error:
        raise _unclosed(number + 1) from error


def _unclosed(number: int) -> Unreadable:
    return Unreadable(
        _(
            'Tanda kutip (") pada baris %(row)d dibuka tetapi tidak ditutup, sehingga baris berikutnya ikut tertelan. '
            "Perbaiki baris itu lalu unggah lagi."
        )
        % {"row": number}
    )
