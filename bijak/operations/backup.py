"""One file that holds an installation: its database, its files, and the root of its ledger to compare
afterwards.

The keys are not in it: whoever finds a backup must not be able to sign. Keep them apart, and both.

The dump, the list of what belongs to it and the ledger's root are of one moment (one snapshot). Files are
kept under their hash and never change, so copying them after the dump copies all that the dump speaks of.
"""

import contextlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

import bijak
from bijak.ledger import keys
from bijak.ledger import queries as ledger
from bijak.ledger import services as recording
from bijak.operations import lease
from bijak.operations.postgres import embedded_binaries

FORMAT = 1


class Refused(Exception):
    """The backup or the restore cannot be done; the sentence says why and what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    bijak: str
    postgres: int
    tables: int
    ledger_root: str
    checkpoint: str
    """The signed note over that root, empty while nothing was sequenced."""


def back_up(target: Path) -> Manifest:
    """Write the installation to ``target``, which only its owner may read; the site may go on working."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"The folder {target.parent} cannot be made ({error.strerror}).") from None
    if not os.access(target.parent, os.W_OK):
        raise Refused(
            f"The folder {target.parent} cannot be written to. Give it to the account that runs Bijak,"
            " or name another."
        )
    with contextlib.suppress(keys.NoSigningKey):  # what waits for its leaf is in the dump all the same
        recording.sequence()
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".bijak-backup-") as name:
        folder = Path(name)
        with _snapshot() as snapshot:
            manifest = _describe()
            _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={folder / 'database.dump'}")
        (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=2))
        unfinished = folder / "unfinished.tar"
        with tarfile.open(unfinished, "w") as archive:
            archive.add(folder / "manifest.json", "manifest.json")
            archive.add(folder / "database.dump", "database.dump")
            if files().is_dir():
                archive.add(files(), "files")
        unfinished.chmod(0o600)
        unfinished.replace(target)
    return manifest


def restore(source: Path, *, force: bool = False) -> Manifest:
    """Read a backup into this installation, wholly or not at all, and check the ledger's root afterwards.

    Refuses while a worker or the clock runs, and over a database that holds anything unless ``force``.
    """
    if lease.held():
        raise Refused("Bijak is running on this database. Stop it first ('systemctl stop bijak', or Ctrl-C).")
    if tables() and not force:
        raise Refused(
            f"The database holds {tables()} tables already. Restoring would replace them:"
            " say --force if that is meant."
        )
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix=".bijak-restore-") as name:
        folder = Path(name)
        manifest = _unpack(source, folder)
        script = folder / "database.sql"
        anybody = ("--no-owner", "--no-privileges", "--no-comments")
        _run("pg_restore", *anybody, f"--file={script}", str(folder / "database.dump"))
        connection.close()
        # One transaction: what was there goes only if what comes is whole.
        whole = (
            "--no-psqlrc",
            "--quiet",
            "--output=/dev/null",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
        )
        _run("psql", *whole, "--command=DROP SCHEMA public CASCADE; CREATE SCHEMA public", f"--file={script}")
        if (folder / "files").is_dir():
            shutil.copytree(folder / "files", files(), dirs_exist_ok=True)
    if ledger.root().hex() != manifest.ledger_root:
        raise Refused(
            "The ledger's root is not the one in the backup. The backup was altered or is damaged:"
            " do not go on with it."
        )
    return manifest


def read_manifest(source: Path) -> Manifest:
    """What the backup says of itself. Raises Refused for a file that is none."""
    try:
        with tarfile.open(source) as archive:
            member = archive.extractfile("manifest.json")
            manifest = Manifest(**json.load(member)) if member else None
    except (tarfile.TarError, KeyError, ValueError, TypeError) as error:
        raise Refused(f"{source} is not a backup of Bijak.") from error
    if manifest is None or manifest.format != FORMAT:
        raise Refused(
            f"{source} is a backup of another format than {FORMAT}; use the version of Bijak that wrote it."
        )
    return manifest


def files() -> Path:
    """The folder of uploaded files."""
    return Path(settings.STORAGES["default"]["OPTIONS"]["location"])


def tables() -> int:
    """How many tables the database holds."""
    with connection.cursor() as cursor:
        return len(connection.introspection.table_names(cursor))


def _unpack(source: Path, folder: Path) -> Manifest:
    manifest = read_manifest(source)
    if manifest.postgres > _server_major():
        raise Refused(
            f"The backup was made on PostgreSQL {manifest.postgres} and this is {_server_major()}:"
            " restore it on the same or a newer one."
        )
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    return manifest


@contextmanager
def _snapshot() -> Iterator[str]:
    """A moment that several sessions can look at together."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _describe() -> Manifest:
    checkpoint = ledger.checkpoint()
    return Manifest(
        format=FORMAT,
        bijak=bijak.__version__,
        postgres=_server_major(),
        tables=tables(),
        ledger_root=ledger.root().hex(),
        checkpoint=str(checkpoint or ""),
    )


def _server_major() -> int:
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10000


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs on this database; its password is not on the command line."""
    done = subprocess.run(
        [embedded_binaries() / program, *arguments],
        env={**os.environ, **_environment(connection.settings_dict)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Refused(f"{program} failed: {done.stderr.strip()[-1000:]}")


def _environment(database: Mapping[str, Any]) -> dict[str, str]:
    given = {
        "PGHOST": database["HOST"],
        "PGPORT": str(database["PORT"]),
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGDATABASE": database["NAME"],
    }
    return {name: value for name, value in given.items() if value}
