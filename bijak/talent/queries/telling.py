"""Decisions and reckonings of one person in plain values, for pages."""

from dataclasses import dataclass
from typing import Any

from bijak.kernel.decisions import Decision
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.terms import Basis


@dataclass(frozen=True)
class Part:
    """A line of a number: its value (None is not known) and what it was made of."""

    code: str
    value: float | None
    of: dict[str, Any]
    basis: Basis | None


@dataclass(frozen=True)
class Condition:
    """A reason of a decision: ``state`` is met, missing or unknown."""

    code: str
    state: str
    short_by: float | None
    unit: str
    basis: Basis | None


def parts(reckoning: Reckoning) -> list[Part]:
    return [
        Part(line.code, line.value.item(), {name: held.item() for name, held in line.of.items()}, line.basis)
        for line in reckoning.lines
    ]


def conditions(decision: Decision) -> list[Condition]:
    return [
        Condition(reason.code, reason.truth.name, reason.short_by, reason.unit, reason.basis)
        for reason in decision.reasons
    ]
