"""What a row that we write to the national service is made of, and how it is known again in what the service holds."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from bijak.kernel.days import InvalidDay, parse_day
from bijak.siasn.mapping import codes

UPLOAD_PATH = "/upload-dok-rw"


@dataclass(frozen=True)
class Field:
    """``value`` draws it from a row of ours; ``is_needed``: nothing is sent without it, of some rows or of all.

    ``answer``: the key under which the service tells it again, where that is another one; empty where it does not, or
    spells it in its own way. ``names``: what its codes mean.
    """

    key: str
    label: Any
    value: Callable[[Any], Any]
    is_needed: bool | Callable[[Any], bool] = False
    answer: str | None = None
    names: Mapping[str, Any] = field(default_factory=dict)

    def shown(self, value: Any) -> Any:
        """A value as a person reads it: a code by its name."""
        name = self.names.get(str(value))
        return value if name is None else f"{name} ({value})"

    def is_missing(self, row: Any) -> bool:
        is_needed = self.is_needed if isinstance(self.is_needed, bool) else self.is_needed(row)
        return is_needed and _wire(self.value(row)) == ""

    @property
    def told_as(self) -> str:
        return self.key if self.answer is None else self.answer


@dataclass(frozen=True)
class Post:
    """A row of the history of positions with what the service calls the places in it; empty where we do not know."""

    pk: int
    kind: str
    siasn_id: str
    echelon_code: str
    assignment: str
    from_on: date
    inaugurated_on: date | None
    decree_no: str
    decree_on: date | None
    unit_id: str
    agency_id: str
    office_id: str

    @property
    def code(self) -> str:
        """The id of what she holds: of its echelon, of the functional position, or of the executor's."""
        return self.echelon_code if self.kind == "structural" else self.siasn_id


@dataclass(frozen=True)
class Rated:
    """A rating of a year, a quarter or a month with what else the service asks of it; empty where we do not know it.

    ``rater_rank``: its code of the rank that the rater held on the last day. ``coefficient``: that of what the level of
    her functional position gathers in a year, asked of a month or a quarter.
    """

    rating: Any
    rater_rank: str = ""
    coefficient: str = ""


