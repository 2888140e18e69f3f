"""The supervisor with children that are as small as they can be."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from bijak.operations import supervisor as supervising
from bijak.operations.launch import wait_until_prepared
from bijak.operations.supervisor import Program, Supervisor


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def python(name: str, script: str, **options: float) -> Program:
    return Program(name, (sys.executable, "-c", textwrap.dedent(script)), **options)  # type: ignore[arg-type]


@pytest.fixture
def sleeper() -> Iterator[Program]:
    program = python("sleeper", "import time; time.sleep(600)")
    yield program
    program.stop()


def stop_soon(condition: Callable[[], bool], *, number: signal.Signals = signal.SIGTERM) -> threading.Thread:
    """Signal this process once the condition holds, or after a while, so that no test can hang."""

    def wait_and_signal() -> None:
        deadline = time.monotonic() + 60
        while not condition() and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(os.getpid(), number)

    thread = threading.Thread(target=wait_and_signal)
    thread.start()
    return thread


def test_a_signal_during_a_long_start_does_not_wait_for_it(sleeper: Program) -> None:
    class Slow:
        name = "slow"
        is_starting = False

        def start(self) -> None:
            self.is_starting = True
            time.sleep(600)

        def poll(self) -> None:
            return None

        def stop(self) -> None:
            pass

    slow = Slow()
    thread = stop_soon(lambda: slow.is_starting)
    Supervisor([sleeper, slow]).run()
    thread.join()
    assert sleeper.process is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_last_part_first(number: signal.Signals) -> None:
    said: list[str] = []

    class Fake:
        def __init__(self, name: str) -> None:
            self.name = name

        def start(self) -> None:
            said.append(f"start {self.name}")

        def poll(self) -> None:
            return None

        def stop(self) -> None:
            said.append(f"stop {self.name}")

    thread = stop_soon(lambda: "start web" in said, number=number)
    Supervisor([Fake("database"), Fake("web")]).run()
    thread.join()
    assert said == ["start database", "start web", "stop web", "stop database"]


def test_what_dies_is_started_again_and_waits_longer_each_time(sleeper: Program) -> None:
    watcher = Supervisor([sleeper])
    watch = watcher.watches[0]
    watcher._start(watch)
    for pause in (1, 2, 4):
        assert sleeper.process is not None
        sleeper.process.kill()
        wait_until(lambda: sleeper.poll() is not None)
        before = time.monotonic()
        watcher.look_after()
        assert before + pause <= watch.again_at <= time.monotonic() + pause
        watch.again_at = before
        watcher.look_after()
        assert sleeper.poll() is None


def test_what_ran_well_for_a_while_is_started_again_at_once(sleeper: Program) -> None:
    watcher = Supervisor([sleeper])
    watch = watcher.watches[0]
    watch.deaths, watch.started_at = 9, time.monotonic() - supervising.STABLE_AFTER - 1
    watcher._postpone(watch, "It ended with code 1.")
    assert watch.deaths == 1


def test_a_program_that_does_not_listen_is_ended(tmp_path: Path) -> None:
    deaf = python(
        "deaf",
        f"""
        import pathlib, signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        pathlib.Path({str(tmp_path / "ready")!r}).touch()
        time.sleep(600)
        """,
        patience=0.3,
    )
    deaf.start()
    wait_until((tmp_path / "ready").exists)
    deaf.stop()
    assert deaf.process is None


def test_when_a_program_is_killed_its_own_children_go_with_it(tmp_path: Path) -> None:
    family = python(
        "family",
        f"""
        import pathlib, subprocess, sys, time
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        pathlib.Path({str(tmp_path / "child.part")!r}).write_text(str(child.pid))
        pathlib.Path({str(tmp_path / "child.part")!r}).rename({str(tmp_path / "child")!r})
        time.sleep(600)
        """,
    )
    family.start()
    wait_until((tmp_path / "child").exists)
    grandchild = psutil.Process(int((tmp_path / "child").read_text()))
    assert family.process is not None
    family.process.kill()
    wait_until(lambda: family.poll() is not None)
    gone, _ = psutil.wait_procs([grandchild], timeout=30)
    assert gone or grandchild.status() == psutil.STATUS_ZOMBIE


def test_when_the_supervisor_is_killed_its_programs_end_too(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from bijak.operations.supervisor import Program, Supervisor
        program = Program("sleeper", (sys.executable, "-c", "import time; time.sleep(600)"))
        class Voice:
            name = "voice"
            def start(self): print(program.process.pid, flush=True)
            def poll(self): return None
            def stop(self): pass
        Supervisor([program, Voice()]).run()
        """
    )
    head = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert head.stdout is not None
    child = psutil.Process(int(head.stdout.readline()))
    head.kill()
    head.wait()
    head.stdout.close()
    gone, _ = psutil.wait_procs([child], timeout=30)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


def test_a_program_whose_supervisor_is_already_gone_does_not_begin() -> None:
    launched = subprocess.run(
        [sys.executable, "-I", "-S", str(supervising.LAUNCHER), "1", "15", "keep", "/bin/echo", "begun"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert launched.returncode == 1
    assert launched.stdout == ""


def test_a_program_finds_its_environment_and_writes_its_log(tmp_path: Path) -> None:
    program = python("writer", "import os; print(os.environ['WORD'])")
    program.environment, program.log = {"WORD": "halo"}, tmp_path / "log"
    program.start()
    wait_until(lambda: program.poll() == 0)
    assert (tmp_path / "log").read_text() == "halo\n"


def test_a_web_server_that_has_loaded_waits_for_the_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "prepared"
    monkeypatch.setenv("BIJAK_PREPARED", str(mark))
    waiting = threading.Thread(target=wait_until_prepared)
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive()
    mark.touch()
    waiting.join(30)
    assert not waiting.is_alive()


@pytest.mark.slow
def test_a_web_server_that_still_waits_for_the_mark_stops_when_told(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web = Program(
        "web",
        [sys.executable, "-m", "bijak", "web"],
        {"BIJAK_SUPERVISED": "yes", "BIJAK_PREPARED": str(tmp_path / "none"), "BIJAK_PORT": str(port)},
        log=tmp_path / "log",
    )
    web.start()
    wait_until(lambda: "Spawning worker-2" in (tmp_path / "log").read_text() or web.poll() is not None)
    time.sleep(5)  # it loads, and waits
    assert web.poll() is None
    asked_at = time.monotonic()
    web.stop()
    assert time.monotonic() - asked_at < web.patience / 2


def test_a_web_server_without_a_supervisor_waits_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BIJAK_PREPARED", raising=False)
    wait_until_prepared()
