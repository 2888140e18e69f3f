"""When everyone's next periodic raise is, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import TruncMonth

from bijak.accounts.models import Account
from bijak.kernel.columns import Column
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries.everyone import working
from bijak.people.queries.serving import sanctioned_until, unpaid_until
from bijak.performance.queries import everyone as performance
from bijak.policy import queries as policy
from bijak.shell.prepared import Prepared
from bijak.welfare.access import Permission
from bijak.welfare.models import COUNTED, OutlookRun, RaiseGiven, RaiseOutlook, RaiseState
from bijak.welfare.rules import raises as rules

KINDS = ("cpns", "pns", "pppk")
"""Whose raises are looked after; a part-time PPPK has none by these rules."""

_COLUMNS = """
    m.employee_id, coalesce(p.unit_id, 0), m.kind, m.from_on, m.until_on, coalesce(r.rank_code, ''), r.from_on,
    r.service_years * 12 + coalesce(r.service_months, 0)
"""
_TYPES: tuple[npt.DTypeLike, ...] = (
    np.int64, np.int64, "U20", "datetime64[D]", "datetime64[D]", "U4", "datetime64[D]", np.float64,
)  # fmt: skip
_NO_DAY = np.datetime64("NaT", "D")

type Facts = dict[str, npt.NDArray[Any]]


@dataclass(frozen=True)
class Outlook:
    """What was found about each, as columns in the order of keys.

    ``because`` names the reasons for the state: those that hinder, else those not known, else those that delay.
    """

    employee: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    due_on: npt.NDArray[np.datetime64]
    from_on: npt.NDArray[np.datetime64]
    state: npt.NDArray[np.str_]
    because: npt.NDArray[np.str_]
    facts: Facts

    def __len__(self) -> int:
        return len(self.employee)

    def each_facts(self) -> Iterable[dict[str, Any]]:
        """What the rule was asked about each, in plain values; None is not known."""
        names = list(self.facts)
        for values in zip(*(_plain(self.facts[name]) for name in names), strict=True):
            yield dict(zip(names, values, strict=True))


def outlook(on: date, *, among: Sequence[int] | None = None) -> Outlook:
    """Everyone's next raise as seen on a day, or some people's. Five questions, however many people."""
    terms = policy.terms("welfare", on)
    employee, unit, facts = _gathered(on, among)
    found = Outlook(
        employee,
        unit,
        np.full(len(employee), _NO_DAY),
        np.full(len(employee), _NO_DAY),
        np.full(len(employee), "", "U10"),
        np.full(len(employee), "", "U200"),
        facts,
    )
    is_pppk = facts["kind"] == "pppk"
    for rule, chosen in ((rules.raise_pns, ~is_pppk), (rules.raise_pppk, is_pppk)):
        if chosen.any():
            record = Record({name: _known(column[chosen]) for name, column in facts.items()})
            _settle(found, chosen, rule(record, terms, on=on), record, terms, on)
    return found


def decide(facts: Mapping[str, Any], terms: Terms, *, on: date) -> Decision:
    """The rule of somebody's kind, asked about what is kept of her."""
    rule = rules.raise_pppk if facts["kind"] == "pppk" else rules.raise_pns
    return rule(record_of(facts), terms, on=on)


def record_of(facts: Mapping[str, Any]) -> Record:
    return Record({name: _read(name, value) for name, value in facts.items()})


def _read(name: str, value: Any) -> Any:
    is_day = name.endswith(("_on", "_from", "_until")) and value is not None
    return date.fromisoformat(value) if is_day else value


# Everyone ---------------------------------------------------------------------------------------


