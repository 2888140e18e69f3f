"""A small agency with hours of training, for tests."""

from datetime import date
from typing import Any

from bijak.accounts.models import Account
from bijak.competency.models import TrainingKind, TrainingRecord
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit
from bijak.people import services as people
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame

NIP_SEX = {"L": "1", "P": "2"}


def employ(
    unit: Unit,
    count: int,
    *,
    by: Account,
    today: date,
    first: int = 1,
    sex: str = "P",
    rank: str = "33",
    **facts: Any,
) -> list[EmployeeToday]:
    """So many people of a unit, named by their number."""
    rows = [
        {
            "siasn_id": f"T{number}",
            "nip": f"19850505201001{NIP_SEX[sex]}{number:03d}",
            "name": f"Pegawai {number:03d}",
            "back_title": None,
            "sex": sex,
            "rank_code": rank,
            "unit_id": unit.pk,
            **facts,
        }
        for number in range(first, first + count)
    ]
    people.record_workforce(workforce_frame(rows), batch=make_batch(by), by=by, today=today)
    nips = [row["nip"] for row in rows]
    return list(EmployeeToday.objects.filter(nip__in=nips).select_related("employee", "unit").order_by("nip"))


def train(
    person: EmployeeToday, hours: int, *, year: int = 2025, certificate_no: str = "", **facts: Any
) -> TrainingRecord:
    """A training of its own, unless ``facts`` (its name, say) make it the same as another."""
    number = TrainingRecord.objects.count()
    known: dict[str, Any] = {
        "employee_id": person.pk,
        "kind": TrainingKind.COURSE,
        "name": f"Bimbingan Teknis Kearsipan {number}",
        "hours": hours,
        "year": year,
        "ended_on": date(year, 6, 1),
        "certificate_no": certificate_no,
        "reference": f"test:{uuid7()}",
    }
    return TrainingRecord.objects.create(**known | facts)
