"""A small kind of import, "pets of the office", so that interchange is tested without any context above it."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from bijak.accounts.access import AccountPermission
from bijak.accounts.testing import Everything, Nothing, granting
from bijak.interchange import registries, services
from bijak.interchange.access import Permission
from bijak.interchange.models import Batch
from bijak.interchange.registries import ROW, Applied, Checked, Column, ImportKind, Problem, Shape, Undone
from bijak.kernel.uuid7 import uuid7

HEADERS = ["NIP BARU", "NAMA", "TANGGAL LAHIR", "UNIT"]
GOOD = [
    ["198501012010011001", "Siti Nurbaya", "01-01-1985", "Dinas Pendidikan"],
    ["198601012010011002", "Datuk Meringgih", "02-01-1986", "Dinas Kesehatan"],
    ["198701012010011003", "Samsul Bahri", "03-01-1987", "Dinas Kesehatan"],
]


class Office:
    """What the kind writes into: people by NIP, and which batch put them there."""

    def __init__(self) -> None:
        self.people: dict[str, dict[str, Any]] = {}
        self.units = {"Dinas Pendidikan", "Dinas Kesehatan"}
        self.before_apply: Callable[[], None] = lambda: None
        self.applied_frames: list[pl.DataFrame] = []

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        unknown = frame.filter(pl.col("unit").is_not_null() & ~pl.col("unit").is_in(list(self.units)))
        late = frame.filter(pl.col("born_on").str.to_date("%Y-%m-%d", strict=False) > today)
        problems = [
            Problem(row, "unit", "unknown_unit", f"Unit “{unit}” tidak dikenal.", "Pilih unit yang ada.")
            for row, unit in unknown.select(ROW, "unit").iter_rows()
        ]
        problems += [
            Problem(row, "born_on", "future", "Belum lahir.", "Periksa tahunnya.") for row in late[ROW]
        ]
        return Checked(frame.with_columns(pl.col("born_on").str.to_date("%Y-%m-%d", strict=False)), problems)

    def apply(self, frame: pl.DataFrame, *, batch: Any, by: Any, today: date) -> Applied:
        self.before_apply()
        self.applied_frames.append(frame)
        created = changed = unchanged = 0
        for row in frame.drop(ROW).iter_rows(named=True):
            known = self.people.get(row["nip"])
            if known is None:
                created += 1
            elif {name: known[name] for name in row} == row:
                unchanged += 1
                continue
            else:
                changed += 1
            self.people[row["nip"]] = row | {"batch": batch.pk}
        return Applied(created, changed, unchanged)

    def undo(self, *, batch: Any, by: Any, today: Any) -> Undone:
        own = [nip for nip, person in self.people.items() if person["batch"] == batch.pk]
        for nip in own:
            del self.people[nip]
        return Undone(len(own), ["Kartu pegawai yang sudah dicetak tetap berlaku."])


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def kind(office: Office) -> Iterator[ImportKind]:
    kind = ImportKind(
        code="test.people",
        label="Pegawai contoh",
        description="Daftar pegawai untuk pengujian.",
        permission=AccountPermission.MANAGE,
        columns=(
            Column("nip", "NIP", required=True, aliases=("NIP BARU",), example="198501012010011001",
                   personal=True, shape=Shape.DIGITS, unique=True, longest=18),
            Column("name", "Nama", required=True, example="Siti Nurbaya", personal=True, longest=100),
            Column("born_on", "Tanggal lahir", shape=Shape.DATE, example="31-12-1985", personal=True),
            Column("unit", "Unit", example="Dinas Pendidikan"),
            Column("phone", "Nomor HP", shape=Shape.DIGITS, personal=True),
        ),
        check=office.check,
        apply=office.apply,
        undo=office.undo,
    )  # fmt: skip
    registries.import_kinds.add(kind)
    yield kind
    registries.import_kinds.remove(kind.code)


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path) -> Path:
    """Staging and kept files of a test, apart from every other."""
    settings.DATA_DIR = tmp_path
    return tmp_path


def xlsx(
    rows: list[list[Any]], *, name: str = "Data", more: dict[str, list[list[Any]]] | None = None
) -> io.BytesIO:
    """A workbook as a person would make it: texts as texts, numbers as numbers, days as days."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"default_date_format": "dd-mm-yyyy"}) as book:
        for title, lines in ({name: rows} | (more or {})).items():
            page = book.add_worksheet(title)
            for number, line in enumerate(lines):
                for place, value in enumerate(line):
                    if isinstance(value, date):
                        page.write_datetime(number, place, value)
                    elif value is not None:
                        (page.write_string if isinstance(value, str) else page.write)(number, place, value)
    file.seek(0)
    return file


def csv_file(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def on_disk(folder: Path, file: io.BytesIO, name: str = "berkas.xlsx") -> Path:
    path = folder / name
    path.write_bytes(file.getvalue())
    return path


@pytest.fixture
def grants(citra: Any, budi: Any, dewi: Any, hadi: Any) -> Iterator[dict[Any, Any]]:
    """Citra and Budi may import for the whole agency, Dewi holds the permission for her own unit only, Hadi of
    oversight may look at everybody's imports, nobody else may anything."""
    held = {
        citra: {AccountPermission.MANAGE: Everything()},
        budi: {AccountPermission.MANAGE: Everything()},
        dewi: {AccountPermission.MANAGE: Nothing()},
        hadi: {Permission.VIEW_ALL: Everything()},
    }
    with granting(held):
        yield held


@pytest.fixture
def upload(kind: ImportKind, citra: Any, today: date, grants: Any) -> Callable[..., Batch]:
    """Send a file as Citra does, and let the worker read it."""

    def send(file: io.BytesIO, name: str = "pegawai.xlsx", *, by: Any = None, read: bool = True) -> Batch:
        batch = services.upload(kind=kind, file=file, name=name, token=uuid7(), by=by or citra, today=today)
        if read:
            services.advance(batch_id=batch.pk)
            batch.refresh_from_db()
        return batch

    return send


@pytest.fixture
def accepted(citra: Any, today: date) -> Callable[..., Batch]:
    """Accept the good rows, and let the worker apply them."""

    def accept(batch: Batch) -> Batch:
        services.accept(batch=batch, by=citra, today=today)
        services.advance(batch_id=batch.pk)
        batch.refresh_from_db()
        return batch

    return accept
