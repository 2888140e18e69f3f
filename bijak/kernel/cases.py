"""Cases of law that a policy officer can read and extend, and the two tests that every rule pack passes.

    [[case]]
    name = "Kurang sehari dari empat tahun: belum"
    on = 2024-04-01
    rank_since = 2020-04-02
    under_sanction = "?"
    obstacles = ["years_in_rank"]
    unknowns = ["no_sanction"]

``"?"`` is a fact that is not known. The decision must name exactly these ``obstacles`` and ``unknowns``.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bijak.kernel.decisions import Decision
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
                record=Record(
                    {name: None if value == UNKNOWN_FACT else value for name, value in facts.items()}
                ),
            )
        )
    return cases


def assert_decided(case: Case, decision: Decision) -> None:
    """The decision names exactly the obstacles and unknowns that the case expects."""
    obstacles = frozenset(reason.code for reason in decision.obstacles)
    unknowns = frozenset(reason.code for reason in decision.unknowns)
    assert (obstacles, unknowns) == (case.obstacles, case.unknowns), f"{case.name}: {decision.facts()}"


def assert_same_one_by_one(
    rule: Callable[..., Decision], record: Record, terms: TermBook | Terms, *, on: date
) -> None:
    """A rule says of each person alone what it says of all at once."""
    in_force = terms.on(on) if isinstance(terms, TermBook) else terms
    together = rule(record, in_force, on=on)
    for index in range(len(record)):
        alone = rule(record[index], in_force, on=on)
        assert together[index].facts() == alone.facts(), f"{record[index]!r}"
