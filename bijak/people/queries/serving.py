"""Since when people serve, and until when something keeps them from what others get."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from django.db.models.functions import Least

from bijak.people.models import EmployeeKind, SanctionSpell, UnpaidLeaveSpell
from bijak.people.queries.everyone import working

# A CPNS and a PNS serve on without a break; a contract (PPPK) is another service.
_SERVED_FROM = """
    m.employee_id, m.kind, (
        SELECT min(e.from_on) FROM people_employmentspell AS e
        WHERE e.employee_id = m.employee_id AND e.believed_until IS NULL
          AND (e.kind IN ('cpns', 'pns')) = (m.kind IN ('cpns', 'pns'))
    )
"""


@dataclass(frozen=True)
class Serving:
    """Some who work here, in the order of their keys; ``served_from`` is TMT CPNS or that of the first contract."""

    employee: npt.NDArray[np.int64]
    kind: npt.NDArray[np.str_]
    served_from: npt.NDArray[np.datetime64]


def serving(among: Sequence[int], *, on: date) -> Serving:
    """Those of some people who work here on a day, as what and since when. One query."""
    types = (np.int64, "U20", "datetime64[D]")
    return Serving(*working(_SERVED_FROM, types, on=on, kinds=EmployeeKind.values, among=among))


def sanctioned_until(kinds: Sequence[str], *, on: date) -> dict[int, date | None]:
    """The first day after the sanctions of some kinds that bind people on a day; None while one has no end yet."""
    running = SanctionSpell.objects.filter(believed_until=None, kind_code__in=kinds, from_on__lte=on)
    return _last_end(running.exclude(until_on__lte=on).order_by().values_list("employee_id", "until_on"))


def unpaid_until(*, on: date) -> dict[int, date | None]:
    """The first paid day again of those on leave without pay on a day; None while that is not known."""
    running = UnpaidLeaveSpell.objects.filter(believed_until=None, from_on__lte=on)
    ends = Least("until_on", "returned_on")  # of one that is not known the other
    running = running.alias(ends=ends).exclude(ends__lte=on).order_by()
    return _last_end(running.values_list("employee_id", ends))


def _last_end(spans: Iterable[tuple[int, date | None]]) -> dict[int, date | None]:
    found: dict[int, date | None] = {}
    for employee, until in spans:
        before = found.get(employee, until)
        found[employee] = None if before is None or until is None else max(before, until)
    return found
