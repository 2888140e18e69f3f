"""What trainings people followed are called, for whoever looks for one by name."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from bijak.competency.models import TrainingRecord
from bijak.competency.queries.person import CURRENT


def training_names(employees: Collection[int], *, on: date) -> dict[int, set[str]]:
    """The names of all trainings that people finished by a day, as they are compared (``name_key``). One query."""
    finished = Q(ended_on__lte=on) | Q(ended_on=None, year__lte=on.year)
    records = TrainingRecord.objects.filter(CURRENT, finished, employee__in=employees).order_by()
    found: dict[int, set[str]] = {}
    for employee, name in records.values_list("employee_id", "name_key").distinct():
        found.setdefault(employee, set()).add(name)
    return found
