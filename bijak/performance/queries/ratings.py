"""Questions about ratings."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from bijak.performance.models import CreditPoint, PeriodicRating, SkpRating
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


def periodic_ratings(employee: int) -> QuerySet[PeriodicRating]:
    """Those of months and quarters, the latest first. ``is_national``: some file, even a former one, said its id."""
    hers = PeriodicRating.objects.filter(employee_id=employee)
    named_there = hers.filter(reference=OuterRef("reference")).exclude(siasn_id="")
    held = hers.filter(replaced_by=None).annotate(is_national=Exists(named_there))
    return held.order_by("-year", "cycle", "-number")


def still_held(
    *, ratings: Collection[int], periods: Collection[int], credits: Collection[int]
) -> tuple[set[int], ...]:
    """Those of some ratings, of years and of periods, and of some credit points that no later import replaced."""
    return tuple(
        set(model.objects.filter(pk__in=keys, replaced_by=None).order_by().values_list("pk", flat=True))
        for model, keys in ((SkpRating, ratings), (PeriodicRating, periods), (CreditPoint, credits))
    )


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom ratings or credit points are on record."""
    known: set[int] = set()
    for model in (SkpRating, PeriodicRating, CreditPoint):
        rows = model.objects.filter(employee_id__in=employees, replaced_by=None)
        known.update(rows.order_by().values_list("employee_id", flat=True).distinct())
    return known
