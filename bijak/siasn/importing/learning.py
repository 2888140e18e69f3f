"""The histories of structural trainings and of courses."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.competency import importing as competency
from bijak.siasn.importing.cells import nip_of_person
from bijak.siasn.importing.translating import Translated, kind
from bijak.siasn.mapping import codes, files


def _programmes(frame: pl.DataFrame) -> pl.DataFrame:
    named = pl.col("structural_id").replace_strict(
        codes.STRUCTURAL_TRAININGS, default=None, return_dtype=pl.String
    )
    return nip_of_person(frame).with_columns(pl.coalesce("name", named).alias("name"))


KINDS = (
    kind(
        "programme_history",
        _("Riwayat diklat struktural"),
        _("Riwayat rw_diklat SIASN: Latsar dan pelatihan kepemimpinan dengan jam pelajarannya."),
        Translated(
            competency.PROGRAMMES,
            files.PROGRAMME_HISTORY,
            _programmes,
            wire=("person_siasn_id", "structural_id"),
            instead={"name": ("structural_id",)},
        ),
        competency.PROGRAMMES.permission,
        40,
    ),
    kind(
        "course_history",
        _("Riwayat kursus"),
        _("Riwayat rw_kursus SIASN: kursus, seminar, bimtek dan bentuk lain dengan jam pelajarannya."),
        Translated(
            competency.COURSES,
            files.COURSE_HISTORY,
            nip_of_person,
            wire=("person_siasn_id",),
            renamed={"form_code": "form_id"},
        ),
        competency.COURSES.permission,
        41,
    ),
)
