"""Rule packs: every rule of the house by name, with the facts it asks for, so that anybody can try it.

    rules.add(Rule(code="career.promotion_regular", context="career", decide=promotion.regular, …))

A pack is a context's ``terms.toml``, its rules and its ``cases.toml``. Nothing here decides; ``bijak rules`` and the
page where a policy officer tries a rule on a made-up person read it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from bijak.kernel.cases import Case, read_cases
from bijak.kernel.decisions import Decision
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.terms import Basis, NotInForce, TermBook, Terms

type Text = Any  # str, or a lazy translation of one


ASKED: Any = object()
"""A fact that every record has to tell, if only as not known."""


@dataclass(frozen=True)
class Fact:
    """Something a rule asks of a person: its name in the record, and how a person would write it.

    ``choices`` are the codes a word may have, and what each is called. ``unsaid`` is what a record means that does not
    speak of it, where it is about something out of the ordinary: no accident, no other post.
    """

    name: str
    label: Text
    kind: Literal["day", "number", "word", "yes_no"]
    unit: Text = ""
    choices: Mapping[Any, Text] = field(default_factory=dict)
    unsaid: Any = ASKED


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule by name. ``decide(record, terms, on=day)`` answers yes or no, or how much, and why.

    ``context`` names the terms it reads, as ``policy`` knows them. ``says`` has a sentence for the code of each of its
    reasons or lines; ``cases`` is the file of the pack's worked examples. ``answers``: where the total is a code, what
    each is called.
    """

    code: str
    label: Text
    purpose: Text
    context: str
    decide: Callable[..., Decision | Reckoning]
    facts: Sequence[Fact]
    says: Mapping[str, Text]
    cases: Path
    answers: Mapping[float, Text] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called within its pack: the code without the context."""
        return self.code.partition(".")[2]


class NoSuchRule(LookupError):
    """No context of this installation registered a rule of this code."""


class Rules:
    """Rules by code."""

    def __init__(self) -> None:
        self._rules: dict[str, Rule] = {}

    def add(self, rule: Rule) -> None:
        if rule.code in self._rules:
            raise ValueError(f"Two rules are called {rule.code!r}.")
        self._rules[rule.code] = rule

    def remove(self, code: str) -> None:
        self._rules.pop(code, None)

    def get(self, code: str) -> Rule:
        try:
            return self._rules[code]
        except KeyError:
            raise NoSuchRule(code) from None

    def cases(self, rule: Rule) -> list[Case]:
        """Its worked examples: those that name it, or all of a file that holds no other rule's."""
        is_alone = sum(other.cases == rule.cases for other in self) == 1
        named = {rule.code, rule.name} | ({""} if is_alone else set())
        return [case for case in _read(rule.cases) if case.rule in named]

    def terms(self, rule: Rule, book: TermBook) -> list[str]:
        """The terms that a rule asks for, by code: found out on its cases, so that nobody has to say it."""
        asked: set[str] = set()
        for case in {case.on: case for case in self.cases(rule)}.values():
            noticing = _Noticing(book, case.on, asked)
            try:
                rule.decide(case.record, noticing, on=case.on)
            except NotInForce:
                continue
        return sorted(asked)

    def __iter__(self) -> Iterator[Rule]:
        return iter(sorted(self._rules.values(), key=lambda rule: rule.code))


class _Noticing(Terms):
    """Terms that write down which of them are asked for."""

    __slots__ = ("_asked",)

    def __init__(self, book: TermBook, day: Any, asked: set[str]) -> None:
        super().__init__(book, day)
        self._asked = asked

    def __getattr__(self, code: str) -> Any:
        value = super().__getattr__(code)
        self._asked.add(code)
        return value

    def basis(self, code: str) -> Basis:
        self._asked.add(code)
        return super().basis(code)


@lru_cache(maxsize=64)  # the files come with the code
def _read(cases: Path) -> list[Case]:
    return read_cases(cases)


rules = Rules()
