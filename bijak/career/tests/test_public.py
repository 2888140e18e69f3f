"""What everybody may know of the queue."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from bijak.career import services
from bijak.career.models import QueueLine, QueueRun
from bijak.career.queries.public import public_queue, reckon
from bijak.people.models import Employee


def _line(number: int, kind: str, rank: str, since: date) -> QueueLine:
    return QueueLine.objects.create(
        employee=Employee.objects.create(), kind=kind, state="may", rank_code=rank, rank_from=date(2018, 4, 1),
        eligible_on=since, period=date(2026, 12, 1), levels="2", days="", pseudonym=f"ABC{number:05}",
        changed_on=date(2026, 11, 2),
    )  # fmt: skip


@pytest.fixture
def crowd(db: None) -> None:
    """Twenty-two of functional posts since 2025, and four regular ones since 2022."""
    for number in range(26):
        is_functional = number < 22
        _line(
            number,
            "functional" if is_functional else "regular",
            "33" if number % 2 else "31",
            date(2025, 5, 1) if is_functional else date(2022, 4, 1),
        )


def test_small_groups_are_hidden_and_cannot_be_reckoned(crowd: None, today: date) -> None:
    found = reckon(today=today)
    assert (found.people, found.eligible, found.months) == (26, 26, 18)
    # Four are too few, and 26 less 22 would tell them.
    assert {cell.code: cell.count for cell in found.kinds} == {"functional": None, "regular": None}
    assert {cell.code: cell.count for cell in found.groups} == {"3": 26}
    assert [ticket.since for ticket in found.tickets] == [None] * 4 + [2025] * 22


def test_the_page_names_nobody(client: Client, staff: dict[str, Any]) -> None:
    page = client.get("/karier/publik/").content.decode()
    assert "disembunyikan" in page
    assert "Ani" not in page
    assert "Peraturan BKN 4/2025" in page
    assert QueueLine.objects.get(employee=staff["ani"].pk).pseudonym not in page  # she would be alone


def test_it_stands_as_the_last_reading_left_it(client: Client, crowd: None, today: date) -> None:
    assert public_queue() is None
    assert "Antrean belum dibaca" in client.get("/karier/publik/").content.decode()
    services.ask_run()
    services.run(today=today, at=timezone.now())
    kept = public_queue()
    assert kept is not None
    assert kept.people == QueueRun.objects.get().people == 0
