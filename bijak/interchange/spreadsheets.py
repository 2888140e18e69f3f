"""Excel workbooks (.xlsx). The sheet's XML is looked through first, as a stream: it says what a reader of values
hides (formulas that were never computed, long numbers) and how much there is to read. Rust reads the cells: behind the
look portion by portion, or after it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import fastexcel
import numpy as np
import polars as pl
from django.utils.translation import gettext as _

from bijak.interchange.portions import Portions, is_of_the_reader
from bijak.interchange.reading import MAX_CELLS, MAX_COLUMNS, MAX_ROWS, Mark, Table, Unreadable, place_of
from bijak.interchange.registries import ROW

_BLOCK = 4 * 2**20
_PART_LIMIT = 8 * 2**20  # of the small parts: the list of sheets and where they lie
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Look:
    """What the look through one sheet's XML found."""

    rows: int = 0
    columns: int = 0
    marks: list[Mark] = field(default_factory=list)
    is_merged: bool = False

    @property
    def area(self) -> int:
        """Cells of the rectangle around all values: what a reader must find room for, however few are filled."""
        return self.rows * self.columns


def read(path: Path, *, sheet: str = "", at_most: int = MAX_CELLS) -> Table:
    """One sheet of the workbook as text (the first, unless ``sheet`` is named); ``at_most`` so many cells."""
    parts = sheets(path)
    name = sheet or next(iter(parts))
    if name not in parts:
        raise Unreadable(
            _("Lembar “%(sheet)s” tidak ada lagi di berkas ini. Pilih lembar lain.") % {"sheet": name}
        )
    found, frame = _looked_and_read(path, parts[name], name, at_most)
    if found.area > at_most:
        raise Unreadable(
            _(
                "Lembar “%(sheet)s” berisi lebih dari %(limit)s sel. Bagi menjadi beberapa berkas lalu unggah "
                "satu per satu."
            )
            % {"sheet": name, "limit": f"{at_most:,}".replace(",", ".")}
        )
    if frame is None:
        frame = _cells(path, name)
    return Table(name, list(parts), _checked(frame, name), found.marks, found.is_merged)


def sheets(path: Path) -> dict[str, str]:
    """The visible and hidden sheets in their order, each with the part of the archive that holds it."""
    try:
        with zipfile.ZipFile(path) as archive:
            book = _part(archive, "xl/workbook.xml")
            relations = _part(archive, "xl/_rels/workbook.xml.rels")
    except (KeyError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError) as error:
        raise broken() from error
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    found = {}
    for each in book.iter():
        if each.tag.endswith("}sheet"):
            target = targets.get(each.get(_RELATION), "")
            if "worksheets/" in target:
                found[each.get("name", "")] = target.removeprefix("/xl/").removeprefix("/")
    if not found:
        raise Unreadable(
            _("Berkas Excel ini tidak memuat lembar kerja. Simpan ulang dari Excel lalu unggah lagi.")
        )
    return {name: f"xl/{target}" for name, target in found.items()}


def look(blocks: Iterable[bytes], *, then: Callable[[bytes], object], at_most: int = MAX_CELLS) -> Look:
    """Look through a sheet's XML once, as a stream, at some 150 MB a second and in constant memory.

    Each block goes to ``then`` once it has been looked at; none does from the one on with which the sheet is too large.
    """
    found = Look()
    for block in blocks:
        # Every pass over a block counts: a workforce of 100,000 is 400 MB of XML.
        has_values = _holds_values(block)
        if has_values or b"<is" in block or b":is" in block:
            rows, columns = _extent(block)
            found.rows, found.columns = max(found.rows, rows), max(found.columns, columns)
        if found.area > at_most:
            return found
        found.is_merged |= b"mergeCell " in block
        if _FORMULA.search(block):
            found.marks.extend(_unvalued(block))
        if has_values:
            found.marks.extend(_marks(block))
        then(block)
    return found


def _looked_and_read(path: Path, part: str, name: str, at_most: int) -> tuple[Look, pl.DataFrame | None]:
    """What the look found, and the cells where they could be read beside it."""
    try:
        with zipfile.ZipFile(path) as archive, Portions(archive, part, name) as portions:
            found = look(_blocks(archive, part), then=portions.add, at_most=at_most)
            return found, None if found.area > at_most else portions.frame()
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise broken() from error


def broken() -> Unreadable:
    return Unreadable(
        _(
            "Berkas ini rusak sehingga tidak dapat dibaca. Simpan ulang dari aplikasi asalnya lalu unggah lagi."
        )
    )


def _cells(path: Path, name: str) -> pl.DataFrame:
    try:
        sheet = fastexcel.read_excel(path).load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
        frame = pl.DataFrame(sheet)
    except BaseException as error:
        if not is_of_the_reader(error):
            raise
        raise broken() from error
    frame.columns = [str(column.absolute_index) for column in sheet.available_columns()]
    return frame.with_row_index(ROW, offset=1).cast({ROW: pl.Int64})


