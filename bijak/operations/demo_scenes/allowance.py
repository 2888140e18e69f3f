"""Two months of made-up attendance and productivity, and the allowances that follow: the first handed over.

The offices of the personas tell every day of their people, all others only count, as agencies do.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from django.utils import timezone

from bijak.accounts.models import Account
from bijak.kernel.days import add_months
from bijak.operations.demo_scenes.cast import Cast
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.welfare.queries import allowance as queries
from bijak.welfare.services import allowance as services

LAW, ARTICLE = "Peraturan Wali Kota tentang TPP (contoh)", "Pasal 7"
SETTINGS: Sequence[tuple[str, float, dict[str, Any]]] = (
    ("Indeks kapasitas fiskal", 0.7, {}),
    ("Indeks kemahalan konstruksi", 1.02, {}),
    ("Indeks penyelenggaraan pemerintahan daerah", 0.9, {}),
    ("TPP beban kerja", 25, {}),
    ("TPP beban kerja", 40, {"Dari kelas": 3, "Sampai kelas": 4}),
    ("TPP beban kerja", 50, {"Dari kelas": 1, "Sampai kelas": 2}),
    ("TPP prestasi kerja", 45, {}),
    ("Bagian TPP bagi CPNS", 80, {}),
    ("Bagian TPP bagi PPPK paruh waktu", 50, {}),
    ("Potongan sehari cuti tahunan", 0, {}),
    ("Potongan sehari sakit atau cuti sakit", 1, {}),
    ("Potongan sehari cuti melahirkan", 1.5, {}),
)
"""Indices and percents as a region might set them."""

REMOTE = "Kecamatan"
"""What the offices far from the centre are called; two of them are paid for the place."""

CLASSES = {"21": 15, "22": 14, "31": 12, "32": 11, "41": 9, "42": 8}
"""The class of those who lead, by echelon."""
LEVELS = {
    "Utama": 13,
    "Madya": 11,
    "Muda": 9,
    "Pertama": 8,
    "Penyelia": 8,
    "Mahir": 7,
    "Terampil": 6,
    "Pemula": 5,
}
EXECUTOR = 6
SHARES = {
    "Hadir": 0.955,
    "Dinas luar": 0.02,
    "Cuti tahunan": 0.015,
    "Sakit": 0.008,
    "Tanpa keterangan": 0.002,
}
COUNTED = {
    "TL1": 0.7,
    "TL2": 0.2,
    "TL3": 0.1,
    "PSW1": 0.3,
    "PSW2": 0.1,
    "TAM/TAP": 0.2,
    "TK": 0.04,
    "CUTI TAHUNAN": 0.3,
    "SAKIT ATAU CUTI SAKIT": 0.15,
}
"""How often in a month, on average, by the column of a recap."""
TARGET = 6750
"""Minutes of a month."""
MENDED = 12
"""So many people's attendance was wrong when the first month was handed over."""


def play(cast: Cast) -> None:
    """What an officer would bring in for the last two months that are over; nothing where a month stands already."""
    officer, today = cast.officer, cast.today
    if queries.months().exists():
        return
    who = list(
        people.active()
        .filter(unit__isnull=False)
        .values_list("nip", "unit__path", "unit__siasn_id", "position_title", "position_kind", "echelon_code")
    )
    if not who:
        return
    chance = np.random.default_rng(1)
    last = add_months(today.replace(day=1), -1)
    months = (add_months(last, -1), last)
    nips = [row[0] for row in who]
    offices = _offices_of(cast)
    told = [nip for nip, path, *_post in who if path.startswith(offices)]
    counted = [nip for nip, path, *_post in who if not path.startswith(offices)]
    with tempfile.TemporaryDirectory(prefix="bijak-demo-") as folder:
        path = Path(folder) / "daftar.csv"
        for kind, frame in (
            ("post", _posts([row[2:] for row in who], since=date(months[0].year, 1, 1))),
            ("welfare.setting", _settings(since=date(months[0].year, 1, 1))),
            ("welfare.attendance", pl.concat([_attendance(told, month, chance) for month in months])),
            ("welfare.recap", pl.concat([_recap(counted, month, chance) for month in months])),
            ("welfare.productivity", pl.concat([_productivity(nips, month, chance) for month in months])),
        ):
            if len(frame):
                frame.write_csv(path)
                cast.take(kind, path)
        first, second = months
        _hand_over(first, officer, today)
        # A recap that was mended too late: the difference is paid with the second month.
        _attendance(told[:MENDED], first, chance).with_columns(pl.lit("Hadir").alias("Kehadiran")).write_csv(
            path
        )
        cast.take("welfare.attendance", path)
    services.reckon(month=second, at=timezone.now())


