"""How good the records of each unit are, and were."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet, Sum

from bijak.organization import queries as organization
from bijak.quality.models import Review, UnitScore

FEW = 10
"""Of a unit of fewer people a share says little: one of five is a fifth."""

WEEKS = 26


@dataclass(frozen=True)
class Score:
    """A unit with all below it. ``share``: of its people, in percent, nothing weighty is left to mend."""

    unit: organization.Unit
    people: int
    flawless: int
    errors: int
    warnings: int
    before: float | None

    @property
    def share(self) -> float:
        return 100 * self.flawless / self.people

    @property
    def is_small(self) -> bool:
        return self.people < FEW

    @property
    def change(self) -> float | None:
        return None if self.before is None else self.share - self.before


@dataclass(frozen=True)
class Point:
    """A day of the history of a score."""

    on: date
    people: int
    flawless: int

    @property
    def share(self) -> float:
        return 100 * self.flawless / self.people


def last_review() -> Review | None:
    return Review.objects.exclude(finished_at=None).order_by("-pk").first()


def scores(path: str, *, reach: organization.Scope, on: date) -> list[Score]:
    """The scores on the last day looked at: of the offices, or of the unit at a path and those right below it.

    Units without people are left out. ``before``: the share about 30 days earlier, where it is known.
    """
    seen = UnitScore.objects.filter(reach.q("unit__path"), on__lte=on)
    newest = seen.aggregate(newest=Max("on"))["newest"]
    if newest is None:
        return []
    earlier = seen.filter(on__lte=newest - timedelta(days=30)).aggregate(on=Max("on"))["on"]
    own = list(_own(seen, newest))
    former = list(_own(seen, earlier)) if earlier else []
    found = []
    for unit in _shown(path):
        people, flawless, errors, warnings = _summed(own, unit.path)
        was_people, was_flawless, *_rest = _summed(former, unit.path)
        if people:
            before = 100 * was_flawless / was_people if was_people else None
            found.append(Score(unit, people, flawless, errors, warnings, before))
    return found


def _shown(path: str) -> list[organization.Unit]:
    if not path:
        return organization.offices()
    chosen = organization.active_units().filter(path=path)
    return [*chosen, *(child for unit in chosen for child in organization.children(unit))]


def history(*, reach: organization.Scope, path: str, on: date) -> list[Point]:
    """How a unit with all below it did, a point for each week looked at, the oldest first."""
    seen = UnitScore.objects.filter(reach.q("unit__path"), unit__path__startswith=path)
    seen = seen.filter(on__gt=on - timedelta(weeks=WEEKS), on__lte=on).order_by()
    weekly = seen.values("on").annotate(people=Sum("people"), flawless=Sum("flawless")).order_by("on")
    last_of_week = {each["on"].isocalendar()[:2]: each for each in weekly}
    return [Point(each["on"], each["people"], each["flawless"]) for each in last_of_week.values()]


def _own(seen: QuerySet[UnitScore], day: date) -> Iterable[tuple[str, int, int, int, int]]:
    return (
        seen.filter(on=day).order_by().values_list("unit__path", "people", "flawless", "errors", "warnings")
    )


def _summed(own: Iterable[tuple[str, int, int, int, int]], path: str) -> tuple[int, ...]:
    below = [numbers for where, *numbers in own if where.startswith(path)]
    return tuple(map(sum, zip(*below, strict=True))) if below else (0, 0, 0, 0)


def is_review_asked() -> bool:
    return Review.objects.filter(finished_at=None).exists()
