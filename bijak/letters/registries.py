"""What higher floors add to letters: fields that a template may name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
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