def _offices_of(cast: Cast) -> tuple[str, ...]:
    """The paths of the offices in which the personas work."""
    rows = (people.row_of(getattr(cast, each.name)) for each in fields(cast) if each.type is Account)
    paths = [row.unit.path for row in rows if row is not None and row.unit is not None]
    return tuple(
        office.path
        for office in organization.offices()
        if any(path.startswith(office.path) for path in paths)
    )


def _hand_over(month: date, officer: Account, today: date) -> None:
    services.reckon(month=month, at=timezone.now())
    for each in queries.by_office(queries.visible_to(officer, today=today), month):
        if each.unit is not None and each.left:
            services.hand_over(month=month, unit=each.unit, by=officer, at=timezone.now(), today=today)


def _posts(held: Sequence[tuple[str | None, str, str, str]], *, since: date) -> pl.DataFrame:
    frame = pl.DataFrame(held, schema=["ID Unor", "Nama jabatan", "Jenis jabatan", "echelon"], orient="row")
    rows = frame.group_by(frame.columns).len("Kebutuhan").sort(frame.columns)
    rows = rows.unique(["ID Unor", "Nama jabatan"], keep="first", maintain_order=True)
    classes = [_class_of(title, echelon) for title, echelon in rows.select("Nama jabatan", "echelon").rows()]
    return rows.drop("echelon").with_columns(
        pl.Series("Kelas jabatan", classes), pl.lit(since.isoformat()).alias("Berlaku mulai")
    )


def _class_of(title: str, echelon: str) -> int:
    return CLASSES.get(echelon) or LEVELS.get(title.rsplit(" ", 1)[-1], EXECUTOR)


def _settings(*, since: date) -> pl.DataFrame:
    remote = [unit.name for unit in organization.offices() if unit.name.startswith(REMOTE)]
    places = [("TPP tempat bertugas", 10, {"Unit": name}) for name in remote[-2:]]
    rows = [
        {"Ketentuan": what, "Nilai": value, "Dari kelas": None, "Sampai kelas": None, "Unit": None}
        | scope
        | {"Peraturan": LAW, "Pasal": ARTICLE, "Berlaku sejak": since.isoformat()}
        for what, value, scope in (*SETTINGS, *places)
    ]
    return pl.DataFrame(rows, infer_schema_length=None)


def _attendance(nips: Sequence[str], month: date, chance: np.random.Generator) -> pl.DataFrame:
    """Each one's working days; of one in a hundred the recap lacks a day."""
    until = add_months(month, 1)
    days = [month + timedelta(days=n) for n in range((until - month).days)]
    worked = [day.isoformat() for day in days if organization.is_working_day(day)]
    size = len(nips) * len(worked)
    minutes = np.ceil(chance.exponential(25, size)).astype(np.int64)
    frame = pl.DataFrame(
        {
            "NIP": np.repeat(np.array(nips), len(worked)),
            "Tanggal": np.tile(np.array(worked), len(nips)),
            "Kehadiran": chance.choice(list(SHARES), size, p=list(SHARES.values())),
            "Terlambat (menit)": np.where(chance.random(size) < 0.05, minutes, 0),
            "Pulang cepat (menit)": np.where(chance.random(size) < 0.02, minutes, 0),
            "Tidak mengisi masuk": np.where(chance.random(size) < 0.004, "ya", ""),
            "Tidak mengisi pulang": np.where(chance.random(size) < 0.008, "ya", ""),
        }
    )
    lacking = np.zeros(size, np.bool_)
    lacking[:: len(worked)] = chance.random(len(nips)) < 0.01
    return frame.filter(~lacking)


def _recap(nips: Sequence[str], month: date, chance: np.random.Generator) -> pl.DataFrame:
    """How often and how many days, of each; of one in a hundred there is nothing."""
    size = len(nips)
    counts = {what: chance.poisson(often, size) for what, often in COUNTED.items()}
    frame = pl.DataFrame({"NIP": list(nips), "Bulan": [f"{month:%m-%Y}"] * size} | counts)
    return frame.filter(chance.random(size) >= 0.01)


def _productivity(nips: Sequence[str], month: date, chance: np.random.Generator) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "NIP": list(nips),
            "Bulan": [f"{month:%m-%Y}"] * len(nips),
            "Menit disetujui": np.clip(chance.normal(TARGET, 500, len(nips)), 0, None).astype(np.int64),
            "Target menit": [TARGET] * len(nips),
        }
    )
