"""The file of families: a row for each spouse, child and parent."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.interchange.registries import Column, Shape
from bijak.people.importing.checking import born, in_table, missing
from bijak.people.importing.history import NIP, History
from bijak.people.models import Relation
from bijak.people.services.beliefs import FAMILY as FAMILY_TABLE

_WORDS = {
    **dict.fromkeys(("suami", "istri", "isteri", "pasangan", "suami atau istri"), Relation.SPOUSE.value),
    **dict.fromkeys(("anak", "anak kandung", "kandung"), Relation.CHILD.value),
    **dict.fromkeys(("anak tiri", "tiri"), Relation.STEPCHILD.value),
    **dict.fromkeys(("anak angkat", "angkat"), Relation.ADOPTED.value),
    **dict.fromkeys(("ayah", "bapak"), Relation.FATHER.value),
    "ibu": Relation.MOTHER.value,
}
"""How officials call who belongs to a family, in small letters."""

_TRUTHS = {"ya": True, "y": True, "1": True, "true": True} | dict.fromkeys(
    ("tidak", "t", "0", "false"), False
)
_PARENTS = (Relation.FATHER, Relation.MOTHER)


def _prepared(frame: pl.DataFrame) -> pl.DataFrame:
    relation = pl.col("relation").str.strip_chars().str.to_lowercase()
    said = pl.col("is_entitled").str.to_lowercase()
    entitled = said.replace_strict(_TRUTHS, default=None, return_dtype=pl.Boolean)
    return frame.with_columns(
        relation.replace_strict(_WORDS, default=pl.col("relation")),
        entitled,
        (said.is_not_null() & entitled.is_null()).alias("is_unread"),
    )


def _faults(today: date) -> list[Fault]:
    relation, born_on = pl.col("relation"), pl.col("born_on")
    return [
        missing(
            "relation",
            "relation_missing",
            _("Hubungan keluarga kosong."),
            _("Tulis suami, istri, anak kandung, anak tiri, anak angkat, ayah, atau ibu."),
        ),
        in_table("relation", Relation.values, "relation_unknown", _("Hubungan keluarga tidak dikenal.")),
        missing("name", "name_missing", _("Nama kosong."), _("Isi nama seperti pada kartu keluarga.")),
        Fault(
            "born_on",
            "born_on_impossible",
            (born_on > today) | (born_on < date(1880, 1, 1)),
            _("Tanggal lahir ini belum tiba, atau terlalu lama berlalu."),
            _("Periksa tahunnya pada akta kelahiran."),
        ),
        Fault(
            "born_on",
            "child_before_parent",
            (relation == Relation.CHILD.value) & (born_on <= born()),
            _("Anak kandung ini tercatat lahir sebelum pegawai."),
            _("Periksa tahunnya, atau hubungannya."),
        ),
        Fault(
            "born_on",
            "parent_after_child",
            relation.is_in(_PARENTS) & (born_on >= born()),
            _("Orang tua ini tercatat lahir sesudah pegawai."),
            _("Periksa tahunnya, atau hubungannya."),
        ),
        Fault(
            "is_entitled",
            "entitled_unknown",
            pl.col("is_unread"),
            _("Masuk tunjangan atau tidak, tidak terbaca."),
            _("Tulis ya atau tidak, atau kosongkan."),
        ),
        Fault(
            "nik",
            "nik_layout",
            ~pl.col("nik").str.contains(r"^[1-9]\d{15}$"),
            _("NIK harus 16 angka dan tidak diawali 0."),
            _("Salin NIK dari kartu keluarga; di Excel, simpan kolomnya sebagai teks."),
        ),
    ]


FAMILY = History(
    table=FAMILY_TABLE,
    told_apart_by="name",
    columns=(
        NIP,
        Column(
            "relation",
            _("Hubungan keluarga"),
            aliases=("Hubungan", "Status keluarga"),
            example="Anak kandung",
            personal=True,
            longest=40,
        ),
        Column("name", _("Nama anggota keluarga"), required=True, personal=True, longest=200),
        Column("birth_place", _("Tempat lahir"), personal=True, longest=100),
        Column("born_on", _("Tanggal lahir"), example="17-08-2015", personal=True, shape=Shape.DATE),
        Column("nik", _("NIK"), personal=True, shape=Shape.DIGITS, longest=16),
        Column("is_entitled", _("Masuk tunjangan keluarga"), example="ya", personal=True, longest=10),
    ),
    days=("born_on",),
    prepared=_prepared,
    faults=_faults,
)
