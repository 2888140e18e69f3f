"""Where higher floors plug in: what can be imported, and what can be exported.

A context calls ``import_kinds.add(ImportKind(...))`` in its ``ready()``. Interchange reads the file, finds the
columns, lets a person mend the faulty rows and keeps the batch; the kind only says what is right (``check``), writes
it (``apply``) and takes it back (``undo``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.interchange.models import Batch

type Sentence = Any  # str, or a lazy translation of one

ROW = "_row"  # the row's number in the sheet as a person sees it there (the header of a plain file is row 1)


class Shape(StrEnum):
    """How a cell is brought into one form before ``check`` sees it. Everything stays text; "-" and "NULL" are empty."""

    TEXT = "text"  # trimmed; control characters gone; a date cell -> "2026-11-21"
    DIGITS = "digits"  # NIP, NIK, telephone: apostrophes and blanks gone; digits lost by Excel are a problem
    DATE = "date"  # Excel serial, ISO, dd-mm-yyyy, 1 Agustus 2026 -> "2026-11-21"; anything else is a problem
    WHOLE = "whole"  # whole number of years, months, hours: 08, 8.0 -> "8"; anything else is a problem


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the kind, and the headers under which files bring it (case, blanks and punctuation do not count).

    ``unique``: no two rows of a file may carry the same value (checked by interchange).
    ``longest``: characters; a longer cell is a problem.
    ``personal``: its cells say something about a person, so they stand in no address.
    ``named_by``: fields that say the same in another way; a file that brings one of them brings this.
    """

    field: str
    label: Sentence
    required: bool = False
    aliases: tuple[str, ...] = ()
    example: str = ""
    personal: bool = False
    shape: Shape = Shape.TEXT
    unique: bool = False
    longest: int = 500
    note: Sentence = ""
    named_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one row, for the person who will mend it.

    ``field`` is "" when the row as a whole is meant; ``message`` says what and why, ``hint`` what to do.
    """

    row: int
    field: str
    code: str
    message: Sentence
    hint: Sentence = ""


PROBLEM_SCHEMA = {
    ROW: int,
    "field": str,
    "code": str,
    "message": str,
    "hint": str,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """``good`` keeps ``_row``; a row named in ``problems`` is left out of it, whatever ``good`` says."""

    good: pl.DataFrame
    problems: pl.DataFrame | Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    created: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """``kept``: sentences about what could not be taken back, and why."""

    count: int = 0
    kept: list[str] = field(default_factory=list)


class RowsMoved(Exception):
    """Raised by ``apply``, with everything undone: these rows were right when they were checked and are not any more.

    They wait to be mended, and the others are applied without them.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} rows")
        self.problems = problems


class HasColumns(Protocol):
    """What a header is looked for by: an import kind, or whatever else wants columns of a sheet."""

    @property
    def columns(self) -> tuple[Column, ...]: ...


class Check(Protocol):
    def __call__(self, frame: pl.DataFrame, *, today: date) -> Checked: ...


class Apply(Protocol):
    """Runs inside one transaction with the change of the batch's state. Must not change what is equal already.

    May raise ``RowsMoved``, or ``services.CannotApply`` with a sentence.
    """

    def __call__(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied: ...


class Undo(Protocol):
    def __call__(self, *, batch: Batch, by: Account, today: date) -> Undone: ...


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One sort of file. ``check`` gets a frame of text columns, one for each of ``columns`` (null where the file
    has none or the cell is empty) and ``_row``; the frame it calls good may be typed as it likes.

    ``undo`` is absent where nothing can be taken back. ``is_woven``: rows speak of one another (a unit of the unit
    above it), so a mended one is judged beside all others; only for kinds whose files are small.
    ``asks_whole``: who uploads is asked whether the file names everyone (``batch.is_whole``), for then it says
    something that it does not name somebody.
    """

    code: str
    label: Sentence
    description: Sentence
    permission: str
    columns: tuple[Column, ...]
    check: Check
    apply: Apply
    undo: Undo | None = None
    is_woven: bool = False
    asks_whole: bool = False
    order: int = 100

    def column(self, field: str) -> Column:
        return next(column for column in self.columns if column.field == field)


@dataclass(frozen=True, slots=True)
class ExportKind:
    """A list that can be taken out as a file. ``rows`` gets the account and the query string's values, and yields
    rows already limited to what the account may see."""

    code: str
    label: Sentence
    description: Sentence
    permission: str
    headers: Sequence[Sentence]
    rows: Callable[..., Iterable[Sequence[object]]]
    order: int = 100


class Unregistered(LookupError):
    """No context of this installation registered a kind of this code."""


class Registry[Kind: (ImportKind, ExportKind)]:
    """Kinds by code, in their order."""

    def __init__(self) -> None:
        self._kinds: dict[str, Kind] = {}

    def add(self, kind: Kind) -> Kind:
        if self._kinds.get(kind.code, kind) != kind:
            raise ValueError(f"Two kinds are called {kind.code!r}.")
        self._kinds[kind.code] = kind
        return kind

    def remove(self, code: str) -> None:
        self._kinds.pop(code, None)

    def get(self, code: str) -> Kind:
        try:
            return self._kinds[code]
        except KeyError:
            raise Unregistered(code) from None

    def __iter__(self) -> Iterator[Kind]:
        return iter(sorted(self._kinds.values(), key=lambda kind: (kind.order, kind.code)))

    def __contains__(self, code: object) -> bool:
        return code in self._kinds


import_kinds: Registry[ImportKind] = Registry()
export_kinds: Registry[ExportKind] = Registry()