def _checked(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """The cells, unless there are none, or more than a table has."""
    if frame.is_empty():
        raise Unreadable(
            _("Lembar “%(sheet)s” kosong. Pilih lembar yang berisi data, atau isi dahulu lalu unggah lagi.")
            % {"sheet": name}
        )
    if frame[ROW][-1] > MAX_ROWS:
        raise too_many_rows()
    if frame.width - 1 > MAX_COLUMNS:
        raise Unreadable(
            _("Lembar ini memuat %(count)d kolom, paling banyak %(limit)d. Hapus kolom yang tidak dipakai.")
            % {"count": frame.width - 1, "limit": MAX_COLUMNS}
        )
    return frame


def too_many_rows() -> Unreadable:
    return Unreadable(
        _(
            "Berkas ini memuat lebih dari 1.048.575 baris, batas lembar Excel, sehingga mungkin sudah terpotong. "
            "Bagi menjadi beberapa berkas lalu unggah satu per satu."
        )
    )


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as part:
        return ElementTree.fromstring(part.read(_PART_LIMIT))  # noqa: S314 - expat bounds entity growth itself


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in blocks that end between two cells, so that no cell is cut."""
    with archive.open(part) as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            block = rest + block
            cut = block.rfind(b"<c ")
            cut = block.rfind(b"<x:c ") if cut < 0 else cut
            if cut <= 0 or len(block) > 8 * _BLOCK:
                cut = len(block)
            yield block[:cut]
            rest = block[cut:]
        yield rest


def _holds_values(block: bytes) -> bool:
    """Whether the block has a <v>: numbers, and references to shared texts."""
    marks = np.frombuffer(block, dtype=np.uint8)
    return bool(((marks[:-1] == ord("v")) & (marks[1:] == ord(">"))).any())


def _extent(block: bytes) -> tuple[int, int]:
    """The last row and the widest column, from the references r="12" and r="AB12" of the whole block at once."""
    marks = np.frombuffer(block + b"      ", dtype=np.uint8)
    equals = np.flatnonzero(marks == ord("="))
    equals = equals[(marks[equals - 1] == ord("r")) & (marks[equals + 1] == ord('"'))]
    first, second, third = (marks[equals + step].astype(np.int32) - 64 for step in (2, 3, 4))
    width = np.where(first > 0, first, 0)
    width = np.where(second > 0, width * 26 + second, width)
    width = np.where((second > 0) & (third > 0), width * 26 + third, width)
    numbers = (_NUMBER.match(block, place + 2) for place in equals[first <= 0].tolist())
    return (
        max((int(number[1]) for number in numbers if number), default=0),
        int(width[first <= 26].max(initial=0)),
    )


# Each pattern begins with letters, which makes the search as quick as memory.
_FORMULA = re.compile(rb"f[ />](?<=[<:]f.)")  # <f> or <x:f>
_LONG = re.compile(rb"v>[0-9]{16}")
_SCIENTIFIC = re.compile(rb"E\+[0-9]{1,3}</")  # Excel's way
_SCIENTIFIC_SMALL = re.compile(rb"e\+[0-9]{1,3}</")  # and that of programs in Python
_ERROR = re.compile(rb't="e"')
_REFERENCE = re.compile(rb' r="([A-Z]{1,3})([0-9]{1,7})"')
_NUMBER = re.compile(rb'([0-9]{1,7})"')
_VALUE = re.compile(rb"<(?:x:)?v(?: [^>]*)?>([^<]+)<")


def _marks(block: bytes) -> Iterator[Mark]:
    """Values as they are stored, where a reader would round them, and errors that stand in the place of a value."""
    for pattern in (_LONG, _SCIENTIFIC, _SCIENTIFIC_SMALL):
        for hit in pattern.finditer(block):
            cell = _cell_around(block, hit.start())
            value = _VALUE.search(cell)
            if value and b't="' not in cell.split(b">", 1)[0]:
                yield from _mark(cell, "number", value[1].decode("ascii", "replace"))
    for hit in _ERROR.finditer(block):
        cell = _cell_around(block, hit.start())
        value = _VALUE.search(cell)
        if value and value[1].startswith(b"#"):
            yield from _mark(cell, "error", value[1].decode("ascii", "replace"))


def _unvalued(block: bytes) -> Iterator[Mark]:
    for hit in _FORMULA.finditer(block):
        cell = _cell_around(block, hit.start())
        # A formula may well give an empty text: then it says so.
        if not _VALUE.search(cell) and b't="str"' not in cell.split(b">", 1)[0]:
            yield from _mark(cell, "no_value")


def _cell_around(block: bytes, place: int) -> bytes:
    start = max(block.rfind(b"<c ", 0, place), block.rfind(b"<x:c ", 0, place), 0)
    end = block.find(b"c>", place)
    return block[start : end if end > 0 else place + 400]


def _mark(cell: bytes, code: str, text: str = "") -> Iterator[Mark]:
    if reference := _REFERENCE.search(cell.split(b">", 1)[0]):
        yield Mark(int(reference[2]), place_of(reference[1].decode()), code, text)
