"""What higher floors plug into policy, which must ask upward without knowing whom. In ``ready()``:

``term_books.add("competency", rules.TERMS)`` · ``term_readers.add(TermReader(…))`` · ``figures.add(Figure(…))`` ·
``evidence_kinds.add(EvidenceKind(…))`` · ``gates.add(Gate(…))`` · ``filings.add(Enclosure(…))`` ·
``threads.add(steps_of)``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from bijak.kernel.terms import Term, TermBook

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.policy.models import Draft, Policy

type Text = Any  # str, or a lazy translation of one


class Unknown(LookupError):
    """A code that no context has registered."""


# Term books and readers -------------------------------------------------------------------------


class TermBooks:
    """The dated numbers of national law, by context; what enacted policy sets is laid on top by ``queries.terms``."""

    def __init__(self) -> None:
        self._books: dict[str, TermBook] = {}

    def add(self, context: str, book: TermBook) -> None:
        self._books[context] = book

    def get(self, context: str) -> TermBook:
        try:
            return self._books[context]
        except KeyError:
            raise Unknown(f"No context has registered terms as '{context}'.") from None

    def term(self, code: str) -> Term:
        """The term behind a full code such as ``competency.minimum_hours``."""
        context, _, name = code.partition(".")
        book = self.get(context)
        if name not in book:
            raise Unknown(f"No term is called {code}.")
        return book[name]

    def __iter__(self) -> Iterator[tuple[str, Term]]:
        """Full code and term of everything, by code."""
        for context, book in sorted(self._books.items()):
            yield from ((f"{context}.{name}", term) for name, term in sorted(book.items()))

    def settable(self) -> Iterator[tuple[str, Term]]:
        """Those that regional policy may set."""
        return ((code, term) for code, term in self if term.bounds is not None)


@dataclass(frozen=True)
class Impact:
    """What a value of a term would do: how many people it concerns, how many fall short, by how much in all."""

    touched: int
    short: int
    short_by: float
    unit: Text


@dataclass(frozen=True)
class Meaning:
    """What a value of a term means for one person."""

    sentence: Text
    is_met: bool | None
    short_by: float | None = None


@dataclass(frozen=True, kw_only=True)
class TermReader:
    """Who is touched by a term's value and what it means for one of them. People are keys of ``people.Employee``.

    ``reads`` says in a few words what is decided with it.
    """

    term: str
    touched: Callable[[date], frozenset[int]]
    impact: Callable[[float, date], Impact]
    means: Callable[[int, float, date], Meaning]
    reads: Text = ""


class TermReaders:
    def __init__(self) -> None:
        self._readers: dict[str, TermReader] = {}

    def add(self, reader: TermReader) -> None:
        self._readers[reader.term] = reader

    def get(self, term: str) -> TermReader | None:
        return self._readers.get(term)

    def __iter__(self) -> Iterator[TermReader]:
        return iter(self._readers.values())


# Figures ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReadingRow:
    """One group of a breakdown. ``value`` is in the figure's unit; None where the group is too small to show."""

    code: str
    label: str
    value: float | None
    count: int
    of: int


