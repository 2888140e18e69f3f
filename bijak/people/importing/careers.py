"""The files of ranks, positions and education."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.interchange.registries import Column, Shape
from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.importing.beside import with_rank_before, with_unit_days
from bijak.people.importing.checking import (
    before_birth,
    day_is_real,
    in_table,
    missing,
    out_of_range,
    rank_sinks,
    span_faults,
    unit_faults,
    with_units,
    year_impossible,
)
from bijak.people.importing.history import DECREE_NO, DECREE_ON, NIP, ROW_ID, STARTS_ON, History
from bijak.people.models import Assignment, EmployeeKind, PositionKind
from bijak.people.services.beliefs import EDUCATION as EDUCATION_TABLE
from bijak.people.services.beliefs import EMPLOYMENT, POSITION, RANK


def _rank_faults(today: date) -> list[Fault]:
    return [
        missing(
            "rank_code",
            "rank_missing",
            _("Golongan kosong."),
            _("Isi kode golongan, misalnya 33 untuk III/c."),
        ),
        in_table("rank_code", texts.RANKS, "rank_unknown", _("Golongan tidak dikenal.")),
        _no_day(),
        day_is_real("effective_from", today),
        day_is_real("decree_on", today),
        before_birth("effective_from"),
        before_birth("decree_on"),
        in_table("kind_code", _promotions(), "promotion_unknown", _("Jenis kenaikan pangkat tidak dikenal.")),
        out_of_range("service_years", 0, 60),
        out_of_range("service_months", 0, 11),
        rank_sinks("rank_code"),
    ]


def _promotions() -> dict[str, str]:
    return organization.codes("rank_promotion", builtin={}) | texts.RANK_PROMOTIONS


def _no_day() -> Fault:
    return missing(
        "effective_from",
        "day_missing",
        _("TMT kosong atau bukan tanggal."),
        _("Tulis hari-bulan-tahun, misalnya 01-04-2023."),
    )


RANKS = History(
    table=RANK,
    told_apart_by="effective_from",
    columns=(
        ROW_ID,
        NIP,
        Column("rank_code", _("Golongan"), required=True, example="33", longest=5),
        DECREE_NO,
        DECREE_ON,
        Column("effective_from", _("TMT golongan"), required=True, example="01-04-2023", shape=Shape.DATE),
        Column("kind_code", _("Jenis kenaikan pangkat"), example="101", longest=4),
        Column("service_years", _("Masa kerja golongan, tahun"), longest=5, shape=Shape.WHOLE),
        Column("service_months", _("Masa kerja golongan, bulan"), longest=5, shape=Shape.WHOLE),
        Column("credit_main", _("Angka kredit utama"), longest=12),
        Column("credit_extra", _("Angka kredit tambahan"), longest=12),
    ),
    days=("effective_from", "decree_on"),
    prepared=lambda frame: frame.with_columns(
        pl.col("effective_from").alias("from_on"),
        pl.col("rank_code").str.to_uppercase(),
        pl.col("service_years", "service_months").cast(pl.Int32, strict=False),
    ),
    beside=with_rank_before,
    faults=_rank_faults,
)

POSITIONS = History(
    table=POSITION,
    told_apart_by="effective_from",
    columns=(
        ROW_ID,
        NIP,
        Column("position_kind", _("Jenis jabatan"), required=True, longest=20),
        Column("position_siasn_id", _("Jabatan ID"), longest=40),
        Column("position_title", _("Jabatan"), required=True, longest=200),
        Column("unit_siasn_id", _("Unor ID"), longest=64),
        Column("unit_name", _("Unit"), longest=300),
        Column("echelon_code", _("Eselon"), longest=5),
        Column("effective_from", _("TMT jabatan"), required=True, example="01-02-2022", shape=Shape.DATE),
        DECREE_NO,
        DECREE_ON,
        Column("inaugurated_on", _("Tanggal pelantikan"), shape=Shape.DATE),
        Column("assignment_code", _("Jenis penugasan"), longest=12),
    ),
    days=("effective_from", "decree_on", "inaugurated_on"),
    prepared=lambda frame: with_units(
        frame.with_columns(
            pl.col("effective_from").alias("from_on"),
            pl.col("position_kind").alias("kind"),
            pl.col("position_title").alias("title"),
            pl.col("position_siasn_id").alias("siasn_id"),
            pl.col("assignment_code").fill_null(Assignment.DEFINITIVE.value).alias("assignment"),
        )
    ),
    beside=with_unit_days,
    faults=lambda today: [
        missing(
            "position_title", "position_missing", _("Jabatan kosong."), _("Isi nama jabatan seperti pada SK.")
        ),
        in_table(
            "position_kind", PositionKind.values, "position_kind_unknown", _("Jenis jabatan tidak dikenal.")
        ),
        in_table(
            "assignment_code", Assignment.values, "assignment_unknown", _("Jenis penugasan tidak dikenal.")
        ),
        _no_day(),
        day_is_real("effective_from", today),
        before_birth("effective_from"),
        before_birth("decree_on"),
        Fault(
            "unit_name",
            "unit_not_there",
            ~pl.col("unit_existed"),
            _("Unit ini tidak ada pada TMT jabatan."),
            _("Periksa TMT-nya, ganti dengan unit yang ada pada hari itu, atau koreksi riwayat unitnya."),
        ),
        in_table("echelon_code", texts.ECHELONS, "echelon_unknown", _("Eselon tidak dikenal.")),
        *unit_faults(),
    ],
)

EDUCATION = History(
    table=EDUCATION_TABLE,
    told_apart_by="graduated_year",
    columns=(
        ROW_ID,
        NIP,
        Column("level_code", _("Kode tingkat pendidikan"), required=True, example="40", longest=2),
        Column("programme_siasn_id", _("Pendidikan ID"), longest=40),
        Column("programme", _("Program studi"), longest=200),
        Column(
            "graduated_year", _("Tahun lulus"), required=True, example="2012", longest=6, shape=Shape.WHOLE
        ),
        Column("graduated_on", _("Tanggal lulus"), shape=Shape.DATE),
        Column("is_first", _("Pendidikan saat diangkat"), longest=10),
        Column("diploma_no", _("Nomor ijazah"), longest=100),
        Column("school", _("Nama sekolah"), longest=200),
        Column("front_title", _("Gelar depan"), longest=60),
        Column("back_title", _("Gelar belakang"), longest=100),
    ),
    days=("graduated_on",),
    prepared=lambda frame: frame.with_columns(pl.col("graduated_year").cast(pl.Int32, strict=False)),
    faults=lambda today: [
        missing(
            "level_code",
            "education_missing",
            _("Tingkat pendidikan kosong."),
            _("Isi kodenya, misalnya 40 untuk S-1."),
        ),
        in_table(
            "level_code",
            texts.EDUCATION_LEVELS,
            "education_unknown",
            _("Kode tingkat pendidikan tidak dikenal."),
        ),
        year_impossible(
            "graduated_year",
            "graduated_impossible",
            _("Tahun lulus kosong atau tidak mungkin."),
            _("Periksa tahun pada ijazah."),
            from_age=5,
            today=today,
        ),
        day_is_real("graduated_on", today),
        before_birth("graduated_on"),
    ],
)

_CONTRACT_KINDS = {
    kind.label.casefold(): kind.value for kind in (EmployeeKind.PPPK, EmployeeKind.PPPK_PART_TIME)
}

CONTRACTS = History(
    table=EMPLOYMENT,
    told_apart_by="starts_on",
    columns=(
        NIP,
        Column("contract_kind", _("Jenis PPPK"), required=True, example="PPPK", longest=30),
        STARTS_ON,
        Column("ends_on", _("Sampai dengan"), required=True, example="31-01-2029", shape=Shape.DATE),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("starts_on", "ends_on", "decree_on"),
    prepared=lambda frame: frame.with_columns(
        pl.col("contract_kind")
        .str.to_lowercase()
        .replace_strict(_CONTRACT_KINDS, default=None, return_dtype=pl.String)
        .alias("contract_kind"),
        pl.col("starts_on").alias("from_on"),
        pl.col("ends_on").alias("contract_ends_on"),
    ).with_columns(pl.col("contract_kind").alias("kind")),
    faults=lambda today: [
        missing(
            "contract_kind",
            "contract_kind_unknown",
            _("Jenis PPPK tidak dikenal."),
            _("Tulis PPPK atau PPPK Paruh Waktu."),
        ),
        Fault(
            "nip",
            "contract_of_pns",
            pl.col("nip").str.slice(12, 2).cast(pl.Int8, strict=False) < 21,
            _("NIP ini milik PNS; perjanjian kerja hanya dimiliki PPPK."),
            _("Periksa NI PPPK-nya; angka ke-13 dan 14-nya 21 ke atas."),
        ),
        missing(
            "ends_on",
            "day_missing",
            _("Hari terakhir perjanjian kosong atau bukan tanggal."),
            _("Isi dari naskah perjanjian kerjanya."),
        ),
        *span_faults(today),
    ],
)
"""Contracts of PPPK, a row for each: a prolongation is a contract of its own."""
