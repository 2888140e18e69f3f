"""Our own PostgreSQL survives what happens to machines."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from bijak.operations import postgres
from bijak.operations.postgres import (
    MB,
    Server,
    ServerError,
    WrongMajor,
    memory_settings,
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "pg", durable=False)
    yield server
    server.stop()


def run(server: Server, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_a_new_folder_becomes_a_cluster_that_sorts_by_code_point_and_checks_its_pages(
    server: Server,
) -> None:
    server.start()
    server.ensure_database("bijak")
    server.ensure_database("bijak")
    assert run(
        server,
        "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'bijak'",
    ) == [("b", "C.UTF-8")]
    assert run(server, "SHOW data_checksums") == [("on",)]
    assert run(server, "SELECT lower('ÉMBUN')") == [("émbun",)]
    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        run(server, f"CREATE EXTENSION {extension}")


def test_only_the_owner_may_read_the_password_and_nobody_enters_without_it(
    server: Server,
) -> None:
    server.start()
    assert (server.folder / "password").stat().st_mode & 0o777 == 0o600
    assert server.folder.stat().st_mode & 0o777 == 0o700
    port = server.url().rsplit(":", 1)[1].split("/")[0]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://bijak:guessed@127.0.0.1:{port}/postgres")


def test_the_folders_above_keep_their_permissions(tmp_path: Path) -> None:
    above = tmp_path / "private"
    above.mkdir(mode=0o700)
    with Server(above / "pg", durable=False):
        assert above.stat().st_mode & 0o777 == 0o700


def test_what_was_committed_is_there_after_a_stop_and_a_start(server: Server) -> None:
    server.start()
    run(server, "CREATE TABLE note AS SELECT 'kept' AS line")
    server.stop()
    assert not list(server._processes())
    server.start()
    assert run(server, "SELECT line FROM note") == [("kept",)]


def test_after_kill_9_of_postgres_a_start_recovers_although_a_session_is_still_busy(
    server: Server,
) -> None:
    server.durable = True
    server.start()
    run(server, "CREATE TABLE note AS SELECT 'kept' AS line")
    busy = psycopg.connect(server.url("postgres"))
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 10000000000) AS i WHERE i % 7 = 8")
    assert server.process is not None
    server.process.kill()
    wait_until(lambda: server.poll() is not None)
    assert (server.data / "postmaster.pid").exists()
    server.start()
    assert run(server, "SELECT line FROM note") == [("kept",)]
    busy.close()


def test_after_kill_9_of_its_supervisor_the_server_ends_and_the_next_one_starts(
    server: Server,
) -> None:
    script = (
        "import sys, time; from pathlib import Path; from bijak.operations.postgres import Server\n"
        f"server = Server(Path({str(server.folder)!r}), durable=False).start()\n"
        "print(server.process.pid, flush=True); time.sleep(600)"
    )
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout is not None
    postmaster = int(supervisor.stdout.readline())
    supervisor.kill()
    supervisor.wait()
    supervisor.stdout.close()
    wait_until(lambda: not psutil.pid_exists(postmaster))
    server.start()
    assert run(server, "SELECT 1") == [(1,)]


def test_a_postmaster_without_supervisor_is_stopped_and_replaced(
    server: Server,
) -> None:
    server.start()
    orphan = server.process
    assert orphan is not None
    assert server._lock is not None
    server.process = None
    server._lock.close()  # as if we had been killed, and the kernel had not told PostgreSQL
    server._lock = None
    server.start()
    assert orphan.wait(60) == 0
    assert run(server, "SELECT 1") == [(1,)]


def test_a_pid_file_that_names_a_living_stranger_does_not_stop_the_start(
    server: Server,
) -> None:
    server.start()
    text = (server.data / "postmaster.pid").read_text()
    assert server.process is not None
    old = server.process.pid
    server.stop()
    (server.data / "postmaster.pid").write_text(text.replace(str(old), str(os.getppid()), 1))
    assert not server.is_running()
    server.start()
    assert run(server, "SELECT 1") == [(1,)]
    assert psutil.pid_exists(os.getppid())


def test_a_port_that_someone_took_meanwhile_is_left_to_them(server: Server) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        server._port = other.getsockname()[1]
        server.start()
        assert server._port != other.getsockname()[1]
        assert run(server, "SELECT 1") == [(1,)]


def test_a_second_supervisor_of_the_same_folder_is_told_so(server: Server) -> None:
    server.start()
    second = Server(server.folder, durable=False)
    with pytest.raises(ServerError, match="already runs"):
        second.start()
    assert second.is_running()
    assert second.url() == server.url()
    assert run(server, "SELECT 1") == [(1,)]


def test_an_interrupted_first_start_leaves_no_half_of_a_cluster(server: Server) -> None:
    (server.folder / "data.unfinished").mkdir(parents=True)
    (server.folder / "data.unfinished" / "PG_VERSION").write_text("18")
    (server.folder / "password").write_text("of the first try")
    server.start()
    assert run(server, "SELECT 1") == [(1,)]


def test_a_folder_of_another_major_version_is_refused_untouched(server: Server) -> None:
    server.data.mkdir(parents=True)
    (server.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(WrongMajor, match="PostgreSQL 17"):
        server.start()
    assert [path.name for path in server.data.iterdir()] == ["PG_VERSION"]


def test_the_log_shows_no_values_of_people(server: Server) -> None:
    server.start()
    run(server, "CREATE TABLE person (nip text PRIMARY KEY)")
    run(server, "INSERT INTO person VALUES ('198501012010011001')")
    with pytest.raises(psycopg.errors.UniqueViolation):
        run(server, "INSERT INTO person VALUES ('198501012010011001')")
    log = (server.folder / "log").read_text()
    assert "duplicate key" in log
    assert "198501012010011001" not in log


@pytest.mark.parametrize(
    ("memory", "shared_buffers"),
    [(512 * MB, "64MB"), (4096 * MB, "512MB"), (512 * 1024 * MB, "4096MB")],
)
def test_memory_follows_the_machine_within_reason(memory: int, shared_buffers: str) -> None:
    assert memory_settings(memory)["shared_buffers"] == shared_buffers


def test_interrupting_the_server_alone_ends_it_cleanly(server: Server) -> None:
    server.start()
    assert server.process is not None
    server.process.send_signal(signal.SIGTERM)
    wait_until(lambda: server.poll() == 0)
    server.start()
    assert run(server, "SELECT 1") == [(1,)]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_root_in_a_container_without_namespaces_runs_it_as_nobody(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = postgres.LAUNCHER.read_text()
    refusing = tmp_path / "launch.py"
    refusing.write_text(text.replace("os.unshare(os.CLONE_NEWUSER)", "raise OSError('forbidden')"))
    monkeypatch.setattr(postgres, "LAUNCHER", refusing)
    tmp_path.chmod(0o700)
    server.start()
    assert server.process is not None
    assert psutil.Process(server.process.pid).uids().effective == 65534
    run(server, "CREATE TABLE note AS SELECT 'kept' AS line")
    server.stop()
    server.start()
    assert run(server, "SELECT line FROM note") == [("kept",)]


def test_a_container_with_little_shared_memory_keeps_it_in_files(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "little_shared_memory", lambda: True)
    server.start()
    assert run(server, "SHOW dynamic_shared_memory_type") == [("mmap",)]


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"x" * (10 * MB + 1))
    postgres.turn_over(log)
    assert not log.exists()
    assert (tmp_path / "log.old").stat().st_size > 10 * MB
