"""The lists of families, and that of parents, whose rows hold two people each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.registries import ROW, Checked, Column, Problem
from bijak.people import importing as people
from bijak.siasn.importing.cells import nip_of_person
from bijak.siasn.importing.columns import WIRE
from bijak.siasn.importing.translating import PEOPLE_IMPORT, Door, Translated, kind, strangers, together
from bijak.siasn.mapping import files
from bijak.siasn.mapping.files import File

PARENTS = (("father", _("Nama ayah"), _("Tempat lahir ayah"), _("Tanggal lahir ayah")),
           ("mother", _("Nama ibu"), _("Tempat lahir ibu"), _("Tanggal lahir ibu")))  # fmt: skip
_OF_A_PARENT = ("name", "birth_place", "born_on")


@dataclass(frozen=True)
class Parents:
    """The list of parents, whose rows hold both: father and mother each become a row of the family."""

    door: Door = people.FAMILY
    file: File = files.PARENTS

    @property
    def columns(self) -> tuple[Column, ...]:
        own = {column.field: column for column in self.door.columns}
        return (
            replace(own["nip"], required=False),
            replace(WIRE["person_siasn_id"], aliases=self.file.headers("person_siasn_id")),
            *(
                replace(
                    own[field],
                    field=f"{parent}_{field}",
                    label=label,
                    aliases=self.file.headers(f"{parent}_{field}"),
                    required=False,
                )
                for parent, *labels in PARENTS
                for field, label in zip(_OF_A_PARENT, labels, strict=True)
            ),
        )

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        frame = nip_of_person(frame)
        known = frame.filter(pl.col("nip").is_not_null())
        sides = [self._side(known, parent, today=today) for parent, *_labels in PARENTS]
        nobody = frame.filter(pl.all_horizontal(pl.col(f"{parent}_name").is_null() for parent, *_ in PARENTS))
        empty = [
            Problem(
                row,
                "father_name",
                "parents_missing",
                _("Baris ini tidak menyebut ayah maupun ibu."),
                _("Isi nama ayah atau nama ibu, atau hapus barisnya."),
            )
            for row in nobody[ROW]
        ]
        good, problems = (pl.concat(side) for side in zip(*sides, strict=True))
        return Checked(good=good, problems=together(problems, [*empty, *strangers(frame)]))

    def _side(self, frame: pl.DataFrame, parent: str, *, today: date) -> tuple[pl.DataFrame, pl.DataFrame]:
        """One parent of every row that names one, as the file of families would tell of her; and what is wrong."""
        named = frame.filter(pl.col(f"{parent}_name").is_not_null())
        row = named.select(
            ROW,
            "nip",
            pl.lit(parent).alias("relation"),
            *(pl.col(f"{parent}_{field}").alias(field) for field in _OF_A_PARENT),
            *(pl.lit(None, pl.String).alias(field) for field in ("nik", "is_entitled")),
        )
        checked = self.door.check(row, today=today)
        assert isinstance(checked.problems, pl.DataFrame)
        own = pl.col("field").is_in(_OF_A_PARENT)
        field = pl.when(own).then(pl.format("{}_{}", pl.lit(parent), "field")).otherwise("field")
        return checked.good, checked.problems.with_columns(field.alias("field"))


def _family(frame: pl.DataFrame) -> pl.DataFrame:
    """Who a row speaks of, where only the list it comes from says so."""
    child = pl.when(pl.col("child_kind").is_not_null()).then(pl.lit("anak"))
    child_kind = pl.col("child_kind").str.to_lowercase().str.extract("(tiri|angkat)")
    spouse = pl.when(pl.col("marriage_status").is_not_null()).then(pl.lit("pasangan"))
    return nip_of_person(frame).with_columns(
        pl.coalesce("relation", child_kind, child, spouse).alias("relation")
    )


KINDS = (
    kind(
        "family",
        _("Keluarga"),
        _("Suami atau istri, anak, dan orang tua. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.FAMILY,
            files.FAMILY,
            _family,
            wire=("person_siasn_id", "child_kind", "marriage_status"),
        ),
        PEOPLE_IMPORT,
        38,
    ),
    kind(
        "parents",
        _("Orang tua"),
        _(
            "Daftar data-ortu SIASN: ayah dan ibu dalam satu baris. Data ini hanya tampak bagi yang berwenang."
        ),
        Parents(),
        PEOPLE_IMPORT,
        39,
    ),
)
