"""One process that starts an installation's parts in order, starts again what dies, and stops all of them.

Knows nothing of Django: a part is anything with ``start``, ``poll`` and ``stop``, such as the database
server. Each program is the head of a process group of its own: Ctrl-C in the terminal reaches only the
supervisor, which stops the last part first; and when a program dies, whatever it had started goes with it.
"""

import contextlib
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO, Protocol

from bijak.operations.postgres import LAUNCHER, ServerError

LOG = logging.getLogger(__name__)
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STABLE_AFTER = 60.0
"""Seconds after which a program counts as running well, and its next death as a first one."""
LONGEST_PAUSE = 30.0
"""Seconds between two attempts to start what keeps dying."""


class Stopped(BaseException):
    """A signal came while something was still starting, so there is nothing to wait for."""


class Part(Protocol):
    """Something that runs beside us."""

    @property
    def name(self) -> str: ...
    def start(self) -> object: ...
    def poll(self) -> int | None: ...
    def stop(self) -> None: ...


@dataclass
class Program:
    """A command that runs until it is told to stop."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    patience: float = 30.0
    """Seconds it may take to finish what it is doing."""
    log: Path | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        launcher = [
            sys.executable,
            "-I",
            "-S",
            str(LAUNCHER),
            str(os.getpid()),
            str(int(signal.SIGTERM)),
            "keep",
        ]
        with contextlib.ExitStack() as stack:
            output: IO[bytes] | None = stack.enter_context(self.log.open("ab")) if self.log else None
            self.process = subprocess.Popen(
                [*launcher, *self.command],
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def poll(self) -> int | None:
        """The exit code if it has ended; then nothing of its group is left either."""
        if self.process is None:
            return -1
        if self.process.returncode is None and self._has_ended():
            self._sweep()
            self.process.wait()
        return self.process.returncode

    def stop(self) -> None:
        if self.process is None:
            return
        if self.poll() is None:
            self.process.terminate()
            deadline = time.monotonic() + self.patience
            while self.poll() is None and time.monotonic() < deadline:
                time.sleep(0.05)
            if self.poll() is None:
                LOG.warning("%s did not stop in %d seconds and was ended.", self.name, self.patience)
                self._sweep()
                self.process.wait()
        self.process = None

    def _has_ended(self) -> bool:
        """Look without reaping: as long as it is a zombie, nobody else can get its group's number."""
        assert self.process is not None
        return os.waitid(os.P_PID, self.process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None

    def _sweep(self) -> None:
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)


@dataclass
class Watch:
    """A part and its record of dying."""

    part: Part
    started_at: float = 0.0
    deaths: int = 0
    again_at: float = 0.0
    """When to start it again; 0 while it runs."""


class Supervisor:
    """Keeps the parts running, first to last, until INT, TERM or HUP; then stops them, last to first."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self.watches = [Watch(part) for part in parts]
        self.is_starting = True
        self.asked_to_stop = 0

    def run(self) -> None:
        before = {number: signal.signal(number, self._ask) for number in STOPS}
        try:
            self._start_all()
            while not self.asked_to_stop:
                self.look_after()
                time.sleep(0.2)
        finally:
            self._stop_all()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _start_all(self) -> None:
        with contextlib.suppress(Stopped):
            for watch in self.watches:
                self._start(watch)
        self.is_starting = False

    def look_after(self) -> None:
        """Notice what has died; start again what has waited long enough."""
        now = time.monotonic()
        for watch in self.watches:
            if watch.again_at and now >= watch.again_at:
                try:
                    self._start(watch)
                except (ServerError, OSError) as failure:
                    self._postpone(watch, str(failure))
            elif not watch.again_at and (code := watch.part.poll()) is not None:
                self._postpone(watch, f"It ended with code {code}.")

    def _start(self, watch: Watch) -> None:
        watch.again_at = 0.0
        watch.started_at = time.monotonic()
        watch.part.start()

    def _postpone(self, watch: Watch, reason: str) -> None:
        now = time.monotonic()
        watch.deaths = watch.deaths + 1 if now - watch.started_at < STABLE_AFTER else 1
        pause = min(2.0 ** (watch.deaths - 1), LONGEST_PAUSE)
        watch.again_at = now + pause
        LOG.error("%s is down: %s Starting it again in %d s.", watch.part.name, reason, pause)

    def _stop_all(self) -> None:
        for watch in reversed(self.watches):
            watch.part.stop()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_stop += 1
        if self.is_starting:
            self.is_starting = False
            raise Stopped
        if self.asked_to_stop > 2:
            raise KeyboardInterrupt  # the kernel tells the rest to stop when we are gone
