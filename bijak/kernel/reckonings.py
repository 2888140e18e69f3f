"""Numbers with their parts: what an allowance, an index or a credit is made of, line by line.

Where a Decision answers yes or no, a Reckoning answers how much. Its lines add up to the total; each carries what it
was made from and the clause behind it, so that nobody has to take the sum on trust.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property, reduce
from typing import Any

from bijak.kernel.columns import Column, column
from bijak.kernel.terms import Basis, NotInForce, Terms


def or_unknown(terms: Terms, code: str) -> Column:
    """A term that some need and others do not: unknown on days without a value, and only for those who need it."""
    try:
        return column(getattr(terms, code))
    except NotInForce:
        return column(None)


class Line:
    """One part of a number: its code, its value in ``unit``, the clause behind it, and what it was made ``of``.

    A line that takes away has a negative value. ``of`` names its ingredients: a class, an index, days.
    """

    __slots__ = ("basis", "code", "of", "unit", "value")

    def __init__(
        self,
        code: str,
        value: object,
        basis: Basis | None = None,
        *,
        unit: str = "",
        of: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self.value = column(value)
        self.basis = basis
        self.unit = unit or (basis.unit if basis else "")
        self.of: dict[str, Column] = {name: column(each) for name, each in (of or {}).items()}

    def facts(self) -> dict[str, Any]:
        """The line of one person in plain values, fit for the ledger and for JSON."""
        return {
            "code": self.code,
            "value": self.value.item(),
            "unit": self.unit,
            "of": {name: _plain(each.item()) for name, each in self.of.items()},
            "law": self.basis.law if self.basis else "",
            "article": self.basis.article if self.basis else "",
        }

    def __getitem__(self, index: int) -> "Line":
        return Line(
            self.code,
            _at(self.value, index),
            self.basis,
            unit=self.unit,
            of={name: _at(each, index) for name, each in self.of.items()},
        )

    def __repr__(self) -> str:
        return f"Line({self.code!r}, {self.value!r})"


class Reckoning:
    """Lines and their total. Of one person, or of a column of persons; unknown where a line is."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines

    @cached_property
    def total(self) -> Column:
        return reduce(lambda sum_, line: sum_ + line.value, self.lines, column(0))

    @property
    def is_column(self) -> bool:
        return self.total.is_column

    @property
    def unknowns(self) -> tuple[Line, ...]:
        """The lines that cannot be told for want of a fact, of one person."""
        if self.is_column:
            raise TypeError("Ask one person's reckoning for lines (reckoning[i]).")
        return tuple(line for line in self.lines if line.value.unknown)

    def line(self, code: str) -> Line:
        return next(line for line in self.lines if line.code == code)

    def facts(self) -> list[dict[str, Any]]:
        """All lines of one person in plain values."""
        return [line.facts() for line in self.lines]

    def __len__(self) -> int:
        return len(self.total)

    def __getitem__(self, index: int) -> "Reckoning":
        return Reckoning(tuple(line[index] for line in self.lines))

    def __iter__(self) -> Iterator["Reckoning"]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"Reckoning({', '.join(map(repr, self.lines))})"


def reckon(*lines: Line) -> Reckoning:
    """Put the lines beneath each other."""
    if not lines:
        raise TypeError("A reckoning needs at least one line.")
    codes = [line.code for line in lines]
    if len(set(codes)) < len(codes):
        raise ValueError(f"Each line needs a code of its own: {', '.join(codes)}.")
    return Reckoning(lines)


def _at(value: Column, index: int) -> Column:
    return value[index] if value.is_column else value


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
