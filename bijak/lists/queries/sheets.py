"""A list as somebody looks at it: which columns, in which order, cut into pages or taken whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, NamedTuple

import numpy as np

from bijak.lists.registries import Asked, Cell, Column, ListKind, descending, lists

PORTION = 2_000
"""So many rows are cut out at a time when a list is taken whole."""


@dataclass(frozen=True)
class Look:
    """Which columns by code, and by which one it is sorted: "" for the list's own order, "-" before it for down."""

    columns: tuple[str, ...] = ()
    sort: str = ""


class Line(NamedTuple):
    """A row of a page: its number in the list, its cells with where each leads, and why it stands above the next."""

    number: int
    cells: list[tuple[Column, Cell, str]]
    why: str


class Sheet:
    """The answer to a question as a look shows it. Has a length and gives pages, as a paginator wants it."""

    def __init__(self, kind: ListKind, asked: Asked, look: Look) -> None:
        self.kind, self.asked = kind, asked
        self.known = lists.columns_of(kind)
        chosen = [self.known[code] for code in look.columns if code in self.known]
        self.columns: Sequence[Column] = chosen or [each for each in self.known.values() if each.is_shown]
        roll = kind.ask(asked)
        self._rows, self.notes = roll.rows, [str(note) for note in roll.notes]
        by = self.known.get(look.sort.removeprefix("-"))
        self.sort = look.sort if by and by.key else ""
        if by and by.key:
            key = by.key(self._rows)
            key = descending(key) if look.sort.startswith("-") else key
            self._rows = self._rows[np.argsort(key, kind="stable")]

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, page: slice) -> list[Line]:
        start, stop, _step = page.indices(len(self))
        # Why the last one stands above the next can be told beside the next only.
        why = None if self.sort else self.kind.why
        rows = self._cut(start, stop + 1 if why else stop)
        cells = zip(*(column.cells(rows) for column in self.columns), strict=True)
        links = zip(
            *(column.links(rows) if column.links else [""] * len(rows) for column in self.columns),
            strict=True,
        )
        reasons = [*why(rows), ""] if why and len(rows) else [""] * len(rows)
        lines = [
            Line(number, list(zip(self.columns, told, leads, strict=True)), reason)
            for number, told, leads, reason in zip(count(start + 1), cells, links, reasons, strict=False)
        ]
        return lines[: stop - start]

    def _cut(self, start: int, stop: int) -> Any:
        return self._rows[np.arange(start, min(stop, len(self)))]

    @property
    def headers(self) -> list[str]:
        return [str(column.label) for column in self.columns]

    def table(self) -> Iterator[tuple[Any, ...]]:
        """All rows by the same columns, a portion at a time."""
        for start in range(0, len(self), PORTION):
            rows = self._cut(start, start + PORTION)
            yield from zip(*(column.cells(rows) for column in self.columns), strict=True)
