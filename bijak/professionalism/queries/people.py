"""The list of people with their indices, of whom one may know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.professionalism import rules
from bijak.professionalism.access import Permission
from bijak.professionalism.models import Measurement


@dataclass(frozen=True)
class Filter:
    """What the list is narrowed to; empty means all.

    ``lacks``: a dimension that could not be told. ``step``: something that would raise the index.
    """

    year: int
    unit_path: str = ""
    category: str = ""
    lacks: str = ""
    step: str = ""


def visible_to(account: Account, *, today: date) -> QuerySet[Measurement]:
    """Indices of people in the units of which an account may know them, by where they work today."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    if reach.everything:
        return Measurement.objects.all()
    within = people.active().filter(reach.q("unit__path")).order_by()
    return Measurement.objects.filter(employee__in=within.values("pk"))


def narrowed(measurements: QuerySet[Measurement], wanted: Filter) -> QuerySet[Measurement]:
    """Those that a filter asks for: what could not be told first, then the lowest."""
    found = measurements.filter(year=wanted.year)
    if wanted.unit_path:
        found = found.filter(unit__path__startswith=wanted.unit_path)
    if wanted.category:
        found = found.filter(category=wanted.category)
    if wanted.lacks:
        found = found.filter(**{wanted.lacks: None})
    if wanted.step:
        found = found.filter(**{f"gains__{rules.STEPS.index(wanted.step)}__gt": 0})
    return found.order_by(F("total").asc(nulls_first=True), "pk")


class Row(NamedTuple):
    """An index with the person of today."""

    person: Any
    measurement: Measurement

    @property
    def lacks(self) -> list[str]:
        """The dimensions that could not be told."""
        return [code for code in rules.DIMENSIONS if getattr(self.measurement, code) is None]


def rows(measurements: Iterable[Measurement]) -> list[Row]:
    """As pages show them. One query more, for the people."""
    kept = list(measurements)
    known = people.rows_of_employees([each.employee_id for each in kept])
    return [Row(known[each.employee_id], each) for each in kept if each.employee_id in known]


def history(employee: int) -> list[Measurement]:
    """What was kept of a person (key of people.Employee), the latest year first."""
    return list(Measurement.objects.filter(employee=employee).order_by("-year"))
