"""Trainings of a person as programs read them."""

from datetime import date
from uuid import uuid4

import pytest
from pydantic import TypeAdapter

from bijak.accounts.access import permission_named
from bijak.accounts.models import Account, View
from bijak.competency import api
from bijak.competency.tests.factories import employ, train
from bijak.endpoints.testing import program_of
from bijak.organization.models import Unit

pytestmark = pytest.mark.django_db
VIEW = permission_named("people.view")


def test_a_program_reads_the_trainings_of_those_whom_its_owner_sees(
    education: Unit, citra: Account, dewi: Account, today: date
) -> None:
    (row,) = employ(education, 1, by=citra, today=today)
    train(row, 12, year=2024)
    train(row, 24, year=2025)
    path = f"/api/v1/pegawai/{row.uuid}/pelatihan"
    answer = program_of(citra, VIEW).get(path)
    TypeAdapter(api.Trainings).validate_json(answer.content, extra="forbid")
    assert [(each["year"], each["hours"]) for each in answer.json()["trainings"]] == [(2025, 24), (2024, 12)]
    assert View.objects.filter(viewer=citra, subject_uuid=row.uuid, page="Antarmuka program (API)").exists()
    assert program_of(dewi, VIEW).get(path).status_code == 404
    assert program_of(citra, VIEW).get(f"/api/v1/pegawai/{uuid4()}/pelatihan").status_code == 404
