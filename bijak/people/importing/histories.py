"""The history files: several rows for each person, found by NIP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Checked, Column, Shape, Undone
from bijak.people import queries, services, texts
from bijak.people.importing.checking import (
    Fault,
    day_is_real,
    in_table,
    judge,
    missing,
    nip_faults,
    with_days,
    with_units,
)
from bijak.people.models import Assignment, PositionKind
from bijak.people.services.beliefs import (
    AWARD,
    POSITION,
    RANK,
    SANCTION,
    SEPARATION,
    SERVICE_CREDIT,
    UNPAID_LEAVE,
)
from bijak.people.services.beliefs import EDUCATION as EDUCATION_SHAPE
from bijak.people.services.beliefs import Shape as Table

NIP = Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS)
ROW_ID = Column("siasn_id", _("ID riwayat SIASN"), longest=40)
DECREE_NO = Column("decree_no", _("Nomor SK"), longest=100)
DECREE_ON = Column("decree_on", _("Tanggal SK"), shape=Shape.DATE)


def _as_they_are(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


@dataclass(frozen=True)
class History:
    """Import of one history. ``prepared`` brings columns into the table's own types and names."""

    table: Table
    columns: tuple[Column, ...]
    days: tuple[str, ...]
    faults: Callable[[date], list[Fault]]
    prepared: Callable[[pl.DataFrame], pl.DataFrame] = _as_they_are

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        frame = self.prepared(with_days(frame, self.days))
        known = queries.employee_ids_by_nip(frame["nip"].drop_nulls().unique().to_list())
        frame = frame.with_columns(
            pl.col("nip").replace_strict(known, default=None, return_dtype=pl.Int64).alias("employee_id")
        )
        stranger = Fault(
            "nip",
            "person_unknown",
            pl.col("nip").str.contains(r"^\d{18}$") & pl.col("employee_id").is_null(),
            _("Tidak ada pegawai dengan NIP ini."),
            _("Impor data utama lebih dulu, atau perbaiki NIP-nya."),
        )
        return judge(frame, [*nip_faults(), stranger, *self.faults(today)])

    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        return services.record_history(frame, table=self.table, batch=batch, by=by, today=today)

    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        return services.undo_batch(batch=batch, by=by)


def _rank_faults(today: date) -> list[Fault]:
    return [
        missing(
            "rank_code",
            "rank_missing",
            _("Golongan kosong."),
            _("Isi kode golongan, misalnya 33 untuk III/c."),
        ),
        in_table("rank_code", texts.RANKS, "rank_unknown", _("Golongan tidak dikenal.")),
        _no_day(),
        day_is_real("from_on", today),
        day_is_real("decree_on", today),
    ]


def _no_day() -> Fault:
    return missing(
        "effective_from",
        "day_missing",
        _("TMT kosong atau bukan tanggal."),
        _("Tulis hari-bulan-tahun, misalnya 01-04-2023."),
    )


RANKS = History(
    table=RANK,
    columns=(
        ROW_ID,
        NIP,
        Column("rank_code", _("Golongan"), required=True, example="33", longest=5),
        DECREE_NO,
        DECREE_ON,
        Column("effective_from", _("TMT golongan"), required=True, example="01-04-2023", shape=Shape.DATE),
        Column("kind_code", _("Jenis kenaikan pangkat"), example="101", longest=4),
        Column("service_years", _("Masa kerja golongan, tahun"), longest=5),
        Column("service_months", _("Masa kerja golongan, bulan"), longest=5),
        Column("credit_main", _("Angka kredit utama"), longest=12),
        Column("credit_extra", _("Angka kredit tambahan"), longest=12),
    ),
    days=("effective_from", "decree_on"),
    prepared=lambda frame: frame.with_columns(
        pl.col("effective_from").alias("from_on"),
        pl.col("rank_code").str.to_uppercase(),
        pl.col("service_years", "service_months").cast(pl.Int16, strict=False),
    ),
    faults=_rank_faults,
)