@dataclass(frozen=True)
class Write:
    """What the service takes of one history.

    ``person``: the key that names whose row it is. ``same``: the keys by which a row is known again in what the service
    holds; none where it tells too little for that, and only its id names a row. ``remove``: where a row is deleted, if
    anywhere. ``paper``: the kind of document that belongs to a row.
    ``post``: the key that names the row of her positions there on which this one rests.
    """

    save: str
    history: str
    person: str
    fields: tuple[Field, ...]
    same: tuple[str, ...]
    paper: str = ""
    remove: str = ""
    post: str = ""

    @property
    def is_comparable(self) -> bool:
        """Whether a row of ours can be looked for in what the service holds."""
        return bool(self.same)

    def lacking(self, row: Any) -> list[Any]:
        """Labels of what the service needs and the row does not tell."""
        return [each.label for each in self.fields if each.is_missing(row)]

    def content(self, row: Any, *, owner: str) -> dict[str, str | int]:
        """The payload; ``owner`` is the PNS ID."""
        told = {field.key: _wire(field.value(row)) for field in self.fields}
        return {self.person: owner} | {key: value for key, value in told.items() if value != ""}

    def shown(self, content: Mapping[str, Any]) -> list[tuple[Any, Any]]:
        """A payload as a person reads it; the PNS ID is no business of a page."""
        return [(each.label, each.shown(content[each.key])) for each in self.fields if each.key in content]

    def found(
        self, content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]], *, national_id: str = ""
    ) -> Mapping[str, Any] | None:
        """The row of the service that is the one we send, by its id where we know it, else by what names it."""
        if national_id:
            return next((row for row in rows if key_of(row) == national_id), None)
        if not self.is_comparable:
            return None
        return next((row for row in rows if not _differing(self._names, content, row)), None)

    def unnamed(self, content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Labels of what the service leaves out of a row that may therefore be the one we send; none where no row may.

        Its answers may change without a word, and a key that is gone would make every row look like another one.
        """
        if not self.is_comparable:
            return []
        for row in rows:
            told = [field for field in self._names if field.told_as in row]
            if len(told) < len(self._names) and not _differing(told, content, row):
                return [field.label for field in self._names if field not in told]
        return []

    @property
    def _names(self) -> list[Field]:
        return [field for field in self.fields if field.key in self.same]

    def differing(self, content: Mapping[str, Any], row: Mapping[str, Any]) -> list[Any]:
        """Labels of what the service's row tells otherwise; of what it does not tell nothing is known."""
        told = [field for field in self.fields if field.told_as in row]
        return [field.label for field in _differing(told, content, row)]

    def is_told(self, content: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
        """Whether the service's row tells all that we send, and in the same way."""
        sent = [field for field in self.fields if field.key in content]
        return all(field.told_as in row for field in sent) and not _differing(sent, content, row)

    def has_paper(self, rows: Iterable[Mapping[str, Any]], *, national_id: str) -> bool:
        """Whether the row bears a document of the kind that belongs to it."""
        row = next((row for row in rows if key_of(row) == national_id), {})
        papers = row.get("path")
        if isinstance(papers, list):
            return any(isinstance(each, Mapping) and str(each.get("dok_id")) == self.paper for each in papers)
        return isinstance(papers, Mapping) and self.paper in papers

    def is_gone(self, rows: Iterable[Mapping[str, Any]], *, national_id: str) -> bool:
        """Whether the service holds rows, names each, and none of them is the one that was deleted."""
        keys = {key_of(row) for row in rows}
        return bool(keys) and "" not in keys and national_id not in keys


def key_of(row: Mapping[str, Any]) -> str:
    """The service's id of a row, empty where it tells none."""
    return str(row.get("id") or "").strip()


def new_id(named: Mapping[str, Any] | str) -> str:
    """The key of a row that was saved: under the name of its history (rwKursusId, rwJabatanId), or alone (SKP)."""
    if isinstance(named, str):
        return named.strip()
    return next((str(value) for key, value in named.items() if key.startswith("rw") and value), "")


def post_behind(content: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> str:
    """The service's id of the functional position that was held when a period of credit points ended, else empty."""
    ends = int(content["tahunSelesaiPenailan"]), int(content["bulanSelesaiPenailan"])
    held = [
        (since, key_of(row))
        for row in rows
        if key_of(row) and str(row.get("jenisJabatan", "")) in _FUNCTIONAL
        if (since := _day(row.get("tmtJabatan"))) and (since.year, since.month) <= ends
    ]
    return max(held)[1] if held else ""


_FUNCTIONAL = ("2", codes.POSITION_KINDS["2"])


def _day(value: Any) -> date | None:
    try:
        return parse_day(str(value or ""))
    except InvalidDay:
        return None


def _wire(value: Any) -> str | int:
    """Days as dd-mm-yyyy, nothing as an empty text."""
    if isinstance(value, date):
        return f"{value.day:02d}-{value.month:02d}-{value.year:04d}"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value if isinstance(value, int) else (value or "").strip()


def _differing(fields: Iterable[Field], content: Mapping[str, Any], row: Mapping[str, Any]) -> list[Field]:
    return [field for field in fields if not _agree(content.get(field.key), row.get(field.told_as))]


def _agree(ours: Any, theirs: Any) -> bool:
    """As words without their capitals and blanks; a number also as a number (12.5 is 12.500)."""
    if plain(ours) == plain(theirs):
        return True
    try:
        return Decimal(plain(ours)) == Decimal(plain(theirs))
    except InvalidOperation:
        return False


def plain(value: Any) -> str:
    text = " ".join(str("" if value is None else value).split()).casefold()
    return {"true": "1", "false": "0"}.get(text, text)
