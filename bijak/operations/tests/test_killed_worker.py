"""A worker of imports that is killed (kill -9, power cut), and the one that is started after it."""

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bijak.interchange import services
from bijak.interchange.models import Batch, State, Step
from bijak.interchange.registries import import_kinds
from bijak.kernel.uuid7 import uuid7
from bijak.organization.models import Unit

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

FILE = b"Id;DiatasanId;EselonId;NamaUnor\nA;;;Pemerintah Kota Pontianak\nB;A;22;Dinas Pendidikan\n"

# The worker as it is, but the named step, once its work is done, leaves a note and never comes to an end.
WORKER = """
import pathlib, sys, time
import django
django.setup()
from bijak.interchange.registries import import_kinds
from bijak.operations.worker import work
note, step = pathlib.Path(sys.argv[1]), sys.argv[2]
kind = import_kinds.get("unit")
def stalling(*given, **named):
    whole = done(*given, **named)
    note.touch()
    time.sleep(600)
    return whole
if step:
    done = getattr(kind, step)
    object.__setattr__(kind, step, stalling)
work("imports")
"""

type Start = Callable[[str], subprocess.Popen[bytes]]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start a worker on the database and the folder of the test."""
    held = connection.settings_dict
    address = f"postgresql://{held['USER']}:{held['PASSWORD']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"
    environment = os.environ | {
        "BIJAK_MODE": "test",
        "BIJAK_DATABASE_URL": address,
        "BIJAK_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "bijak.config.settings",
    }
    begun: list[subprocess.Popen[bytes]] = []

    def begin(stall_after: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", WORKER, str(folder / "note"), stall_after]
        begun.append(subprocess.Popen(command, env=environment))
        return begun[-1]

    yield begin
    for process in begun:
        process.kill()
        process.wait()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def state_of(batch: Batch) -> str:
    return Batch.objects.values_list("state", flat=True).get(pk=batch.pk)


def kill_at_note(worker: subprocess.Popen[bytes], folder: Path) -> None:
    until((folder / "note").exists)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    (folder / "note").unlink()


def send(citra: Any, today: date) -> Batch:
    return services.upload(
        kind=import_kinds.get("unit"), file=io.BytesIO(FILE), name="unor.csv", token=uuid7(), by=citra,
        today=today,
    )  # fmt: skip


def test_a_file_whose_reader_was_killed_is_read_by_the_next_worker(
    start: Start, folder: Path, citra: Any, today: date
) -> None:
    batch = send(citra, today)
    kill_at_note(start("check"), folder)
    assert state_of(batch) == State.READING
    start("")
    until(lambda: state_of(batch) == State.READY)
    batch.refresh_from_db()
    assert (batch.rows, batch.good, batch.attempts) == (2, 2, 2)


def test_a_file_whose_worker_was_killed_while_applying_is_applied_once_by_the_next(
    start: Start, folder: Path, citra: Any, today: date
) -> None:
    batch = send(citra, today)
    services.advance(batch_id=batch.pk)
    services.accept(batch=batch, by=citra, today=today)
    kill_at_note(start("apply"), folder)
    assert state_of(batch) == State.APPLYING
    assert not Unit.objects.filter(siasn_id="B").exists()
    start("")
    until(lambda: state_of(batch) == State.APPLIED)
    batch.refresh_from_db()
    assert (batch.created, Unit.objects.filter(siasn_id="B").count()) == (2, 1)
    assert Step.objects.filter(batch=batch, act=Step.Act.APPLIED).count() == 1
