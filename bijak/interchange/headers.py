"""Which column of a sheet is which field: by name, never by position."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from bijak.interchange.reading import HEADER_WITHIN, Table, letters, numbered
from bijak.interchange.registries import ROW, Column, HasColumns, ImportKind

CORRECTION_HEADER = "BARIS"  # of the sheet of faulty rows: which row of the batch a line mends
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """What was recognised in a sheet. Places are columns counted from 0, as text, for they are kept as JSON."""

    sheet: str
    sheets: list[str]
    header_row: int
    headers: dict[str, str]  # place -> header as written ("" for a column without one)
    columns: dict[str, str]  # place -> field
    ambiguous: dict[str, list[str]] = field(default_factory=dict)  # field -> places that claim it
    missing: list[str] = field(default_factory=list)  # required fields no column brings
    samples: dict[str, list[str]] = field(default_factory=dict)  # place -> first values, to match by hand
    is_merged: bool = False
    profile: str = ""  # name of the saved profile that matched

    @property
    def is_settled(self) -> bool:
        return bool(self.columns) and not self.ambiguous and not self.missing

    @property
    def unknown(self) -> list[str]:
        return [place for place in self.headers if place not in self.columns and not self._is_claimed(place)]

    def _is_claimed(self, place: str) -> bool:
        return any(place in places for places in self.ambiguous.values())

    def header_of(self, field: str) -> str:
        return next(
            (self.headers.get(place, "") for place, name in self.columns.items() if name == field), ""
        )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**stored)


def key(text: object) -> str:
    """What of a header counts: letters and digits, without case or accents: "NIP Baru" and "nip_baru" are one."""
    plain = unicodedata.normalize("NFKD", str(text)).casefold()
    return "".join(mark for mark in plain if mark.isalnum())


def names_of(column: Column) -> set[str]:
    return {key(name) for name in (column.field, column.label, *column.aliases)} - {""}


def recognise(
    table: Table, kind: HasColumns, *, profiles: Iterable[tuple[str, Mapping[str, str]]] = ()
) -> Layout:
    """Find the header row and what its columns are; of the saved profiles the one counts that is most like it."""
    top = list(numbered(table.frame.head(HEADER_WITHIN)))
    fields = {name: column.field for column in reversed(kind.columns) for name in names_of(column)}
    number, header = max(top, key=lambda row: (_fit(row[1], fields), len(row[1]), -row[0]), default=(1, {}))
    if not _fit(header, fields):
        number, header = _first_wide(top)
    claims, profile, most = _claims(header, fields), "", 0
    needed = {column.field for column in kind.columns if column.required}
    for name, columns in profiles:
        found = _best_profiled(top, columns, needed)
        if found and (alike := _alike(found[1], columns)) > most:
            most, profile, (number, header) = alike, name, found
            claims = _claims(header, columns)
    return _layout(table, kind, number, header, claims, profile)


def arrange(table: Table, kind: ImportKind, *, header_row: int, columns: Mapping[str, str]) -> Layout:
    """The layout a person chose: ``columns`` is place -> field."""
    header = next(
        (cells for number, cells in numbered(table.frame.head(HEADER_WITHIN)) if number == header_row), {}
    )
    claims: dict[str, list[int]] = {}
    for place, name in columns.items():
        if name and int(place) in table.places:
            claims.setdefault(name, []).append(int(place))
    return _layout(table, kind, header_row, header, claims, "")


def fit(layout: Layout) -> int:
    """How well a sheet fits its kind, to choose among several."""
    return len(layout.columns) - 2 * len(layout.missing)


def profile_of(layout: Layout) -> dict[str, str]:
    """Header key -> field, for the next file with these headers."""
    return {
        key(layout.headers[place]): name
        for place, name in layout.columns.items()
        if layout.headers.get(place)
    }


def _fit(cells: Mapping[int, str], fields: Mapping[str, str]) -> int:
    return len({fields[key(text)] for text in cells.values() if key(text) in fields})


def _first_wide(top: list[tuple[int, dict[int, str]]]) -> tuple[int, dict[int, str]]:
    """Where no header is known: the first row that is as wide as any below it is likely one."""
    widest = max((len(cells) for _number, cells in top), default=0)
    return next(((number, cells) for number, cells in top if len(cells) * 2 > widest), (1, {}))


def _best_profiled(
    top: list[tuple[int, dict[int, str]]], columns: Mapping[str, str], needed: set[str]
) -> tuple[int, dict[int, str]] | None:
    """The row most like a profile: it has the headers of all needed fields, and more than half of all."""
    vital = {name for name, field in columns.items() if field in needed}
    best = max(top, key=lambda row: (_alike(row[1], columns), -row[0]), default=None)
    if best is None or not vital <= {key(text) for text in best[1].values()}:
        return None
    return best if 2 * _alike(best[1], columns) > len(columns) else None


def _alike(cells: Mapping[int, str], columns: Mapping[str, str]) -> int:
    return len({key(text) for text in cells.values()} & columns.keys())


def _claims(header: Mapping[int, str], fields: Mapping[str, str]) -> dict[str, list[int]]:
    claims: dict[str, list[int]] = {}
    for place, text in header.items():
        if name := fields.get(key(text)):
            claims.setdefault(name, []).append(place)
    return claims


def _layout(
    table: Table,
    kind: HasColumns,
    number: int,
    header: Mapping[int, str],
    claims: dict[str, list[int]],
    profile: str,
) -> Layout:
    below = table.frame.filter(table.frame[ROW] > number).head(200)
    filled = [
        place
        for place in table.places
        if place in header or below[str(place)].str.strip_chars().replace("", None).count()
    ]
    known = {column.field for column in kind.columns}
    claims = {name: places for name, places in claims.items() if name in known}
    return Layout(
        sheet=table.sheet,
        sheets=table.sheets,
        header_row=number,
        headers={str(place): header.get(place, "") for place in filled},
        columns={str(places[0]): name for name, places in sorted(claims.items()) if len(places) == 1},
        ambiguous={
            name: [str(place) for place in places] for name, places in claims.items() if len(places) > 1
        },
        missing=[
            column.field
            for column in kind.columns
            if column.required and not {column.field, *column.named_by} & claims.keys()
        ],
        samples={str(place): _samples(below, place) for place in filled},
        is_merged=table.merged,
        profile=profile,
    )


def _samples(frame: Any, place: int) -> list[str]:
    values = (text.strip()[:60] for text in frame[str(place)] if text and text.strip())
    return list(Counter(values))[:_SAMPLES]


def place_of_row_numbers(table: Table, layout: Layout) -> int | None:
    """The column of a correction that says which row of the batch each line mends."""
    return next(
        (int(place) for place, text in layout.headers.items() if key(text) == key(CORRECTION_HEADER)), None
    )


def title(layout: Layout, place: str) -> str:
    """A column as people call it: its header, or its letter where it has none."""
    return layout.headers.get(place) or letters(int(place))
