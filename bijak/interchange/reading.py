"""What every reader of files shares: the table it makes, and how it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

# Excel's own last row; a file that reaches it has very likely been cut off there.
MAX_ROWS = 1_048_575
# 300,000 people in 69 columns; some 1.2 GB while a file is read.
MAX_CELLS = 21_000_000
MAX_COLUMNS = 1_000
# A header stands within the first rows, below titles and letterheads.
HEADER_WITHIN = 50
# A cell of a text table with this many line breaks is an unclosed quote that swallowed what followed.
LINES_IN_A_CELL = 50


class Unreadable(ValueError):
    """The file cannot be read at all; ``str()`` is a sentence that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something the sheet knows about a cell that its text does not show. ``column`` counts from 0."""

    row: int
    column: int
    code: str  # "number": digits of a long number as stored; "no_value": formula never computed; "error": #N/A …
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as text: ``_row`` as a person counts, and columns named "0", "1", … by their place."""

    sheet: str
    sheets: list[str]
    frame: pl.DataFrame
    marks: list[Mark] = field(default_factory=list)
    merged: bool = False

    @property
    def places(self) -> list[int]:
        return [int(name) for name in self.frame.columns if name.isdecimal()]


def letters(place: int) -> str:
    """Excel's name of a column: 0 -> "A", 27 -> "AB"."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def place_of(reference: str) -> int:
    """The inverse: "AB12" -> 27."""
    place = 0
    for mark in reference:
        if not mark.isalpha():
            break
        place = place * 26 + ord(mark.upper()) - 64
    return place - 1


def numbered(frame: pl.DataFrame) -> Iterator[tuple[int, dict[int, str]]]:
    """The rows as ``(number, {place: text})`` without empty cells; for the few rows at the top of a sheet."""
    for row in frame.iter_rows(named=True):
        number = row.pop("_row")
        yield number, {int(name): text.strip() for name, text in row.items() if text and text.strip()}
