"""One person's trainings, and whether her hours of a year are enough."""

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce

from bijak.competency import rules
from bijak.competency.models import Assessment, TrainingRecord, compared
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce, TermBook
from bijak.people import queries as people
from bijak.policy import queries as policy
from bijak.shell.prepared import Instances, Prepared

MINIMUM_HOURS = "competency.minimum_hours"
PNS = ("pns",)
CURRENT = Q(replaced_by=None, withdrawn_on=None)


def trainings(employee: int) -> QuerySet[TrainingRecord]:
    """All trainings of a person (key of people.Employee), the latest first."""
    known = TrainingRecord.objects.filter(CURRENT, employee_id=employee)
    return known.order_by("-year", "-ended_on", "-pk")


_training = Instances(TrainingRecord)
_trainings = Prepared(lambda *, employee: trainings(employee).values_list(*_training.columns))


def trainings_at_once(employee: int) -> list[TrainingRecord]:
    """The same, by a question that is compiled once: every look at her page asks it."""
    return _training.read(_trainings(employee=employee))


def withdrawn(employee: int) -> QuerySet[TrainingRecord]:
    """What was recorded of a person by hand and taken back, the latest first."""
    found = TrainingRecord.objects.filter(employee_id=employee, withdrawn_on__isnull=False)
    return found.select_related("withdrawn_by").order_by("-withdrawn_on", "-pk")


def recorded() -> QuerySet[TrainingRecord]:
    """Every record that no import has replaced, those taken back included."""
    return TrainingRecord.objects.filter(replaced_by=None).order_by("pk")


def counted(records: Iterable[TrainingRecord]) -> list[TrainingRecord]:
    """Of some trainings of one person those that count: of records of one training the one with the most hours.

    One certificate is one training. Without a number one name on the same days is; such a record also yields to
    one with a number.
    """
    known = list(records)
    certified = {(each.year, each.sameness) for each in known if each.certificate_no}
    most: dict[Any, TrainingRecord] = {}
    for each in known:
        # Each year counts for itself, so that a year says the same alone as among all.
        if not each.certificate_no and each.sameness is not None and (each.year, each.sameness) in certified:
            continue
        key = each.certificate_no or each.sameness or each.reference
        held = most.setdefault((each.year, key), each)
        if each.hours > held.hours:
            most[each.year, key] = each
    return list(most.values())


def hours_of(records: Iterable[TrainingRecord], year: int) -> int:
    """Hours (JP) of a year among some trainings of one person."""
    return sum(each.hours for each in counted(each for each in records if each.year == year))


def same_training(employee: int, facts: Mapping[str, Any]) -> TrainingRecord | None:
    """A record of a person of what may be the same training as ``facts``: its name, on days that overlap.

    Wider than what is counted as one, for an officer can tell. Two certificate numbers tell two trainings apart.
    """
    ended_on = facts["ended_on"]
    found = trainings(employee).filter(
        name_key=compared(Value(facts["name"])), ended_on__gte=facts["started_on"] or ended_on
    )
    if facts["certificate_no"]:
        found = found.filter(certificate_no="")
    return found.alias(began_on=Coalesce("started_on", "ended_on")).filter(began_on__lte=ended_on).first()


def hours_in_year(employee: int, year: int) -> int:
    """Hours (JP) of a person (key of people.Employee) in a year."""
    return hours_of(trainings(employee).filter(year=year), year)


def last_day(year: int) -> date:
    """Hours count by the terms in force when the year ends."""
    return date(year, 12, 31)


def pns_from(employee: int, on: date) -> date | None:
    """Since when a person (key of people.Employee) is one of the PNS who are counted on a day; None if she is none."""
    since = people.workforce(on, kinds=PNS, among=(employee,)).kind_from.tolist()
    return since[0] if since else None


def pns_today(row: Any) -> date | None:
    """The same of today, from her row of people.EmployeeToday: nothing more is asked."""
    return row.kind_from if row.kind in PNS and row.is_active else None


def is_judged(pns_from: date | None, year: int) -> bool:
    """Whether the hours of a year are judged of one person, by the rule that chooses the learners among all."""
    return pns_from is not None and bool(
        rules.is_judged(Record({"pns_from": pns_from}), year_ends=last_day(year))
    )


@dataclass(frozen=True)
class Year:
    """The hours of a person in a year, and the Decision on them where one is due.

    ``is_before``: she became a PNS only after it, so nothing was owed to her yet.
    """

    year: int
    hours: int
    is_over: bool
    needed: float | None = None
    decision: Decision | None = None
    clause: Any = None  # the policy.LocalTerm behind it, where regional policy says how many
    is_before: bool = False

    @property
    def is_met(self) -> bool:
        return self.decision is not None and bool(self.decision)

    @property
    def basis(self) -> Basis | None:
        """The law and article behind the number, where one is asked."""
        return self.decision.reasons[0].basis if self.decision is not None else None

    @property
    def short_by(self) -> int:
        """Hours (JP) that are missing; 0 where nothing is, or nothing is asked."""
        return missing(self.decision) if self.decision is not None else 0


def years_of(
    records: Iterable[TrainingRecord], *, years: Iterable[int], pns_from: date | None, today: date
) -> list[Year]:
    """Some years of a person's learning, each by the terms and the clause of its own last day."""
    book = policy.term_book("competency")
    found = []
    for year in years:
        hours, ends = hours_of(records, year), last_day(year)
        if not is_judged(pns_from, year):
            found.append(Year(year, hours, ends < today, is_before=pns_from is not None))
        elif (needed := _needed(book, ends)) is not None:
            decision = rules.learned_enough(Record({"hours": hours}), book.on(ends))
            is_local = any(each.period.contains(ends) for each in book["minimum_hours"].local)
            clause = local_clause(ends) if is_local else None
            found.append(Year(year, hours, ends < today, needed, decision, clause))
        else:
            found.append(Year(year, hours, ends < today))
    return found


def _needed(book: TermBook, on: date) -> float | None:
    """None in the years before law asked for hours."""
    try:
        return bare(book.on(on).minimum_hours)
    except NotInForce:
        return None


def local_clause(on: date) -> Any:
    """The policy.LocalTerm that sets the hours on a day; None where national law does."""
    return next((each for each in policy.local_terms(on) if each.term == MINIMUM_HOURS), None)


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom trainings or assessments are on record."""
    return {
        key
        for model in (TrainingRecord, Assessment)
        for key in model.objects.filter(employee_id__in=employees, replaced_by=None)
        .order_by()
        .values_list("employee_id", flat=True)
        .distinct()
    }


def missing(decision: Decision) -> int:
    """Whole hours (JP) that one person lacks: trainings are counted in whole ones."""
    short_by: float = decision.reasons[0].short_by
    return math.ceil(short_by)


def bare(number: float) -> int | float:
    """24, not 24.0."""
    return int(number) if number == int(number) else number
