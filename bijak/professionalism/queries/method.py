"""How the index is reckoned, number by number, with the law behind each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from bijak.competency.queries import everyone as learning
from bijak.kernel.terms import Basis, Terms
from bijak.policy import queries as policy
from bijak.professionalism import rules


@dataclass(frozen=True)
class Number:
    """A number of law; ``words`` where it is none."""

    label: str
    value: float | None
    words: str
    unit: str
    basis: Basis


@dataclass(frozen=True)
class Dimension:
    code: str
    weight: float
    basis: Basis
    numbers: list[Number]


def method(on: date) -> tuple[list[Dimension], list[Number]]:
    """The dimensions with all that they are reckoned by, and where the categories begin, as they hold on a day."""
    terms = policy.terms("professionalism", on=on)
    dimensions = [
        Dimension(
            code,
            getattr(terms, f"weight_{code}"),
            rules.basis_of(code, terms),
            list(_numbers(terms, codes)),
        )
        for code, codes in rules.DIMENSIONS.items()
    ]
    return dimensions, list(_numbers(terms, [f"from_{code}" for code in reversed(rules.CATEGORIES[1:])]))


def _numbers(terms: Terms, codes: Any) -> Iterator[Number]:
    for code in codes:
        value = getattr(terms, code)
        words = ""
        if isinstance(value, str):
            is_forms = code.endswith("_forms")
            words = ", ".join(learning.form_names(value.split()) if is_forms else value.split())
        elif "_is_" in code:
            words = _("ya") if value else _("tidak")
        if words:
            value = None
        yield Number(rules.TERMS[code].label, value, words, rules.TERMS[code].unit, terms.basis(code))
