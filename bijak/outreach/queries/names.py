"""Who is behind, by name, for those who may know."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.outreach.access import Permission
from bijak.outreach.models import Assignment, Campaign
from bijak.outreach.queries.person import _current
from bijak.people import queries as people

BEHIND: Mapping[str, Q] = {
    "membuka": Q(opened_on=None),
    "membaca": Q(acknowledged_on=None),
    "menjawab": Q(answered_on=None),
}
"""Who has not come to a rung of the ladder; understanding is not among them, for it is nobody's business by name."""


def behind(
    campaign: Campaign, *, account: Account, today: date, rung: str = "", unit_path: str = ""
) -> QuerySet[Any]:
    """The rows of people.EmployeeToday who have not come to a rung, within the account's reach for names."""
    scope = organization.scope(account, Permission.NAMES, today=today)
    found = _current(campaign).filter(BEHIND.get(rung, BEHIND["membaca"]), scope.q("unit__path"))
    if unit_path:
        found = found.filter(unit__path__startswith=unit_path)
    rows = people.active().filter(pk__in=found.values("employee")).select_related("unit")
    return rows.order_by("unit__place", "name", "pk")


def states_of(campaign: Campaign, employees: Iterable[int]) -> dict[int, Assignment]:
    """The assignments of some people, by their keys."""
    return {
        row.employee_id: row for row in _current(campaign).filter(employee__in=list(employees)).order_by("pk")
    }


def holders(employees: Iterable[int]) -> set[int]:
    """Those of some people (keys of people.Employee) who have opened what they were given to read."""
    found = Assignment.objects.filter(employee__in=list(employees), opened_on__isnull=False).order_by()
    return set(found.values_list("employee_id", flat=True))
