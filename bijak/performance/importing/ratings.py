"""Ratings of SKP from a file. The national system's own names live in ``siasn``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import disagreeing, judge
from bijak.interchange.registries import Checked, Column, ImportKind, Shape
from bijak.people.queries.naming import stranger, with_employees
from bijak.performance import services
from bijak.performance.access import Permission
from bijak.performance.importing.judgement import JUDGED, judged, judgement_faults, whole, with_judgement

_COLUMNS = (
    Column("siasn_id", _("ID riwayat"), longest=64),
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column("year", _("Tahun"), required=True, example="2025", longest=6, shape=Shape.WHOLE),
    *JUDGED,
)

_RECAP = {
    "nip": ("NIP pegawai", "NIP pegawai yang dinilai"),
    "year": ("Tahun penilaian", "Tahun kinerja", "Periode tahun"),
    "results": ("Rating hasil kerja", "Hasil kinerja"),
    "behaviour": ("Rating perilaku kerja", "Perilaku"),
    "predicate": ("Predikat", "Predikat kinerja pegawai", "Kuadran kinerja"),
    "rater_name": ("Pejabat penilai kinerja", "Nama pejabat penilai"),
    "rater_nip": ("NIP pejabat penilai", "NIP pejabat penilai kinerja"),
    "rater_position": ("Jabatan pejabat penilai",),
    "rater_unit": ("Unit kerja pejabat penilai",),
}
"""What e-Kinerja and offices call the columns: the words of the form in PermenPANRB 6/2022, and shorter ones."""


@dataclass(frozen=True)
class Ratings:
    """Import of yearly ratings; the same file twice changes nothing."""

    permission: str = Permission.IMPORT
    columns: tuple[Column, ...] = _COLUMNS

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = with_judgement(with_employees(frame), on=today).with_columns(whole("year"))
        read = read.with_columns(
            pl.coalesce("siasn_id", pl.format("{}:{}", "nip", "year")).alias("reference")
        )
        checked = judge(
            read,
            [stranger(), disagreeing("year", "results", "behaviour", "predicate"), *judgement_faults(today)],
        )
        return replace(checked, good=judged(checked.good))

    apply = staticmethod(services.RATINGS.apply)
    undo = staticmethod(services.RATINGS.undo)


RATINGS = Ratings()

RECAP = ImportKind(
    code="rating_recap",
    label=_("Rekap e-Kinerja"),
    description=_(
        "Rekap penilaian kinerja setahun, satu baris untuk setiap pegawai, dengan kolom tahun. Judul kolom yang lain "
        "dapat dicocokkan dan diingat."
    ),
    permission=RATINGS.permission,
    columns=tuple(replace(column, aliases=_RECAP.get(column.field, ())) for column in _COLUMNS),
    check=RATINGS.check,
    apply=RATINGS.apply,
    undo=RATINGS.undo,
    order=51,
)
"""A spreadsheet of the office; the history of the national system is joined to ``RATINGS`` by ``siasn``."""
