"""Terms: the dated numbers that law sets, with the clause each stands on.

A value holds until the next one begins. There is no default: asking on a day without a value raises ``NotInForce``.
"""

from bijak.kernel.terms.book import (
    Basis,
    Bounds,
    DatedValue,
    Implausible,
    LocalValue,
    NotInForce,
    NotLocal,
    OutOfBounds,
    Sanity,
    Term,
    TermBook,
    Terms,
    Wording,
)
from bijak.kernel.terms.reading import MalformedTerms, load

__all__ = [
    "Basis",
    "Bounds",
    "DatedValue",
    "Implausible",
    "LocalValue",
    "MalformedTerms",
    "NotInForce",
    "NotLocal",
    "OutOfBounds",
    "Sanity",
    "Term",
    "TermBook",
    "Terms",
    "Wording",
    "load",
]
