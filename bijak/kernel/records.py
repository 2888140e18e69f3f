"""What a rule may know: named facts of one person, or of a column of persons."""

from collections.abc import Mapping
from typing import Any

from bijak.kernel.columns import Column, Truth, field


class NoSuchField(AttributeError):
    """A rule asks for a fact that nobody put into the record: a mistake in code, not an unknown."""


class Record:
    """Facts by name: ``Record({"rank_since": day, "good_ratings": 2, "under_sanction": None})``.

    Values are days, numbers, words or yes/no, alone or as lists and arrays of equal length. None, NaN and NaT
    are facts that are not known. Yes/no facts come out as Truth, all others as Column, so rules read the same
    for one person and for millions. A single value beside columns holds for all of them.
    """

    __slots__ = ("_fields",)

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._fields: dict[str, Column | Truth] = {name: field(value) for name, value in facts.items()}
        lengths = {len(held) for held in self._fields.values() if held.is_column}
        if len(lengths) > 1:
            raise ValueError(f"Columns of one record have different lengths: {sorted(lengths)}.")

    @property
    def is_column(self) -> bool:
        return any(held.is_column for held in self._fields.values())

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self._fields[name]
        except KeyError:
            raise NoSuchField(
                f"The record holds no {name}, only {', '.join(sorted(self._fields))}."
            ) from None

    def __len__(self) -> int:
        return next(len(held) for held in self._fields.values() if held.is_column)

    def __getitem__(self, index: int) -> "Record":
        """The record of one person out of a column."""
        return Record({name: held[index] if held.is_column else held for name, held in self._fields.items()})

    def __repr__(self) -> str:
        return f"Record({self._fields})"
