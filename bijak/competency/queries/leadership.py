"""How far everyone got in training for leadership (latihan jabatan), for lists that go by it."""

from datetime import date

import numpy as np
from django.db.models import DateField, F, Func, Min, Value
from django.db.models.functions import Coalesce

from bijak.competency import rules
from bijak.competency.models import TrainingKind, TrainingRecord
from bijak.competency.queries.person import CURRENT
from bijak.lists.registries import Trained
from bijak.people.queries.careers import Careers

_PASSED = Coalesce(
    "ended_on", Func(F("year"), Value(12), Value(31), function="make_date", output_field=DateField())
)
"""Where only the year is known, its last day."""


def trained(rows: Careers) -> Trained:
    """The highest programme that each had finished by the day of the rows, and when first. Two queries."""
    programmes = TrainingRecord.objects.filter(CURRENT, kind=TrainingKind.PROGRAMME)
    called = programmes.order_by("name_key", "pk").distinct("name_key").values_list("name_key", "name")
    leading = {key: (level, name) for key, name in called if (level := rules.leadership_level(key))}
    finished = (
        programmes.filter(name_key__in=leading, employee__in=rows.employee.tolist())
        .annotate(passed=_PASSED)
        .filter(passed__lte=rows.on)
        .order_by()
        .values_list("employee", "name_key")
        .annotate(first=Min("passed"))
    )
    highest: dict[int, tuple[int, date, str]] = {}
    for employee, key, first in finished:
        level, name = leading[key]
        held = highest.get(employee)
        if held is None or (level, held[1]) > (held[0], first):
            highest[employee] = level, first, name
    keys = rows.employee.tolist()
    return Trained(
        np.array([highest[key][0] if key in highest else np.nan for key in keys], np.float64),
        np.array([highest[key][1] if key in highest else None for key in keys], "datetime64[D]"),
        [highest[key][2] if key in highest else "" for key in keys],
    )
