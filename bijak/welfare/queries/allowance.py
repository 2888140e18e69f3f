"""Questions about allowances: one person's line by line, a month's by unit, what was paid, what is asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Case, Count, F, Q, QuerySet, Sum, When

from bijak.accounts.models import Account
from bijak.kernel.days import Period, add_months
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, DatedValue, NotInForce, Term, TermBook, Terms
from bijak.organization import queries as organization
from bijak.policy import queries as policies
from bijak.shell.prepared import Prepared
from bijak.welfare.access import Permission
from bijak.welfare.models import (
    Allowance,
    AllowanceCorrection,
    AllowanceHandover,
    AllowanceMonth,
    AllowanceObjection,
    AllowanceSetting,
    AttendanceDay,
    AttendanceRecap,
    Presence,
    Productivity,
)
from bijak.welfare.queries.allowance_facts import FACTS, Days, eventful, recaps_of, record_of, settings_on
from bijak.welfare.rules import TERMS
from bijak.welfare.rules import allowance as rules

PREFIX = "tpp_"
"""What the terms of the allowance are called by, among those of welfare."""


# Terms that hold for a month for good ------------------------------------------------------------


def snapshot(month: date) -> dict[str, dict[str, Any]]:
    """The numbers of law of a month, to be kept with what was reckoned by them; those without a value are left out."""
    terms, found = policies.terms("welfare", month), {}
    for code in TERMS:
        if code.startswith(PREFIX):
            try:
                value, basis = getattr(terms, code), terms.basis(code)
            except NotInForce:
                continue
            found[code] = {
                "value": value,
                "law": basis.law,
                "article": basis.article,
                "verified": basis.verified,
            }
    return found


def terms_of(kept: Mapping[str, Mapping[str, Any]]) -> Terms:
    """The terms that a snapshot kept, whatever the law says by now."""
    return TermBook(_held(code, each) for code, each in kept.items() if code in TERMS).on(date.min)


def _held(code: str, kept: Mapping[str, Any]) -> Term:
    term = TERMS[code]
    basis = Basis(kept["law"], kept["article"], verified=kept["verified"], term=code, unit=term.unit)
    return replace(term, values=(DatedValue(kept["value"], Period(date.min), basis),), local=())


def terms_on(day: date) -> list[tuple[Term, DatedValue]]:
    """The numbers of the allowance that hold on a day, the region's own where it set them."""
    found = []
    for code, term in policies.term_book("welfare").items():
        if code.startswith(PREFIX):
            with suppress(NotInForce):
                found.append((term, term.on(day)))
    return found


# One person's month ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Explained:
    """An allowance with what it was made of. ``lines`` are what was reckoned then, beside why."""

    row: Allowance
    facts: Mapping[str, float | None]
    reckoning: Reckoning
    terms: Terms
    corrections: Sequence[AllowanceCorrection]

    @property
    def correction(self) -> int:
        return sum(each.amount for each in self.corrections)

    @property
    def paid(self) -> int | None:
        return None if self.row.net is None else self.row.net + self.correction

    @property
    def lacking(self) -> list[str]:
        return lacking(self.facts, self.row.kind) if self.row.net is None else []


def lacking(facts: Mapping[str, float | None], kind: str) -> list[str]:
    """The facts for want of which an allowance cannot be told, by name."""
    missing = [name for name in ("job_class", "index", "workload", "achieved") if facts[name] is None]
    if (facts["days_known"] or 0) < (facts["days_due"] or 0):
        missing.append("attendance")
    elif any(facts[f"{code}_cut"] is None for code in rules.EVENTS if code != "leave"):
        missing.append("minutes")
    elif facts["leave_cut"] is None:
        missing.append("leave_cut")
    for post, told in (("other", "days"), ("acting", "months")):
        if facts[f"{post}_{told}"] and None in (
            facts[f"{post}_{each}"] for each in rules.POST if facts[f"{post}_percent"] != 0
        ):
            missing.append(f"{post}_post")
    if kind not in ("pns", "pppk") and facts["kind_share"] is None:
        missing.append("kind_share")
    return missing


def of_person(employee: int) -> QuerySet[Allowance]:
    """The allowances of a person, the latest first."""
    rows = Allowance.objects.filter(employee=employee)
    return rows.select_related("employee__account", "unit", "handover").order_by("-month")


def of_account(account: Account) -> QuerySet[Allowance]:
    """An account owner's own."""
    return Allowance.objects.filter(employee__account=account).select_related("employee", "unit")


def explained(row: Allowance) -> Explained:
    """A month's allowance line by line, by the terms it was reckoned by."""
    if row.handover is not None:
        kept = row.handover.terms
    else:
        kept = AllowanceMonth.objects.values_list("terms", flat=True).get(month=row.month)
    terms, facts = terms_of(kept), facts_of(row)
    corrections = AllowanceCorrection.objects.filter(employee=row.employee_id, month=row.month)
    return Explained(
        row,
        facts,
        rules.month(record_of(facts, row.kind or None), terms, on=row.month),
        terms,
        list(corrections.order_by("of_month")),
    )


