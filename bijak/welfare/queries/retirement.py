"""Who retires soon, and how far the file of each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet

from bijak.accounts.models import Account
from bijak.kernel.columns import column
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries.portraits import portrait, retirements
from bijak.policy import queries as policy
from bijak.welfare.access import Permission
from bijak.welfare.models import Retirement
from bijak.welfare.rules import retirement as rules


@dataclass(frozen=True)
class Near:
    """Those who have come to a warning, as columns in the order of keys."""

    employee: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    retires_on: npt.NDArray[np.datetime64]
    stage: npt.NDArray[np.int64]


def near(on: date) -> Near:
    """Everyone whose retirement is near enough to be warned of, and not past. Their day is people's."""
    known = portrait(on, reach=organization.EVERYTHING)
    try:
        days = retirements(known)
    except NotInForce:
        days = np.full(len(known), np.datetime64("NaT", "D"))
    stage = rules.stage(column(days), policy.terms("welfare", on), on=on)
    chosen = ~stage.unknown & (stage.values > 0) & (days > np.datetime64(on))
    return Near(known.employee[chosen], known.unit[chosen], days[chosen], stage.values[chosen])


def visible_to(account: Account, *, today: date) -> QuerySet[Retirement]:
    reach = organization.scope(account, Permission.VIEW_SERVICE, today=today)
    return Retirement.objects.filter(reach.q("unit__path"))


def narrowed(
    found: QuerySet[Retirement], *, within: int | None = None, unit_path: str = ""
) -> QuerySet[Retirement]:
    """Those who have come to the warning of so many months, of a unit and below, the nearest first."""
    if within is not None:
        found = found.filter(stage__lte=within)
    if unit_path:
        found = found.filter(unit__path__startswith=unit_path)
    return found.order_by("retires_on", "pk")


@dataclass(frozen=True)
class Row:
    """Somebody's retirement with who she is; ``lacking`` are the papers that are still to come."""

    retirement: Retirement
    person: Any
    lacking: tuple[str, ...]


def rows(found: Iterable[Retirement], *, papers: Iterable[str]) -> list[Row]:
    retiring, wanted = list(found), tuple(papers)
    known = people.rows_of_employees([each.employee_id for each in retiring])
    return [
        Row(each, known[each.employee_id], tuple(code for code in wanted if code not in each.papers))
        for each in retiring
        if each.employee_id in known
    ]


def retirement_of(employee: int) -> Retirement | None:
    return Retirement.objects.filter(employee=employee).first()