POSITIONS = History(
    table=POSITION,
    columns=(
        ROW_ID,
        NIP,
        Column("position_kind", _("Jenis jabatan"), required=True, longest=20),
        Column("position_siasn_id", _("Jabatan ID"), longest=40),
        Column("position_title", _("Jabatan"), required=True, longest=200),
        Column("unit_siasn_id", _("Unor ID"), longest=64),
        Column("unit_name", _("Unit"), longest=300),
        Column("echelon_code", _("Eselon"), longest=5),
        Column("effective_from", _("TMT jabatan"), required=True, example="01-02-2022", shape=Shape.DATE),
        DECREE_NO,
        DECREE_ON,
        Column("inaugurated_on", _("Tanggal pelantikan"), shape=Shape.DATE),
        Column("assignment_code", _("Jenis penugasan"), longest=12),
    ),
    days=("effective_from", "decree_on", "inaugurated_on"),
    prepared=lambda frame: with_units(
        frame.with_columns(
            pl.col("effective_from").alias("from_on"),
            pl.col("position_kind").alias("kind"),
            pl.col("position_title").alias("title"),
            pl.col("position_siasn_id").alias("siasn_id"),
            pl.col("assignment_code").fill_null(Assignment.DEFINITIVE.value).alias("assignment"),
        )
    ),
    faults=lambda today: [
        missing("title", "position_missing", _("Jabatan kosong."), _("Isi nama jabatan seperti pada SK.")),
        in_table("kind", PositionKind.values, "position_kind_unknown", _("Jenis jabatan tidak dikenal.")),
        in_table("assignment", Assignment.values, "assignment_unknown", _("Jenis penugasan tidak dikenal.")),
        _no_day(),
        day_is_real("from_on", today),
        Fault(
            "unit_name",
            "unit_unknown",
            pl.col("unit_id").is_null(),
            _("Unit ini belum ada dalam susunan organisasi."),
            _("Impor berkas unor lebih dulu, atau ganti dengan nama unit yang ada."),
        ),
    ],
)

EDUCATION = History(
    table=EDUCATION_SHAPE,
    columns=(
        ROW_ID,
        NIP,
        Column("level_code", _("Kode tingkat pendidikan"), required=True, example="40", longest=2),
        Column("programme_siasn_id", _("Pendidikan ID"), longest=40),
        Column("programme", _("Program studi"), longest=200),
        Column("graduated_year", _("Tahun lulus"), required=True, example="2012", longest=6),
        Column("graduated_on", _("Tanggal lulus"), shape=Shape.DATE),
        Column("is_first", _("Pendidikan saat diangkat"), longest=10),
        Column("diploma_no", _("Nomor ijazah"), longest=100),
        Column("school", _("Nama sekolah"), longest=200),
        Column("front_title", _("Gelar depan"), longest=60),
        Column("back_title", _("Gelar belakang"), longest=100),
    ),
    days=("graduated_on",),
    prepared=lambda frame: frame.with_columns(pl.col("graduated_year").cast(pl.Int16, strict=False)),
    faults=lambda today: [
        missing(
            "level_code",
            "education_missing",
            _("Tingkat pendidikan kosong."),
            _("Isi kodenya, misalnya 40 untuk S-1."),
        ),
        in_table(
            "level_code",
            texts.EDUCATION_LEVELS,
            "education_unknown",
            _("Kode tingkat pendidikan tidak dikenal."),
        ),
        Fault(
            "graduated_year",
            "graduated_impossible",
            pl.col("graduated_year").is_null()
            | ~pl.col("graduated_year").is_between(
                pl.col("nip").str.slice(0, 4).cast(pl.Int16, strict=False) + 5, today.year
            ),
            _("Tahun lulus kosong atau tidak mungkin."),
            _("Periksa tahun pada ijazah."),
        ),
    ],
)

SANCTIONS = History(
    table=SANCTION,
    columns=(
        ROW_ID,
        NIP,
        Column("kind_code", _("Jenis hukuman"), required=True, longest=4),
        Column("kind_name", _("Nama hukuman"), longest=200),
        Column("level_code", _("Tingkat hukuman"), longest=1),
        DECREE_NO,
        DECREE_ON,
        Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE),
        Column("ends_on", _("Berakhir"), shape=Shape.DATE),
        Column("years", _("Masa, tahun"), longest=4),
        Column("months", _("Masa, bulan"), longest=4),
        Column("law_no", _("Nomor PP"), longest=100),
        Column("reason", _("Alasan"), personal=True, longest=500),
        Column("note", _("Keterangan"), personal=True, longest=500),
    ),
    days=("starts_on", "ends_on", "decree_on"),
    prepared=lambda frame: frame.with_columns(
        pl.col("starts_on").alias("from_on"),
        # The file names the last day; a span ends before a day.
        pl.col("ends_on").dt.offset_by("1d").alias("until_on"),
        pl.coalesce("kind_name", "kind_code").alias("kind_name"),
    ),
    faults=lambda today: [
        missing(
            "kind_code",
            "sanction_missing",
            _("Jenis hukuman kosong."),
            _("Isi kodenya dari tabel referensi."),
        ),
        missing(
            "from_on",
            "day_missing",
            _("Tanggal mulai kosong atau bukan tanggal."),
            _("Isi dari SK hukuman disiplin."),
        ),
        day_is_real("from_on", today),
        Fault(
            "ends_on",
            "ends_before_start",
            pl.col("until_on") <= pl.col("from_on"),
            _("Hukuman berakhir sebelum dimulai."),
            _("Periksa kedua tanggal pada SK."),
        ),
    ],
)


