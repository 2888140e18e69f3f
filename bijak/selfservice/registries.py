"""What higher floors keep about a person, and hand over when she takes her data away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A table that a context keeps about people: ``rows`` of an employee's key, and the columns she gets.

    ``courses`` names the columns for the form's table of courses: what, by whom, in which year.
    """

    label: str
    rows: Callable[[int], QuerySet[Any]]
    columns: tuple[str, ...]
    courses: tuple[str, str, str] | None = None


class Holdings:
    def __init__(self) -> None:
        self._holdings: list[Holding] = []

    def add(self, holding: Holding) -> None:
        self._holdings.append(holding)

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._holdings)


holdings = Holdings()
