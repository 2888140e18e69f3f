"""How far everyone got in training for leadership (latihan jabatan), for lists that go by it."""

from datetime import date
from functools import cache

import numpy as np
import numpy.typing as npt
from django.db.models import DateField, F, Func, Min, Value
from django.db.models.functions import Coalesce

from bijak.competency import rules
from bijak.competency.models import TrainingKind, TrainingRecord
from bijak.competency.queries.person import CURRENT
from bijak.lists.registries import Trained
from bijak.people.queries.portraits import Portrait

_PASSED = Coalesce(
    "ended_on", Func(F("year"), Value(12), Value(31), function="make_date", output_field=DateField())
)
"""Where only the year is known, its last day."""


_FEW = 1_000
"""People who are asked about by name; of more, all programmes are read, which few have followed."""


def trained(rows: Portrait) -> Trained:
    """The highest programme that each had finished by the day of the rows, and when first. One query."""
    return trained_by(rows.on, rows.employee)


def trained_by(on: date, employees: npt.NDArray[np.int64]) -> Trained:
    """The same of people by their keys."""
    keys = employees.tolist()
    programmes = TrainingRecord.objects.filter(CURRENT, kind=TrainingKind.PROGRAMME)
    if len(keys) < _FEW:
        programmes = programmes.filter(employee__in=keys)
    finished = (
        programmes.annotate(passed=_PASSED)
        .filter(passed__lte=on)
        .order_by()
        .values_list("employee", "name_key")
        .annotate(first=Min("passed"), called=Min("name"))
    )
    level_of = cache(rules.leadership_level)
    highest: dict[int, tuple[int, date, str]] = {}
    for employee, key, first, name in finished:
        level, held = level_of(key), highest.get(employee)
        if level and (held is None or (level, held[1]) > (held[0], first)):
            highest[employee] = level, first, name
    found = [highest.get(key, _NONE) for key in keys]
    return Trained(
        np.array([level for level, _first, _name in found], np.float64),
        np.array([first for _level, first, _name in found], "datetime64[D]"),
        [name for _level, _first, name in found],
    )


_NONE = np.nan, None, ""
