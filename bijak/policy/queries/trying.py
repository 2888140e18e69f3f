"""Rules by name: what each asks and stands on, and what it answers about a person that somebody made up."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from bijak.kernel.cases import UNKNOWN_FACT, Case
from bijak.kernel.days import InvalidDay, parse_day
from bijak.kernel.decisions import Decision, Reason
from bijak.kernel.packs import ASKED, Fact, NoSuchRule, Rule, rules
from bijak.kernel.reckonings import Line, Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, DatedValue, NotInForce, Term, TermBook
from bijak.policy.queries.amounts import exactly
from bijak.policy.queries.terms import every_term_book, term_book
from bijak.policy.registries import term_books
from bijak.shell.templatetags.formats import tanggal

# What a rule stands on --------------------------------------------------------------------------


@dataclass(frozen=True)
class Footing:
    """A term that a rule asks for, and what it is on a day; None where it is not in force."""

    code: str
    term: Term
    holds: DatedValue | None


@dataclass(frozen=True)
class Listed:
    """A rule in a list: on what law it stands, on how many terms, how many of them verified, with how many cases."""

    rule: Rule
    laws: tuple[str, ...]
    terms: int
    verified: int
    cases: int


def every_rule() -> list[Rule]:
    return list(rules)


def rule_called(code: str) -> Rule | None:
    try:
        return rules.get(code)
    except NoSuchRule:
        return None


def cases_of(rule: Rule) -> list[Case]:
    return rules.cases(rule)


def footing(rule: Rule, on: date, book: TermBook | None = None) -> list[Footing]:
    """The terms of a rule on a day, by code, with enacted policy on top."""
    known = term_book(rule.context) if book is None else book
    return [
        Footing(f"{rule.context}.{code}", known[code], _holding(known[code], on))
        for code in _asked_for(rule.code)
    ]


def listed(on: date, *, national: bool = False) -> list[Listed]:
    """Every rule of the house, by code; of ``national`` law alone no database is asked."""
    books = {rule.context: term_books.get(rule.context) for rule in rules} if national else every_term_book()
    return [_listed(rule, footing(rule, on, books[rule.context])) for rule in rules]


def _listed(rule: Rule, terms: list[Footing]) -> Listed:
    bases = [each.holds.basis for each in terms if each.holds]
    laws = dict.fromkeys(basis.law for basis in bases)
    verified = sum(basis.verified for basis in bases)
    return Listed(rule, tuple(laws), len(terms), verified, len(cases_of(rule)))


@lru_cache(maxsize=256)  # which terms a rule asks for comes with the code
def _asked_for(code: str) -> list[str]:
    rule = rules.get(code)
    return rules.terms(rule, term_books.get(rule.context))


def _holding(term: Term, on: date) -> DatedValue | None:
    try:
        return term.on(on)
    except NotInForce:
        return None


# A made-up person -------------------------------------------------------------------------------


EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
MOST = 10**12
"""Within these a rule reckons; a slip of the finger lies outside."""


class Unreadable(ValueError):
    """A record that says something that the rule cannot read: a sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("\n".join(faults))