def _before_birth(field: str) -> Fault:
    """The NIP begins with the birth date."""
    born = pl.col("nip").str.slice(0, 8).str.to_date("%Y%m%d", strict=False)
    return Fault(
        field,
        "decree_before_birth",
        pl.col(field) < born,
        _("Tanggal ini mendahului kelahiran pegawai."),
        _("Bandingkan dengan surat keputusannya dan NIP-nya."),
    )


def _spanned(frame: pl.DataFrame) -> pl.DataFrame:
    """The file names the last day; a span ends before a day."""
    return frame.with_columns(
        pl.col("starts_on").alias("from_on"), pl.col("ends_on").dt.offset_by("1d").alias("until_on")
    )


def _span_faults(today: date) -> list[Fault]:
    return [
        missing(
            "starts_on",
            "day_missing",
            _("Tanggal mulai kosong atau bukan tanggal."),
            _("Isi dari surat keputusannya."),
        ),
        day_is_real("starts_on", today),
        _before_birth("starts_on"),
        _before_birth("decree_on"),
        Fault(
            "ends_on",
            "ends_before_start",
            pl.col("ends_on") < pl.col("starts_on"),
            _("Tanggal berakhir mendahului tanggal mulai."),
            _("Periksa kedua tanggal pada SK."),
        ),
    ]


_ANY_OTHER = ("100", "300", "400")
"""Awards of which the code does not say which."""

AWARDS = History(
    table=AWARD,
    columns=(
        ROW_ID,
        NIP,
        Column("award_code", _("Kode penghargaan"), required=True, example="201", longest=3),
        Column("award_name", _("Nama penghargaan"), longest=200),
        Column("year", _("Tahun"), required=True, example="2025", longest=6),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("decree_on",),
    prepared=lambda frame: frame.with_columns(
        pl.col("year").cast(pl.Int16, strict=False),
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
        Fault(
            "year",
            "year_impossible",
            pl.col("year").is_null()
            | ~pl.col("year").is_between(
                pl.col("nip").str.slice(0, 4).cast(pl.Int16, strict=False) + 1, today.year
            ),
            _("Tahun penghargaan kosong atau tidak mungkin."),
            _("Periksa tahun pada piagamnya."),
        ),
        _before_birth("decree_on"),
    ],
)

UNPAID_LEAVES = History(
    table=UNPAID_LEAVE,
    columns=(
        ROW_ID,
        NIP,
        Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE),
        Column("ends_on", _("Berakhir"), shape=Shape.DATE),
        Column("returned_on", _("Aktif kembali"), shape=Shape.DATE),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("starts_on", "ends_on", "returned_on", "decree_on"),
    prepared=_spanned,
    faults=_span_faults,
)

SERVICE_CREDITS = History(
    table=SERVICE_CREDIT,
    columns=(
        ROW_ID,
        NIP,
        Column("experience", _("Pengalaman kerja"), required=True, example="Guru honorer", longest=200),
        Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE),
        Column("ends_on", _("Selesai"), shape=Shape.DATE),
        Column("years", _("Masa kerja diakui, tahun"), longest=4),
        Column("months", _("Masa kerja diakui, bulan"), longest=4),
        DECREE_NO,
        DECREE_ON,
    ),
    days=("starts_on", "ends_on", "decree_on"),
    prepared=lambda frame: _spanned(frame).with_columns(
        pl.col("years").cast(pl.Int16, strict=False).alias("credited_years"),
        pl.col("months").cast(pl.Int16, strict=False).alias("credited_months"),
    ),
    faults=lambda today: [
        missing(
            "experience",
            "experience_missing",
            _("Pengalaman kerja kosong."),
            _("Isi nama pekerjaan yang diakui."),
        ),
        *_span_faults(today),
    ],
)

SEPARATIONS = History(
    table=SEPARATION,
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
        _before_birth("decree_on"),
    ],
)