@dataclass(frozen=True)
class Reading:
    """A figure on a day, over all and by the groups of one breakdown. ``count`` of ``of`` people (or things).

    ``standard``: the number that people were judged by, where the figure judges. ``is_recorded`` is False where no
    record at all was found of what is measured: then the value says that nobody wrote, not that nobody did.
    """

    on: date
    value: float | None
    count: int
    of: int
    rows: tuple[ReadingRow, ...] = ()
    standard: float | None = None
    is_recorded: bool = True

    def as_facts(self) -> dict[str, Any]:
        """Plain values, fit for JSON."""
        return {
            "on": self.on.isoformat(),
            "value": self.value,
            "count": self.count,
            "of": self.of,
            "rows": [[row.code, row.label, row.value, row.count, row.of] for row in self.rows],
            "standard": self.standard,
            "is_recorded": self.is_recorded,
        }

    @classmethod
    def from_facts(cls, facts: Mapping[str, Any]) -> "Reading":
        rows = tuple(ReadingRow(*row) for row in facts["rows"])
        return cls(
            date.fromisoformat(facts["on"]),
            facts["value"],
            facts["count"],
            facts["of"],
            rows,
            facts["standard"],
            facts["is_recorded"],
        )


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A live number by name: evidence and indicators are made of it.

    ``read(on, breakdown)`` answers for a day; ``breakdown`` is a key of ``breakdowns`` or empty. ``unit`` is
    ``percent`` (0 to 100), ``people``, ``hours`` or ``score``. ``lower_is_better`` colours the traffic light.
    """

    code: str
    label: Text
    description: Text
    unit: str
    read: Callable[[date, str], Reading]
    breakdowns: Mapping[str, Text] = field(default_factory=dict)
    lower_is_better: bool = False


class Figures:
    def __init__(self) -> None:
        self._figures: dict[str, Figure] = {}

    def add(self, figure: Figure) -> None:
        self._figures[figure.code] = figure

    def get(self, code: str) -> Figure:
        try:
            return self._figures[code]
        except KeyError:
            raise Unknown(f"No figure is called {code}.") from None

    def __iter__(self) -> Iterator[Figure]:
        return iter(self._figures[code] for code in sorted(self._figures))


# Evidence kinds ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """What a piece of evidence says on a day: a title, plain values fit for JSON, and where it comes from."""

    title: str
    facts: Mapping[str, Any]
    link: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceKind:
    """A kind of thing that can be attached to a policy: a figure, a document, a survey, an evaluation.

    ``choices(account, on)`` gives (reference, label) pairs to pick from; ``take(reference, on)`` reads one.
    ``is_live``: the page shows today's value beside the one of the day it was attached. ``template`` shows it
    (context: ``evidence``, ``then``, ``now``, and ``more``, which is what ``show(then, now)`` makes of them; ``now``
    is None for what is gone or not live). ``say(facts)`` tells it in one line, for lists and on paper.
    """

    code: str
    label: Text
    icon: str
    choices: Callable[["Account", date], Iterable[tuple[str, str]]]
    take: Callable[[str, date], Taken]
    template: str
    is_live: bool = False
    say: Callable[[Mapping[str, Any]], str] | None = None
    show: Callable[[Mapping[str, Any], Mapping[str, Any] | None], Mapping[str, Any]] | None = None
    order: int = 100


class EvidenceKinds:
    def __init__(self) -> None:
        self._kinds: dict[str, EvidenceKind] = {}

    def add(self, kind: EvidenceKind) -> None:
        self._kinds[kind.code] = kind

    def get(self, code: str) -> EvidenceKind:
        try:
            return self._kinds[code]
        except KeyError:
            raise Unknown(f"No kind of evidence is called {code}.") from None

    def __iter__(self) -> Iterator[EvidenceKind]:
        return iter(sorted(self._kinds.values(), key=lambda kind: (kind.order, kind.code)))


# Gates ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What must be done before a draft leaves a stage.

    A gate either is passed by hand, by somebody with ``permission`` and, where ``has_letter``, with the number
    and date of a letter; or it opens by itself once ``obstacles`` has nothing to say (``by_hand`` is False).
    ``obstacles(draft, on)`` gives sentences: what stands in the way, and what to do. ``applies`` says for which drafts
    there is such a gate. ``outside``: another office is waited for, so that the day the text was sent there is kept.
    ``template`` shows more of it on the page (context: ``draft``, ``state``).
    """

    code: str
    label: Text
    help: Text
    leaves: str  # a Stage
    law: Text = ""
    by_hand: bool = True
    permission: str = ""
    has_letter: bool = False
    obstacles: Callable[["Draft", date], list[str]] | None = None
    applies: Callable[["Draft"], bool] | None = None
    outside: bool = False
    template: str = ""
    order: int = 100


class Gates:
    def __init__(self) -> None:
        self._gates: dict[str, Gate] = {}

    def add(self, gate: Gate) -> None:
        self._gates[gate.code] = gate

    def get(self, code: str) -> Gate:
        try:
            return self._gates[code]
        except KeyError:
            raise Unknown(f"No gate is called {code}.") from None

    def leaving(self, stage: str) -> list[Gate]:
        """The gates between a stage and the next, in their order."""
        return sorted(
            (gate for gate in self._gates.values() if gate.leaves == stage),
            key=lambda gate: (gate.order, gate.code),
        )


# The package for harmonisation ------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A file of the package that a draft is sent with to be harmonised.

    ``name`` is the file's in the package and puts it in its place: ``40-matriks-tanggapan.pdf``. ``missing(draft, on)``
    says why there is none, empty where there is; ``make(draft, on)`` writes it.
    """

    name: str
    label: Text
    make: Callable[["Draft", date], bytes]
    missing: Callable[["Draft", date], str] | None = None


class Filings:
    """What is sent along, in the order of the names."""

    def __init__(self) -> None:
        self._enclosures: dict[str, Enclosure] = {}

    def add(self, enclosure: Enclosure) -> None:
        self._enclosures[enclosure.name] = enclosure

    def __iter__(self) -> Iterator[Enclosure]:
        return iter(self._enclosures[name] for name in sorted(self._enclosures))


# The thread -------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Step:
    """One knot of a policy's thread: what happened or comes next, when, and the page that shows it.

    ``order`` follows the life of a policy in tens: 10 problem, 20 draft, 30 terms, 40 what-if, 50 dialogue,
    60 gates and decree, 70 outreach, 80 application, 90 indicators, 100 survey, 110 evaluation, 120 revision.
    ``state`` is ``done``, ``now`` or ``next``.
    """

    order: int
    title: Text
    detail: Text = ""
    link: str = ""
    on: date | None = None
    state: str = "next"
    draft: int = 1


class StepsOf(Protocol):
    def __call__(self, policy: "Policy", *, account: "Account", today: date) -> Iterable[Step]: ...


class Threads:
    """Who knows steps of a policy's thread."""

    def __init__(self) -> None:
        self._ask: list[StepsOf] = []

    def add(self, steps_of: StepsOf) -> None:
        self._ask.append(steps_of)

    def of(self, policy: "Policy", *, account: "Account", today: date) -> list[Step]:
        steps = [step for ask in self._ask for step in ask(policy, account=account, today=today)]
        return sorted(steps, key=lambda step: (step.draft, step.order, step.on or date.max))


term_books = TermBooks()
term_readers = TermReaders()
figures = Figures()
evidence_kinds = EvidenceKinds()
gates = Gates()
filings = Filings()
threads = Threads()
