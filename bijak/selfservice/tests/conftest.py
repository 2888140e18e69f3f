"""Ani of the education office with her records, Edi its operator, and what she proposes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bijak.accounts.models import Account
from bijak.organization.models import Unit
from bijak.organization.testing import give_role
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.models import EmployeeToday
from bijak.people.tests.factories import make_batch, workforce_frame

ClientOf = Callable[..., Client]
PDF = b"%PDF-1.4\n%%EOF\n"
RANK = {"rank_code": "34", "from_on": "2026-10-01", "decree_no": "800/12/BKPSDM", "decree_on": "2026-09-15"}


@pytest.fixture
def row(education: Unit, ani: Account, citra: Account, today: date) -> EmployeeToday:
    frame = workforce_frame([{"unit_id": education.pk}])
    records.record_workforce(frame, batch=make_batch(citra), by=citra, today=today)
    return EmployeeToday.objects.select_related("employee", "unit").get()


@pytest.fixture
def edi(education: Unit) -> Account:
    account = Account.objects.create(name="Edi Operator", nip="198007072005011009", email="edi@example.test")
    give_role(account=account, role="operator", unit=education, since=date(2020, 1, 1))
    return account


def paper(name: str = "sk.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, row: EmployeeToday, address: str, typed: dict[str, Any]) -> Any:
    usual = {"seen": people.version(row.pk), "reason": "SK saya sudah terbit", "document": paper()}
    return client.post(f"/data-saya/usul/{address}", usual | typed)


def decide(client: Client, address: str, deed: str, **typed: Any) -> Any:
    form = client.get(address).context["deciding"]
    hidden = {name: form[name].value() for name in ("edition", "seen")} if form else {}
    return client.post(f"{address}putus/", hidden | {"deed": deed, "words": ""} | typed)