def _gathered(
    on: date, among: Sequence[int] | None
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Facts]:
    employee, unit, kind, kind_from, kind_until, grade, rank_from, credit = working(
        _COLUMNS, _TYPES, on=on, kinds=KINDS, among=among
    )
    rated = performance.ratings(employee, years=2, on=on)
    delayed, unpaid = sanctioned_until(rules.DELAYING, on=on), unpaid_until(on=on)
    facts: Facts = {
        "kind": kind,
        "grade": grade,
        "rank_from": rank_from,
        "credit": credit,
        "last_raise_on": _of_each(employee, _last_raises(among)),
        "rating_last": _worded(rated.in_year(on.year - 1)),
        "rating_before": _worded(rated.in_year(on.year - 2)),
        "is_delayed": np.isin(employee, list(delayed)),
        "delayed_until": _of_each(employee, delayed),
        "is_unpaid": np.isin(employee, list(unpaid)),
        "unpaid_until": _of_each(employee, unpaid),
        "contract_from": np.where(kind == "pppk", kind_from, _NO_DAY),
        "contract_until": np.where(kind == "pppk", kind_until, _NO_DAY),
    }
    return employee, unit, facts


def _last_raises(among: Sequence[int] | None) -> dict[int, date]:
    given = RaiseGiven.objects.filter(COUNTED)
    if among is not None:
        given = given.filter(employee__in=among)
    latest = given.order_by().values("employee_id").annotate(last=Max("from_on"))
    return dict(latest.values_list("employee_id", "last"))


def _of_each(employee: npt.NDArray[np.int64], days: Mapping[int, date | None]) -> npt.NDArray[np.datetime64]:
    return np.array([days.get(key) for key in employee.tolist()], "datetime64[D]")


def _worded(predicates: npt.NDArray[np.object_]) -> npt.NDArray[np.str_]:
    return np.array([each or "" for each in predicates.tolist()], "U20")


def _known(values: npt.NDArray[Any]) -> Any:
    """As a rule reads it: an empty word and no number are not known."""
    if values.dtype.kind == "U":
        return np.ma.masked_array(values, values == "")
    if values.dtype.kind == "f":
        unknown = np.isnan(values)
        return np.ma.masked_array(np.where(unknown, 0, values).astype(np.int64), unknown)
    return values


def _plain(values: npt.NDArray[Any]) -> list[Any]:
    if values.dtype.kind == "M":
        return [str(each) if known else None for each, known in zip(values, ~np.isnat(values), strict=True)]
    if values.dtype.kind == "f":
        return [None if each != each else int(each) for each in values.tolist()]
    return [None if each == "" else each for each in values.tolist()]


def _settle(
    found: Outlook,
    chosen: npt.NDArray[np.bool_],
    decision: Decision,
    record: Record,
    terms: Terms,
    on: date,
) -> None:
    """From when each of a kind gets the raise, and what keeps it from her on the day of the step."""
    due = rules.due_on(record, terms, on=on)
    due_on = np.where(due.unknown, _NO_DAY, due.values)
    expected = rules.next_step_on(record, terms, on=on)
    from_on = due_on
    hinders, lacks, delays = np.zeros((3, len(due)), np.int64)
    for place, reason in enumerate(decision.reasons):
        met_from = _days(reason.earliest, len(due))
        is_late = met_from > due_on
        from_on = np.where(is_late, met_from, from_on)
        hinders = hinders | ((reason.truth.missing & np.isnat(met_from)).astype(np.int64) << place)
        lacks = lacks | (reason.truth.unknown.astype(np.int64) << place)
        delays = delays | (is_late.astype(np.int64) << place)
    blocked, undecided = hinders > 0, (lacks > 0) | due.unknown
    found.due_on[chosen] = np.where(due.unknown, np.where(expected.unknown, _NO_DAY, expected.values), due_on)
    found.from_on[chosen] = np.where(blocked | undecided, _NO_DAY, from_on)
    found.state[chosen] = np.select(
        [blocked, undecided, delays > 0],
        [RaiseState.BLOCKED.value, RaiseState.UNDECIDED.value, RaiseState.POSTPONED.value],
        RaiseState.READY.value,
    )
    codes = [reason.code for reason in decision.reasons]
    found.because[chosen] = _spoken(np.select([blocked, undecided], [hinders, lacks], delays), codes)


def _days(days: Column | None, size: int) -> npt.NDArray[np.datetime64]:
    if days is None or days.unknown.all():
        return np.full(size, _NO_DAY)
    return np.where(days.unknown, _NO_DAY, days.values)


