"""What a rule of drafting is, what it sees, and what it finds."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, cast

from bijak.legaltext.tree import CLAUSES, Node, address

type Severity = Literal["error", "warning", "hint"]
type Path = tuple[Node, ...]

SILENT = ("penjelasan", "lampiran")
"""Parts that no rule looks into."""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for the catalogue. This package knows no Django: whoever shows a finding translates it."""
    return sentence


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from; ``verified``: its words were read there."""

    where: str
    verified: bool = False


class Wanted(NamedTuple):
    """What a rule looks for. ``starts`` are the lower-case beginnings of every match.

    Those are found many times faster than a pattern with several beginnings is.
    """

    pattern: re.Pattern[str]
    starts: tuple[str, ...] = ()

    def find(self, words: str, lower: str) -> Iterator[re.Match[str]]:
        if not self.starts:
            yield from self.pattern.finditer(words)
            return
        end = 0
        for at in sorted(at for start in self.starts for at in _places(start, lower)):
            if at >= end and (found := self.pattern.match(words, at)):
                yield found
                end = found.end()


def _places(start: str, words: str) -> Iterator[int]:
    at = words.find(start)
    while at >= 0:
        yield at
        at = words.find(start, at + 1)


def phrases(*wanted: str) -> Wanted:
    """Any of these words, whole, capitals aside."""
    longest = sorted(wanted, key=len, reverse=True)
    return Wanted(re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.I), tuple(wanted))


class Use(NamedTuple):
    """Where a term stands: the way to its clause, and where the clause's words and the term begin in all words."""

    path: Path
    begins: int
    at: int


class Spot(NamedTuple):
    """Where a rule strikes: ``path[-1].text[start:end]``, or the whole part where both are 0.

    ``said`` fills the rule's sentences. ``instead`` are the words to put in place, where that is mechanical.
    """

    path: Path
    start: int = 0
    end: int = 0
    said: Mapping[str, str] = {}
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of drafting. ``why`` and ``fix`` are sentences with named places; the examples are its test."""

    id: str
    severity: Severity
    title: str
    why: str
    fix: str
    source: Source
    good: str
    bad: str
    check: Callable[["Text"], Iterable[Spot]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule, and one place that breaks it. Sentences come in Indonesian, or as ``translate`` has them."""

    rule: Rule
    spot: Spot

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def node(self) -> Node:
        return self.spot.path[-1]

    @property
    def address(self) -> str:
        return address(self.spot.path)

    @property
    def words(self) -> str:
        """The words it is about; empty where it is the whole part."""
        return self.node.text[self.spot.start : self.spot.end]

    def why(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.rule.why) % self.spot.said

    def fix(self, translate: Callable[[str], str] = str) -> str:
        return translate(self.rule.fix) % self.spot.said


RULES: dict[str, Rule] = {}
"""Every rule by its id, family by family."""


def rule(
    code: str, severity: Severity, *, title: str, why: str, fix: str, source: Source, good: str, bad: str
) -> Callable[[Callable[["Text"], Iterable[Spot]]], Callable[["Text"], Iterable[Spot]]]:
    """Register a check as a rule of drafting."""

    def register(check: Callable[["Text"], Iterable[Spot]]) -> Callable[["Text"], Iterable[Spot]]:
        RULES[code] = Rule(code, severity, title, why, fix, source, good, bad, check)
        return check

    return register


