"""Where performance and potential put somebody, whether she may be a candidate, and how she matches a post.

Manajemen talenta: PermenPANRB 3/2020 jo. PermenPANRB 20/2025. The numbers are terms, most of them unverified.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bijak.kernel import terms
from bijak.kernel.days import Period
from bijak.kernel.terms import DatedValue, TermBook, Terms
from bijak.talent.rules.candidates import (
    GROWING,
    HIGH_LEADERS,
    KKNI,
    SANCTIONS,
    eligible,
    match,
    readiness,
    ready,
    ready_soon,
)
from bijak.talent.rules.scores import (
    BOXES,
    POOL,
    Cuts,
    box,
    boxes,
    in_order,
    level,
    performance,
    potential,
    rounded,
    value,
)
from bijak.talent.rules.vacancies import OF_HOLDER, risk, vacancy

TERMS = terms.load(Path(__file__).parent.parent / "terms.toml")
CASES = Path(__file__).parent.parent / "cases.toml"

__all__ = [
    "BOXES",
    "CASES",
    "Cuts",
    "GROWING",
    "HIGH_LEADERS",
    "KKNI",
    "OF_HOLDER",
    "POOL",
    "SANCTIONS",
    "TERMS",
    "box",
    "boxes",
    "eligible",
    "in_order",
    "level",
    "match",
    "performance",
    "potential",
    "readiness",
    "ready",
    "ready_soon",
    "risk",
    "rounded",
    "vacancy",
    "value",
    "with_values",
]


def with_values(book: TermBook, values: Mapping[str, float], on: date) -> Terms:
    """The terms of a day with these values in their places: those that a mapping was reckoned with."""
    always = Period(date.min)
    return TermBook(
        replace(term, values=(DatedValue(values[code], always, term.on(on).basis),), local=())
        if code in values
        else term
        for code, term in book.items()
    ).on(on)
