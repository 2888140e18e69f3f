"""Presence and productivity of a month, of everyone: what each event costs, what was produced."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import QuerySet

from bijak.kernel.columns import Column
from bijak.kernel.days import add_months
from bijak.kernel.records import Record
from bijak.kernel.rows import Rows
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.welfare.models import AttendanceRecap, Presence
from bijak.welfare.queries.allowance_facts.local import Floats
from bijak.welfare.rules import allowance as rules

RECAP_COUNTS = (
    *(f"{event}_{step}" for event in ("late", "early") for step in rules.STEPS), "unclocked", "absent",
    *(each.value for each in Presence if each.startswith("leave_")),
)  # fmt: skip
"""What a recap counts, by the name of its column."""

LEAVES = tuple(each.value for each in Presence if each.startswith("leave_"))
_THERE = (Presence.PRESENT, Presence.DUTY)

_COUNTED = """
    SELECT employee_id, count(*) FROM welfare_attendanceday
    WHERE replaced_by_id IS NULL AND day >= %(first)s AND day < %(until)s GROUP BY employee_id
"""
_EVENTFUL = """
    SELECT employee_id, day, presence, late, early, missed_in, missed_out FROM welfare_attendanceday
    WHERE replaced_by_id IS NULL AND day >= %(first)s AND day < %(until)s
      AND (%(among)s::bigint[] IS NULL OR employee_id = ANY(%(among)s))
      AND (presence NOT IN ('present', 'duty') OR late IS DISTINCT FROM 0 OR early IS DISTINCT FROM 0
           OR missed_in OR missed_out)
    ORDER BY employee_id, day
"""
_PRODUCED = """
    SELECT employee_id, minutes, target, predicate FROM welfare_productivity
    WHERE replaced_by_id IS NULL AND month = %(first)s
"""


@dataclass(frozen=True)
class Days(Rows):
    """Days on which something was other than it should be, a row for each."""

    employee: npt.NDArray[np.int64]
    day: npt.NDArray[np.datetime64]
    presence: npt.NDArray[np.str_]
    late: Floats
    early: Floats
    missed_in: npt.NDArray[np.bool_]
    missed_out: npt.NDArray[np.bool_]

    @property
    def was_there(self) -> npt.NDArray[np.bool_]:
        return np.isin(self.presence, _THERE)

    def record(self) -> Record:
        """What the rule of a day may know; leave is costed by its own provisions, so here it costs nothing."""
        was_there = self.was_there
        return Record(
            {
                "late": np.where(was_there, self.late, 0.0),
                "early": np.where(was_there, self.early, 0.0),
                "missed_in": self.missed_in & was_there,
                "missed_out": self.missed_out & was_there,
                "is_absent": self.presence == Presence.ABSENT,
                "leave_cut": np.zeros(len(self)),
            }
        )


def eventful(month: date, *, among: Sequence[int] | None = None) -> Days:
    """The days of a month that may cost something."""
    rows = _rows(_EVENTFUL, month, among=None if among is None else list(among))
    types: tuple[npt.DTypeLike, ...] = (
        np.int64, "datetime64[D]", "U16", np.float64, np.float64, np.bool_, np.bool_,
    )  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return Days(*(np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)))


def attendance(month: date, keys: npt.NDArray[np.int64], terms: Terms) -> dict[str, Any]:
    """Percent for each event, and the days of each kind of leave; unknown while days of the month are missing."""
    due = organization.working_days_between(month, add_months(month, 1))
    known = _placed(_rows(_COUNTED, month), keys)
    days = eventful(month)
    days = days[np.isin(days.employee, keys)]
    places = np.searchsorted(keys, days.employee)
    is_complete = known >= due
    found: dict[str, Any] = {"days_known": known, "days_due": np.full(len(keys), float(due))}
    cost = rules.day(days.record(), terms, on=month)
    for code in rules.EVENTS:
        of_day = cost.line(code).value
        summed = np.bincount(places, weights=_or_nan(of_day, len(days)), minlength=len(keys))
        found[f"{code}_cut"] = np.where(is_complete, summed, np.nan)
    found["leave_days"] = np.stack(
        [np.bincount(places[days.presence == kind], minlength=len(keys)) for kind in LEAVES]
    )
    return _by_recaps(found, month, keys, terms)


def recaps_of(month: date, *, among: Sequence[int] | None = None) -> QuerySet[AttendanceRecap]:
    """The counts that files told of a month in place of its days."""
    rows = AttendanceRecap.objects.filter(month=month, replaced_by=None).order_by("employee")
    return rows if among is None else rows.filter(employee__in=among)


def _by_recaps(
    found: dict[str, Any], month: date, keys: npt.NDArray[np.int64], terms: Terms
) -> dict[str, Any]:
    """Counts of a month in the place of its days, where not every day is on record: days say more."""
    names = ("employee", *RECAP_COUNTS)
    rows = np.array(list(recaps_of(month).values_list(*names)), np.float64).reshape(-1, len(names))
    places = np.minimum(np.searchsorted(keys, rows[:, 0]), max(len(keys) - 1, 0))
    is_used = np.isin(rows[:, 0], keys)
    is_used[is_used] = (found["days_known"] < found["days_due"])[places[is_used]]
    places, counts = places[is_used], dict(zip(names, rows[is_used].T, strict=True))
    cost = rules.recap(Record({**counts, "leave_cut": np.zeros(len(places))}), terms, on=month)
    for code in rules.EVENTS:
        found[f"{code}_cut"][places] = _or_nan(cost.line(code).value, len(places))
    found["leave_days"][:, places] = np.stack([counts[kind] for kind in LEAVES])
    found["days_known"][places] = found["days_due"][places]
    return found


def productivity(month: date, keys: npt.NDArray[np.int64]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "minutes": np.full(len(keys), np.nan),
        "target": np.full(len(keys), np.nan),
        "predicate": np.full(len(keys), "", "U20"),
    }
    rows = _rows(_PRODUCED, month)
    if not rows:
        return found
    employee, minutes, target, predicate = (np.array(column) for column in zip(*rows, strict=True))
    is_ours = np.isin(employee, keys)
    places = np.searchsorted(keys, employee[is_ours])
    found["minutes"][places] = minutes.astype(np.float64)[is_ours]
    found["target"][places] = target.astype(np.float64)[is_ours]
    found["predicate"][places] = predicate[is_ours]
    return found


def _placed(rows: Iterable[tuple[int, int]], keys: npt.NDArray[np.int64]) -> Floats:
    counted = dict(rows)
    return np.array([counted.get(key, 0) for key in keys.tolist()], np.float64)


def _or_nan(values: Column, size: int) -> Floats:
    return np.broadcast_to(np.where(values.unknown, np.nan, values.values), size).astype(np.float64)


def _rows(question: str, month: date, *, among: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, {"first": month, "until": add_months(month, 1), "among": among})
        return list(cursor.fetchall())


def leave(days: npt.NDArray[Any], cuts: Floats, *, is_known: npt.NDArray[np.bool_]) -> Floats:
    """Percent for the days of each kind of leave; unknown where a kind was taken of which no provision speaks."""
    cost = np.where(days > 0, days * cuts, 0.0).sum(axis=0)
    return np.where(is_known, cost, np.nan)
