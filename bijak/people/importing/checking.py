"""What can be wrong with a row about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.organization import queries as organization
from bijak.people import texts


def with_days(frame: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
    """Text days (already in ISO form) as days; what is none becomes unknown."""
    return frame.with_columns(pl.col(column).str.to_date("%Y-%m-%d", strict=False) for column in columns)


def with_units(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``unit_id``: by the national id, else by a name that only one unit has."""
    by_id, by_name = organization.unit_keys()
    name = pl.col("unit_name").str.to_lowercase().str.replace_all(r"\s+", " ")
    return frame.with_columns(
        pl.coalesce(
            pl.col("unit_siasn_id").replace_strict(by_id, default=None, return_dtype=pl.Int64),
            pl.when(pl.col("unit_siasn_id").is_null()).then(
                name.replace_strict(by_name, default=None, return_dtype=pl.Int64)
            ),
        ).alias("unit_id")
    )


def unit_faults() -> list[Fault]:
    """Of a frame ``with_units``."""
    is_unknown = pl.col("unit_id").is_null()
    has_id, has_name = (pl.col(field).is_not_null() for field in ("unit_siasn_id", "unit_name"))
    return [
        Fault(
            "unit_siasn_id",
            "unit_unknown",
            is_unknown & has_id,
            _("Unor dengan ID ini belum ada dalam susunan organisasi."),
            _("Impor berkas unor lebih dulu, atau kosongkan ID-nya dan isi nama unit yang ada."),
        ),
        Fault(
            "unit_name",
            "unit_unknown",
            is_unknown & ~has_id & has_name,
            _("Nama unit ini tidak ada dalam susunan organisasi, atau dipakai lebih dari satu unit."),
            _("Isi ID unornya, ganti dengan nama unit yang hanya satu, atau impor berkas unor lebih dulu."),
        ),
        Fault(
            "unit_name",
            "unit_missing",
            is_unknown & ~has_id & ~has_name,
            _("Unit kosong."),
            _("Isi ID unor, atau nama unit seperti dalam susunan organisasi."),
        ),
    ]


def born() -> pl.Expr:
    """The NIP begins with the birth date."""
    return pl.col("nip").str.slice(0, 8).str.to_date("%Y%m%d", strict=False)


def nip_faults() -> list[Fault]:
    """NIP (Perka BKN 22/2007) and NI PPPK, of the column ``nip``: birth date, appointment, sex, sequence."""
    nip = pl.col("nip")
    is_written = nip.str.contains(r"^\d{18}$")
    month = nip.str.slice(12, 2).cast(pl.Int8, strict=False)
    return [
        Fault(
            "nip",
            "nip_layout",
            ~is_written,
            _("NIP harus 18 angka."),
            _("Salin NIP dari SK atau SIASN; di Excel, simpan kolom NIP sebagai teks."),
        ),
        Fault(
            "nip",
            "nip_birth_date",
            is_written & born().is_null(),
            _("Delapan angka pertama NIP bukan tanggal lahir yang ada di kalender."),
            _("Periksa NIP pada SK CPNS atau surat konversi NIP."),
        ),
        Fault(
            "nip",
            "nip_appointment",
            is_written & ~(month.is_between(1, 12) | (month >= 21)),
            _("Angka ke-13 dan 14 NIP bukan bulan pengangkatan (01–12) dan bukan penanda PPPK (21 ke atas)."),
            _("Periksa NIP pada SK pengangkatan."),
        ),
        Fault(
            "nip",
            "nip_sex",
            is_written & ~nip.str.slice(14, 1).is_in(["1", "2"]),
            _("Angka ke-15 NIP harus 1 (pria) atau 2 (wanita)."),
            _("Periksa NIP pada SK pengangkatan."),
        ),
        Fault(
            "nip",
            "nip_sequence",
            is_written & (nip.str.slice(15, 3) == "000"),
            _("Nomor urut NIP (tiga angka terakhir) dimulai dari 001."),
            _("Periksa NIP pada SK pengangkatan."),
        ),
    ]


