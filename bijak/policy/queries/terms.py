"""Terms: national law with enacted policy on top, and what a version would set."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as translate

from bijak.kernel.days import Period
from bijak.kernel.terms import LocalValue, NotInForce, Term, TermBook, Terms
from bijak.policy.models import LocalTerm, Policy, TermSetting, Version
from bijak.policy.queries.texts import clauses
from bijak.policy.registries import Unknown, term_books
from bijak.shell.prepared import Instances, Prepared


@dataclass(frozen=True)
class NationalTerm:
    """A number that regional policy may set, by its full code."""

    code: str
    term: Term


def settable() -> list[NationalTerm]:
    """Everything that regional policy may set."""
    return [NationalTerm(code, term) for code, term in term_books.settable()]


def terms(context: str, on: date, version: Version | None = None) -> Terms:
    """The numbers of a context on a day; with ``version`` as if it held already: what-if."""
    return term_book(context, version).on(on)


def term_book(context: str, version: Version | None = None) -> TermBook:
    """National terms with enacted policy on top; a version's own values lie above both.

    A value of the version without a day of its own holds on every day: of a draft nobody knows yet when it
    will come into force.
    """
    local = _values(_columns.read(_local(prefix=f"{context}.")))
    if version is not None:
        local = _overlay(local, _proposed(context, version))
    return term_books.get(context).layered(local)


def every_term_book() -> dict[str, TermBook]:
    """The books of all contexts with enacted policy on top. One query."""
    rows = _columns.read(_local(prefix=""))
    books = {}
    for context in dict.fromkeys(code.partition(".")[0] for code, _term in term_books):
        own = [row for row in rows if row.term.startswith(f"{context}.")]
        books[context] = term_books.get(context).layered(_values(own))
    return books


def number(value: Decimal) -> float:
    """24 rather than 24.0, and 37.5."""
    return int(value) if value == value.to_integral_value() else float(value)


def local_terms(on: date) -> QuerySet[LocalTerm]:
    """What enacted policy sets on a day, by term."""
    return (
        LocalTerm.objects.filter(Q(until_on=None) | Q(until_on__gt=on), from_on__lte=on)
        .select_related("decree__draft__policy", "provision")
        .order_by("term", "pk")
    )


@dataclass(frozen=True)
class FallsBack:
    """A number that a policy sets, and the national one that holds once it does not; none where law names none."""

    row: LocalTerm
    term: Term
    national: float | None


def falling_back(policy: Policy, on: date) -> list[FallsBack]:
    """The numbers that end with a policy revoked on a day, those that are still to begin with them."""
    rows = LocalTerm.objects.filter(Q(until_on=None) | Q(until_on__gt=on), decree__draft__policy=policy)
    found = []
    for row in rows.exclude(until_on__lte=F("from_on")).order_by("term", "from_on", "pk"):
        try:
            term = bounds_of(row.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        try:
            national = replace(term, local=()).on(max(on, row.from_on)).value
        except NotInForce:
            national = None
        found.append(FallsBack(row, term, national))
    return found


@dataclass(frozen=True)
class Overtaken:
    """What enacted policy sets beyond what higher law now allows: ``because`` says which bound, by which clause."""

    row: LocalTerm
    term: Term
    because: str
    since: date


def overtaken(on: date) -> list[Overtaken]:
    """The numbers that hold on a day, or will, and that higher law has been tightened against since."""
    rows = LocalTerm.objects.filter(Q(until_on=None) | Q(until_on__gt=on)).exclude(until_on__lte=F("from_on"))
    found = []
    for row in rows.select_related("decree__draft__policy").order_by("term", "from_on", "pk"):
        try:
            term = bounds_of(row.term)
        except Unknown:  # a part of the house that is no longer installed
            continue
        if refusal := term.beyond(number(row.value)):
            since = term.bounds.since if term.bounds else None
            found.append(Overtaken(row, term, str(refusal), max(row.from_on, since or row.from_on)))
    return found


def settings_of(version: Version) -> list[TermSetting]:
    """What a version would set, by term and day."""
    return list(
        TermSetting.objects.filter(version=version)
        .select_related("provision")
        .order_by("term", F("from_on").asc(nulls_first=True), "pk")
    )


def label_of(term: Term) -> str:
    """What a term is called, in the reader's language."""
    return translate(term.label)


def unit_of(term: Term) -> str:
    """What it is counted in, in the reader's language."""
    return translate(term.unit)


def bounds_of(code: str) -> Term:
    """The term behind a full code; ``registries.Unknown`` for what nobody has registered."""
    return term_books.term(code)


# Layers -----------------------------------------------------------------------------------------


_columns = Instances(LocalTerm, "decree")
# Every page about a person asks. A value that was superseded before its first day keeps its row, with no day on it.
_local = Prepared(
    lambda *, prefix: (
        LocalTerm.objects.filter(term__startswith=prefix)
        .exclude(until_on__lte=F("from_on"))
        .order_by("term", "from_on", "pk")
        .values_list(*_columns.columns)
    )
)


def _values(rows: Iterable[LocalTerm]) -> list[LocalValue]:
    return [
        LocalValue(
            term=_name(row.term),
            value=number(row.value),
            period=Period(row.from_on, row.until_on),
            law=row.decree.basis,
            article=row.clause,
        )
        for row in rows
    ]


def _proposed(context: str, version: Version) -> list[LocalValue]:
    cited = {clause.provision_id: clause.address for clause in clauses(version)}
    rows = [row for row in settings_of(version) if row.term.startswith(f"{context}.")]
    proposed = []
    for row, following in zip(rows, [*rows, None][1:], strict=True):
        until = following.from_on if following is not None and following.term == row.term else None
        proposed.append(
            LocalValue(
                term=_name(row.term),
                value=number(row.value),
                period=Period(row.from_on or date.min, until),
                law=version.draft.policy.title,
                article=cited.get(row.provision_id, ""),
            )
        )
    return proposed


def _overlay(below: list[LocalValue], above: list[LocalValue]) -> list[LocalValue]:
    """Values of ``above`` win on their days; those of ``below`` keep what is left before them."""
    first_days: dict[str, date] = {}
    for value in above:
        first_days.setdefault(value.term, value.period.start)
    kept = []
    for value in below:
        first = first_days.get(value.term, date.max)
        if value.period.start >= first:
            continue
        until = value.period.until
        if until is None and first < date.max or until is not None and until > first:
            until = first
        kept.append(
            LocalValue(value.term, value.value, Period(value.period.start, until), value.law, value.article)
        )
    return [*kept, *above]


def _name(code: str) -> str:
    return code.partition(".")[2]
