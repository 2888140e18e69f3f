"""Leases, workers, the clock, and what /healthz says of them."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection
from django.tasks import TaskResultStatus
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from bijak.kernel.schedule import Job
from bijak.operations import clock, lease, queries, worker
from bijak.operations.models import JobRun
from bijak.operations.tests.conftest import wait_until_free

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)  # 10:00 in Pontianak


def test_only_one_process_holds_a_lease_and_others_see_it(take: Callable[[str], bool]) -> None:
    assert take("clock")
    assert not take("clock")
    assert take("worker:imports")
    assert lease.held() == {"clock", "worker:imports"}


def test_a_lease_returns_by_itself_when_its_session_ends(db: None) -> None:
    session = lease.take("clock")
    assert session
    assert lease.held() == {"clock"}
    session.close()
    assert wait_until_free() == set()


def test_a_process_ends_with_the_session_of_its_lease() -> None:
    script = """
import socket, time
from bijak.operations import lease
ours, theirs = socket.socketpair()
class Session:
    connection = ours
lease.end_with(Session(), "clock")
theirs.close()
time.sleep(30)
"""
    environment = {"BIJAK_MODE": "test", "DJANGO_SETTINGS_MODULE": "bijak.config.settings", "PYTHONPATH": "."}
    done = subprocess.run([sys.executable, "-c", script], env=environment, timeout=60, check=False)
    assert done.returncode == 1


def begun_task(queue: str, *, workers: int) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now(),
        args_kwargs={"args": [], "kwargs": {}},
        task_path="nobody.knows",
        worker_ids=[f"dead-{number}" for number in range(workers)],
        queue_name=queue,
        backend_name="default",
        run_after=get_date_max(),
    )


def test_a_task_whose_worker_died_is_begun_again(db: None) -> None:
    task, other = begun_task("imports", workers=1), begun_task("default", workers=1)
    worker.recover("imports")
    task.refresh_from_db()
    other.refresh_from_db()
    assert (task.status, other.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)


def test_a_task_that_ends_every_worker_is_given_up(db: None) -> None:
    task = begun_task("imports", workers=worker.ATTEMPTS)
    worker.recover("imports")
    task.refresh_from_db()
    assert task.status == TaskResultStatus.FAILED
    assert "3 times" in task.traceback


def job(work: object, **when: object) -> Job:
    options: dict[str, object] = {"every": timedelta(minutes=5), "daily_at": None, **when}
    return Job("test.job", work, **options)  # type: ignore[arg-type]


def test_the_clock_runs_a_job_when_it_is_due_and_not_before(db: None) -> None:
    days: list[date] = []
    every = job(lambda now, today: days.append(today))
    assert clock.tick(NOW, [every]) == ["test.job"]
    assert clock.tick(NOW + timedelta(minutes=4), [every]) == []
    assert clock.tick(NOW + timedelta(minutes=5), [every]) == ["test.job"]
    assert days == [date(2026, 11, 2)] * 2


def test_a_daily_job_missed_while_the_machine_was_off_runs_once_afterwards(db: None) -> None:
    ran: list[datetime] = []
    daily = job(lambda now, today: ran.append(now), every=None, daily_at=time(2, 0))
    clock.tick(NOW, [daily])
    clock.tick(NOW + timedelta(days=3), [daily])
    clock.tick(NOW + timedelta(days=3, minutes=1), [daily])
    assert ran == [NOW, NOW + timedelta(days=3)]


def test_what_a_failing_job_wrote_is_undone_and_it_is_tried_again_later(db: None) -> None:
    def half(now: datetime, today: date) -> None:
        JobRun.objects.create(name="half")
        raise ValueError("in the middle")

    failing = job(half)
    assert clock.tick(NOW, [failing]) == []
    assert not JobRun.objects.filter(name="half").exists()
    assert JobRun.objects.get(name="test.job").last_at is None
    assert clock.tick(NOW + timedelta(minutes=1), [failing]) == []
    assert JobRun.objects.get(name="test.job").failed_at == NOW
    assert clock.tick(NOW + clock.RETRY_AFTER, [job(lambda now, today: None)]) == ["test.job"]
    assert JobRun.objects.get(name="test.job").failed_at is None


def test_one_failing_job_does_not_keep_the_others(db: None) -> None:
    def fail(now: datetime, today: date) -> None:
        raise ValueError("always")

    other = Job("test.other", lambda now, today: None, timedelta(minutes=1), None)
    assert clock.tick(NOW, [job(fail), other]) == ["test.other"]


def test_anyone_may_learn_that_all_is_well(client: Client, take: Callable[[str], bool]) -> None:
    for name in lease.NUMBERS:
        assert take(name)
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "database": True,
        "migrations": True,
        "clock": True,
        "worker:default": True,
        "worker:imports": True,
    }


def test_without_workers_the_site_is_late_but_serves(db: None, client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "unknown.example"})
    assert (answer.status_code, answer.json()["status"]) == (200, "late")


def test_health_costs_one_query(db: None, client: Client, django_assert_num_queries: object) -> None:
    queries.is_migrated()
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/healthz")


def test_without_database_the_answer_is_a_plain_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise DatabaseError

    monkeypatch.setattr(queries, "is_migrated", refuse)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")


def test_a_database_behind_the_code_is_not_served(
    client: Client, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setattr(queries, "is_migrated", lambda: False)
    assert client.get("/healthz").status_code == 503


def test_health_is_only_read(client: Client, db: None) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_second_clock_waits_for_the_first() -> None:
    first = lease.take("clock")
    assert first
    second: list[object] = []

    def wait() -> None:
        session = lease.take("clock")
        assert session
        second.append(session)
        session.close()
        connection.close()

    thread = threading.Thread(target=wait)
    thread.start()
    thread.join(0.5)
    assert not second
    first.close()
    thread.join(30)
    assert second
    assert wait_until_free() == set()
