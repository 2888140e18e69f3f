"""The histories of ranks, positions, education and contracts."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.people import importing as people
from bijak.siasn.importing.cells import coded, echelon, nip_of_person, rank
from bijak.siasn.importing.translating import PEOPLE_IMPORT, Translated, kind
from bijak.siasn.mapping import files, spellings


def _ranks(frame: pl.DataFrame) -> pl.DataFrame:
    frame = nip_of_person(frame)
    return frame.with_columns(
        rank(frame, "rank_code", "rank_name"),
        coded(frame, "kind_code", spellings.PROMOTION, name="kind_name"),
    )


def _positions(frame: pl.DataFrame) -> pl.DataFrame:
    return nip_of_person(frame).with_columns(
        coded(frame, "position_kind", spellings.POSITION_KIND),
        coded(frame, "assignment_code", spellings.ASSIGNMENT),
        echelon(frame),
        pl.coalesce("position_title", "functional_title", "executor_title").alias("position_title"),
        pl.coalesce("position_siasn_id", "functional_id", "executor_id").alias("position_siasn_id"),
    )


def _education(frame: pl.DataFrame) -> pl.DataFrame:
    return nip_of_person(frame).with_columns(
        coded(frame, "level_code", spellings.EDUCATION_LEVEL, name="level_name")
    )


KINDS = (
    kind(
        "rank_history",
        _("Riwayat golongan"),
        _("Riwayat rw_golongan SIASN: pangkat PNS dan golongan PPPK dari masa ke masa."),
        Translated(
            people.RANKS,
            files.RANK_HISTORY,
            _ranks,
            wire=("person_siasn_id", "rank_name", "kind_name"),
            renamed={"rank_code": "rank_id"},
            labels={"rank_code": _("Kode golongan")},
            named=("rank_code", "kind_code"),
            spelled={
                "rank_code": ("rank_name", spellings.PNS_RANK),
                "kind_code": ("kind_name", spellings.PROMOTION),
            },
        ),
        PEOPLE_IMPORT,
        30,
    ),
    kind(
        "position_history",
        _("Riwayat jabatan"),
        _("Riwayat rw_jabatan SIASN: jabatan dan unit dari masa ke masa, termasuk Plt. dan tugas tambahan."),
        Translated(
            people.POSITIONS,
            files.POSITION_HISTORY,
            _positions,
            wire=(
                "person_siasn_id",
                "functional_id",
                "functional_title",
                "executor_id",
                "executor_title",
                "echelon_name",
            ),
            named=("position_kind", "assignment_code", "echelon_code"),
            spelled={"echelon_code": ("echelon_name", None)},
            instead={"position_title": ("functional_title", "executor_title")},
            renamed={"position_kind": "position_kind_id", "assignment_code": "assignment_id"},
            labels={"echelon_code": _("Kode eselon")},
        ),
        PEOPLE_IMPORT,
        31,
    ),
    kind(
        "education_history",
        _("Riwayat pendidikan"),
        _("Riwayat rw_pendidikan SIASN: ijazah yang sudah diakui."),
        Translated(
            people.EDUCATION,
            files.EDUCATION_HISTORY,
            _education,
            wire=("person_siasn_id", "level_name"),
            named=("level_code",),
            spelled={"level_code": ("level_name", spellings.EDUCATION_LEVEL)},
        ),
        PEOPLE_IMPORT,
        32,
    ),
    kind(
        "contract_history",
        _("Perjanjian kerja PPPK"),
        _("Satu baris untuk setiap perjanjian, perpanjangannya juga: mulai dan hari terakhirnya."),
        Translated(people.CONTRACTS, files.CONTRACTS, lambda frame: frame),
        PEOPLE_IMPORT,
        33,
    ),
)
