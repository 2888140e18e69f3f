"""A person, and the national service on this machine as the one that the installation uses."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ
from bijak.organization.models import Unit
from bijak.people.models import EmployeeToday
from bijak.siasn.services import calling
from bijak.siasn.tests.national import National, national_service


@pytest.fixture
def her(education: Unit, citra: Account, today: date) -> EmployeeToday:
    return employ(education, 1, by=citra, today=today)[0]


@pytest.fixture
def siasn(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[National]:
    settings.SIASN_SERVER = "https://siasn.example/apisiasn/1.0"
    with national_service() as service:
        asked = calling.WebService(service.account(), sleep=lambda _: None)
        monkeypatch.setattr(calling, "service", lambda: asked)
        yield service
