"""The main data of everybody: to be recorded, or only to be compared with what is on record."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.people import importing as people
from bijak.quality import importing as quality
from bijak.quality.registries import Source
from bijak.siasn.importing.cells import coded, echelon, is_pppk, rank
from bijak.siasn.importing.translating import PEOPLE_IMPORT, Door, Translated, kind
from bijak.siasn.mapping import files, spellings

RECORD = _("SIASN menyimpan catatan resminya; usulan ke BKN ditolak selama keduanya berbeda.")
REPORTED = _("Perpindahan dicatat di sini lebih dahulu, baru dilaporkan ke SIASN.")
NEARER = _("Pegawai lebih dahulu memberi tahu instansinya sendiri.")

SIASN = Source(
    code="siasn",
    label=_("SIASN"),
    wins=dict.fromkeys(("nip", "name", "born_on", "sex", "rank", "standing_code", "education_level"), RECORD),
    loses=dict.fromkeys(("phone", "email", "gov_email", "marital_status"), NEARER)
    | dict.fromkeys(("position", "position_title", "unit"), REPORTED),
    recorded_as="workforce",
)
"""The national record as a source to be compared with. Of a NIK neither side knows for certain."""

_COMPARED = {
    *("siasn_id", "nip", "name", "front_title", "back_title", "birth_place", "born_on", "sex", "religion"),
    *(
        "marital_status",
        "nik",
        "phone",
        "email",
        "gov_email",
        "npwp",
        "bpjs",
        "employee_type",
        "standing_code",
    ),
    *("first_rank_code", "rank_code", "rank_from", "position_kind", "position_title", "position_from"),
    *("education_level", "unit_siasn_id", "unit_name", "echelon_code"),
}
_COMPARISON = quality.Comparison(
    SIASN,
    tuple(
        replace(column, required=column.field == "nip")
        for column in people.WORKFORCE.columns
        if column.field in _COMPARED
    ),
)


def _workforce(frame: pl.DataFrame) -> pl.DataFrame:
    frame = frame.with_columns(
        coded(frame, "standing_code", spellings.STANDING, name="standing_name"),
        coded(frame, "religion", spellings.RELIGION, name="religion_name"),
        coded(frame, "marital_status", spellings.MARITAL_STATUS, name="marital_name"),
        coded(frame, "position_kind", spellings.POSITION_KIND, name="position_kind_name"),
        coded(frame, "sex", spellings.SEX),
        coded(frame, "education_level", spellings.EDUCATION_LEVEL, name="education_level_name"),
        echelon(frame),
        rank(frame, "rank_code", "rank_name"),
        rank(frame, "first_rank_code", "first_rank_name"),
    )
    part_time = (pl.col("standing_code") == "101") | pl.col("employee_type").str.to_uppercase().str.contains(
        "PARUH"
    )
    return frame.with_columns(
        pl.when(part_time.fill_null(False))
        .then(pl.lit("pppk_part_time"))
        .when(is_pppk("rank_name"))
        .then(pl.lit("pppk"))
        .alias("employee_type"),
    )


def _workforce_through(door: Door) -> Translated:
    return Translated(
        door,
        files.WORKFORCE,
        _workforce,
        wire=(
            "rank_name",
            "first_rank_name",
            "religion_name",
            "marital_name",
            "standing_name",
            "position_kind_name",
            "education_level_name",
            "echelon_name",
        ),
        named=(
            "religion",
            "marital_status",
            "position_kind",
            "sex",
            "standing_code",
            "education_level",
            "rank_code",
            "first_rank_code",
            "echelon_code",
        ),
        renamed={
            "religion": "religion_id",
            "marital_status": "marital_id",
            "position_kind": "position_kind_id",
            "rank_code": "rank_id",
            "first_rank_code": "first_rank_id",
        },
        labels={
            "religion": _("Kode agama"),
            "marital_status": _("Kode status perkawinan"),
            "position_kind": _("Kode jenis jabatan"),
            "echelon_code": _("Kode eselon"),
        },
        spelled={
            "religion": ("religion_name", spellings.RELIGION),
            "marital_status": ("marital_name", spellings.MARITAL_STATUS),
            "standing_code": ("standing_name", spellings.STANDING),
            "position_kind": ("position_kind_name", spellings.POSITION_KIND),
            "education_level": ("education_level_name", spellings.EDUCATION_LEVEL),
            "echelon_code": ("echelon_name", None),  # two of its codes have one name
            "rank_code": ("rank_name", spellings.PNS_RANK),
            "first_rank_code": ("first_rank_name", spellings.PNS_RANK),
        },
    )


KINDS = (
    replace(
        kind(
            "compare.siasn",
            _("Data utama SIASN, untuk dibandingkan"),
            _(
                "Unduhan “data utama” SIASN. Tidak ada yang dicatat; yang berbeda tampak di Rekonsiliasi data."
            ),
            _workforce_through(_COMPARISON),
            "quality.import",
            61,
        ),
        asks_whole=True,
    ),
    kind(
        "workforce",
        _("Data utama pegawai"),
        _("Unduhan “data utama” SIASN, satu baris untuk setiap pegawai. Impor unor lebih dulu."),
        _workforce_through(people.WORKFORCE),
        PEOPLE_IMPORT,
        20,
    ),
)
