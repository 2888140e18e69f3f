"""What higher floors tell this one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet


class Holders:
    """Who else holds records about employees. Asked before a new employee is taken back by the undo of an import."""

    def __init__(self) -> None:
        self._ask: list[Callable[[frozenset[int]], set[int]]] = []

    def add(self, ask: Callable[[frozenset[int]], set[int]]) -> None:
        """``ask`` gets employee keys and returns those that its context holds records about."""
        self._ask.append(ask)

    def hold(self, employees: frozenset[int]) -> set[int]:
        return set().union(*(ask(employees) for ask in self._ask)) if employees else set()


@dataclass(frozen=True)
class Holding:
    """A table that a context keeps about people, and the columns of it that are handed to the person herself.

    ``courses`` names those for the table of courses in her curriculum vitae (what, by whom, in which year), ``current``
    the rows that hold.
    """

    model: type[Model]
    columns: tuple[str, ...]
    courses: tuple[str, ...] = ()
    current: Q = Q()

    def rows(self, employee: int) -> QuerySet[Any]:
        """Of a person (key of Employee), the latest first."""
        return self.model._default_manager.filter(employee=employee).order_by("-pk")


class Holdings:
    """What is kept about people elsewhere: whoever takes her data away takes it along."""

    def __init__(self) -> None:
        self._holdings: list[Holding] = []

    def add(self, model: type[Model], columns: str, *, courses: str = "", current: Q | None = None) -> None:
        """``columns`` as words, over relations too: ``year batch__uuid``."""
        words = tuple(columns.split()), tuple(courses.split())
        self._holdings.append(Holding(model, *words, current or Q()))

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._holdings)


class OwnPage:
    """Where somebody finds all that is held about her; without one her page among those of the others."""

    url_name = ""

    def set(self, url_name: str) -> None:
        self.url_name = url_name


holders = Holders()
holdings = Holdings()
own_page = OwnPage()
