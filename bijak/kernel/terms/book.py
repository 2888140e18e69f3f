"""Terms through time, and what regional policy may make of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bijak.kernel.days import Period


@dataclass(frozen=True)
class Basis:
    """The law and article a number stands on, and for a Reason the term and unit it was taken from."""

    law: str
    article: str
    verified: bool = False
    term: str = ""
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.law} {self.article}"


@dataclass(frozen=True)
class Bounds:
    """How far regional policy may go, by higher law; ``since`` when, where that is known."""

    basis: Basis
    minimum: float | None = None
    maximum: float | None = None
    since: date | None = None

    def allow(self, value: float) -> bool:
        return (self.minimum is None or self.minimum <= value) and (
            self.maximum is None or value <= self.maximum
        )


@dataclass(frozen=True)
class Wording:
    """How a clause that sets a term reads: counted in these ``words``, at least or at most, in a span, for whom.

    ``about``: what it speaks of besides, for many things are counted in days.
    """

    words: tuple[str, ...] = ()
    bound: str = ""
    period: str = ""
    whom: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sanity:
    """What nobody can mean, and why. It is no law: it catches a slip of the hand."""

    maximum: float
    because: str


@dataclass(frozen=True)
class DatedValue:
    """A value and the days on which it holds.

    ``beyond``: enacted regional policy set it, and higher law does not allow it, for it was tightened since. It holds
    until somebody amends it.
    """

    value: Any
    period: Period
    basis: Basis
    beyond: "NotLocal | OutOfBounds | None" = None


@dataclass(frozen=True)
class Term:
    """One number of law through time; ``local`` values stand before the national ones."""

    code: str
    label: str
    unit: str
    values: tuple[DatedValue, ...]
    bounds: Bounds | None = None
    local: tuple[DatedValue, ...] = ()
    wording: Wording = Wording()
    sanity: Sanity | None = None

    def on(self, day: date) -> DatedValue:
        for dated in (*self.local, *self.values):
            if dated.period.contains(day):
                return dated
        raise NotInForce(self, day)

    def beyond(self, value: float) -> "NotLocal | OutOfBounds | None":
        """Why regional policy may not set this term to a value; None where it may."""
        if self.bounds is None:
            return NotLocal(f"'{self.label}' ditetapkan secara nasional dan tidak dapat diatur daerah.")
        return None if self.bounds.allow(value) else OutOfBounds(self, value)

    def implausible(self, value: float) -> "Implausible | None":
        """Why nobody can mean this value; None where somebody may."""
        return Implausible(self, value) if self.sanity and value > self.sanity.maximum else None

    def layered(self, local: Iterable["LocalValue"]) -> "Term":
        """The same term with the values of enacted regional policy on top; those beyond the bounds are marked."""
        values: list[DatedValue] = []
        for given in local:
            for other in values:
                if other.period.overlaps(given.period):
                    raise ValueError(
                        f"'{self.label}' mendapat dua nilai daerah pada hari yang sama, "
                        f"dari {other.basis} dan {given.law} {given.article}."
                    )
            basis = Basis(given.law, given.article, verified=True, term=self.code, unit=self.unit)
            values.append(DatedValue(given.value, given.period, basis, self.beyond(given.value)))
        return replace(self, local=tuple(values))


@dataclass(frozen=True)
class LocalValue:
    """What an enacted regional policy sets a term to, for how long, by which of its clauses."""

    term: str
    value: float
    period: Period
    law: str
    article: str


class NotInForce(LookupError):
    """A term has no value on the day asked for. Never replaced by a default."""

    def __init__(self, term: Term, day: date) -> None:
        self.term, self.day = term, day
        self.first_day = min(dated.period.start for dated in term.values)
        super().__init__(
            f"'{term.label}' tidak berlaku pada {day:%d-%m-%Y}; "
            f"nilai pertamanya berlaku sejak {self.first_day:%d-%m-%Y}."
        )


class NotLocal(ValueError):
    """Regional policy may not set this term."""


class Implausible(ValueError):
    """A value that nobody can mean; law has nothing to do with it."""

    def __init__(self, term: Term, value: float) -> None:
        assert term.sanity is not None
        self.term, self.value, self.sanity = term, value, term.sanity
        super().__init__(
            f"'{term.label}' tidak masuk akal bila {value} {term.unit}: {term.sanity.because}. "
            f"Batas kewajaran {term.sanity.maximum} {term.unit} ini bukan ketentuan hukum; periksa angkanya."
        )


class OutOfBounds(ValueError):
    """Regional policy sets a term beyond what higher law allows."""

    def __init__(self, term: Term, value: float) -> None:
        assert term.bounds is not None
        self.term, self.value, self.bounds = term, value, term.bounds
        limits = [
            f"{word} {limit} {term.unit}"
            for word, limit in (
                ("paling sedikit", term.bounds.minimum),
                ("paling banyak", term.bounds.maximum),
            )
            if limit is not None
        ]
        since = f" sejak {term.bounds.since:%d-%m-%Y}" if term.bounds.since else ""
        super().__init__(
            f"'{term.label}' tidak dapat diatur menjadi {value} {term.unit}: {term.bounds.basis} "
            f"menetapkan {' dan '.join(limits)}{since}."
        )


class Terms:
    """All terms of a book on one day: ``terms.years_in_rank``, ``terms.basis("years_in_rank")``."""

    __slots__ = ("_book", "day")

    def __init__(self, book: "TermBook", day: date) -> None:
        self._book, self.day = book, day

    def __getattr__(self, code: str) -> Any:
        if code not in self._book:
            raise AttributeError(f"No term is called {code}.")
        return self._book[code].on(self.day).value

    def basis(self, code: str) -> Basis:
        """The law and article behind a term's value on this day."""
        return self._book[code].on(self.day).basis

    def __repr__(self) -> str:
        return f"Terms(on {self.day})"


class TermBook(Mapping[str, Term]):
    """The terms of one context, by code."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {term.code: term for term in terms}

    def on(self, day: date) -> Terms:
        return Terms(self, day)

    def layered(self, local: Iterable[LocalValue]) -> "TermBook":
        """The same book with enacted regional policy on top."""
        by_term: dict[str, list[LocalValue]] = {}
        for value in local:
            by_term.setdefault(value.term, []).append(value)
        if strangers := by_term.keys() - self.keys():
            raise KeyError(f"No term is called {', '.join(sorted(strangers))}.")
        return TermBook(
            term.layered(by_term.get(code, ())) if code in by_term or term.local else term
            for code, term in self.items()
        )

    def __getitem__(self, code: str) -> Term:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)
