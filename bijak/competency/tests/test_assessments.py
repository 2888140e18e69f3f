"""What assessments found of Ani: taken in from a spreadsheet, and read by whom it concerns."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from django.test import Client

from bijak.accounts.models import Account
from bijak.competency import queries
from bijak.competency.importing import ASSESSMENTS
from bijak.competency.models import Assessment
from bijak.competency.tests.factories import employ
from bijak.interchange.registries import ROW
from bijak.organization.models import Unit
from bijak.people.models import Employee, EmployeeToday
from bijak.people.tests.factories import make_batch

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]


@pytest.fixture
def person(education: Unit, citra: Account, ani: Account, today: date) -> EmployeeToday:
    (row,) = employ(education, 1, by=citra, today=today)
    Employee.objects.filter(pk=row.pk).update(account=ani)
    return row


def frame_of(*rows: dict[str, str]) -> pl.DataFrame:
    schema = {ROW: pl.Int64} | dict.fromkeys((column.field for column in ASSESSMENTS.columns), pl.String)
    return pl.DataFrame([{ROW: number} | row for number, row in enumerate(rows, start=2)], schema=schema)


def test_a_spreadsheet_is_taken_in_replaced_and_taken_back(
    person: EmployeeToday, citra: Account, today: date
) -> None:
    said = {"nip": person.nip, "assessed_on": "2025-05-14", "potential": "78,5", "jpm": "115.1"}

    def take(**changed: str) -> tuple[Any, Any]:
        batch = make_batch(citra, name="asesmen.csv", kind="assessment")
        checked = ASSESSMENTS.check(frame_of(said | {"method": "Penilaian cepat"} | changed), today=today)
        assert len(checked.problems) == 0
        return batch, ASSESSMENTS.apply(checked.good, batch=batch, by=citra, today=today)

    assert take()[1].created == 1
    assert take()[1].unchanged == 1
    batch, applied = take(potential="80")
    assert applied.changed == 1
    assert float(queries.assessments(person.pk).get().potential) == 80
    assert ASSESSMENTS.undo is not None
    ASSESSMENTS.undo(batch=batch, by=citra, today=today)
    kept = queries.assessments(person.pk).get()
    assert (float(kept.potential), float(kept.jpm), kept.method) == (78.5, 115.1, "rapid")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"nip": "199001012015012999"}, "person_unknown"),
        ({"assessed_on": "2027-01-01"}, "assessed_impossible"),
        ({"valid_until": "2025-05-13"}, "valid_before_assessed"),
        ({"potential": "tinggi"}, "potential_impossible"),
        ({"potential": "101"}, "potential_impossible"),
        ({"jpm": "-1"}, "jpm_impossible"),
        ({"potential": None, "jpm": None}, "scores_missing"),
        ({"method": "Terawang"}, "method_unknown"),
    ],
)
def test_what_cannot_be_is_told_with_its_row(
    changed: dict[str, Any], code: str, person: EmployeeToday, today: date
) -> None:
    said = {"nip": person.nip, "assessed_on": "2025-05-14", "potential": "78,5", "jpm": "90"}
    checked = ASSESSMENTS.check(frame_of(said | changed), today=today)
    assert pl.DataFrame(checked.problems).select("_row", "code").rows() == [(2, code)]


def test_the_latest_of_each_score_counts_and_the_older_report_dates_them(
    person: EmployeeToday, today: date
) -> None:
    for on, potential, jpm in (
        (date(2022, 1, 5), 60, 70),
        (date(2025, 2, 3), None, 88),
        (date(2027, 1, 1), 99, 99),
    ):
        Assessment.objects.create(
            employee_id=person.pk, assessed_on=on, potential=potential, jpm=jpm, reference=f"t:{on}"
        )
    found = queries.assessed([person.pk, 0], on=today)
    assert found.potential[0] == 60
    assert found.jpm[0] == 88
    assert found.assessed_on[0] == np.datetime64("2022-01-05")
    assert np.isnan(found.potential[1])


def test_she_reads_her_own_and_oversight_reads_it_too_but_nobody_of_another_office(
    person: EmployeeToday, ani: Account, hadi: Account, budi: Account, dewi: Account, client_of: ClientOf
) -> None:
    Assessment.objects.create(
        employee_id=person.pk, assessed_on=date(2025, 5, 14), potential=78.5, jpm=90, reference="t:1"
    )
    url = f"/pelatihan/pegawai/{person.uuid}/asesmen/"
    for account in (ani, hadi):
        assert "78,5" in client_of(account).get(url).content.decode()
    for account in (budi, dewi):
        assert client_of(account).get(url).status_code == 404
