"""A long sheet in portions, read while the rest of its XML is still being looked through.

Rust reads cells without Python's lock, so on two cores both take the time of one; each byte is unpacked once, and no
cell is read that was not looked at first. A portion is a workbook of its own in memory: the sheet's rows so far, and
everything of the archive but its sheets.
"""

from __future__ import annotations

import io
import re
import zipfile
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

import fastexcel
import polars as pl

from bijak.interchange.registries import ROW

_PORTION = 16 * 2**20
_WAITING = 3  # portions in memory at once
# Every portion carries the shared texts along; where they are more than this, the sheet is read as a whole.
_OTHERS_LIMIT = 2**20
_ROWS_BEGIN = re.compile(rb"<((?:x:)?)sheetData>")
_ROW_NUMBER = re.compile(rb'<(?:x:)?row(?: [^>]*?)? r="([0-9]{1,7})"')


def is_of_the_reader(error: BaseException) -> bool:
    """Whether the reader gave a file up: by its own error, or by a panic of Rust, which to Python is no Exception."""
    return isinstance(error, fastexcel.FastExcelError) or type(error).__name__ == "PanicException"


class Portions:
    """Takes the looked-at XML of one sheet block by block; ``frame`` is the whole of it, unless it must be read
    another way: then it is None."""

    def __init__(self, archive: zipfile.ZipFile, part: str, sheet: str) -> None:
        self._part, self._sheet = part, sheet
        others = [each for each in archive.infolist() if not each.filename.startswith("xl/worksheets/")]
        self._is_on = sum(each.file_size for each in others) <= _OTHERS_LIMIT
        self._others = {each.filename: archive.read(each) for each in others} if self._is_on else {}
        self._head = self._prefix = b""
        self._blocks: list[bytes] = []
        self._last = 0  # row number with which the latest portion begins
        self._reading: list[Future[pl.DataFrame]] = []
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="portion")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._threads.shutdown(cancel_futures=True)

    def add(self, block: bytes) -> None:
        if not self._is_on:
            self._blocks = []
            return
        if not self._head:
            start = _ROWS_BEGIN.search(block)
            if start is None:  # rows begin later, or not at all: no sheet as we know it
                self._is_on = False
                return
            self._head, self._prefix, block = block[: start.end()], start[1], block[start.end() :]
        self._blocks.append(block)
        size = sum(map(len, self._blocks))
        if size >= _PORTION:
            end = b"</" + self._prefix + b"row>"
            cut = block.rfind(end) + len(end)
            if cut < len(end):
                self._is_on = size < 4 * _PORTION  # no row is that long
            else:
                self._blocks[-1] = block[:cut]
                self._read(b"</" + self._prefix + b"sheetData></" + self._prefix + b"worksheet>")
                self._blocks = [block[cut:]]

    def frame(self) -> pl.DataFrame | None:
        """All rows with their numbers, once every block has been added. None where the sheet fits one portion, or is
        not written as we know it: then the file is to be read as a whole."""
        if self._reading:
            self._read(b"")
        if not self._is_on or not self._reading:
            return None
        try:
            frames = [each.result() for each in self._reading]
        except BaseException as error:
            if not is_of_the_reader(error):
                raise
            return None
        whole = pl.concat(frames, how="diagonal")
        return whole.select(ROW, *sorted((name for name in whole.columns if name != ROW), key=int))

    def _read(self, tail: bytes) -> None:
        """Let a thread read the blocks that came together."""
        body = b"".join(self._blocks)
        self._blocks = []
        first = _ROW_NUMBER.match(body)
        number = int(first[1]) if first else 0
        if not self._reading:
            number = 1
        elif first is None and b"</" + self._prefix + b"sheetData>" in body:
            return  # nothing but the end of the sheet
        if number <= self._last:
            self._is_on = False
            return
        self._last = number
        if len(self._reading) >= _WAITING:
            self._reading[-_WAITING].exception()
        self._reading.append(self._threads.submit(self._rows, number, body, tail))

    def _rows(self, number: int, body: bytes, tail: bytes) -> pl.DataFrame:
        """The rows of a portion. A reader begins at the first row that holds anything, so a mark is put above."""
        mark = b'<%brow r="%d"><%bc r="A%d" t="str"><%bv>-</%bv></%bc></%brow>'
        x, above = self._prefix, number - 1
        book = io.BytesIO()
        with zipfile.ZipFile(book, "w") as archive:
            for name, content in self._others.items():
                archive.writestr(name, content)
            with archive.open(self._part, "w") as sheet:
                sheet.write(self._head)
                if above:
                    sheet.write(mark % (x, above, x, above, x, x, x, x))
                sheet.write(body)
                sheet.write(tail)
        reader = fastexcel.read_excel(book.getvalue())
        cells = reader.load_sheet(
            self._sheet, header_row=None, skip_rows=None if above else 0, dtypes="string"
        )
        frame = pl.DataFrame(cells)
        frame.columns = [str(column.absolute_index) for column in cells.available_columns()]
        return frame.with_row_index(ROW, offset=number - bool(above)).cast({ROW: pl.Int64}).slice(bool(above))