def read_record(rule: Rule, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a record as TOML has them, "?" for what is not known; or Unreadable with every fault in it."""
    faults = [_stranger(name, rule) for name in given if name not in {fact.name for fact in rule.facts}]
    facts: dict[str, Any] = {}
    for fact in rule.facts:
        if fact.name not in given and fact.unsaid is not ASKED:
            facts[fact.name] = fact.unsaid
            continue
        if fact.name not in given:
            faults.append(_left_out(fact))
            continue
        value = _meant(fact, given[fact.name])
        if value == UNKNOWN_FACT:
            facts[fact.name] = None
        elif fault := _fault(fact, value):
            faults.append(fault)
        else:
            facts[fact.name] = value
    if faults:
        raise Unreadable(faults)
    return facts


def _meant(fact: Fact, value: Any) -> Any:
    """The code of a choice that is named as people name it: III/c rather than 33."""
    codes = {str(label).casefold(): code for code, label in fact.choices.items()}
    return (
        codes.get(value.casefold(), value) if isinstance(value, str) and value not in fact.choices else value
    )


def blank_record(rule: Rule) -> str:
    """A record to fill in, in which nothing is known yet: beside each fact what it is and how to write it."""
    return "\n".join(
        f'{fact.name} = "{UNKNOWN_FACT}"  # {fact.label}{f" ({fact.unit})" if fact.unit else ""}; {how_to_write(fact)}'
        for fact in rule.facts
    )


def _stranger(name: str, rule: Rule) -> str:
    known = ", ".join(fact.name for fact in rule.facts)
    return _("%(name)s: tidak ditanyakan oleh aturan ini; yang ditanyakan: %(known)s.") % {
        "name": name,
        "known": known,
    }


def _left_out(fact: Fact) -> str:
    return _("%(name)s (%(label)s) belum diisi; tulis %(example)s, atau “?” bila tidak diketahui.") % {
        "name": fact.name,
        "label": fact.label,
        "example": how_to_write(fact),
    }


def how_to_write(fact: Fact) -> str:
    """What may stand behind a fact in a record: ``rank_since = 2024-04-01``."""
    if fact.unsaid is not ASKED:
        return _("%(example)s; boleh tidak disebut") % {"example": _example(fact)}
    return _example(fact)


def _example(fact: Fact) -> str:
    if fact.choices:
        return _("salah satu dari %(choices)s") % {"choices": ", ".join(map(_quoted, fact.choices))}
    example = {"day": "2024-04-01", "number": "2", "word": '"…"', "yes_no": "true"}[fact.kind]
    if fact.kind == "yes_no":
        return _("%(name)s = true atau false") % {"name": fact.name}
    return f"{fact.name} = {example}"


def _quoted(code: Any) -> str:
    return f'"{code}"' if isinstance(code, str) else str(code)


def _fault(fact: Fact, value: Any) -> str:
    """Why a value cannot be read; "" where it can."""
    is_right = {
        "day": isinstance(value, date) and not isinstance(value, datetime) and EARLIEST <= value <= LATEST,
        "number": isinstance(value, int | float) and not isinstance(value, bool) and -MOST <= value <= MOST,
        "word": isinstance(value, str),
        "yes_no": isinstance(value, bool),
    }[fact.kind]
    if is_right and (not fact.choices or value in fact.choices):
        return ""
    told = {"name": fact.name, "value": value, "example": how_to_write(fact), "label": fact.label}
    if fact.kind == "day":
        return _day_fault(fact, value, told)
    return _("%(name)s (%(label)s): “%(value)s” tidak dapat dibaca; tulis %(example)s.") % told


def _day_fault(fact: Fact, value: Any, told: dict[str, Any]) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        told |= {"first": EARLIEST.year, "last": LATEST.year}
        return _("%(name)s (%(label)s): %(value)s di luar tahun %(first)s sampai %(last)s.") % told
    with suppress(InvalidDay):
        told["example"] = f"{fact.name} = {parse_day(str(value)).isoformat()}"
    return (
        _(
            "%(name)s (%(label)s): “%(value)s” bukan tanggal; tulis %(example)s, tahun-bulan-hari tanpa tanda kutip."
        )
        % told
    )


# What it answers --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """A reason or a line in words. ``truth`` is that of a reason; a line has a ``value`` and what it is made ``of``."""

    code: str
    words: str
    basis: Basis | None
    unit: str
    truth: str = ""
    short_by: float | None = None
    met_from: date | None = None
    value: Any = None
    of: Mapping[str, Any] | None = None
    parts: tuple[tuple[str, Any], ...] = ()
    """``of`` in words, by the labels of the facts."""

    @property
    def gap(self) -> str:
        return exactly(self.short_by, self.unit)

    @property
    def amount(self) -> str:
        return exactly(self.value, self.unit)


@dataclass(frozen=True)
class Answer:
    """What a rule says of one person on a day: ``truth`` of a Decision, the ``total`` of a Reckoning, ``told`` itself.

    ``earliest``: the day from which nothing is missing any more. ``word``: what a total is called that is a code.
    """

    rule: Rule
    on: date
    told: Decision | Reckoning
    said: tuple[Said, ...]
    truth: str = ""
    earliest: date | None = None
    total: Any = None
    word: str = ""

    @property
    def amount(self) -> str:
        return exactly(self.total)

    @property
    def is_decision(self) -> bool:
        return bool(self.truth)

    @property
    def is_known(self) -> bool:
        return self.truth != "unknown" if self.is_decision else self.total is not None

    def as_json(self) -> dict[str, Any]:
        """Plain values in a shape that does not change: programs read it."""
        told: dict[str, Any] = {
            "rule": self.rule.code,
            "on": self.on.isoformat(),
            "kind": "decision" if self.is_decision else "reckoning",
        }
        if self.is_decision:
            told |= {"answer": self.truth, "earliest": self.earliest and self.earliest.isoformat()}
            told["reasons"] = [
                _basis_facts(each)
                | {
                    "truth": each.truth,
                    "short_by": each.short_by,
                    "met_from": each.met_from and each.met_from.isoformat(),
                }
                for each in self.said
            ]
        else:
            told |= {"total": self.total, "answer": self.word}
            told["lines"] = [
                _basis_facts(each) | {"value": each.value, "of": dict(each.of or {})} for each in self.said
            ]
        return told


def try_rule(rule: Rule, facts: Mapping[str, Any], *, on: date, national: bool = False) -> Answer:
    """What a rule says of a person with these facts, or `NotInForce` where it had no number on the day."""
    book = term_books.get(rule.context) if national else term_book(rule.context)
    answer = rule.decide(Record(facts), book.on(on), on=on)
    if isinstance(answer, Decision):
        return Answer(
            rule,
            on,
            answer,
            tuple(_reason(rule, each) for each in answer.reasons),
            truth=answer.truth.name,
            earliest=answer.earliest.item(),
        )
    total = answer.total.item()
    word = str(rule.answers.get(total, "")) if total is not None else ""
    return Answer(rule, on, answer, tuple(_line(rule, each) for each in answer.lines), total=total, word=word)


def _reason(rule: Rule, reason: Reason) -> Said:
    return Said(
        code=reason.code,
        words=str(rule.says.get(reason.code, reason.code)),
        basis=reason.basis,
        unit=reason.unit,
        truth=reason.truth.name,
        short_by=reason.short_by or None,
        met_from=reason.met_from,
    )


def _line(rule: Rule, line: Line) -> Said:
    return Said(
        code=line.code,
        words=str(rule.says.get(line.code, line.code)),
        basis=line.basis,
        unit=line.unit,
        value=line.value.item(),
        of=line.facts()["of"],
        parts=tuple(_part(rule, name, each.item()) for name, each in line.of.items()),
    )


def _part(rule: Rule, name: str, value: Any) -> tuple[str, str]:
    """What a line is made of, in the words of the fact that it was."""
    fact = next((fact for fact in rule.facts if fact.name == name), None)
    label = str(fact.label if fact else rule.says.get(name, name))
    if value is None:
        return label, _("tidak diketahui")
    if isinstance(value, date):
        return label, tanggal(value)
    return label, str(fact.choices[value]) if fact and value in fact.choices else exactly(value)


def _basis_facts(said: Said) -> dict[str, Any]:
    return {
        "code": said.code,
        "says": said.words,
        "unit": said.unit,
        "law": said.basis.law if said.basis else "",
        "article": said.basis.article if said.basis else "",
        "verified": said.basis.verified if said.basis else None,
    }
