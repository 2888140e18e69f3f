"""Five PNS of education, each at another place in the queue, and one PPPK."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.career import services
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.performance.models import SkpRating


def read_everyone(*, on: date) -> None:
    """As the worker does."""
    services.ask_run()
    assert services.run(today=on, at=timezone.now())


def rate(employee: int, **predicates: str) -> None:
    """``y2025="good"``: how somebody was rated in a year."""
    for year, predicate in predicates.items():
        SkpRating.objects.create(
            employee_id=employee, year=int(year[1:]), predicate=predicate, reference=f"{employee}-{year}"
        )


@pytest.fixture
def staff(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> dict[str, Any]:
    """Ani may since April 2023; Bayu of health waits; Cici is a little too late; Doni lacks a rating."""
    rows = [
        {"unit_id": education.pk, "rank_from": date(2019, 4, 1)},
        {"nip": "198505052010011002", "siasn_id": "B2", "name": "BAYU SETIAWAN", "sex": "L",
         "born_on": date(1985, 5, 5), "cpns_from": date(2010, 1, 1), "pns_from": date(2011, 1, 1),
         "rank_from": date(2024, 10, 1), "unit_id": health.pk},
        {"nip": "198606062010012003", "siasn_id": "C3", "name": "CICI LARASATI", "born_on": date(1986, 6, 6),
         "cpns_from": date(2010, 1, 1), "pns_from": date(2011, 1, 1), "rank_code": "34",
         "rank_from": date(2018, 4, 1), "unit_id": education.pk},
        {"nip": "198707072010011004", "siasn_id": "D4", "name": "DONI PRATAMA", "sex": "L",
         "born_on": date(1987, 7, 7), "cpns_from": date(2010, 1, 1), "pns_from": date(2011, 1, 1),
         "rank_from": date(2020, 4, 1), "unit_id": education.pk},
        {"nip": "199208152022212005", "siasn_id": "E5", "name": "ENDAH SARI", "born_on": date(1992, 8, 15),
         "kind": "pppk", "standing_code": "71", "cpns_from": None, "pns_from": None, "rank_code": "IX",
         "rank_from": date(2022, 3, 1), "unit_id": education.pk},
    ]  # fmt: skip
    records.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    found = {row.name.split()[0].lower(): row for row in people.active().select_related("employee", "unit")}
    for name in ("ani", "bayu", "cici"):
        rate(found[name].pk, y2025="good", y2024="very_good")
    rate(found["doni"].pk, y2025="good")
    read_everyone(on=today)
    return found
