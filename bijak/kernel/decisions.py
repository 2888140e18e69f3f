"""Decisions with their reasons: why yes, why no, and why it cannot be told yet.

A rule weighs Reasons. Each is one condition of law with its truth, what is missing, and the clause behind it.
The same Decision is shown to the person, kept in the ledger, counted by a simulation and tested by a case.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property, reduce
from typing import Any, NamedTuple

import numpy as np

from bijak.kernel.columns import (
    MET,
    MISSING,
    UNKNOWN,
    Column,
    Truth,
    column,
    no,
    truth,
    where,
)
from bijak.kernel.columns import Undecided as _Undecided
from bijak.kernel.terms import Basis

__all__ = [
    "MET",
    "MISSING",
    "UNKNOWN",
    "Count",
    "Decision",
    "Reason",
    "Truth",
    "Undecided",
    "no",
    "truth",
    "weigh",
    "where",
]


class Undecided(_Undecided):
    """A yes or no was asked of a Decision that lacks facts; ``decision.unknowns`` says which."""

    def __init__(self, decision: "Decision") -> None:
        self.decision = decision
        super().__init__(f"Belum dapat diputuskan: {', '.join(reason.code for reason in decision.unknowns)}.")


class Reason:
    """One condition of a rule: its code, whether it is met, its clause, and by how much it is missed.

    ``shortfall`` need not be given where the condition is ``have >= need`` or ``have <= limit``: it is the
    difference in the unit of the term. Give it (with its ``unit``) where people think in a finer one: days,
    not years; as a lambda where it takes work, for a simulation rarely asks.

    ``earliest`` is the first day on which time alone meets the condition (a day, a Column of days, or a lambda for
    one); left out where time does not.
    """

    def __init__(
        self,
        code: str,
        met: object,
        basis: Basis | None = None,
        *,
        shortfall: object = None,
        unit: str = "",
        earliest: object = None,
    ) -> None:
        self.code = code
        self.truth = truth(met)
        self.basis = basis
        self.unit = unit or (basis.unit if basis else "")
        self._given = shortfall
        self._earliest = earliest

    @cached_property
    def shortfall(self) -> Column | None:
        """How much is missing, 0 where nothing is; None where the condition has no measure."""
        given = self._given() if callable(self._given) else self._given
        gap = self.truth.shortfall if given is None else column(given)
        if gap is None:
            return None
        return where(self.truth.missing, gap, where(self.truth.unknown, None, 0))

    @property
    def short_by(self) -> Any:
        """The shortfall of one person as a plain number, or None."""
        return None if (gap := self.shortfall) is None else gap.item()

    @cached_property
    def earliest(self) -> Column | None:
        """The day from which the condition is met, of those who miss it; None where time alone never meets it."""
        given = self._earliest() if callable(self._earliest) else self._earliest
        return None if given is None else where(self.truth.missing, given, None)

    @property
    def met_from(self) -> date | None:
        """The day from which one person meets it, or None."""
        return None if (day := self.earliest) is None else day.item()

    def facts(self) -> dict[str, Any]:
        """The reason of one person in plain values, fit for the ledger and for JSON."""
        return {
            "code": self.code,
            "truth": self.truth.name,
            "short_by": self.short_by,
            "unit": self.unit,
            "met_from": day.isoformat() if (day := self.met_from) else None,
            "law": self.basis.law if self.basis else "",
            "article": self.basis.article if self.basis else "",
        }

    def __getitem__(self, index: int) -> "Reason":
        if not self.truth.is_column:
            return self
        return Reason(
            self.code,
            self.truth[index],
            self.basis,
            shortfall=lambda: None if (gap := self.shortfall) is None else gap[index],
            unit=self.unit,
            earliest=lambda: None if (day := self.earliest) is None else day[index],
        )

    def __repr__(self) -> str:
        return f"Reason({self.code!r}, {self.truth!r})"


class Count(NamedTuple):
    """How many of a column."""

    met: int
    missing: int
    unknown: int


class Decision:
    """All reasons together. Met when all are met; missing when one is missing; otherwise unknown.

    Of one person it is asked like a bool, and raises Undecided rather than guess. Of a column it is counted,
    or indexed to the Decision of one.
    """

    __slots__ = ("reasons", "truth")

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        self.reasons = reasons
        self.truth = reduce(Truth.__and__, (reason.truth for reason in reasons), Truth(MET))

    @property
    def is_column(self) -> bool:
        return self.truth.is_column

    @property
    def obstacles(self) -> tuple[Reason, ...]:
        """The reasons that speak against it, of one person."""
        return self._at(MISSING)

    @property
    def unknowns(self) -> tuple[Reason, ...]:
        """The reasons that cannot be judged for want of a fact, of one person."""
        return self._at(UNKNOWN)

    @property
    def earliest(self) -> Column:
        """The day from which nothing is missing any more, by time alone, of those to whom something is.

        Unknown where nothing is missing, where a missing condition is not a matter of time, and where another cannot be
        judged.
        """
        day = column(np.full(self.truth.levels.shape, np.datetime64("NaT", "D")))
        is_told = self.truth.missing
        for reason in self.reasons:
            found = column(None) if reason.earliest is None else reason.earliest
            is_told = is_told & ~reason.truth.unknown & (~reason.truth.missing | ~found.unknown)
            if not found.unknown.all():
                day = column(
                    np.fmax(day.values, np.where(found.unknown, np.datetime64("NaT", "D"), found.values))
                )
        return Column(day.values, np.asarray(~is_told))

    def count(self) -> Count:
        """How many are decided which way."""
        levels = np.bincount(np.ravel(self.truth.levels), minlength=3)
        return Count(met=int(levels[MET]), missing=int(levels[MISSING]), unknown=int(levels[UNKNOWN]))

    def facts(self) -> list[dict[str, Any]]:
        """All reasons of one person in plain values."""
        return [reason.facts() for reason in self.reasons]

    def _at(self, level: int) -> tuple[Reason, ...]:
        if self.is_column:
            raise TypeError("Ask one person's decision for reasons (decision[i]), or count a column's.")
        return tuple(reason for reason in self.reasons if reason.truth.levels == level)

    def __bool__(self) -> bool:
        if not self.is_column and self.truth.levels == UNKNOWN:
            raise Undecided(self)
        return bool(self.truth)

    def __len__(self) -> int:
        return len(self.truth)

    def __getitem__(self, index: int) -> "Decision":
        return Decision(tuple(reason[index] for reason in self.reasons))

    def __iter__(self) -> Iterator["Decision"]:
        return (self[index] for index in range(len(self)))

    def __repr__(self) -> str:
        return f"Decision({', '.join(map(repr, self.reasons))})"


def weigh(*reasons: Reason) -> Decision:
    """Put the reasons on the scale: all must be met."""
    if not reasons:
        raise TypeError("A decision needs at least one reason.")
    codes = [reason.code for reason in reasons]
    if len(set(codes)) < len(codes):
        raise ValueError(f"Each reason needs a code of its own: {', '.join(codes)}.")
    return Decision(reasons)
