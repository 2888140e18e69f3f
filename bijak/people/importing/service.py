"""The files of what happened to a service beside ranks and positions: sanctions, awards, interruptions, its end."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange.judging import Fault
from bijak.interchange.registries import Column, Shape
from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.importing.checking import (
    before_birth,
    day_is_real,
    in_table,
    missing,
    out_of_range,
    span_faults,
    spanned,
    year_impossible,
)
from bijak.people.importing.history import DECREE_NO, DECREE_ON, NIP, ROW_ID, STARTS_ON, History
from bijak.people.services.beliefs import AWARD, SANCTION, SEPARATION, SERVICE_CREDIT, UNPAID_LEAVE


def _with_end(frame: pl.DataFrame) -> pl.DataFrame:
    """Where the row names no last day, the one that its length in years and months gives."""
    frame = frame.with_columns(pl.col("years", "months").cast(pl.Int32, strict=False))
    length = pl.col("years").fill_null(0) * 12 + pl.col("months").fill_null(0)
    last = pl.col("starts_on").dt.offset_by(pl.format("{}mo", length)).dt.offset_by("-1d")
    return frame.with_columns(pl.coalesce("ends_on", pl.when(length > 0).then(last)).alias("ends_on"))


SANCTIONS = History(
    table=SANCTION,
    told_apart_by="starts_on",
    columns=(
        ROW_ID,
        NIP,
        Column("kind_code", _("Jenis hukuman"), required=True, longest=4),
        Column("kind_name", _("Nama hukuman"), longest=200),
        Column("level_code", _("Tingkat hukuman"), longest=1),
        DECREE_NO,
        DECREE_ON,
        STARTS_ON,
        Column("ends_on", _("Berakhir"), shape=Shape.DATE),
        Column("years", _("Masa, tahun"), longest=4, shape=Shape.WHOLE),
        Column("months", _("Masa, bulan"), longest=4, shape=Shape.WHOLE),
        Column("law_no", _("Nomor PP"), longest=100),
        Column("reason", _("Alasan"), personal=True, longest=500),
        Column("note", _("Keterangan"), personal=True, longest=500),
    ),
    days=("starts_on", "ends_on", "decree_on"),
    prepared=lambda frame: spanned(_with_end(frame)).with_columns(
        pl.coalesce("kind_name", pl.col("kind_code").replace(texts.SANCTIONS)).alias("kind_name")
    ),
    faults=lambda today: [
        missing(
            "kind_code",
            "sanction_missing",
            _("Jenis hukuman kosong."),
            _("Isi kodenya dari tabel referensi."),
        ),
        in_table(
            "kind_code",
            organization.codes("sanction", builtin={}) | texts.SANCTIONS,
            "sanction_unknown",
            _("Jenis hukuman tidak dikenal."),
        ),
        Fault(
            "level_code",
            "level_unknown",
            ~pl.col("level_code").is_in(list(texts.SANCTION_LEVELS)),
            _("Tingkat hukuman tidak dikenal."),
            _("Tulis R (ringan), S (sedang) atau B (berat), atau kosongkan."),
        ),
        out_of_range("years", 0, 40),
        out_of_range("months", 0, 60),
        *span_faults(today),
    ],
)

_ANY_OTHER = ("100", "300", "400")
"""Awards of which the code does not say which."""

AWARDS = History(
    table=AWARD,
    told_apart_by="year",
    columns=(
        ROW_ID,
        NIP,
        Column("award_code", _("Kode penghargaan"), required=True, example="201", longest=3),
        Column("award_name", _("Nama penghargaan"), longest=200),
        Column("year", _("Tahun"), required=True, example="2025", longest=6, shape=Shape.WHOLE),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("decree_on",),
    prepared=lambda frame: frame.with_columns(
        pl.col("year").cast(pl.Int32, strict=False),
        pl.coalesce(
            pl.col("award_code").replace_strict(
                {code: name for code, name in texts.AWARDS.items() if code not in _ANY_OTHER},
                default=None,
                return_dtype=pl.String,
            ),
            pl.col("award_name"),
            pl.col("award_code").replace_strict(texts.AWARDS, default="", return_dtype=pl.String),
        ).alias("name"),
    ),
    faults=lambda today: [
        missing(
            "award_code", "award_missing", _("Kode penghargaan kosong."), _("Isi kodenya, misalnya 201.")
        ),
        in_table("award_code", texts.AWARDS, "award_unknown", _("Kode penghargaan tidak dikenal.")),
        year_impossible(
            "year",
            "year_impossible",
            _("Tahun penghargaan kosong atau tidak mungkin."),
            _("Periksa tahun pada piagamnya."),
            from_age=1,
            today=today,
        ),
        before_birth("decree_on"),
    ],
)

UNPAID_LEAVES = History(
    table=UNPAID_LEAVE,
    told_apart_by="starts_on",
    columns=(
        ROW_ID,
        NIP,
        STARTS_ON,
        Column("ends_on", _("Berakhir"), shape=Shape.DATE),
        Column("returned_on", _("Aktif kembali"), shape=Shape.DATE),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("starts_on", "ends_on", "returned_on", "decree_on"),
    prepared=spanned,
    faults=span_faults,
)

SERVICE_CREDITS = History(
    table=SERVICE_CREDIT,
    told_apart_by="starts_on",
    columns=(
        ROW_ID,
        NIP,
        Column("experience", _("Pengalaman kerja"), required=True, example="Guru honorer", longest=200),
        STARTS_ON,
        Column("ends_on", _("Selesai"), shape=Shape.DATE),
        Column("years", _("Masa kerja diakui, tahun"), longest=4, shape=Shape.WHOLE),
        Column("months", _("Masa kerja diakui, bulan"), longest=4, shape=Shape.WHOLE),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("starts_on", "ends_on", "decree_on"),
    prepared=lambda frame: spanned(frame).with_columns(
        pl.col("years", "months").cast(pl.Int32, strict=False),
        pl.col("years").cast(pl.Int32, strict=False).alias("credited_years"),
        pl.col("months").cast(pl.Int32, strict=False).alias("credited_months"),
    ),
    faults=lambda today: [
        missing(
            "experience",
            "experience_missing",
            _("Pengalaman kerja kosong."),
            _("Isi nama pekerjaan yang diakui."),
        ),
        out_of_range("years", 0, 40),
        out_of_range("months", 0, 11),
        *span_faults(today),
    ],
)

SEPARATIONS = History(
    table=SEPARATION,
    told_apart_by="decree_on",
    columns=(
        ROW_ID,
        NIP,
        Column("kind_code", _("Kode pemberhentian"), required=True, example="1", longest=2),
        DECREE_NO,
        Column("decree_on", _("Tanggal SK"), required=True, shape=Shape.DATE),
        Column("effective_from", _("TMT pemberhentian"), shape=Shape.DATE),
    ),
    days=("decree_on", "effective_from"),
    faults=lambda today: [
        missing(
            "kind_code", "separation_missing", _("Kode pemberhentian kosong."), _("Isi kodenya, 1 sampai 16.")
        ),
        in_table(
            "kind_code", texts.SEPARATIONS, "separation_unknown", _("Kode pemberhentian tidak dikenal.")
        ),
        missing(
            "decree_on",
            "day_missing",
            _("Tanggal SK kosong atau bukan tanggal."),
            _("Isi dari surat keputusannya."),
        ),
        day_is_real("decree_on", today),
        before_birth("decree_on"),
    ],
)
