"""Ratings and credit points of a person as programs read them."""

from datetime import date

import pytest
from pydantic import TypeAdapter

from bijak.accounts.access import permission_named
from bijak.accounts.models import Account, View
from bijak.endpoints.testing import program_of
from bijak.organization.models import Unit
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance import api
from bijak.performance.models import CreditPoint, PeriodicRating, SkpRating

pytestmark = pytest.mark.django_db
VIEW = permission_named("people.view")


def test_a_program_reads_how_somebody_was_rated_and_points_are_not_rounded(
    education: Unit, citra: Account, dewi: Account, today: date
) -> None:
    frame = workforce_frame([{"unit_id": education.pk}])
    people.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    row = EmployeeToday.objects.get()
    rater = {"rater_name": "Budi", "rater_nip": "197001011995011001"}
    SkpRating.objects.create(employee_id=row.pk, year=2025, predicate="good", reference="a", **rater)
    PeriodicRating.objects.create(
        employee_id=row.pk, year=2026, cycle="monthly", number=3, predicate="good", reference="b"
    )
    CreditPoint.objects.create(
        employee_id=row.pk,
        kind="conversion",
        from_on=date(2025, 1, 1),
        until_on=date(2026, 1, 1),
        points="12.505",
        reference="c",
    )
    path = f"/api/v1/pegawai/{row.uuid}/kinerja"
    answer = program_of(citra, VIEW).get(path)
    TypeAdapter(api.RatingsGiven).validate_json(answer.content, extra="forbid")
    told = answer.json()
    assert [each["predicate"] for each in told["ratings"]] == ["good"]
    assert [(each["cycle"], each["number"]) for each in told["periods"]] == [("monthly", 3)]
    assert [each["points"] for each in told["credits"]] == ["12.505"]
    assert rater["rater_name"] in answer.content.decode()
    assert rater["rater_nip"] not in answer.content.decode()
    assert View.objects.filter(viewer=citra, subject_uuid=row.uuid, page="Antarmuka program (API)").exists()
    assert program_of(dewi, VIEW).get(path).status_code == 404
