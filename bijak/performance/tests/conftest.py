"""What the files are taken in with, and whom they speak of."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile

from bijak.documents import services as documents
from bijak.interchange.models import Batch
from bijak.kernel.uuid7 import uuid7
from bijak.people.models import Employee

NIP = "199001012015012001"


@pytest.fixture
def new_batch(citra: Any) -> Callable[[], Batch]:
    def make() -> Batch:
        content = f"{uuid7()}".encode()
        document = documents.keep(
            file=ContentFile(content, name="s.csv"), name="s.csv", purpose="interchange", by=citra
        )
        return Batch.objects.create(
            token=uuid7(), kind="rating_history", document=document, by=citra, on=date(2026, 11, 2)
        )

    return make


@pytest.fixture
def employee(db: None, monkeypatch: pytest.MonkeyPatch) -> Employee:
    ani = Employee.objects.create(siasn_id="A1")
    monkeypatch.setattr("bijak.people.queries.naming.employee_ids_by_nip", lambda nips: {NIP: ani.pk})
    return ani
