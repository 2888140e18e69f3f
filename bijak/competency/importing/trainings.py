"""The histories of training from files. The national system's own names live in ``siasn``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import md5 as _md5

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.competency import services
from bijak.competency.access import Permission
from bijak.competency.models import TrainingKind
from bijak.interchange.judging import Fault, disagreeing, judge
from bijak.interchange.registries import Checked, Column, Shape
from bijak.people.queries.naming import stranger, with_employees

LONGEST_HOURS = 2000
"""No training of a year has more hours; a larger number is a slip of the keyboard."""

_COLUMNS = (
    Column("siasn_id", _("ID riwayat"), longest=64),
    Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS),
    Column(
        "name", _("Nama pelatihan"), required=True, example="Bimbingan Teknis Penyusunan SKP", longest=300
    ),
    Column("form_code", _("Bentuk pelatihan"), example="8", longest=4),
    Column("hours", _("Jumlah jam (JP)"), required=True, example="16", longest=8, shape=Shape.WHOLE),
    Column("organiser", _("Penyelenggara"), longest=300),
    Column("year", _("Tahun"), example="2025", longest=6, shape=Shape.WHOLE),
    Column("started_on", _("Tanggal mulai"), example="03-02-2025", shape=Shape.DATE),
    Column("ended_on", _("Tanggal selesai"), example="05-02-2025", shape=Shape.DATE),
    Column("certificate_no", _("Nomor sertifikat"), longest=200),
)

md5 = partial(_md5, usedforsecurity=False)


@dataclass(frozen=True)
class Trainings:
    """Import of one of the two histories of training; the same file twice changes nothing."""

    kind: TrainingKind
    permission: str = Permission.IMPORT
    columns: tuple[Column, ...] = _COLUMNS

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        read = (
            with_employees(frame)
            .with_columns(
                pl.lit(self.kind.value).alias("kind"),
                pl.col("hours", "year").cast(pl.Float64, strict=False).cast(pl.Int32, strict=False),
                pl.col("started_on", "ended_on").str.to_date("%Y-%m-%d", strict=False),
            )
            .with_columns(pl.coalesce(pl.col("ended_on", "started_on").dt.year(), "year").alias("year"))
        )
        read = read.with_columns(self._references(read))
        return judge(read, _faults(today))

    def _references(self, read: pl.DataFrame) -> pl.Series:
        """What names each training for good: the national id, else a fingerprint of what the row says it is."""
        said = read.select("siasn_id", "nip", "name", "started_on", "ended_on", "year").rows()
        return pl.Series(
            "reference",
            [row[0] or md5(repr((self.kind.value, *row)).encode()).hexdigest() for row in said],
            pl.String,
        )

    apply = staticmethod(services.TRAININGS.apply)
    undo = staticmethod(services.TRAININGS.undo)


def _faults(today: date) -> list[Fault]:
    day = pl.coalesce("ended_on", "started_on")
    return [
        stranger(),
        disagreeing("name", "hours", "organiser", "certificate_no", "started_on", "ended_on"),
        Fault(
            "hours",
            "hours_impossible",
            pl.col("hours").is_null() | ~pl.col("hours").is_between(1, LONGEST_HOURS),
            _("Jumlah jam bukan bilangan antara 1 dan 2.000."),
            _("Tulis jam pelajaran seperti pada sertifikat, misalnya 16."),
        ),
        Fault(
            "year",
            "year_missing",
            pl.col("year").is_null() | ~pl.col("year").is_between(1960, today.year),
            _("Tahun pelatihan kosong, tidak mungkin, atau belum tiba."),
            _("Isi tanggal selesai atau tahun dari sertifikat."),
        ),
        Fault(
            "ended_on",
            "ends_in_the_future",
            day > today,
            _("Pelatihan ini belum selesai pada hari impor."),
            _("Impor setelah pelatihan selesai, atau perbaiki tanggalnya."),
        ),
        Fault(
            "ended_on",
            "ends_before_it_starts",
            pl.col("ended_on") < pl.col("started_on"),
            _("Pelatihan selesai sebelum dimulai."),
            _("Periksa kedua tanggal pada sertifikat."),
        ),
    ]


PROGRAMMES = Trainings(TrainingKind.PROGRAMME)
COURSES = Trainings(TrainingKind.COURSE)
