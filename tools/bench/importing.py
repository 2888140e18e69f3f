"""From an uploaded xlsx to committed records, beside calamine's bare reading and bare COPY."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from tools.bench.figures import Figure

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(","))
TODAY = date(2026, 11, 2)
KINDS = {
    "data-utama": "workforce",
    "rw_golongan": "rank_history",
    "rw_jabatan": "position_history",
    "rw_pendidikan": "education_history",
    "rw_diklat": "programme_history",
    "rw_kursus": "course_history",
    "rw_skp22": "rating_history",
}
"""The import kind of each file, in the order in which they come: everyone, then six histories."""


def measure() -> Iterator[Figure]:
    for size in SIZES:
        with tempfile.TemporaryDirectory(prefix="bijak-bench-") as folder:
            for kind in ("xlsx", "csv"):
                yield from _one_size(size, kind, Path(folder))


def _one_size(size: int, kind: str, folder: Path) -> Iterator[Figure]:
    from bijak.siasn.services.workforce import write_workforce

    for _written in write_workforce("pontianak", folder, people=size, kind=kind, on=TODAY):
        pass
    file, *histories = (folder / f"{stem}.{kind}" for stem in KINDS)
    bare, bare_histories = _in_a_process("bare", file), _in_a_process("bare", *histories)
    _empty_database()
    ours = _in_a_process("ours", file)
    again = _in_a_process("again", file)
    ours_histories = _in_a_process("ours", *histories)
    yield Figure(f"import {kind}: upload to committed", ours["seconds"], "s", size, bare["seconds"])
    yield Figure(f"import {kind}: reading and checking", ours["reading"], "s", size, bare["reading"])
    yield Figure(f"import {kind}: applying", ours["applying"], "s", size, bare["copying"])
    yield Figure(f"import {kind}: the same file again", again["seconds"], "s", size, bare["seconds"])
    yield Figure(f"import {kind}: peak memory of the process", ours["memory"], "MB", size, bare["memory"])
    whole = ours["seconds"] + ours_histories["seconds"]
    bare_whole = bare["seconds"] + bare_histories["seconds"]
    yield Figure(f"import {kind}: with six histories", whole, "s", size, bare_whole)


def _in_a_process(what: str, *files: Path) -> dict[str, float]:
    """Measured in a process of its own, as the product imports in one of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.importing", what, *map(str, files)],
        check=True, stdout=subprocess.PIPE, text=True, env=os.environ,
    )  # fmt: skip
    return {key: float(value) for key, value in (line.split() for line in done.stdout.splitlines() if line)}


def _empty_database() -> None:
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def _bare(files: Sequence[Path]) -> dict[str, float]:
    """Read every cell with calamine, and COPY the cells as text into a table without index; file by file."""
    spent = [_bare_file(file) for file in files]
    reading, copying = (sum(part) for part in zip(*spent, strict=True))
    return {"seconds": reading + copying, "reading": reading, "copying": copying}


def _bare_file(file: Path) -> tuple[float, float]:
    import psycopg
    from python_calamine import CalamineWorkbook

    started = time.perf_counter()
    if file.suffix == ".xlsx":
        rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    else:
        import csv

        with file.open(newline="") as text:
            rows = list(csv.reader(text))
    read = time.perf_counter()
    header, *body = rows
    columns = ", ".join(f"c{number} text" for number in range(len(header)))
    with psycopg.connect(os.environ["BIJAK_DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE bare ({columns})".encode())
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in body:
                copy.write_row(row)
        connection.commit()
    copied = time.perf_counter()
    return read - started, copied - read


def _ours(files: Sequence[Path]) -> dict[str, float]:
    """The product's own way, file by file: upload, read and check, accept, apply."""
    import django

    django.setup()
    # A worker has its modules loaded; those of the bare figure are loaded before its clock, too.
    import fastexcel  # noqa: F401
    import polars  # noqa: F401
    from django.urls import get_resolver

    _routes = get_resolver().url_patterns
    from bijak.accounts.models import Account
    from bijak.interchange import services
    from bijak.interchange.models import Batch, State
    from bijak.interchange.registries import import_kinds
    from bijak.kernel.uuid7 import uuid7
    from bijak.organization import services as organization
    from bijak.organization.registries import Role

    account = Account.objects.filter(email="bench@example.test").first()
    if account is None:
        account = Account.objects.create_user(name="Bench", email="bench@example.test")
        organization.grant_role(
            account=account, role=Role.OFFICER, unit=None, from_on=date(2020, 1, 1), today=TODAY, by=None
        )

    def run(kind: str, path: Path) -> tuple[float, float]:
        started = time.perf_counter()
        with path.open("rb") as opened:
            batch = services.upload(
                kind=import_kinds.get(kind),
                file=opened,
                name=path.name,
                token=uuid7(),
                by=account,
                today=TODAY,
            )
        services.advance(batch_id=batch.pk)
        read = time.perf_counter()
        batch.refresh_from_db()
        if batch.state == State.READY:
            services.accept(batch=batch, by=account, today=TODAY)
            services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        if batch.state != State.APPLIED:
            raise SystemExit(f"bench: the import stands at {batch.state}: {batch.failure}")
        return read - started, time.perf_counter() - read

    if not Batch.objects.exists():
        run("unit", files[0].with_name(f"unor{files[0].suffix}"))
    spent = [run(KINDS[file.stem], file) for file in files]
    reading, applying = (sum(part) for part in zip(*spent, strict=True))
    return {"seconds": reading + applying, "reading": reading, "applying": applying}


def _peak_memory() -> float:
    """MB. Of the process itself: what getrusage says begins with what its parent had."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def main(what: str, *names: str) -> None:
    files = [Path(name) for name in names]
    figures = _bare(files) if what == "bare" else _ours(files)
    figures["memory"] = _peak_memory()
    for key, value in figures.items():
        print(key, value)


if __name__ == "__main__":
    main(*sys.argv[1:])