def _spoken(bits_set: npt.NDArray[np.int64], codes: Sequence[str]) -> npt.NDArray[np.str_]:
    """The codes of the reasons whose bits are set."""
    held, places = np.unique(bits_set, return_inverse=True)
    words = [",".join(code for at, code in enumerate(codes) if bits >> at & 1) for bits in held.tolist()]
    return np.array(words, "U200")[places]


# Pages ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Filter:
    """What a list of raises is narrowed to: those whose step comes by a day, and not before another."""

    until: date
    since: date | None = None
    state: str = ""
    unit_path: str = ""


def visible_to(account: Account, *, today: date) -> QuerySet[RaiseOutlook]:
    """The outlooks of those whose service an account may know."""
    reach = organization.scope(account, Permission.VIEW_SERVICE, today=today)
    return RaiseOutlook.objects.filter(reach.q("unit__path"))


def narrowed(outlooks: QuerySet[RaiseOutlook], by: Filter) -> QuerySet[RaiseOutlook]:
    found = outlooks.filter(due_on__lte=by.until)
    if by.since:
        found = found.filter(due_on__gte=by.since)
    if by.state:
        found = found.filter(state=by.state)
    if by.unit_path:
        found = found.filter(unit__path__startswith=by.unit_path)
    return found.order_by("due_on", "employee_id")


def coming(outlooks: QuerySet[RaiseOutlook], *, until: date) -> QuerySet[RaiseOutlook]:
    """Raises that take effect by a day and were not given yet; none comes before its step."""
    return outlooks.filter(due_on__lte=until, from_on__lte=until)


_coming = Prepared(
    lambda *, until: coming(RaiseOutlook.objects.order_by(), until=until).values_list("pk")[:1]
)


def has_coming(*, until: date) -> bool:
    """Whether any raise comes by a day, of anyone: asked on every home page of an officer."""
    return bool(_coming(until=until))


@dataclass(frozen=True)
class Tally:
    """How many of a month are in which state."""

    month: date
    ready: int
    postponed: int
    blocked: int
    undecided: int


def tallies(outlooks: QuerySet[RaiseOutlook], by: Filter) -> list[Tally]:
    """The months of a span, whatever the state."""
    counts: dict[str, Any] = {state.value: Count("pk", filter=Q(state=state)) for state in RaiseState}
    months = narrowed(outlooks, replace(by, state="")).order_by().values(month=TruncMonth("due_on"))
    found: Any = months.annotate(**counts).order_by("month")
    return [Tally(**each) for each in found]


@dataclass(frozen=True)
class Row:
    """An outlook with who it is about."""

    outlook: RaiseOutlook
    person: Any


def rows(outlooks: Iterable[RaiseOutlook]) -> list[Row]:
    """Outlooks of a page with their people, in one question."""
    found = list(outlooks)
    known = people.rows_of_employees([each.employee_id for each in found])
    return [Row(each, known[each.employee_id]) for each in found if each.employee_id in known]


def outlook_of(employee: int) -> RaiseOutlook | None:
    return RaiseOutlook.objects.filter(employee=employee).first()


def raises_of(employee: int) -> QuerySet[RaiseGiven]:
    """The raises on record of somebody, the latest first."""
    given = RaiseGiven.objects.filter(COUNTED, employee=employee)
    return given.select_related("letter").order_by("-from_on", "-pk")


def last_run() -> OutlookRun | None:
    return OutlookRun.objects.exclude(finished_at=None).order_by("-finished_at", "-pk").first()


def is_run_asked() -> bool:
    return OutlookRun.objects.filter(finished_at=None).exists()


def coming_raise(employee: int, *, on: date) -> tuple[date | None, int | None]:
    """From when the raise is that a letter of a day tells of, and at how many months of service.

    One that has its letter already and is still to come, else the next.
    """
    given = raises_of(employee).filter(from_on__gt=on).exclude(letter=None).first()
    if given is not None:
        return given.from_on, given.service_months
    found = outlook_of(employee)
    if found is None or found.from_on is None or not found.facts:
        return None, None
    return found.from_on, rules.service_on(record_of(found.facts), found.from_on).item()
