"""Questions about ratings."""

from collections.abc import Collection

from django.db.models import QuerySet

from bijak.performance.models import CreditPoint, SkpRating
from bijak.shell.prepared import Instances, Prepared

SHOWN = 6


def ratings(employee: int) -> QuerySet[SkpRating]:
    """All ratings of a person (key of people.Employee), the latest first."""
    return SkpRating.objects.filter(employee_id=employee, replaced_by=None).order_by("-year", "-pk")


_rating = Instances(SkpRating)
_latest = Prepared(lambda *, employee: ratings(employee).values_list(*_rating.columns)[:SHOWN])


def latest_ratings(employee: int) -> list[SkpRating]:
    """The few that her page shows."""
    return _rating.read(_latest(employee=employee))


def still_held(*, ratings: Collection[int] = (), credits: Collection[int] = ()) -> tuple[set[int], set[int]]:
    """Those of some ratings and of some credit points that no later import replaced."""
    held, given = (
        set(model.objects.filter(pk__in=keys, replaced_by=None).order_by().values_list("pk", flat=True))
        for model, keys in ((SkpRating, ratings), (CreditPoint, credits))
    )
    return held, given


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom ratings or credit points are on record."""
    known: set[int] = set()
    for model in (SkpRating, CreditPoint):
        rows = model.objects.filter(employee_id__in=employees, replaced_by=None)
        known.update(rows.order_by().values_list("employee_id", flat=True).distinct())
    return known