@dataclass(eq=False)
class Text:
    """A whole text as the rules see it: the tree, and what many of them ask."""

    root: Node
    paths: list[Path] = field(init=False)
    clauses: list[Path] = field(init=False)
    _known: dict[Callable[["Text"], object], object] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.paths = list(self.root.paths(but=SILENT))
        self.clauses = [path for path in self.paths if path[-1].kind in CLAUSES]

    def once[T](self, ask: Callable[["Text"], T]) -> T:
        """The answer to what several rules ask, found once."""
        if ask not in self._known:
            self._known[ask] = ask(self)
        return cast(T, self._known[ask])

    def part(self, kind: str) -> Path | None:
        """The first part of a kind, penjelasan and lampiran aside."""
        return next((path for path in self.paths if path[-1].kind == kind), None)

    @cached_property
    def title(self) -> str:
        part = self.part("judul")
        return " ".join(part[-1].text.split()).upper() if part else ""

    @cached_property
    def is_local(self) -> bool:
        """Whether a region makes it: Perda, or a regulation of its head."""
        return bool(re.search(r"PERATURAN (?:DAERAH|GUBERNUR|BUPATI|WALI ?KOTA|KEPALA DAERAH)\b", self.title))

    @cached_property
    def is_heads(self) -> bool:
        """Whether the head of a region makes it (Perkada)."""
        return bool(re.search(r"PERATURAN (?:GUBERNUR|BUPATI|WALI ?KOTA|KEPALA DAERAH)\b", self.title))

    @cached_property
    def is_amending(self) -> bool:
        """Whether it is made of Pasal I and Pasal II, and quotes what it changes."""
        return any(path[-1].kind == "pasal" and not path[-1].label[:1].isdigit() for path in self.paths)

    def search(self, wanted: Wanted) -> Iterator[tuple[Path, int, re.Match[str]]]:
        """Every match in the words of a clause: the way to it, and where its words begin in ``match.string``.

        All words are searched at once; a pattern must not run over ``\\0``, which stands between them.
        """
        words, starts = self._joined
        for found in wanted.find(words, self._lower):
            place = bisect_right(starts, found.start()) - 1
            yield self.clauses[place], starts[place], found

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        starts, at = [], 0
        for path in self.clauses:
            starts.append(at)
            at += len(path[-1].text) + 1
        return "\0".join(path[-1].text for path in self.clauses), starts

    def uses_of(self, term: str) -> Iterator["Use"]:
        """Where a term is used, capitals aside."""
        return self._uses(term.lower(), self._lower)

    def written(self, term: str) -> Iterator["Use"]:
        """Where a term is written just so."""
        return self._uses(term, self._joined[0])

    def has(self, term: str, *, times: int = 1) -> bool:
        """Whether these letters are written so often: quickly seen, and not whether they are a word."""
        words = self._joined[0]
        return term in words if times == 1 else words.count(term) >= times

    def _uses(self, term: str, words: str) -> Iterator["Use"]:
        starts = self._joined[1]
        at = words.find(term)
        while at >= 0:
            end = at + len(term)
            if not words[at - 1 : at].isalnum() and not words[end : end + 1].isalnum():
                place = bisect_right(starts, at) - 1
                yield Use(self.clauses[place], starts[place], at)
            at = words.find(term, end)

    def uses(self, term: str, *, but: Node) -> bool:
        """Whether a term is used outside of one part."""
        return any(not any(part is but for part in use.path) for use in self.uses_of(term))

    def explains(self, short: str) -> bool:
        """Whether an abbreviation is put into brackets somewhere, after what it stands for."""
        return short in self._explained

    @cached_property
    def _explained(self) -> frozenset[str]:
        return frozenset(re.findall(r"\(([A-Z]{2,7})\)", self._joined[0]))

    def is_name(self, word: str) -> bool:
        """Whether a word is written with a capital in the middle of a sentence too."""
        return word in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(re.findall(r"[A-Z](?<=[a-z,] .)[a-z]+", self._joined[0]))

    @cached_property
    def _lower(self) -> str:
        words = self._joined[0]
        lower = words.lower()
        return (
            lower if len(lower) == len(words) else words
        )  # İ becomes two characters, and places would shift

    def spots(self, wanted: Wanted, instead: Mapping[str, str] | None = None) -> Iterator[Spot]:
        """A spot for each match, said as ``words``; with ``instead``, the better words by those found."""
        for path, begins, found in self.search(wanted):
            words = " ".join(found[0].split())
            better = instead.get(words.lower(), "") if instead is not None else ""
            yield Spot(
                path,
                found.start() - begins,
                found.end() - begins,
                {"words": words, "better": better},
                _as_written(better, words) if better else None,
            )


def _as_written(better: str, words: str) -> str | None:
    """The better words with the capital of those they replace; none where there is a choice of several."""
    if " atau " in better:
        return None
    return better[0].upper() + better[1:] if words[0].isupper() else better
