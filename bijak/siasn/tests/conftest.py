"""A person, the national service on this machine as the one that the installation uses, and a row that goes there."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from bijak.accounts.models import Account
from bijak.competency.tests.factories import employ
from bijak.organization.models import Unit
from bijak.people import queries as people
from bijak.people import services as recording
from bijak.people.models import EmployeeToday
from bijak.siasn import queries
from bijak.siasn.models import Kind, Sending
from bijak.siasn.services import calling, sending
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


TEACHER = {
    "kind": "functional",
    "title": "Guru Ahli Pertama",
    "siasn_id": "jf-1",
    "assignment": "definitive",
    "from_on": date(2022, 3, 1),
    "decree_no": "SK 7/2022",
    "decree_on": date(2022, 2, 20),
    "inaugurated_on": date(2022, 3, 2),
}


@pytest.fixture
def send(
    her: EmployeeToday, citra: Account, today: date, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Kind, int], Sending]:
    """Prepare, confirm and send a row."""
    queued: list[int] = []
    monkeypatch.setattr(sending, "_enqueue", queued.append)

    def through(kind: Kind, key: int) -> Sending:
        prepared = sending.prepare(row=her, kind=kind, key=key, by=citra, today=today)
        sending.confirm(sending=prepared, row=her, by=citra, today=today)
        sending.send.call(queued.pop())
        prepared.refresh_from_db()
        return prepared

    return through


@pytest.fixture
def record(
    her: EmployeeToday, education: Unit, citra: Account, today: date
) -> Callable[..., queries.Sendable]:
    """Record or correct a position of hers by hand; what could be sent of it."""

    def through(replaces: int | None = None, **facts: Any) -> queries.Sendable:
        recording.record_line(
            row=her,
            topic=people.Topic.POSITION,
            facts={"unit_id": education.pk, **TEACHER, **facts},
            seen=people.version(her.pk),
            reason="SK diterima",
            by=citra,
            today=today,
            replaces=replaces,
        )
        since = facts.get("from_on", TEACHER["from_on"])
        return next(
            each
            for each in queries.desk(her).rows
            if each.kind is Kind.POSITION and each.row.from_on == since
        )

    return through
