"""Two offices whose October was recorded, for tests."""

from datetime import date
from typing import Any

import polars as pl

from bijak.accounts.models import Account
from bijak.interchange.registries import ROW, ImportKind
from bijak.organization import queries as organization
from bijak.organization import services as organizing
from bijak.organization.models import Unit
from bijak.organization.rules import PostFace
from bijak.people.tests.factories import make_batch
from bijak.welfare.importing import allowance as importing

MONTH = date(2026, 10, 1)
TITLE = "Penata Layanan Operasional"
SETTINGS: tuple[dict[str, str], ...] = (
    {"what": "Indeks kapasitas fiskal", "value": "0,5"},
    {"what": "Indeks kemahalan konstruksi", "value": "1"},
    {"what": "Indeks penyelenggaraan pemerintahan daerah", "value": "1"},
    {"what": "TPP beban kerja", "value": "40"},
    {"what": "TPP prestasi kerja", "value": "60"},
)
LAW = {"law": "Perwa 5/2026", "article": "Pasal 7", "from_on": "2026-01-01"}


def working_days() -> list[date]:
    days = [MONTH.replace(day=n) for n in range(1, 32)]
    return [day for day in days if organization.is_working_day(day)]


def frame_of(kind: ImportKind, *rows: dict[str, str]) -> pl.DataFrame:
    fields = [column.field for column in kind.columns]
    schema = {ROW: pl.Int64} | dict.fromkeys(fields, pl.String)
    return pl.DataFrame([{ROW: number + 2} | row for number, row in enumerate(rows)], schema=schema)


def take(kind: ImportKind, *rows: dict[str, str], by: Account, today: date) -> Any:
    """Import rows as a file would bring them; the batch, with which they can be taken back."""
    checked = kind.check(frame_of(kind, *rows), today=today)
    assert len(checked.problems) == 0
    batch = make_batch(by, kind=kind.code)
    kind.apply(checked.good, batch=batch, by=by, today=today)
    return batch


def provide(*more: dict[str, str], by: Account, today: date) -> None:
    """What the region set: half of the reference, all of it as two components."""
    take(importing.SETTING_FILE, *(LAW | each for each in (*SETTINGS, *more)), by=by, today=today)


def establish(unit: Unit, today: date, *, job_class: int = 8) -> None:
    """The post that everyone of a unit holds, with its class."""
    face = PostFace(needed=50, job_class=job_class)
    organizing.create_post(unit=unit, title=TITLE, face=face, from_on=date(2020, 1, 1), today=today, by=None)


def attend(
    *nips: str, by: Account, today: date, but: dict[tuple[str, date], dict[str, str]] | None = None
) -> None:
    """Every working day of October, on time but where told otherwise; and the whole target of minutes."""
    rows = [
        {"nip": nip, "day": day.isoformat(), "late": "0", "early": "0"} | (but or {}).get((nip, day), {})
        for nip in nips
        for day in working_days()
    ]
    take(importing.ATTENDANCE, *rows, by=by, today=today)
    produced = [{"nip": nip, "month": "10-2026", "minutes": "6000", "target": "6000"} for nip in nips]
    take(importing.PRODUCTIVITY, *produced, by=by, today=today)
