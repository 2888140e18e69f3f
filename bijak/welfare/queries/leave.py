"""What is left of people's leave, and who has a right to which."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet, Sum

from bijak.kernel.days import months_between
from bijak.kernel.decisions import Decision
from bijak.kernel.reckonings import Reckoning
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.people.queries.careers import Careers
from bijak.people.queries.everyone import working
from bijak.people.queries.serving import serving
from bijak.policy import queries as policy
from bijak.welfare.models import LeaveKind, LeaveTaken
from bijak.welfare.rules import leave as rules

CURRENT = {"replaced_by": None}


def taken_by(employee: int) -> QuerySet[LeaveTaken]:
    """The leave on record of somebody, the latest first."""
    return LeaveTaken.objects.filter(**CURRENT, employee=employee).order_by("-year", "-from_on", "-pk")


def facts(
    employee: Sequence[int],
    kind: npt.NDArray[np.str_],
    served_from: npt.NDArray[np.datetime64],
    *,
    terms: Terms,
    on: date,
) -> Record:
    """What the rules of leave ask of some people in the year of a day. Two queries."""
    rows = LeaveTaken.objects.filter(
        **CURRENT, employee__in=employee, year__in=range(on.year - 2, on.year + 1)
    )
    sums = {
        (key, leave, year): days
        for key, leave, year, days in rows.order_by()
        .values_list("employee_id", "kind", "year")
        .annotate(days=Sum("days"))
    }

    def annual(year: int) -> npt.NDArray[np.float64]:
        found = [sums.get((key, LeaveKind.ANNUAL, year)) for key in employee]
        return np.array([np.nan if each is None else each for each in found], np.float64)

    return Record(
        {
            "kind": np.ma.masked_array(kind, kind == ""),
            "served_from": served_from,
            "took_big": np.array(
                [sums.get((key, LeaveKind.BIG, on.year), 0) > 0 for key in employee], np.bool_
            ),
            "taken": annual(on.year),
            "taken_last": annual(on.year - 1),
            "taken_before": annual(on.year - 2),
            "was_postponed": np.array(
                [sums.get((key, LeaveKind.POSTPONED, on.year - 1), 0) > 0 for key in employee], np.bool_
            ),
            **_working(employee, terms, on=on),
            "is_religious": False,
            "is_birth": False,
            "months": 1,
        }
    )


def _working(employee: Sequence[int], terms: Terms, *, on: date) -> dict[str, Any]:
    """How many years the contract of each lasts (NaN where none is on record), and whether she has school holidays."""
    who, starts, ends, titles = working(
        "m.employee_id, m.from_on, m.contract_ends_on + 1, coalesce(p.title, '')",
        (np.int64, "datetime64[D]", "datetime64[D]", object),
        on=on,
        kinds=rules.PPPK,
        among=employee,
    )
    months = months_between(starts, ends)
    years = dict(zip(who.tolist(), np.where(months.unknown, np.nan, months.values / 12), strict=True))
    teaching = {key for key, title in zip(who.tolist(), titles, strict=True) if rules.teaches(title, terms)}
    return {
        "contract_years": np.array([years.get(key, np.nan) for key in employee], np.float64),
        "has_holidays": np.array([key in teaching for key in employee], np.bool_),
    }


@dataclass(frozen=True)
class Rights:
    """Of one person: what is left of her annual leave, and whether she has a right to the long ones."""

    annual: Reckoning
    big: Decision
    unpaid: Decision


def rights_of(employee: int, *, on: date) -> Rights | None:
    """None for somebody who does not work here."""
    her = serving([employee], on=on)
    if not len(her.employee):
        return None
    terms = policy.terms("welfare", on)
    record = facts([employee], her.kind, her.served_from, terms=terms, on=on)[0]
    return Rights(
        rules.annual(record, terms, on=on),
        rules.big(record, terms, on=on),
        rules.unpaid(record, terms, on=on),
    )


@dataclass(frozen=True)
class Balances:
    """People with what is left of their annual leave; read for those at hand only, so cut a page out first."""

    who: Careers

    def __len__(self) -> int:
        return len(self.who)

    def __getitem__(self, chosen: npt.NDArray[Any]) -> "Balances":
        return Balances(self.who[chosen])

    @cached_property
    def annual(self) -> Reckoning:
        on, terms = self.who.on, policy.terms("welfare", self.who.on)
        record = facts(self.who.employee.tolist(), self.who.kind, self.who.served_from, terms=terms, on=on)
        return rules.annual(record, terms, on=on)

    def days(self, code: str = "") -> list[int | None]:
        """Of each the days of a line, or of all; None where they are not known."""
        found = self.annual.line(code).value if code else self.annual.total
        return [None if each is None else int(each) for each in found]
