"""A whole installation, killed piece by piece: nothing is left running, nothing committed is lost."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from bijak.ledger import keys
from bijak.operations import installation as installing

pytestmark = pytest.mark.slow
PATIENCE = 180
"""Seconds; a busy machine takes its time to load five Pythons."""


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.2)


@dataclass
class Site:
    """An installation in a folder, started as an operator starts it."""

    folder: Path
    environment: dict[str, str]
    head: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.head = subprocess.Popen([sys.executable, "-m", "bijak", "run"], env=self.environment)
        wait_until(self.is_well)

    def health(self) -> dict[str, object]:
        connection = http.client.HTTPConnection("127.0.0.1", int(self.environment["BIJAK_PORT"]), timeout=10)
        try:
            connection.request("GET", "/healthz")
            answer: dict[str, object] = json.loads(connection.getresponse().read())
            return answer
        except OSError:
            return {}
        finally:
            connection.close()

    def is_well(self) -> bool:
        return self.health().get("status") == "ok"

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for this installation: all of it knows the folder."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("BIJAK_DATA_DIR") == str(self.folder):
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def named(self, words: str) -> psutil.Process:
        """The eldest process whose command line holds the words."""
        matching = [process for process in self.processes() if words in " ".join(process.cmdline())]
        return min(matching, key=lambda process: (process.create_time(), process.pid))

    def command(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "bijak", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    keys.write_new(tmp_path / "signing-key", name="test.example")
    settings = {
        "BIJAK_BASE_URL": "https://bijak.example",
        "BIJAK_ALLOWED_HOSTS": "bijak.example",
        "BIJAK_SECRET_KEY": "x" * 50,
        "BIJAK_SIGNING_KEY": str(tmp_path / "signing-key"),
        "BIJAK_DATA_DIR": str(tmp_path / "data"),
        "BIJAK_PORT": str(port),
        "PYTHONPATH": str(Path(installing.__file__).parents[2]),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BIJAK", "DJANGO"))}
    site = Site(tmp_path / "data", {**kept, **settings})
    yield site
    for process in site.processes():
        process.kill()


def test_killed_piece_by_piece_it_comes_back_with_all_that_was_committed(site: Site) -> None:
    site.start()
    site.command("setup", "--name", "Indra Gunawan", "--email", "indra@example.test")

    for part in ("bijak web", "worker default", "worker imports", "bijak clock", "bin/postgres -D"):
        victim = site.named(part)
        victim.kill()
        wait_until(lambda pid=victim.pid: not psutil.pid_exists(pid))
        wait_until(site.is_well)

    assert site.head is not None
    site.head.kill()
    site.head.wait()
    wait_until(lambda: not site.processes())

    site.start()
    site.command("backup", str(site.folder / "cadangan.tar"))
    count = "from bijak.accounts.models import Account; print(Account.objects.get().name)"
    assert "Indra Gunawan" in site.command("manage", "shell", "-c", count)

    site.head.send_signal(signal.SIGINT)
    assert site.head.wait(PATIENCE) == 0
    assert not site.processes()
    assert "Restored" in site.command("restore", "--force", str(site.folder / "cadangan.tar"))
    assert not site.processes()
