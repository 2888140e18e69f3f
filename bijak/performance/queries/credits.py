"""Questions about one person's credit points."""

from django.db.models import QuerySet

from bijak.performance.models import CreditPoint
from bijak.shell.prepared import Instances, Prepared

SHOWN = 8


def credit_points(employee: int) -> QuerySet[CreditPoint]:
    """All credit points of a person (key of people.Employee), the latest period first."""
    return CreditPoint.objects.filter(employee_id=employee, replaced_by=None).order_by("-until_on", "-pk")


_point = Instances(CreditPoint)
_latest = Prepared(lambda *, employee: credit_points(employee).values_list(*_point.columns)[:SHOWN])


def latest_credit_points(employee: int) -> list[CreditPoint]:
    """The few that her page shows."""
    return _point.read(_latest(employee=employee))
