"""Terms: the dated numbers that law sets, read from a context's ``terms.toml``.

    [years_in_rank]
    label = "Masa kerja dalam pangkat terakhir"
    unit = "tahun"
    law = "PP 99/2000 jo. PP 12/2002"
    article = "Pasal 7"
    verified = true

    [years_in_rank.values]                # from which day, which value
    2000-11-17 = 4
    2027-01-01 = { value = 3, law = "PP 1/2027", article = "Pasal 2" }

    [years_in_rank.bounds]                # only where regional policy may set its own
    minimum = 2
    since = 2027-01-01                    # from which day, where older policy may lie outside
    law = "UU 20/2023"
    article = "Pasal 49"

    [years_in_rank.wording]               # how a clause that sets it reads, so that an editor can propose it
    words = ["tahun"]                     # what it is counted in, as regulations write it; without, none is proposed
    about = ["pangkat"]                   # what the clause speaks of besides: all of these words
    bound = "minimum"                     # or "maximum"; left out where a clause may say either
    period = "tahun"                      # the span it is counted in, where there is one
    whom = ["PNS"]                        # the kinds of employee it concerns, where not all

    [years_in_rank.sanity]                # not law: what nobody can mean, to catch a slip of the hand
    maximum = 60
    because = "tidak ada yang bekerja selama itu"

A value holds until the next one begins, or until the term's own ``until``. There is no default: asking for a
term on a day without a value raises NotInForce. Whoever keeps these files is a policy officer, so they are
refused in Indonesian.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
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


class MalformedTerms(ValueError):
    """A terms.toml that cannot be trusted; the sentence says where and what to write."""


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


def load(path: Path) -> TermBook:
    """Read a ``terms.toml``, or raise MalformedTerms with the place and what to write."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise MalformedTerms(f"{path}: bukan berkas TOML yang benar ({fault}).") from fault
    try:
        return TermBook(_term(code, table) for code, table in tables.items())
    except _Fault as fault:
        raise MalformedTerms(f"{path}: {fault}") from None


class _Fault(Exception):
    pass


_TERM_KEYS = {"label", "unit", "law", "article", "verified", "until", "values", "bounds", "wording", "sanity"}
_VALUE_KEYS = {"value", "law", "article", "verified"}
_BOUNDS_KEYS = {"minimum", "maximum", "since", "law", "article", "verified"}
_WORDING_KEYS = {"words", "bound", "period", "whom", "about"}
_SANITY_KEYS = {"maximum", "because"}


def _term(code: str, table: Any) -> Term:
    if not isinstance(table, dict):
        raise _Fault(f"'{code}' berada di luar tabel; tulis di bawah judul [kode].")
    if not code.isidentifier() or not code.islower() or code in dir(Terms):
        raise _Fault(f"[{code}] tidak dapat menjadi kode; gunakan huruf kecil dan garis bawah.")
    place = f"[{code}]"
    _only(table, _TERM_KEYS, place)
    label, unit = _text(table, "label", place), _text(table, "unit", place)
    basis = _basis(table, None, place, code, unit)
    until = table.get("until")
    if until is not None and not _is_day(until):
        raise _Fault(f"{place} until harus tanggal, misalnya until = 2027-01-01.")
    given = table.get("values")
    if not isinstance(given, dict) or not given:
        raise _Fault(
            f"{place} tidak mempunyai nilai; tulis [{code}.values] dengan tanggal mulai dan nilainya."
        )
    dated = sorted((_starting_day(key, place), value) for key, value in given.items()) if given else []
    ends = [day for day, _ in dated[1:]] + [until]
    values = []
    for (start, value), end in zip(dated, ends, strict=True):
        spot = f"{place} nilai {start}"
        if end is not None and end <= start:
            raise _Fault(f"{spot} mulai pada atau sesudah akhir berlakunya ({end}).")
        detail = value if isinstance(value, dict) else {"value": value}
        _only(detail, _VALUE_KEYS, spot)
        if "value" not in detail:
            raise _Fault(f"{spot} tidak mempunyai value; tulis {{ value = … }}.")
        values.append(
            DatedValue(detail["value"], Period(start, end), _basis(detail, basis, spot, code, unit))
        )
    if len({_kind(each.value) for each in values}) > 1:
        raise _Fault(f"{place} mempunyai nilai dari jenis yang berbeda; semua harus angka, atau semua teks.")
    return Term(
        code,
        label,
        unit,
        tuple(values),
        _bounds(table.get("bounds"), code, unit),
        wording=_wording(table.get("wording"), f"[{code}.wording]"),
        sanity=_sanity(table.get("sanity"), f"[{code}.sanity]"),
    )


