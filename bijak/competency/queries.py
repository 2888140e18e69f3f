"""Questions about what people learned."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import QuerySet

from bijak.competency import rules
from bijak.competency.models import TrainingRecord
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis


def trainings(employee: int) -> QuerySet[TrainingRecord]:
    """All trainings of a person (key of people.Employee), the latest first."""
    known = TrainingRecord.objects.filter(employee_id=employee, replaced_by=None)
    return known.order_by("-year", "-ended_on", "-pk")


def hours_of(records: Iterable[TrainingRecord], year: int) -> int:
    """Hours (JP) of a year among some trainings; a certificate recorded twice counts once, with its most hours."""
    most: dict[str, int] = {}
    for record in records:
        if record.year == year:
            certificate = record.certificate_no or record.reference
            most[certificate] = max(record.hours, most.get(certificate, 0))
    return sum(most.values())


def hours_in_year(employee: int, year: int) -> int:
    """Hours (JP) of a person (key of people.Employee) in a year."""
    return hours_of(trainings(employee).filter(year=year), year)


def learned_enough(employee: int, *, year: int) -> Decision:
    """Whether a PNS reached the hours of the year, by the terms in force on its last day."""
    record = Record({"hours": hours_in_year(employee, year)})
    return rules.learned_enough(record, rules.TERMS.on(date(year, 12, 31)))


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom trainings are on record."""
    known = TrainingRecord.objects.filter(employee_id__in=employees, replaced_by=None)
    return set(known.order_by().values_list("employee_id", flat=True).distinct())


def minimum_hours(year: int) -> tuple[int, Basis]:
    """Hours that a PNS has a right to in a year, and the clause."""
    terms = rules.TERMS.on(date(year, 12, 31))
    return terms.minimum_hours, terms.basis("minimum_hours")