def day_is_real(field: str, today: date) -> Fault:
    """A day of the past or the near future, and not of another century."""
    day = pl.col(field)
    return Fault(
        field,
        "day_out_of_range",
        (day < date(1930, 1, 1)) | (day > date(today.year + 2, today.month, 1)),
        _("Tanggal ini terlalu jauh di masa lalu atau di masa depan."),
        _("Periksa tahunnya; tanggal ditulis hari-bulan-tahun, misalnya 01-04-2024."),
    )


def not_before(field: str, earlier: str, code: str, message: Any) -> Fault:
    return Fault(
        field,
        code,
        pl.col(field) < pl.col(earlier),
        message,
        _("Bandingkan kedua tanggal dengan surat keputusannya."),
    )


def in_table(field: str, table: Iterable[str], code: str, message: Any) -> Fault:
    return Fault(
        field,
        code,
        pl.col(field).is_not_null() & ~pl.col(field).is_in(list(table)),
        message,
        _("Pakai kode dari tabel referensi; unduh contoh berkas untuk melihatnya."),
    )


def out_of_range(field: str, lowest: int, highest: int) -> Fault:
    """A number that cannot be, of a column of whole numbers."""
    return Fault(
        field,
        "number_out_of_range",
        ~pl.col(field).is_between(lowest, highest),
        _("Bilangan ini tidak mungkin, paling banyak %(highest)d.") % {"highest": highest},
        _("Periksa angkanya pada surat keputusannya, atau kosongkan."),
    )


def missing(field: str, code: str, message: Any, hint: Any) -> Fault:
    return Fault(field, code, pl.col(field).is_null(), message, hint)


def before_birth(field: str) -> Fault:
    return Fault(
        field,
        "decree_before_birth",
        pl.col(field) < born(),
        _("Tanggal ini mendahului kelahiran pegawai."),
        _("Bandingkan dengan surat keputusannya dan NIP-nya."),
    )


def year_impossible(field: str, code: str, message: Any, hint: Any, *, from_age: int, today: date) -> Fault:
    """No year, one before the person was ``from_age`` (years), or one to come."""
    year = pl.col(field)
    first = born().dt.year() + from_age
    return Fault(field, code, year.is_null() | ~year.is_between(first, today.year), message, hint)


def rank_sinks(field: str) -> Fault:
    """Of a frame ``with_rank_before``."""
    return Fault(
        field,
        "rank_sinks",
        pl.col("rank_code").is_in(texts.PNS_RANKS) & (pl.col("rank_code") < pl.col("rank_before")),
        _(
            "Golongan ini lebih rendah daripada yang sebelumnya, padahal tidak ada hukuman penurunan pangkat "
            "yang tercatat."
        ),
        _(
            "Periksa golongan dan TMT-nya, atau impor dulu riwayat hukuman disiplinnya. Bila memang turun, lewati "
            "baris ini lalu catat di halaman pegawainya dengan alasannya."
        ),
    )


def spanned(frame: pl.DataFrame) -> pl.DataFrame:
    """The file names the last day; a span ends before a day."""
    return frame.with_columns(
        pl.col("starts_on").alias("from_on"), pl.col("ends_on").dt.offset_by("1d").alias("until_on")
    )


def span_faults(today: date) -> list[Fault]:
    return [
        missing(
            "starts_on",
            "day_missing",
            _("Tanggal mulai kosong atau bukan tanggal."),
            _("Isi dari surat keputusannya."),
        ),
        day_is_real("starts_on", today),
        before_birth("starts_on"),
        before_birth("decree_on"),
        Fault(
            "ends_on",
            "ends_before_start",
            pl.col("ends_on") < pl.col("starts_on"),
            _("Tanggal berakhir mendahului tanggal mulai."),
            _("Periksa kedua tanggal pada SK."),
        ),
    ]
