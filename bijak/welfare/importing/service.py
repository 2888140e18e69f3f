"""Raises that were given and leave that was taken, from files of the office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.people.queries.naming import stranger, with_employees
from bijak.welfare.access import Permission
from bijak.welfare.models import LeaveKind
from bijak.welfare.services import leave, raises

_NIP = Column(
    "nip", _("NIP"), required=True, aliases=("NIP BARU", "NIP PEGAWAI"), example="199001012015012001",
    personal=True, shape=Shape.DIGITS,
)  # fmt: skip
_MOST_SERVICE = 60 * 12
_MOST_SALARY = 100_000_000
FIRST_DAY = date(1970, 1, 1)


# Raises -----------------------------------------------------------------------------------------

_RAISE_COLUMNS = (
    _NIP,
    Column(
        "from_on", _("TMT KGB"), required=True, aliases=("TMT KGB TERAKHIR", "TMT GAJI BERKALA", "KGB TERAKHIR"),
        example="01-04-2024", shape=Shape.DATE,
    ),
    Column("years", _("MKG tahun"), aliases=("MASA KERJA TAHUN", "MK TAHUN"), longest=4),
    Column("months", _("MKG bulan"), aliases=("MASA KERJA BULAN", "MK BULAN"), longest=4),
    Column("salary", _("Gaji pokok baru"), aliases=("GAJI POKOK", "GAJI"), personal=True, longest=20,
           note=_("Rupiah, boleh kosong.")),
    Column("decree_no", _("Nomor surat"), aliases=("NOMOR SK", "NO SK", "NOMOR SURAT KGB"), longest=150),
    Column("decree_on", _("Tanggal surat"), aliases=("TANGGAL SK", "TGL SK"), shape=Shape.DATE),
)  # fmt: skip


def check_raises(frame: pl.DataFrame, *, today: date) -> Checked:
    """Raises of people we know, on days that can be."""
    read = with_employees(frame).with_columns(
        pl.col("from_on", "decree_on").str.to_date("%Y-%m-%d", strict=False),
        (_number("years") * 12 + _number("months").fill_null(0)).cast(pl.Int32).alias("service_months"),
        pl.col("salary")
        .str.replace_all(r"(?i)rp|[.\s]|,00$", "")
        .cast(pl.Int64, strict=False)
        .alias("amount"),
    )
    last_year = date(today.year + 1, 12, 31)
    faults = [
        stranger(),
        Fault(
            "from_on",
            "day_impossible",
            ~pl.col("from_on").is_between(FIRST_DAY, last_year),
            _("TMT KGB sebelum 1970 atau terlalu jauh ke depan."),
            _("Periksa tahunnya."),
        ),
        Fault(
            "years",
            "service_impossible",
            (pl.col("years").is_not_null() & pl.col("service_months").is_null())
            | ~pl.col("service_months").is_between(0, _MOST_SERVICE),
            _("Masa kerja golongan tidak terbaca atau tidak mungkin."),
            _("Tulis tahun dan bulannya dalam angka, misalnya 12 dan 0."),
        ),
        Fault(
            "salary",
            "amount_impossible",
            (pl.col("salary").is_not_null() & pl.col("amount").is_null())
            | ~pl.col("amount").is_between(0, _MOST_SALARY),
            _("Gaji pokok tidak terbaca sebagai rupiah."),
            _("Tulis angkanya saja, misalnya 3456700, atau kosongkan."),
        ),
    ]
    checked = judge(read, faults)
    good = checked.good.with_columns(
        pl.col("amount").cast(pl.Int32).alias("salary"), _reference("employee_id", "from_on")
    )
    return replace(checked, good=good)


RAISES = ImportKind(
    code="raises_given",
    label=_("KGB terakhir"),
    description=_(
        "Kenaikan gaji berkala yang sudah diberikan: satu baris untuk setiap KGB, paling sedikit yang terakhir."
    ),
    permission=Permission.KEEP_SERVICE,
    columns=_RAISE_COLUMNS,
    check=check_raises,
    apply=raises.record_raises,
    undo=raises.undo_raises,
    order=62,
)


# Leave ------------------------------------------------------------------------------------------

_LEAVE_COLUMNS = (
    _NIP,
    Column("kind", _("Jenis cuti"), required=True, example="Cuti tahunan", longest=60),
    Column("year", _("Tahun"), example="2026", longest=6, note=_("Boleh kosong bila tanggal mulainya ada.")),
    Column("from_on", _("Mulai"), aliases=("TANGGAL MULAI", "TMT CUTI"), shape=Shape.DATE),
    Column("until_on", _("Sampai"), aliases=("TANGGAL SELESAI", "HARI TERAKHIR"), shape=Shape.DATE),
    Column("days", _("Lamanya (hari)"), required=True, aliases=("JUMLAH HARI", "LAMA", "HARI KERJA"), example="3",
           longest=6, note=_("Hari kerja untuk cuti tahunan; 0 berarti tidak mengambil.")),
    Column("decree_no", _("Nomor surat"), aliases=("NOMOR SURAT CUTI", "NO SURAT"), longest=150),
)  # fmt: skip

_KIND_WORDS = {
    LeaveKind.ANNUAL: ("ct", "tahunan"),
    LeaveKind.BIG: ("cb", "besar"),
    LeaveKind.SICK: ("cs", "sakit"),
    LeaveKind.MATERNITY: ("cm", "melahirkan", "bersalin"),
    LeaveKind.IMPORTANT: ("cap", "alasanpenting", "cutialasanpenting"),
    LeaveKind.POSTPONED: ("ditangguhkan", "cutiditangguhkan", "penangguhan"),
}
_MOST_DAYS = 600
"""A year and six months of sick leave, and some."""


def check_leave(frame: pl.DataFrame, *, today: date) -> Checked:
    """Leave of people we know: of which kind, in which year, how many days."""
    words = {
        word: kind.value
        for kind, said in _KIND_WORDS.items()
        for word in (kind.value, str(kind.label).lower().replace(" ", ""), *said)
    }
    said = pl.col("kind").str.to_lowercase().str.replace_all(r"[^a-z]", "")
    read = with_employees(frame).with_columns(
        pl.col("from_on", "until_on").str.to_date("%Y-%m-%d", strict=False),
        said.replace_strict(words, default=None, return_dtype=pl.String).alias("coded"),
        _number("days").alias("counted"),
    )
    read = read.with_columns(pl.coalesce(_number("year"), pl.col("from_on").dt.year()).alias("of_year"))
    faults = [
        stranger(),
        Fault(
            "kind",
            "kind_unknown",
            pl.col("kind").is_not_null() & pl.col("coded").is_null(),
            _("Jenis cuti tidak dikenal."),
            _(
                "Tulis cuti tahunan, besar, sakit, melahirkan, atau karena alasan penting. Cuti bersama tidak dicatat."
            ),
        ),
        Fault(
            "year",
            "year_impossible",
            pl.col("of_year").is_null() | ~pl.col("of_year").is_between(2000, today.year + 1),
            _("Tahun cuti kosong atau tidak mungkin."),
            _("Isi tahunnya, atau tanggal mulainya."),
        ),
        Fault(
            "days",
            "days_impossible",
            pl.col("counted").is_null() | ~pl.col("counted").is_between(0, _MOST_DAYS),
            _("Lamanya cuti tidak terbaca atau tidak mungkin."),
            _("Tulis banyaknya hari dalam angka; 0 berarti tidak mengambil."),
        ),
        Fault(
            "until_on",
            "days_backwards",
            pl.col("until_on") < pl.col("from_on"),
            _("Cuti selesai sebelum dimulai."),
            _("Periksa kedua tanggalnya."),
        ),
    ]
    checked = judge(read, faults)
    good = checked.good.with_columns(
        pl.col("coded").alias("kind"),
        pl.col("of_year").alias("year"),
        pl.col("counted").alias("days"),
        pl.concat_str(
            pl.col("employee_id").cast(pl.String),
            pl.col("coded"),
            pl.coalesce(pl.col("from_on").cast(pl.String), pl.col("of_year").cast(pl.String)),
            separator=":",
        ).alias("reference"),
    )
    return replace(checked, good=good)


LEAVE = ImportKind(
    code="leave_taken",
    label=_("Cuti yang diambil"),
    description=_("Cuti yang sudah diambil, satu baris untuk setiap cuti atau untuk seluruh tahun."),
    permission=Permission.KEEP_SERVICE,
    columns=_LEAVE_COLUMNS,
    check=check_leave,
    apply=leave.LEAVE.apply,
    undo=leave.LEAVE.undo,
    order=63,
)


# Both -------------------------------------------------------------------------------------------


def _number(field: str) -> pl.Expr:
    return pl.col(field).cast(pl.Float64, strict=False).cast(pl.Int32, strict=False)


def _reference(*fields: str) -> pl.Expr:
    return pl.concat_str([pl.col(field).cast(pl.String) for field in fields], separator=":").alias(
        "reference"
    )
