"""Presence day by day: a row for each person and day, or for a leave of some days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.organization import queries as organization
from bijak.people.queries.naming import stranger, with_employees
from bijak.welfare.access import Permission
from bijak.welfare.importing.allowance.typed import NIP, coded, number, yes
from bijak.welfare.models import Presence
from bijak.welfare.rules.allowance import MOST_MINUTES
from bijak.welfare.services import imports as services

LONGEST_SPAN = 370

_PRESENCE_WORDS = {
    Presence.PRESENT: ("h", "hadir", "masuk", "tepatwaktu", "wfh", "wfo"),
    Presence.DUTY: ("dl", "dinas", "dinasluar", "tugasluar", "perjalanandinas", "diklat"),
    Presence.ABSENT: ("a", "tk", "alpa", "alpha", "mangkir", "tidakhadir", "tanpaketerangan"),
    Presence.ANNUAL: ("ct", "cuti", "cutitahunan"),
    Presence.SICK: ("s", "cs", "sakit", "cutisakit"),
    Presence.MATERNITY: ("cm", "melahirkan", "cutimelahirkan"),
    Presence.IMPORTANT: ("cap", "alasanpenting", "cutialasanpenting"),
    Presence.BIG: ("cb", "cutibesar"),
    Presence.UNPAID: ("cltn", "cutidiluartanggungannegara"),
    Presence.STUDY: ("tb", "tugasbelajar"),
}
"""What recaps call it, beside our own labels: letters only, in lower case."""

ATTENDANCE_COLUMNS = (
    NIP,
    Column("day", _("Tanggal"), required=True, aliases=("TGL", "TANGGAL KEHADIRAN", "MULAI"), shape=Shape.DATE,
           example="05-10-2026"),
    Column("until", _("Sampai tanggal"), aliases=("S/D", "SAMPAI", "SELESAI"), shape=Shape.DATE,
           note=_("Untuk cuti atau tidak masuk beberapa hari. Hanya hari kerja yang dicatat.")),
    Column("presence", _("Kehadiran"), aliases=("KETERANGAN", "STATUS", "STATUS KEHADIRAN"), example="Hadir",
           longest=60, note=_("Kosong berarti hadir.")),
    Column("late", _("Terlambat (menit)"), aliases=("TERLAMBAT", "TL", "TELAT", "MENIT TERLAMBAT"), example="12",
           longest=8),
    Column("early", _("Pulang cepat (menit)"), aliases=("PULANG CEPAT", "PSW", "PC", "PULANG SEBELUM WAKTUNYA"),
           longest=8),
    Column("missed_in", _("Tidak mengisi masuk"), aliases=("TIDAK ABSEN MASUK", "TAM"), longest=8),
    Column("missed_out", _("Tidak mengisi pulang"), aliases=("TIDAK ABSEN PULANG", "TAP"), longest=8),
)  # fmt: skip


def check_attendance(frame: pl.DataFrame, *, today: date) -> Checked:
    """Rows of a day, or of some days on end, of people we know; a leave of a week becomes its working days."""
    read = with_employees(frame).with_columns(
        pl.col("day", "until").str.to_date("%Y-%m-%d", strict=False),
        pl.col("presence").pipe(coded, Presence.choices, _PRESENCE_WORDS),
        pl.col("presence").alias("said"),
        *(number(name) for name in ("late", "early")),
        *(pl.col(name).alias(f"{name}_said") for name in ("late", "early")),
        *(yes(name) for name in ("missed_in", "missed_out")),
    )
    read = read.with_columns(
        pl.when(pl.col("said").is_null())
        .then(pl.lit("present"))
        .otherwise(pl.col("presence"))
        .alias("presence"),
        pl.coalesce("until", "day").alias("last"),
    )
    checked = judge(read, _attendance_faults(today))
    # A recap without a column of minutes says nothing about them; a blank among filled ones is none.
    minutes = [
        pl.col(name).fill_null(0).cast(pl.Int32)
        if frame[name].is_not_null().any()
        else pl.lit(None, pl.Int32).alias(name)
        for name in ("late", "early")
    ]
    return replace(checked, good=_each_day(checked.good.with_columns(minutes)))


def _each_day(good: pl.DataFrame) -> pl.DataFrame:
    spans = good.filter(pl.col("last") > pl.col("day"))
    if not spans.is_empty():
        worked = _working_days(
            spans.select(pl.col("day").min()).item(), spans.select(pl.col("last").max()).item()
        )
        spans = spans.with_columns(pl.date_ranges("day", "last").alias("day")).explode("day")
        spans = spans.filter(pl.col("day").is_in(worked))
    both = pl.concat([good.filter(pl.col("last") == pl.col("day")), spans])
    return both.with_columns(pl.format("{}:{}", "nip", "day").alias("reference"))


def _working_days(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    until = last + timedelta(days=1)
    left = organization.working_days_since(days, until)
    return [day for day in days if left[day] > left.get(day + timedelta(days=1), 0)]


def _attendance_faults(today: date) -> list[Fault]:
    minutes = _("Tulis jumlah menit, misalnya 12; kosongkan bila tidak ada.")
    return [
        stranger(),
        Fault(
            "day", "day_missing", pl.col("day").is_null(),
            _("Tanggal kosong atau tidak terbaca."), _("Tulis 31-12-2026."),
        ),
        Fault(
            "day", "day_to_come", (pl.col("day") > today) & (pl.col("presence") == "present"),
            _("Tanggal ini belum tiba."), _("Kehadiran dicatat sesudah harinya."),
        ),
        Fault(
            "until", "span_backward", pl.col("last") < pl.col("day"),
            _("Tanggal akhir sebelum tanggal mulai."), _("Periksa kedua tanggalnya."),
        ),
        Fault(
            "until", "span_too_long", (pl.col("last") - pl.col("day")).dt.total_days() > LONGEST_SPAN,
            _("Rentangnya lebih dari setahun."), _("Periksa tahunnya, atau pecah menjadi beberapa baris."),
        ),
        Fault(
            "presence", "presence_unknown", pl.col("said").is_not_null() & pl.col("presence").is_null(),
            _("Kehadiran ini tidak dikenal."),
            _("Tulis misalnya Hadir, Dinas luar, Tanpa keterangan, Cuti tahunan, atau Sakit."),
        ),
        *(
            Fault(
                name, f"{name}_impossible",
                pl.col(f"{name}_said").is_not_null() & ~pl.col(name).is_between(0, MOST_MINUTES).fill_null(False),
                _("Jumlah menit tidak terbaca atau tidak mungkin."), minutes,
            )
            for name in ("late", "early")
        ),
    ]  # fmt: skip


ATTENDANCE = ImportKind(
    code="welfare.attendance",
    label=_("Rekap kehadiran"),
    description=_(
        "Satu baris untuk setiap pegawai dan hari, atau satu baris untuk cuti beberapa hari. Sebulan dihitung bila "
        "semua hari kerjanya ada; hari tanpa catatan tidak dianggap hadir."
    ),
    permission=Permission.IMPORT,
    columns=ATTENDANCE_COLUMNS,
    check=check_attendance,
    apply=services.ATTENDANCE.apply,
    undo=services.ATTENDANCE.undo,
    order=70,
)
