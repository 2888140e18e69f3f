"""Ani of education, with whom much is wrong, and Bayu of health, with whom little is."""

from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services
from bijak.people.tests.factories import make_batch, workforce_frame
from bijak.quality.tests.reviewing import look_through


@pytest.fixture
def staff(education: Unit, health: Unit, ani: Account, citra: Account, today: date) -> dict[str, Any]:
    rows = [
        {
            "unit_id": education.pk,
            "born_on": date(1990, 1, 2),
            "nik": "6171054101900001",
            "cpns_decree_no": "1/2015",
            "pns_decree_no": "1/2016",
        },
        {
            "nip": "198505052010011002",
            "siasn_id": "B2",
            "name": "BAYU SETIAWAN",
            "back_title": None,
            "sex": "L",
            "born_on": date(1985, 5, 5),
            "cpns_from": date(2010, 1, 1),
            "pns_from": date(2011, 1, 1),
            "cpns_decree_no": "1/2010",
            "pns_decree_no": "1/2011",
            "nik": "6171050505850001",
            "unit_id": health.pk,
        },
    ]
    services.record_workforce(workforce_frame(rows), batch=make_batch(citra), by=citra, today=today)
    look_through(on=today)
    found = people.active().select_related("employee", "unit")
    return {row.name.split()[0].lower(): row for row in found}