def facts_of(row: Allowance) -> dict[str, float | None]:
    """What an allowance was reckoned from, by name."""
    return {
        name: None if value is None or value != value else value
        for name, value in zip(FACTS, row.facts, strict=True)
    }


@dataclass(frozen=True)
class CostlyDay:
    """A day and how many percent it took, by event; None where that cannot be told."""

    day: date
    presence: str
    late: int | None
    early: int | None
    missed: int
    cuts: Mapping[str, float | None]


def costly_days(row: Allowance, terms: Terms) -> list[CostlyDay]:
    """The days of the month that were other than they should be, and what each took. One query."""
    days = eventful(row.month, among=[row.employee_id])
    cost = rules.day(days.record(), terms, on=row.month)
    return [_costly(days, cost[place], place) for place in range(len(days))]


def recap_of(told: Explained) -> AttendanceRecap | None:
    """The counts that a month was reckoned from, where its days are not all on record."""
    days = AttendanceDay.objects.filter(
        employee=told.row.employee_id,
        replaced_by=None,
        day__gte=told.row.month,
        day__lt=add_months(told.row.month, 1),
    )
    if not told.facts["days_known"] or days.count() >= (told.facts["days_due"] or 0):
        return None
    return recaps_of(told.row.month, among=[told.row.employee_id]).first()


def _costly(days: Days, cost: Reckoning, place: int) -> CostlyDay:
    presence, was_there = Presence(str(days.presence[place])), bool(days.was_there[place])
    cuts = {line.code: line.value.item() for line in cost.lines if line.value.item() != 0}
    if presence.startswith("leave_"):
        cuts["leave"] = None  # by its own provision, which the line names
    late, early = (
        None if minutes != minutes else int(minutes) for minutes in (days.late[place], days.early[place])
    )
    return CostlyDay(
        day=days.day[place].item(),
        presence=str(presence.label),
        late=late if was_there else None,
        early=early if was_there else None,
        missed=int(days.missed_in[place]) + int(days.missed_out[place]) if was_there else 0,
        cuts=cuts,
    )


def provisions(month: date, facts: Mapping[str, float | None]) -> dict[str, AllowanceSetting]:
    """The region's provision behind each component that was given, by the value it set."""
    found = {}
    for each in settings_on(month):
        is_given = each.what in rules.COMPONENTS and float(each.value) == facts.get(each.what)
        if is_given or each.what.startswith("index_"):
            found[each.what] = each
    return found


def supposed(row: Allowance, terms: Terms, days: Record, *, achieved: float | None) -> Reckoning:
    """What the month would be with these days on top of those on record, and another productivity: for trying."""
    facts: dict[str, Any] = dict(facts_of(row))
    cost = rules.day(days, terms, on=row.month)
    for code in rules.EVENTS:
        facts[f"{code}_cut"] = (facts[f"{code}_cut"] or 0.0) + float(np.sum(cost.line(code).value.values))
    if achieved is not None:
        facts["achieved"] = achieved
    return rules.month(record_of(facts, row.kind or None), terms, on=row.month)


# A month of the agency ---------------------------------------------------------------------------


def months() -> QuerySet[AllowanceMonth]:
    return AllowanceMonth.objects.order_by("-month")


def visible_to(account: Account, *, today: date) -> QuerySet[Allowance]:
    """Everyone's within the reach of an officer."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    return Allowance.objects.filter(reach.q("unit__path"))


@dataclass(frozen=True)
class UnitTotal:
    """An office's list of a month; ``unit`` is None for those who work in none."""

    unit: organization.Unit | None
    people: int
    unknown: int
    net: int
    correction: int
    handover: AllowanceHandover | None
    left: int

    @property
    def total(self) -> int:
        return self.net + self.correction


def by_office(rows: QuerySet[Allowance], month: date) -> list[UnitTotal]:
    """How much each office gets in a month, those with something unknown first. Four queries, however many offices."""
    roots = {unit.path: unit for unit in organization.offices()}
    handed = {
        each.unit_id: each for each in AllowanceHandover.objects.filter(month=month).select_related("by")
    }
    sums: dict[str, list[int]] = {}
    tallies = (
        rows.filter(month=month)
        .order_by()
        .values_list("unit__path")
        .annotate(
            people=Count("pk"),
            unknown=Count("pk", filter=Q(net=None)),
            sum=Sum("net", default=0),
            left=Count("pk", filter=Q(handover=None, net__isnull=False)),
        )
    )
    for path, *numbers in tallies:
        held = sums.setdefault(_office(path, roots), [0, 0, 0, 0, 0])
        for place, number in enumerate(numbers):
            held[place] += number
    corrections = AllowanceCorrection.objects.filter(month=month).order_by().values_list("employee", "amount")
    units = (
        dict(rows.filter(month=month).order_by().values_list("employee", "unit__path")) if corrections else {}
    )
    for employee, amount in corrections:
        if employee in units:
            sums[_office(units[employee], roots)][4] += amount
    found = []
    for office, (people, unknown, net, left, correction) in sums.items():
        unit = roots.get(office)
        given = handed.get(unit.pk) if unit else None
        found.append(UnitTotal(unit, people, unknown, net, correction, given, left))
    return sorted(found, key=lambda each: (each.unknown == 0, each.unit.place if each.unit else -1))


