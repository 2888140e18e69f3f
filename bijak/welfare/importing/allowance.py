"""Attendance, productivity and the region's own numbers from files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.organization import queries as organization
from bijak.people.queries.naming import stranger, with_employees
from bijak.welfare.access import Permission
from bijak.welfare.models import Presence, Setting
from bijak.welfare.queries.allowance_facts import RECAP_COUNTS
from bijak.welfare.rules.allowance import MOST_INDEX, MOST_MINUTES, MOST_PERCENT, MOST_TIMES, STEPS
from bijak.welfare.services import imports as services

NIP = Column("nip", _("NIP"), required=True, aliases=("NIP BARU", "NIP PEGAWAI"), example="199001012015012001",
             personal=True, shape=Shape.DIGITS)  # fmt: skip
LONGEST_SPAN = 370

_LEAVES = [each.value for each in Presence if each.startswith("leave_")]

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


# Attendance -------------------------------------------------------------------------------------

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
        pl.col("presence").pipe(_coded, Presence.choices, _PRESENCE_WORDS),
        pl.col("presence").alias("said"),
        *(_number(name) for name in ("late", "early")),
        *(pl.col(name).alias(f"{name}_said") for name in ("late", "early")),
        *(_yes(name) for name in ("missed_in", "missed_out")),
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


# Productivity -----------------------------------------------------------------------------------

PRODUCTIVITY_COLUMNS = (
    NIP,
    Column("month", _("Bulan"), required=True, aliases=("PERIODE", "BULAN KINERJA"), example="10-2026", longest=20,
           note=_("Bulan dan tahun, misalnya 10-2026.")),
    Column("minutes", _("Menit disetujui"), aliases=("MENIT", "MENIT EFEKTIF", "CAPAIAN MENIT"), example="6300",
           longest=12),
    Column("target", _("Target menit"), aliases=("TARGET", "MENIT TARGET"), example="6750", longest=12),
    Column("predicate", _("Predikat"), aliases=("PREDIKAT PERIODIK",), longest=40),
)  # fmt: skip

_PREDICATES = {
    each.removeprefix("achieved_"): str(label)
    for each, label in (
        (Setting.VERY_GOOD, "sangat baik"), (Setting.GOOD, "baik"), (Setting.NEEDS_IMPROVEMENT, "butuh perbaikan"),
        (Setting.POOR, "kurang"), (Setting.VERY_POOR, "sangat kurang"),
    )
}  # fmt: skip


def check_productivity(frame: pl.DataFrame, *, today: date) -> Checked:
    """Minutes against a target, or a predicate, of a month of people we know."""
    read = with_employees(frame).with_columns(
        _month(),
        *(_number(name).round(0).cast(pl.Int64, strict=False) for name in ("minutes", "target")),
        pl.col("predicate").pipe(_coded, _PREDICATES.items(), {}).alias("predicate"),
        *(pl.col(name).alias(f"{name}_said") for name in ("minutes", "target", "predicate")),
    )  # fmt: skip
    checked = judge(read, _productivity_faults(today))
    return replace(checked, good=checked.good.with_columns(_month_reference()))


def _productivity_faults(today: date) -> list[Fault]:
    return [
        stranger(),
        _no_month(today),
        *(
            Fault(
                name, f"{name}_impossible",
                pl.col(f"{name}_said").is_not_null() & ~pl.col(name).is_between(0, 100_000).fill_null(False),
                _("Jumlah menit tidak terbaca atau tidak mungkin."), _("Tulis angka bulat, misalnya 6300."),
            )
            for name in ("minutes", "target")
        ),
        Fault(
            "predicate", "predicate_unknown", pl.col("predicate_said").is_not_null() & pl.col("predicate").is_null(),
            _("Predikat kinerja tidak terbaca."), _("Tulis misalnya “Baik” atau “Sangat baik”."),
        ),
        Fault(
            "minutes", "nothing_said", pl.all_horizontal(pl.col("minutes_said", "predicate_said").is_null()),
            _("Baris ini tidak memuat menit maupun predikat."), _("Isi salah satunya."),
        ),
        Fault(
            "target", "target_missing", pl.col("minutes").is_not_null() & ~(pl.col("target") > 0).fill_null(False),
            _("Menit tanpa target tidak dapat dibandingkan."), _("Isi target menit bulan itu."),
        ),
    ]  # fmt: skip


PRODUCTIVITY = ImportKind(
    code="welfare.productivity",
    label=_("Rekap produktivitas bulanan"),
    description=_(
        "Menit laporan harian yang disetujui terhadap target, atau predikat periodik, setiap pegawai sebulan."
    ),
    permission=Permission.IMPORT,
    columns=PRODUCTIVITY_COLUMNS,
    check=check_productivity,
    apply=services.PRODUCTIVITY.apply,
    undo=services.PRODUCTIVITY.undo,
    order=71,
)


# Counts of a month -------------------------------------------------------------------------------

_DAYS = _("hari")


def _count(name: str, label: Any, *aliases: str) -> Column:
    return Column(name, label, aliases=aliases, longest=6)


def _step(event: str, step: int, label: Any, short: str, long: str) -> Column:
    names = (f"{short}{step}", f"{short} {step}", f"{long} {step}")
    return _count(f"{event}_{step}", format_lazy("{} {}", label, step), *names)


RECAP_COLUMNS = (
    NIP,
    Column("month", _("Bulan"), required=True, aliases=("PERIODE", "BULAN KEHADIRAN"), example="10-2026", longest=20,
           note=_("Bulan dan tahun, misalnya 10-2026.")),
    *(_step("late", step, _("Terlambat batas"), *("TL", "TERLAMBAT")) for step in STEPS),
    *(_step("early", step, _("Pulang cepat batas"), *("PSW", "PC")) for step in STEPS),
    _count("unclocked", _("Tidak mengisi kehadiran (kali)"), "TAM/TAP", "LUPA ABSEN", "TIDAK ABSEN"),
    _count("absent", _("Tanpa keterangan (hari)"), "TK", "ALPA", "MANGKIR", "TANPA KETERANGAN"),
    *(
        _count(each.value, format_lazy("{} ({})", each.label, _DAYS), str(each.label).upper())
        for each in Presence
        if each.startswith("leave_")
    ),
)  # fmt: skip


def check_recap(frame: pl.DataFrame, *, today: date) -> Checked:
    """Counts of a month of people we know: how often late within each step, how many days of each leave."""
    read = with_employees(frame).with_columns(
        _month(),
        *(_number(name) for name in RECAP_COUNTS),
        *(pl.col(name).alias(f"{name}_said") for name in RECAP_COUNTS),
    )
    checked = judge(read, _recap_faults(today))
    counts = pl.col(RECAP_COUNTS).fill_null(0).cast(pl.Int32)
    return replace(checked, good=checked.good.with_columns(counts, _month_reference()))


def _recap_faults(today: date) -> list[Fault]:
    return [
        stranger(),
        _no_month(today),
        *(
            Fault(
                name, f"{name}_impossible",
                pl.col(f"{name}_said").is_not_null()
                & ~(pl.col(name).is_between(0, MOST_TIMES) & (pl.col(name) % 1 == 0)).fill_null(False),
                _("Hitungan tidak terbaca atau tidak mungkin dalam sebulan."),
                _("Tulis angka bulat, misalnya 2; kosongkan bila tidak ada."),
            )
            for name in RECAP_COUNTS
        ),
        Fault(
            "absent", "more_than_the_month",
            pl.sum_horizontal(pl.col("absent", *_LEAVES).fill_null(0)) > pl.col("month").dt.days_in_month(),
            _("Hari tidak masuk dan cuti lebih banyak daripada hari bulan itu."), _("Periksa hitungannya."),
        ),
    ]  # fmt: skip


RECAP = ImportKind(
    code="welfare.recap",
    label=_("Rekap kehadiran sebulan (hitungan saja)"),
    description=_(
        "Satu baris untuk setiap pegawai dan bulan: berapa kali terlambat dan pulang cepat menurut batasnya, berapa "
        "hari tanpa keterangan dan cuti. Yang kosong, atau yang kolomnya tidak ada, berarti tidak pernah. Dipakai bila "
        "kehadiran hariannya tidak lengkap."
    ),
    permission=Permission.IMPORT,
    columns=RECAP_COLUMNS,
    check=check_recap,
    apply=services.RECAPS.apply,
    undo=services.RECAPS.undo,
    order=71,
)


# The region's own numbers -----------------------------------------------------------------------

SETTING_COLUMNS = (
    Column("what", _("Ketentuan"), required=True, aliases=("KOMPONEN", "JENIS KETENTUAN"), example="TPP beban kerja",
           longest=120),
    Column("value", _("Nilai"), required=True, aliases=("PERSEN", "PERSENTASE", "INDEKS"), example="25", longest=20,
           note=_("Persen untuk komponen, potongan, dan bagian; faktor untuk indeks, misalnya 0,85.")),
    Column("class_from", _("Dari kelas"), aliases=("KELAS", "KELAS DARI"), longest=4),
    Column("class_to", _("Sampai kelas"), aliases=("KELAS SAMPAI",), longest=4),
    Column("unit_name", _("Unit"), aliases=("UNIT KERJA", "OPD"), longest=300, note=_("Kosong berarti semua unit.")),
    Column("title", _("Nama jabatan"), aliases=("JABATAN",), longest=200, note=_("Kosong berarti semua jabatan.")),
    Column("law", _("Peraturan"), required=True, aliases=("DASAR HUKUM",), example="Perwa 5/2026", longest=200),
    Column("article", _("Pasal"), required=True, example="Pasal 7 ayat (2)", longest=120),
    Column("from_on", _("Berlaku sejak"), required=True, aliases=("MULAI BERLAKU",), shape=Shape.DATE,
           example="01-01-2026"),
    Column("until_on", _("Sampai"), aliases=("BERLAKU SAMPAI",), shape=Shape.DATE,
           note=_("Hari pertama sesudah tidak berlaku lagi.")),
)  # fmt: skip


def check_settings(frame: pl.DataFrame, *, today: date) -> Checked:
    """Numbers of a regional regulation, each with its clause."""
    _by_id, by_name = organization.unit_keys()
    read = frame.with_columns(
        pl.col("what").pipe(_coded, Setting.choices, {}),
        pl.col("what").alias("what_said"),
        pl.col("value").str.replace(",", ".", literal=True).cast(pl.Float64, strict=False),
        *(_number(name).cast(pl.Int32, strict=False) for name in ("class_from", "class_to")),
        pl.col("from_on", "until_on").str.to_date("%Y-%m-%d", strict=False),
        pl.col("unit_name")
        .str.to_lowercase()
        .replace_strict(by_name, default=None, return_dtype=pl.Int64)
        .alias("unit_id"),
        pl.col("title").fill_null(""),
    ).with_columns(pl.coalesce("class_to", "class_from").alias("class_to"))
    checked = judge(read, _setting_faults())
    named = ("what", "class_from", "class_to", "unit_id", "title", "from_on")
    reference = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in named], separator="|")
    return replace(checked, good=checked.good.with_columns(reference.alias("reference")))


def _setting_faults() -> list[Fault]:
    is_index = pl.col("what").str.starts_with("index_")
    most = pl.when(is_index).then(float(MOST_INDEX)).otherwise(float(MOST_PERCENT))
    return [
        Fault(
            "what", "what_unknown", pl.col("what").is_null(), _("Ketentuan ini tidak dikenal."),
            _("Pakai nama pada templat, misalnya TPP beban kerja."),
        ),
        Fault(
            "value", "value_impossible",
            ~pl.col("value").is_between(0, most).fill_null(False),
            _("Nilai kosong, tidak terbaca, atau tidak mungkin."),
            _("Tulis persen seperti 25, atau faktor indeks seperti 0,85."),
        ),
        Fault(
            "class_from", "class_impossible", ~pl.col("class_from").is_between(1, 17).fill_null(True)
            | ~pl.col("class_to").is_between(1, 17).fill_null(True) | (pl.col("class_to") < pl.col("class_from")),
            _("Kelas jabatan berkisar dari 1 sampai 17, dari yang kecil ke yang besar."), _("Perbaiki kelasnya."),
        ),
        Fault(
            "unit_name", "unit_unknown", pl.col("unit_name").is_not_null() & pl.col("unit_id").is_null(),
            _("Tidak ada unit dengan nama ini."), _("Tulis namanya seperti pada susunan organisasi."),
        ),
        Fault(
            "from_on", "from_missing", pl.col("from_on").is_null(), _("Tanggal mulai berlaku tidak terbaca."),
            _("Tulis 01-01-2026."),
        ),
        Fault(
            "until_on", "until_backward", pl.col("until_on") <= pl.col("from_on"),
            _("Tanggal akhir harus sesudah tanggal mulai."), _("Periksa kedua tanggalnya."),
        ),
    ]  # fmt: skip


SETTING_FILE = ImportKind(
    code="welfare.setting",
    label=_("Ketentuan TPP daerah"),
    description=_(
        "Indeks, persentase komponen per kelas, unit, atau jabatan, dan potongan cuti, masing-masing dengan pasalnya."
    ),
    permission=Permission.IMPORT,
    columns=SETTING_COLUMNS,
    check=check_settings,
    apply=services.SETTINGS.apply,
    undo=services.SETTINGS.undo,
    order=72,
)


# Shared -----------------------------------------------------------------------------------------


def _coded(said: pl.Expr, choices: Iterable[tuple[str, Any]], words: Any) -> pl.Expr:
    """A code of ours, its label, or another word for it, however it is typed; null for anything else."""
    codes = {}
    for code, label in choices:
        for name in (code, str(label), *words.get(code, ())):
            codes["".join(each for each in name.lower() if each.isalnum())] = code
    plain = said.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
    return plain.replace_strict(codes, default=None, return_dtype=pl.String)


def _number(name: str) -> pl.Expr:
    return pl.col(name).cast(pl.Float64, strict=False)


def _month() -> pl.Expr:
    """The first day of a month that is typed as 10-2026, 10/2026, 2026-10 or a day of it."""
    found = pl.col("month").str.extract_groups(
        r"^(?:(?<y>\d{4})-(?<m>\d{1,2})(?:-\d{1,2})?|(?<m2>\d{1,2})[-/](?<y2>\d{4}))$"
    )
    year, number = ([found.struct.field(name) for name in names] for names in (("y", "y2"), ("m", "m2")))
    text = pl.format("{}-{}-01", pl.coalesce(year), pl.coalesce(number))
    return text.str.to_date("%Y-%m-%d", strict=False).alias("month")


def _month_reference() -> pl.Expr:
    return pl.format("{}:{}", "nip", pl.col("month").dt.to_string("%Y-%m")).alias("reference")


def _no_month(today: date) -> Fault:
    return Fault(
        "month", "month_unreadable", pl.col("month").is_null() | (pl.col("month") > today),
        _("Bulan tidak terbaca atau belum tiba."), _("Tulis bulan dan tahun, misalnya 10-2026."),
    )  # fmt: skip


def _yes(name: str) -> pl.Expr:
    return pl.col(name).str.to_lowercase().is_in(["ya", "y", "1", "x", "v", "true", "√"]).fill_null(False)


KINDS = (ATTENDANCE, RECAP, PRODUCTIVITY, SETTING_FILE)
