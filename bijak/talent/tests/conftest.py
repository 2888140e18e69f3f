"""Twelve people of two offices with ratings and assessments: Ani is the best of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.competency.models import Assessment
from bijak.competency.tests.factories import employ
from bijak.organization.models import Agency, Unit
from bijak.people.models import Employee, EmployeeToday
from bijak.performance.models import SkpRating
from bijak.talent import services
from bijak.talent.models import Mapping


def rate(person: EmployeeToday, *predicates: str) -> None:
    """Ratings of the last years, the latest first."""
    for back, predicate in enumerate(predicates, start=1):
        SkpRating.objects.create(
            employee_id=person.pk, year=2026 - back, predicate=predicate, reference=f"t:{person.pk}:{back}"
        )


def assess(person: EmployeeToday, potential: float, jpm: float, on: date = date(2025, 5, 14)) -> None:
    Assessment.objects.create(
        employee_id=person.pk, assessed_on=on, potential=potential, jpm=jpm, reference=f"t:{person.pk}:{on}"
    )


def worked(mapping: Mapping) -> Mapping:
    """A mapping once the worker has done what was asked."""
    services.carry_out.call(mapping.pk)
    return Mapping.objects.get(pk=mapping.pk)


@pytest.fixture
def crowd(education: Unit, health: Unit, citra: Account, ani: Account, today: date) -> list[EmployeeToday]:
    """Six of education, Ani first, then two of health: box 9, 8, 7, 5, without assessment, without rating; 9, 1."""
    Agency.objects.update_or_create(pk=1, defaults={"demo_today": today})
    ours = employ(education, 6, by=citra, today=today)
    theirs = employ(health, 2, by=citra, today=today, first=100)
    Employee.objects.filter(pk=ours[0].pk).update(account=ani)
    scores = {
        0: ("very_good", 95, 105), 1: ("needs_improvement", 90, 90), 2: ("very_good", 70, 70),
        3: ("needs_improvement", 70, 70),
    }  # fmt: skip
    for place, (predicate, potential, jpm) in scores.items():
        rate(ours[place], predicate, predicate)
        assess(ours[place], potential, jpm)
    rate(ours[4], "good", "good")
    assess(ours[5], 80, 80)
    rate(theirs[0], "very_good", "good")
    assess(theirs[0], 85, 85)
    rate(theirs[1], "poor", "poor")
    assess(theirs[1], 40, 40)
    return [*ours, *theirs]


@pytest.fixture
def begin(crowd: Any, citra: Account, today: date) -> Callable[..., Mapping]:
    def begin(unit: Unit | None = None) -> Mapping:
        return worked(
            services.begin(name="Pemetaan talenta 2026", unit=unit, on=today, by=citra, today=today)
        )

    return begin
