"""One person's index by what is on record now, and what it would be if."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bijak.kernel.reckonings import Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.professionalism import rules
from bijak.professionalism.queries.facts import Facts, gather


@dataclass(frozen=True)
class Standing:
    """The index of one person in a year. ``is_running``: the year is not over, so the last predicate stands in."""

    facts: Facts
    record: Record
    reckoning: Reckoning
    category: str
    steps: list[rules.Step]

    @property
    def year(self) -> int:
        return self.facts.year

    @property
    def total(self) -> float | None:
        """None where it cannot be told."""
        found: float | None = self.reckoning.total.item()
        return found

    @property
    def terms(self) -> Terms:
        return self.facts.terms

    @property
    def is_running(self) -> bool:
        return self.facts.rated_year != self.year

    @property
    def most(self) -> rules.Competency:
        """What each part of competency can give her."""
        return rules.most_competency(self.record, self.terms)


def standing(employee: int, year: int, *, today: date) -> Standing | None:
    """Of a person (key of people.Employee); None where she is not measured. Eight queries."""
    facts = gather(year, today=today, among=(employee,))
    return _reckoned(facts, facts.record[0]) if len(facts) else None


def supposing(known: Standing, changes: Mapping[str, object]) -> Standing:
    """The same person with some facts (of ``rules.FACTS``) as they might be."""
    told = {name: getattr(known.record, name) for name in rules.FACTS}
    return _reckoned(known.facts, Record(told | dict(changes)))


def trained(known: Standing) -> dict[str, Any]:
    """The facts of somebody who followed the training that her post asks for."""
    echelon = known.record.echelon.item()
    changes: dict[str, Any] = {"has_functional_training": True}
    if echelon in rules.LEADS:
        changes["programme"] = rules.PROGRAMMES[rules.LEADS[echelon]]
    return changes


def _reckoned(facts: Facts, record: Record) -> Standing:
    reckoning = rules.index(record, facts.terms, on=facts.on)
    category = rules.category(reckoning.total, facts.terms).item() or ""
    steps = rules.cheapest(record, facts.terms, on=facts.on)
    return Standing(facts, record, reckoning, category, steps)
