"""What higher floors add to letters: fields that a template may name, templates, and what letters are about."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from bijak.people.queries import Person


@dataclass(frozen=True, slots=True)
class Field[About = "Person"]:
    """Something that is on record about a person, or about what else a letter is about, for it to say.

    ``value`` is asked about her as she was on the letter's day, in Indonesian; nothing for what is not on record.
    ``topic`` is the history where it is recorded (a ``people.queries.Topic``), none for her identity; ``example``
    stands in previews.
    """

    code: str
    label: str | Promise
    value: Callable[[About], str]
    example: str
    topic: str = ""


class Fields:
    def __init__(self) -> None:
        self._fields: dict[str, Field] = {}

    def add(self, *fields: Field) -> None:
        for field in fields:
            if field.code in self._fields:
                raise LookupError(f"The field '{field.code}' is registered twice.")
            self._fields[field.code] = field

    def get(self, code: str) -> Field | None:
        return self._fields.get(code)

    def __iter__(self) -> Iterator[Field]:
        return iter(self._fields.values())


fields = Fields()


class Shipped:
    """The templates that every installation begins with, by code: each file is one context's ``shipped.toml``."""

    def __init__(self) -> None:
        self._files: list[Path] = []

    def add(self, file: Path) -> None:
        self._files.append(file)
        self.__dict__.pop("templates", None)

    @cached_property
    def templates(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for file in self._files:
            held = tomllib.loads(file.read_text(encoding="utf-8"))
            if twice := held.keys() & found.keys():
                raise LookupError(f"Templates are shipped twice: {', '.join(sorted(twice))}.")
            found |= held
        return found


shipped = Shipped()
shipped.add(Path(__file__).parent / "shipped.toml")


@dataclass(frozen=True)
class Annex:
    """A list that lies behind a letter, in the same file: both are signed. Widths are shares of a line."""

    title: str
    headers: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Something beside a person that letters are about, each of them named by its uuid; it is the whole agency's.

    ``permission`` is needed to write about it, beside that to write letters; ``hindrance`` says why nothing can be
    written about one now, "" where it can. ``title`` and ``address`` are those of its page.
    """

    code: str
    label: str | Promise
    permission: str
    things: Callable[[], "QuerySet[Any]"]
    title: Callable[[Any], str]
    address: Callable[[Any], str]
    fields: Sequence[Field[Any]]
    annex: Callable[[Any], Annex]
    hindrance: Callable[[Any], str]


class Matters:
    """By code, which the ``about`` of a shipped template names."""

    def __init__(self) -> None:
        self._matters: dict[str, Matter] = {}

    def add(self, matter: Matter) -> None:
        if matter.code in self._matters:
            raise LookupError(f"The matter '{matter.code}' is registered twice.")
        self._matters[matter.code] = matter

    def get(self, code: str) -> Matter:
        return self._matters[code]


matters = Matters()
