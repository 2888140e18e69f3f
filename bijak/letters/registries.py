"""What higher floors add to letters: fields that a template may name, and templates of their own."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from bijak.people.queries import Person


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is on record about a person, for a letter to say.

    ``value`` is asked about her as she was on the letter's day, in Indonesian; nothing for what is not on record.
    ``topic`` is the history where it is recorded (a ``people.queries.Topic``), none for her identity; ``example``
    stands in previews.
    """

    code: str
    label: str | Promise
    value: Callable[["Person"], str]
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