def _wording(table: Any, place: str) -> Wording:
    if table is None:
        return Wording()
    _only(table, _WORDING_KEYS, place)
    words, whom = _texts(table, "words", place), _texts(table, "whom", place)
    bound, period = table.get("bound", ""), table.get("period", "")
    if bound not in ("", "minimum", "maximum"):
        raise _Fault(f'{place} bound harus "minimum" atau "maximum".')
    if not isinstance(period, str):
        raise _Fault(f'{place} period harus teks, misalnya period = "tahun".')
    return Wording(words, bound, period, whom, _texts(table, "about", place))


def _texts(table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    given = table.get(key, [])
    if not isinstance(given, list) or not all(isinstance(each, str) and each.strip() for each in given):
        raise _Fault(f'{place} {key} harus daftar teks, misalnya {key} = ["…"].')
    return tuple(given)


def _sanity(table: Any, place: str) -> Sanity | None:
    if table is None:
        return None
    _only(table, _SANITY_KEYS, place)
    maximum = table.get("maximum")
    if _kind(maximum) != "number":
        raise _Fault(f"{place} tidak mempunyai maximum; tulis angka yang tidak mungkin dilampaui.")
    return Sanity(maximum, _text(table, "because", place))


def _bounds(table: Any, code: str, unit: str) -> Bounds | None:
    if table is None:
        return None
    place = f"[{code}.bounds]"
    _only(table, _BOUNDS_KEYS, place)
    minimum, maximum = table.get("minimum"), table.get("maximum")
    if minimum is None and maximum is None:
        raise _Fault(f"{place} tidak membatasi apa pun; tulis minimum, maximum, atau keduanya.")
    for limit in (minimum, maximum):
        if limit is not None and _kind(limit) != "number":
            raise _Fault(f"{place} hanya dapat membatasi angka.")
    if minimum is not None and maximum is not None and minimum > maximum:
        raise _Fault(f"{place} minimum lebih besar daripada maximum.")
    since = table.get("since")
    if since is not None and not _is_day(since):
        raise _Fault(f"{place} since harus tanggal, misalnya since = 2027-01-01.")
    return Bounds(_basis(table, None, place, code, unit), minimum, maximum, since)


def _basis(table: Mapping[str, Any], inherited: Basis | None, place: str, code: str, unit: str) -> Basis:
    """The basis written in this table, or the inherited one when it says nothing at all about it."""
    if inherited and not table.keys() & {"law", "article", "verified"}:
        return inherited
    if inherited and not table.keys() & {"law", "article"}:
        law, article = inherited.law, inherited.article
    else:
        law, article = _text(table, "law", place), _text(table, "article", place)
    verified = table.get("verified", False)
    if not isinstance(verified, bool):
        raise _Fault(f"{place} verified harus true atau false.")
    return Basis(law, article, verified, code, unit)


def _text(table: Mapping[str, Any], key: str, place: str) -> str:
    text = table.get(key)
    if not isinstance(text, str) or not text.strip():
        raise _Fault(f'{place} tidak mempunyai {key}; tulis {key} = "…".')
    return text


def _only(table: Mapping[str, Any], keys: set[str], place: str) -> None:
    if strangers := sorted(table.keys() - keys):
        raise _Fault(
            f"{place} memuat '{strangers[0]}' yang tidak dikenal; yang dikenal: {', '.join(sorted(keys))}."
        )


def _starting_day(key: str, place: str) -> date:
    try:
        return date.fromisoformat(key)
    except ValueError:
        raise _Fault(f"{place} '{key}' bukan tanggal mulai; tulis misalnya 2027-01-01 = 24.") from None


def _is_day(value: object) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


def _kind(value: object) -> str:
    return (
        "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
    )