def _office(path: str | None, offices: Collection[str]) -> str:
    """The path of the office that a unit is or lies under; "" where there is none."""
    parts = (path or "").split("/")
    return next((each for n in range(2, len(parts)) if (each := "/".join(parts[:n]) + "/") in offices), "")


def handed_over_before(month: date) -> list[date]:
    """The earlier months of which a list was handed over, the latest first."""
    earlier = AllowanceHandover.objects.filter(month__lt=month).order_by("-month")
    return list(earlier.values_list("month", flat=True).distinct())


def paid_for(month: date) -> dict[int, int]:
    """What was handed over for a month, with it or as a correction later, by key of the person."""
    rows = Allowance.objects.filter(month=month, handover__isnull=False).order_by()
    paid: dict[int, int] = dict(rows.values_list("employee", F("net")))
    later = AllowanceCorrection.objects.filter(of_month=month, handover__isnull=False).order_by()
    for employee, amount in later.values_list("employee").annotate(sum=Sum("amount")):
        paid[employee] = paid.get(employee, 0) + amount
    return paid


def units_handed_over(month: date) -> set[int]:
    """The units whose list of a month was handed over, by themselves or with one above."""
    paths = AllowanceHandover.objects.filter(month=month).order_by().values_list("unit__path", flat=True)
    roots = tuple(paths)
    known = organization.known_units().order_by().values_list("pk", "path")
    return {key for key, path in known if roots and path.startswith(roots)}


def listed(
    rows: QuerySet[Allowance], month: date, *, unit_path: str = "", state: str = ""
) -> QuerySet[Allowance]:
    """A month's list, by unit: those that cannot be told first; only those (``belum``), or with a correction."""
    found = rows.filter(month=month)
    if unit_path:
        found = found.filter(unit__path__startswith=unit_path)
    if state == "belum":
        found = found.filter(net=None)
    elif state == "koreksi":
        found = found.filter(employee__in=AllowanceCorrection.objects.filter(month=month).values("employee"))
    is_told = Case(When(net=None, then=0), default=1)
    return found.select_related("unit").order_by(is_told, "unit__place", "employee")


def corrections_of(employees: Iterable[int], month: date) -> dict[int, int]:
    """What is paid with a month for earlier ones, by key of the person."""
    found = AllowanceCorrection.objects.filter(month=month, employee__in=list(employees)).order_by()
    return dict(found.values_list("employee").annotate(sum=Sum("amount")))


def asked_for() -> list[date]:
    """The months that somebody wants reckoned."""
    asked = AllowanceMonth.objects.filter(asked_at__isnull=False).order_by("month")
    return list(asked.values_list("month", flat=True))


# Objections --------------------------------------------------------------------------------------


def objections_to(account: Account, *, today: date) -> QuerySet[AllowanceObjection]:
    """What waits for an officer, the most urgent first, then what is answered."""
    reach = organization.scope(account, Permission.ANSWER, today=today)
    found = AllowanceObjection.objects.filter(reach.q("unit__path")).select_related(
        "employee", "unit", "answered_by"
    )
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_on", "pk")


def objections_of(employee: int, month: date) -> QuerySet[AllowanceObjection]:
    found = AllowanceObjection.objects.filter(employee=employee, month=month)
    return found.select_related("answered_by").order_by("pk")


_waiting = Prepared(
    lambda: AllowanceObjection.objects.filter(answered_at=None).order_by("pk").values_list("pk")[:1]
)


def waiting_for(account: Account, *, today: date) -> int:
    """How many wait for an officer's answer."""
    return objections_to(account, today=today).filter(answered_at=None).count()


def has_waiting_objections() -> bool:
    """Whether anybody waits for an answer."""
    return bool(_waiting())


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom something of this is on record."""
    found: set[int] = set()
    for model in (AttendanceDay, AttendanceRecap, Productivity, Allowance, AllowanceObjection):
        rows = model._default_manager.filter(employee__in=employees).order_by()
        found |= set(rows.values_list("employee_id", flat=True).distinct())
    return found
