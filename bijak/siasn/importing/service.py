"""The histories of sanctions, awards, unpaid leave, credited service and separations."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.organization import queries as organization
from bijak.people import importing as people
from bijak.siasn.importing.cells import coded, nip_of_person
from bijak.siasn.importing.translating import PEOPLE_IMPORT, Translated, kind
from bijak.siasn.mapping import codes, files, spellings


def _sanctions(frame: pl.DataFrame) -> pl.DataFrame:
    loaded = organization.codes("sanction", builtin={})
    read = spellings.reader(codes.SANCTIONS | loaded, codes.SANCTIONS)
    return nip_of_person(frame).with_columns(
        coded(frame, "kind_code", read, name="kind_name"),
        coded(frame, "level_code", spellings.SANCTION_LEVEL),
        _until_cancelled(),
        pl.concat_str(
            "note",
            pl.when(pl.any_horizontal(pl.col("cancelled_by", "cancelled_on").is_not_null())).then(
                pl.concat_str(
                    pl.lit("Dibatalkan dengan SK"),
                    "cancelled_by",
                    "cancelled_on",
                    separator=" ",
                    ignore_nulls=True,
                )
            ),
            separator="; ",
            ignore_nulls=True,
        )
        .replace("", None)
        .alias("note"),
    )


def _until_cancelled() -> pl.Expr:
    """A sanction that was cancelled binds until the day before."""
    cancelled = (
        pl.col("cancelled_on").str.to_date("%Y-%m-%d", strict=False).dt.offset_by("-1d").dt.to_string()
    )
    return pl.min_horizontal("ends_on", cancelled).alias("ends_on")


def _separations(frame: pl.DataFrame) -> pl.DataFrame:
    """The reason of a separation by its national name too, as the loaded table spells it."""
    loaded = organization.codes("separation_kind", builtin={})
    return nip_of_person(frame).with_columns(coded(frame, "kind_code", spellings.reader(loaded)))


KINDS = (
    kind(
        "sanction_history",
        _("Riwayat hukuman disiplin"),
        _("Riwayat rw_hukdis SIASN. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.SANCTIONS,
            files.SANCTION_HISTORY,
            _sanctions,
            wire=("person_siasn_id", "cancelled_by", "cancelled_on"),
            named=("kind_code", "level_code"),
            spelled={"kind_code": ("kind_name", spellings.SANCTION)},
        ),
        PEOPLE_IMPORT,
        33,
    ),
    kind(
        "award_history",
        _("Riwayat penghargaan"),
        _("Riwayat rw_penghargaan SIASN: tanda kehormatan dan penghargaan lain."),
        Translated(people.AWARDS, files.AWARD_HISTORY, nip_of_person, wire=("person_siasn_id",)),
        PEOPLE_IMPORT,
        34,
    ),
    kind(
        "unpaid_leave_history",
        _("Riwayat CLTN"),
        _("Riwayat rw_cltn SIASN: cuti di luar tanggungan negara."),
        Translated(
            people.UNPAID_LEAVES, files.UNPAID_LEAVE_HISTORY, nip_of_person, wire=("person_siasn_id",)
        ),
        PEOPLE_IMPORT,
        35,
    ),
    kind(
        "service_credit_history",
        _("Riwayat peninjauan masa kerja"),
        _("Riwayat rw_masakerja SIASN: pengalaman kerja yang diakui sebagai masa kerja."),
        Translated(
            people.SERVICE_CREDITS, files.SERVICE_CREDIT_HISTORY, nip_of_person, wire=("person_siasn_id",)
        ),
        PEOPLE_IMPORT,
        36,
    ),
    kind(
        "separation_history",
        _("Riwayat pemberhentian"),
        _("Riwayat rw_pemberhentian SIASN. Data ini hanya tampak bagi yang berwenang."),
        Translated(
            people.SEPARATIONS,
            files.SEPARATION_HISTORY,
            _separations,
            wire=("person_siasn_id",),
            named=("kind_code",),
        ),
        PEOPLE_IMPORT,
        37,
    ),
)
