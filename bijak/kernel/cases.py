"""Cases of law that a policy officer can read and extend, and the two tests that every rule pack passes.

    [[case]]
    name = "Kurang sehari dari empat tahun: belum"
    on = 2024-04-01
    rank_since = 2020-04-02
    under_sanction = "?"
    obstacles = ["years_in_rank"]
    unknowns = ["no_sanction"]

``"?"`` is a fact that is not known. The decision must name exactly these ``obstacles`` and ``unknowns``; ``met_from``,
where it is given, is the first day on which nothing is missing any more. Of a rule that says how much, a case gives the
``total`` and, where they matter, some ``lines`` by code. ``rule`` names the rule in a pack of several, ``source`` where
the example is from.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bijak.kernel.decisions import Decision
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import TermBook, Terms

UNKNOWN_FACT = "?"


@dataclass(frozen=True)
class Case:
    name: str
    on: date
    record: Record
    obstacles: frozenset[str]
    unknowns: frozenset[str]
    rule: str
    source: str
    met_from: date | None
    total: float | None
    lines: Mapping[str, Any]

    def __str__(self) -> str:
        return self.name


def read_cases(path: Path) -> list[Case]:
    """All cases of a file, for ``pytest.mark.parametrize``."""
    cases = []
    for table in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
        facts = dict(table)
        cases.append(
            Case(
                name=facts.pop("name"),
                on=facts.pop("on"),
                obstacles=frozenset(facts.pop("obstacles", ())),
                unknowns=frozenset(facts.pop("unknowns", ())),
                rule=facts.pop("rule", ""),
                source=facts.pop("source", ""),
                met_from=facts.pop("met_from", None),
                total=facts.pop("total", None),
                lines=facts.pop("lines", {}),
                record=Record(
                    {name: None if value == UNKNOWN_FACT else value for name, value in facts.items()}
                ),
            )
        )
    return cases


def agrees(case: Case, answer: Decision | Reckoning) -> bool:
    """Whether an answer names exactly the obstacles and unknowns that the case expects, and the sum where it is one."""
    if frozenset(each.code for each in answer.unknowns) != case.unknowns:
        return False
    if isinstance(answer, Reckoning):
        told = {code: answer.line(code).value.item() for code in case.lines}
        return _alike(answer.total.item(), case.total) and all(
            _alike(told[code], case.lines[code]) for code in told
        )
    if frozenset(reason.code for reason in answer.obstacles) != case.obstacles:
        return False
    return case.met_from is None or answer.earliest.item() == case.met_from


def assert_decided(case: Case, answer: Decision | Reckoning) -> None:
    """The answer is the one that the case expects."""
    assert agrees(case, answer), f"{case.name}: {answer.facts()}"


def assert_same_one_by_one(
    rule: Callable[..., Decision | Reckoning], record: Record, terms: TermBook | Terms, *, on: date
) -> None:
    """A rule says of each person alone what it says of all at once."""
    in_force = terms.on(on) if isinstance(terms, TermBook) else terms
    together = rule(record, in_force, on=on)
    for index in range(len(record)):
        alone = rule(record[index], in_force, on=on)
        assert together[index].facts() == alone.facts(), f"{record[index]!r}"


def _alike(told: float | None, expected: float | None) -> bool:
    """Money, points and indices as they are printed: to the fourth decimal."""
    return told == expected or (told is not None and expected is not None and abs(told - expected) < 0.00005)
