"""Ani, an executor of education, with hours and a seminar; Bayu, an archivist of health, whose rating is missing."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.competency.models import TrainingRecord
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance.models import SkpRating
from bijak.professionalism import services

BAYU: dict[str, Any] = {
    "nip": "198505052010011002",
    "siasn_id": "B2",
    "name": "Bayu Setiawan",
    "back_title": None,
    "sex": "L",
    "born_on": date(1985, 5, 5),
    "cpns_from": date(2010, 1, 1),
    "pns_from": date(2011, 1, 1),
    "position_kind": "functional",
    "position_title": "Arsiparis Terampil",
}


def follow(employee: int, name: str, form: str, hours: int, ended_on: date) -> None:
    TrainingRecord.objects.create(
        employee_id=employee, kind="course", name=name, form_code=form, hours=hours, year=ended_on.year,
        ended_on=ended_on, reference=f"{employee}:{name}",
    )  # fmt: skip


def rate(employee: int, year: int, predicate: str) -> None:
    SkpRating.objects.create(
        employee_id=employee, year=year, predicate=predicate, reference=f"{employee}:{year}"
    )


def measure_everyone(today: date) -> None:
    services.ask()
    assert services.measure(today=today, at=timezone.now())


@pytest.fixture
def staff(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> dict[str, Any]:
    rows = [{"unit_id": education.pk}, BAYU | {"unit_id": health.pk}]
    records.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    found = {row.name.split()[0].lower(): row for row in people.active().select_related("unit")}
    follow(found["ani"].pk, "Pelatihan Teknis Pelayanan Prima", "3", 20, date(2025, 6, 1))
    follow(found["ani"].pk, "Webinar Literasi Digital", "9", 4, date(2024, 6, 1))
    rate(found["ani"].pk, 2025, "good")
    measure_everyone(today)
    return found
