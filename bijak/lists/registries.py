"""Where higher floors plug in: lists that can be asked for by name, and columns for lists that stand already.

    lists.add(ListKind(code="kgb", …))                       # a list of one's own
    lists.add_column("duk", Column(code="jp", …))            # a column for another's
    leadership.add(…)                                        # who is trained for leadership, for the DUK

A list is its columns, its order and its question. The question gives all rows at once, as something that is cut
(``rows[places]``) and counted; a column reads what was cut out, one row or a hundred thousand.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel.terms import Basis

type Text = Any  # str, or a lazy translation of one
type Cell = str | int | float | date | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """What a list tells of each row. ``code`` stands in addresses.

    ``cells`` of rows that were cut out; ``key`` of all rows, as an array by which they can be sorted, where they can;
    ``links`` to where a cell leads. ``width`` is its share of a printed line.
    """

    code: str
    label: Text
    cells: Callable[[Any], Sequence[Cell]]
    key: Callable[[Any], npt.NDArray[Any]] | None = None
    links: Callable[[Any], Sequence[str]] | None = None
    width: float = 2
    is_shown: bool = True

    @property
    def is_wordy(self) -> bool:
        """Whether its cells are names or titles, which are hard to read a word a line."""
        return self.width >= 3


@dataclass(frozen=True, kw_only=True)
class Span:
    """A list of what happens between two days: from the day asked about, ``months`` ahead unless said otherwise."""

    label: Text
    months: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What one list alone is narrowed by: ``code`` stands in addresses, ``options`` are keys and their names."""

    code: str
    label: Text
    options: Callable[[], Iterable[tuple[str, Text]]]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a list is asked: of which day, by whose reach (a Scope of organization), narrowed to what.

    ``groups`` are those of all people, ``chosen`` the keys of the list's own choices; neither has what is left open.
    """

    on: date
    reach: Any
    unit_path: str = ""
    words: str = ""
    position: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    since: date
    until: date


@dataclass(frozen=True)
class Roll:
    """The answer: rows in the list's own order, and what must be said beneath them."""

    rows: Any
    notes: Sequence[Text] = ()


@dataclass(frozen=True, kw_only=True)
class ListKind:
    """A list by name. ``basis`` is the law it rests on, where there is one.

    ``permission`` opens the list, ``export_permission`` lets one take it along; each also bounds whose rows there are.
    ``why`` says of consecutive rows in the list's own order why each stands above the next.
    ``is_of_people`` tells whether its rows are people, who can be narrowed as on the page of people.
    """

    code: str
    label: Text
    purpose: Text
    ask: Callable[[Asked], Roll]
    columns: Sequence[Column]
    basis: Basis | None = None
    permission: str = "people.view"
    export_permission: str = "people.export"
    heading: Text = ""
    span: Span | None = None
    choices: Sequence[Choice] = ()
    why: Callable[[Any], list[str]] | None = None
    is_of_people: bool = True
    order: int = 100

    @property
    def title(self) -> Text:
        """As it stands on paper."""
        return self.heading or self.label


class Unregistered(LookupError):
    """No context of this installation registered a list of this code."""


class Lists:
    """Lists by code, in their order."""

    def __init__(self) -> None:
        self._kinds: dict[str, ListKind] = {}
        self._columns: dict[str, list[Column]] = {}

    def add(self, kind: ListKind) -> None:
        if kind.code in self._kinds:
            raise ValueError(f"Two lists are called {kind.code!r}.")
        self._kinds[kind.code] = kind

    def remove(self, code: str) -> None:
        self._kinds.pop(code, None)
        self._columns.pop(code, None)

    def add_column(self, code: str, column: Column) -> None:
        """Whoever stands above tells more about the rows of a list; it comes after the list's own columns."""
        self._columns.setdefault(code, []).append(column)

    def get(self, code: str) -> ListKind:
        try:
            return self._kinds[code]
        except KeyError:
            raise Unregistered(code) from None

    def columns_of(self, kind: ListKind) -> dict[str, Column]:
        return {column.code: column for column in (*kind.columns, *self._columns.get(kind.code, ()))}

    def __iter__(self) -> Iterator[ListKind]:
        return iter(sorted(self._kinds.values(), key=lambda kind: (kind.order, kind.code)))


lists = Lists()


@dataclass(frozen=True)
class Trained:
    """Training for leadership (latihan jabatan) of some people, the highest of each: its level (a higher one is more),
    the day it was passed first, its name; NaN, NaT and "" where there is none on record."""

    level: npt.NDArray[np.float64]
    passed_on: npt.NDArray[np.datetime64]
    names: Sequence[str]


class Leadership:
    """Who is trained for leadership: asked of the one context that knows. Without one nobody is, as far as is known."""

    def __init__(self) -> None:
        self._read: Callable[[Any], Trained] | None = None

    def add(self, read: Callable[[Any], Trained]) -> None:
        """``read`` gets rows of people (``Careers``)."""
        if self._read is not None:
            raise ValueError("Two contexts say who is trained for leadership.")
        self._read = read

    def of(self, rows: Any) -> Trained:
        if self._read is None:
            nothing = len(rows)
            return Trained(np.full(nothing, np.nan), np.full(nothing, "NaT", "datetime64[D]"), [""] * nothing)
        return self._read(rows)


leadership = Leadership()


def descending(key: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """A key that sorts the other way round; what is not known stays last."""
    if key.dtype.kind == "M":
        return np.where(np.isnat(key), np.iinfo(np.int64).max, -key.astype(np.int64))
    return -key if key.dtype.kind in "fi" else -np.unique(key, return_inverse=True)[1]
