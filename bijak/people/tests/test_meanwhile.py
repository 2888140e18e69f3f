"""An import and an officer at the same moment, on two connections."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.db import connection, connections, transaction

from bijak.accounts.models import Account
from bijak.interchange.registries import ROW, RowsMoved
from bijak.organization.models import Unit
from bijak.people import queries, services
from bijak.people.models import Employee, EmployeeToday, Identity, RankSpell
from bijak.people.services.beliefs import IDENTITY
from bijak.people.tests.factories import make_batch, workforce_frame

pytestmark = pytest.mark.django_db(transaction=True)

ANI = {"nip": "199001012015012001", "siasn_id": "A1"}
BAYU = {"nip": "198505052010011002", "siasn_id": "B2", "name": "Bayu", "sex": "L"}
NEW_NIP = "198505052010011009"


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def bring(education: Unit, citra: Account, today: date) -> Callable[..., Any]:
    def through(*people: dict[str, Any]) -> Any:
        frame = workforce_frame([{"unit_id": education.pk} | person for person in people])
        frame = frame.with_row_index(ROW, offset=2).with_columns(pl.col(ROW).cast(pl.Int64))
        batch = make_batch(citra)
        services.record_workforce(frame, batch=batch, by=citra, today=today)
        return batch

    return through


class Elsewhere(threading.Thread):
    """Work on a connection of its own; what it raises is kept."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.work = work
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.work()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()

    def must_wait(self) -> None:
        """Until PostgreSQL says that somebody waits for us."""
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT EXISTS (SELECT FROM pg_locks "
                    "WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
                )
                if cursor.fetchone()[0]:
                    return
            time.sleep(0.05)
        raise AssertionError(f"nobody waits; {self.error!r}")

    def must_end(self) -> BaseException | None:
        self.join(60)
        assert not self.is_alive()
        return self.error


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., Elsewhere]]:
    begun: list[Elsewhere] = []

    def begin(work: Callable[[], Any]) -> Elsewhere:
        begun.append(Elsewhere(work))
        return begun[-1]

    yield begin
    for thread in begun:
        thread.join(60)


def _identity(person: EmployeeToday, **changes: Any) -> dict[str, Any]:
    current = Identity.objects.get(employee=person.pk, believed_until=None)
    return {column: getattr(current, column) for column in IDENTITY.facts} | changes


def test_an_import_waits_for_who_is_correcting_a_rank_and_loses_nothing(
    bring: Any, elsewhere: Any, citra: Account, today: date
) -> None:
    bring(ANI, BAYU)
    ani = EmployeeToday.objects.get(nip=ANI["nip"])
    with transaction.atomic():
        services.record_line(
            topic=queries.Topic.RANK,
            row=ani,
            facts={"from_on": date(2025, 4, 1), "rank_code": "34"},
            seen=queries.version(ani.pk),
            reason="SK",
            by=citra,
            today=today,
        )
        importing = elsewhere(lambda: bring(ANI | {"rank_code": "41", "rank_from": date(2026, 10, 1)}, BAYU))
        importing.must_wait()
    assert importing.must_end() is None
    spells = RankSpell.objects.filter(employee=ani.pk, believed_until=None).order_by("from_on")
    assert list(spells.values_list("rank_code", "until_on")) == [
        ("33", date(2025, 4, 1)),
        ("34", date(2026, 10, 1)),
        ("41", None),
    ]


def test_a_nip_given_away_while_the_file_is_applied_sends_its_row_back(
    bring: Any, elsewhere: Any, citra: Account, today: date
) -> None:
    bring(ANI, BAYU)
    bayu = EmployeeToday.objects.get(nip=BAYU["nip"])
    with transaction.atomic():
        services.correct_identity(
            row=bayu,
            facts=_identity(bayu, nip=NEW_NIP),
            seen=Identity.objects.get(employee=bayu.pk, believed_until=None).pk,
            reason="Konversi NIP",
            by=citra,
            today=today,
        )
        importing = elsewhere(lambda: bring(ANI, {"nip": NEW_NIP, "siasn_id": "C3", "name": "Cici"}))
        importing.must_wait()
    refusal = importing.must_end()
    assert isinstance(refusal, RowsMoved)
    assert [(problem.row, problem.field) for problem in refusal.problems] == [(3, "nip")]
    assert not EmployeeToday.objects.filter(name="Cici").exists()


def test_undoing_waits_for_who_is_correcting_and_leaves_her_work_alone(
    bring: Any, elsewhere: Any, citra: Account, today: date
) -> None:
    bring(ANI, BAYU)
    batch = bring(ANI | {"rank_code": "34", "rank_from": date(2026, 10, 1)})
    ani = EmployeeToday.objects.get(nip=ANI["nip"])
    with transaction.atomic():
        services.record_line(
            topic=queries.Topic.RANK,
            row=ani,
            facts={"from_on": date(2026, 10, 1), "rank_code": "41"},
            seen=queries.version(ani.pk),
            reason="SK",
            by=citra,
            today=today,
        )
        undoing = elsewhere(lambda: services.undo_batch(batch=batch, by=citra))
        undoing.must_wait()
    assert undoing.must_end() is None
    assert EmployeeToday.objects.get(pk=ani.pk).rank_code == "41"


def test_two_files_with_the_same_newcomer_make_one_person(bring: Any, elsewhere: Any) -> None:
    cici = {"nip": "199202022018012009", "siasn_id": "C3", "name": "Cici"}
    with transaction.atomic():
        bring(ANI, cici)
        second = elsewhere(lambda: bring(cici, BAYU))
        second.must_wait()
    assert second.must_end() is None
    assert EmployeeToday.objects.filter(name="Cici").count() == 1
    assert Employee.objects.count() == 3


def test_accounts_follow_the_nips_that_a_file_changes_and_come_back_with_its_undoing(bring: Any) -> None:
    bring(ANI, BAYU)
    former = Account.objects.create_user(name="Bayu", nip=BAYU["nip"])
    bayu = EmployeeToday.objects.get(nip=BAYU["nip"])
    services.link_account(account=former)
    other = Account.objects.create_user(name="Bayu baru", nip=NEW_NIP)

    batch = bring(BAYU | {"nip": NEW_NIP})
    assert Employee.objects.get(pk=bayu.pk).account == other

    services.undo_batch(batch=batch, by=former)
    assert Employee.objects.get(pk=bayu.pk).account == former
