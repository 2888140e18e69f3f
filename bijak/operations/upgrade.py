"""Move our own cluster to the major version of PostgreSQL that this Bijak brings.

A new major version does not read an old data folder, and only the old programs can. So the old programs
serve the old folder once more, the new ones copy everything out of it into a new folder, and only when the
copy is whole do the folders change places. The old one stays beside it until the operator deletes it.
"""

import os
import shutil
import subprocess
from pathlib import Path

from bijak.operations.postgres import Server, ServerError, embedded_binaries, major_of


def upgrade(folder: Path, *, old_binaries: Path) -> str:
    """Copy the cluster in ``folder`` to the current major version, and say what was done."""
    data = folder / "data"
    if not data.exists():
        raise ServerError(f"There is no database in {folder}; nothing is to be done.")
    written_by, ours = int((data / "PG_VERSION").read_text()), major_of(embedded_binaries())
    if written_by == ours:
        return f"The database in {folder} is one of PostgreSQL {ours} already; nothing is to be done."
    if major_of(old_binaries) != written_by:
        raise ServerError(
            f"The database was written by PostgreSQL {written_by};"
            f" {old_binaries} holds PostgreSQL {major_of(old_binaries)}."
        )
    return copy(folder, old_binaries=old_binaries, aside=folder / f"data.{written_by}")


def copy(folder: Path, *, old_binaries: Path, aside: Path) -> str:
    """Dump from the old programs, restore with ours into a folder beside, and change places."""
    if aside.exists():
        raise ServerError(f"{aside} exists already, from an earlier upgrade. Move it away first.")
    unfinished = folder / "upgrade"
    shutil.rmtree(unfinished, ignore_errors=True)  # of an attempt that did not end
    with Server(folder, binaries=old_binaries) as old, Server(unfinished) as new:
        new.ensure_database()
        script = subprocess.Popen(
            [new.binaries / "pg_dump", "--no-owner", "--format=plain", _named(old)],
            env=_with_password(old),
            stdout=subprocess.PIPE,
        )
        done = subprocess.run(
            [new.binaries / "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
             "--output=/dev/null", _named(new)],
            env=_with_password(new),
            stdin=script.stdout,
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        assert script.stdout is not None
        script.stdout.close()
        if script.wait() or done.returncode:
            raise ServerError(f"The copy failed and nothing was changed: {done.stderr.strip()[-1000:]}")
    (folder / "data").rename(aside)
    (unfinished / "data").rename(folder / "data")
    (unfinished / "password").replace(folder / "password")
    for name in ("lock", "log"):
        (unfinished / name).unlink(missing_ok=True)
    unfinished.rmdir()
    return f"Done. The old data lie in {aside}; delete them when you have looked around."


def _named(server: Server) -> str:
    """The address without the password, which belongs into the environment."""
    before, after = server.url().split("@")
    return f"{before.rpartition(':')[0]}@{after}"


def _with_password(server: Server) -> dict[str, str]:
    return {**os.environ, "PGPASSWORD": server.url().partition("@")[0].rpartition(":")[2]}
