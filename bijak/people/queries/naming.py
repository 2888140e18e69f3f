"""The people whom the rows of a file name by their NIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.people.queries.keys import employee_ids_by_nip

if TYPE_CHECKING:
    import polars as pl


def with_employees(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``employee_id``: whom its ``nip`` names today, null for a stranger."""
    import polars as pl

    known = employee_ids_by_nip(frame["nip"].drop_nulls().unique().to_list())
    return frame.with_columns(
        pl.col("nip").replace_strict(known, default=None, return_dtype=pl.Int64).alias("employee_id")
    )


def stranger() -> Fault:
    """Of a frame ``with_employees``: somebody is named whom we do not know."""
    import polars as pl

    return Fault(
        "nip",
        "person_unknown",
        pl.col("nip").is_not_null() & pl.col("employee_id").is_null(),
        _("Tidak ada pegawai dengan NIP ini."),
        _("Impor data utama lebih dulu, atau perbaiki NIP-nya."),
    )
