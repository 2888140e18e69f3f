"""The workforce file: one row for each person, with where she stands today."""

from __future__ import annotations

from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.judging import Fault, judge
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Checked, Column, Shape, Undone
from bijak.organization import queries as organization
from bijak.people import queries, services, texts
from bijak.people.importing.beside import with_rank_before
from bijak.people.importing.checking import (
    day_is_real,
    in_table,
    missing,
    nip_faults,
    not_before,
    out_of_range,
    rank_sinks,
    unit_faults,
    with_days,
    with_units,
)
from bijak.people.models import PositionKind

DAYS = (
    "born_on",
    "cpns_from",
    "cpns_decree_on",
    "pns_from",
    "pns_decree_on",
    "rank_from",
    "position_from",
)


class Workforce:
    """Import of the workforce file. Idempotent: a row that says what is known already changes nothing."""

    columns: tuple[Column, ...] = (
        Column("siasn_id", _("PNS ID SIASN"), personal=True, longest=40, unique=True),
        Column(
            "nip", _("NIP"), required=True, aliases=("NIP BARU",), example="199001012015012001", personal=True,
            shape=Shape.DIGITS, unique=True,
        ),
        Column("old_nip", _("NIP lama"), personal=True, shape=Shape.DIGITS, longest=9),
        Column(
            "name", _("Nama"), required=True, aliases=("NAMA LENGKAP", "NAMA PEGAWAI"), example="Ani Lestari",
            personal=True, longest=200,
        ),
        Column("front_title", _("Gelar depan"), personal=True, longest=60),
        Column("back_title", _("Gelar belakang"), personal=True, example="S.E.", longest=100),
        Column("birth_place", _("Tempat lahir"), personal=True, longest=100),
        Column(
            "born_on", _("Tanggal lahir"), required=True, aliases=("TGL LAHIR",), example="01-01-1990", personal=True,
            shape=Shape.DATE,
        ),
        Column(
            "sex", _("Jenis kelamin"), required=True, aliases=("JK", "L/P"), example="P", personal=True, longest=12
        ),
        Column("religion", _("Agama"), personal=True, longest=20),
        Column("marital_status", _("Status perkawinan"), personal=True, longest=20),
        Column("nik", _("NIK"), personal=True, shape=Shape.DIGITS, longest=16, unique=True),
        Column("nik_valid", _("NIK cocok dengan Dukcapil"), longest=10),
        Column(
            "phone", _("Nomor HP"), aliases=("NO HP", "NO TELEPON", "TELEPON"), personal=True, shape=Shape.DIGITS,
            longest=30,
        ),
        Column("email", _("Surel"), personal=True, longest=200),
        Column("gov_email", _("Surel dinas"), personal=True, longest=200),
        Column("address", _("Alamat"), personal=True, longest=500),
        Column("npwp", _("NPWP"), personal=True, longest=25),
        Column("bpjs", _("Nomor BPJS"), personal=True, shape=Shape.DIGITS, longest=25),
        Column("employee_type", _("Jenis pegawai"), longest=120),
        Column("standing_code", _("Kode kedudukan hukum"), required=True, example="01", longest=3),
        Column(
            "status_cpns_pns", _("Status CPNS/PNS"), aliases=("STATUS KEPEGAWAIAN",), example="P", longest=10
        ),
        Column("cpns_decree_no", _("Nomor SK CPNS"), longest=100),
        Column("cpns_decree_on", _("Tanggal SK CPNS"), shape=Shape.DATE),
        Column("cpns_from", _("TMT CPNS"), example="01-01-2015", shape=Shape.DATE),
        Column("pns_decree_no", _("Nomor SK PNS"), longest=100),
        Column("pns_decree_on", _("Tanggal SK PNS"), shape=Shape.DATE),
        Column("pns_from", _("TMT PNS"), example="01-01-2016", shape=Shape.DATE),
        Column("first_rank_code", _("Golongan awal"), longest=5),
        Column("rank_code", _("Golongan akhir"), example="33", longest=5),
        Column(
            "rank_from", _("TMT golongan"), aliases=("TMT GOL", "TMT PANGKAT"), example="01-04-2023", shape=Shape.DATE
        ),
        Column("service_years", _("Masa kerja, tahun"), example="8", longest=5, shape=Shape.WHOLE),
        Column("service_months", _("Masa kerja, bulan"), example="3", longest=5, shape=Shape.WHOLE),
        Column("position_kind", _("Jenis jabatan"), longest=20),
        Column("position_siasn_id", _("Jabatan ID"), longest=40),
        Column(
            "position_title", _("Jabatan"), aliases=("NAMA JABATAN",),
            example="Analis Sumber Daya Manusia Aparatur Ahli Pertama", longest=200,
        ),
        Column("position_from", _("TMT jabatan"), shape=Shape.DATE),
        Column("education_level", _("Kode tingkat pendidikan"), example="40", longest=2),
        Column("education_siasn_id", _("Pendidikan ID"), longest=40),
        Column("education_name", _("Pendidikan"), longest=200),
        Column(
            "graduated_year", _("Tahun lulus"), aliases=("THN LULUS",), example="2012", longest=6, shape=Shape.WHOLE
        ),
        Column("unit_siasn_id", _("Unor ID"), longest=64),
        Column(
            "unit_name", _("Unit"), aliases=("UNIT KERJA", "OPD", "SKPD", "PERANGKAT DAERAH"),
            example="Dinas Pendidikan", longest=300,
        ),
        Column("work_place", _("Lokasi kerja"), longest=200),
        Column("school", _("Nama sekolah"), longest=200),
        Column("echelon_code", _("Eselon"), longest=5),
    )  # fmt: skip

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        frame = with_days(frame, DAYS).with_columns(
            _sex(),
            pl.col("rank_code", "first_rank_code").str.to_uppercase(),
            pl.col("service_years", "service_months", "graduated_year").cast(pl.Int32, strict=False),
            _position_kind(),
            *_employment(),
        )
        judged = judge(_beside(with_units(frame)), [*nip_faults(), *_faults(today)])
        return Checked(good=judged.good.drop(_BESIDE), problems=judged.problems)

    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        return services.record_workforce(frame, batch=batch, by=by, today=today)

    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        return services.undo_batch(batch=batch, by=by)


def _sex() -> pl.Expr:
    """L or P, however the file writes it; anything else stays as it was and is refused."""
    initial = pl.col("sex").str.to_uppercase().str.slice(0, 1)
    is_known = (
        pl.col("sex")
        .str.to_uppercase()
        .is_in(["M", "F", "L", "P", "LAKI-LAKI", "PEREMPUAN", "PRIA", "WANITA"])
    )
    return (
        pl.when(~is_known)
        .then(pl.lit(""))
        .when(initial.is_in(["M", "L"]) | (pl.col("sex").str.to_uppercase() == "PRIA"))
        .then(pl.lit("L"))
        .otherwise(pl.lit("P"))
        .alias("sex")
    )


def _employment() -> list[pl.Expr]:
    """The kind of employment: as the file says it, else by the number (NI PPPK) and the status (CPNS or PNS)."""
    is_pppk = pl.col("nip").str.slice(12, 2).cast(pl.Int8, strict=False) >= 21
    is_cpns = pl.coalesce(
        pl.col("status_cpns_pns").str.to_uppercase().str.slice(0, 1) == "C", pl.col("pns_from").is_null()
    )
    return [
        pl.when(pl.col("employee_type").is_in(["pppk", "pppk_part_time"]))
        .then(pl.col("employee_type"))
        .when(is_pppk)
        .then(pl.lit("pppk"))
        .when(is_cpns)
        .then(pl.lit("cpns"))
        .otherwise(pl.lit("pns"))
        .alias("kind")
    ]


_FUNCTIONAL = r"(?i)\b(ahli (pertama|muda|madya|utama)|terampil|mahir|penyelia|pemula)$"


def _position_kind() -> pl.Expr:
    """As the file says it, else as the echelon or the level in the title tells; nothing is guessed of others."""
    return pl.coalesce(
        "position_kind",
        pl.when(pl.col("echelon_code").is_not_null()).then(pl.lit(PositionKind.STRUCTURAL.value)),
        pl.when(pl.col("position_title").str.contains(_FUNCTIONAL)).then(
            pl.lit(PositionKind.FUNCTIONAL.value)
        ),
    ).alias("position_kind")


_BESIDE = ("owner_siasn_id", "nik_owner_nip", "nik_owner_siasn_id", "employee_id", "from_on", "rank_before")
"""What ``_beside`` adds for the checks alone."""


def _beside(frame: pl.DataFrame) -> pl.DataFrame:
    """What is on record already: whose the NIP and the NIK are, and the rank before this one."""
    nips = frame["nip"].drop_nulls().unique().to_list()
    niks = queries.owners_of_niks(frame["nik"].drop_nulls().unique().to_list())
    frame = frame.with_columns(
        _looked_up("nip", queries.siasn_ids_by_nip(nips)).alias("owner_siasn_id"),
        _looked_up("nik", {nik: nip for nik, (nip, _id) in niks.items()}).alias("nik_owner_nip"),
        _looked_up("nik", {nik: siasn_id for nik, (_nip, siasn_id) in niks.items()}).alias(
            "nik_owner_siasn_id"
        ),
        pl.col("nip")
        .replace_strict(queries.employee_ids_by_nip(nips), default=None, return_dtype=pl.Int64)
        .alias("employee_id"),
        pl.col("rank_from").alias("from_on"),
    )
    return with_rank_before(frame)


def _looked_up(field: str, known: dict[str, str]) -> pl.Expr:
    return pl.col(field).replace_strict(known, default=None, return_dtype=pl.String)


def _faults(today: date) -> list[Fault]:
    working_age = pl.col("born_on").dt.offset_by("15y")
    return [
        missing("name", "name_missing", _("Nama kosong."), _("Isi nama tanpa gelar, seperti pada SK.")),
        Fault(
            "sex",
            "sex_unknown",
            pl.col("sex").is_null() | (pl.col("sex") == ""),
            _("Jenis kelamin tidak terbaca."),
            _("Tulis L atau P (atau M/F seperti dalam unduhan SIASN)."),
        ),
        missing(
            "born_on",
            "born_on_missing",
            _("Tanggal lahir kosong atau bukan tanggal."),
            _("Tulis hari-bulan-tahun, misalnya 17-08-1990."),
        ),
        Fault(
            "born_on",
            "born_on_impossible",
            (pl.col("born_on") > date(today.year - 15, today.month, 1))
            | (pl.col("born_on") < date(1930, 1, 1)),
            _("Tanggal lahir tidak mungkin untuk seorang pegawai."),
            _("Periksa tahunnya pada akta kelahiran atau SK CPNS."),
        ),
        Fault(
            "cpns_from",
            "appointed_too_young",
            pl.col("cpns_from") < working_age,
            _("TMT CPNS mendahului usia 15 tahun."),
            _("Periksa tanggal lahir dan TMT CPNS pada SK."),
        ),
        not_before(
            "cpns_decree_on", "born_on", "decree_before_birth", _("SK CPNS bertanggal sebelum pegawai lahir.")
        ),
        not_before(
            "pns_decree_on", "born_on", "decree_before_birth", _("SK PNS bertanggal sebelum pegawai lahir.")
        ),
        not_before("pns_from", "cpns_from", "pns_before_cpns", _("TMT PNS mendahului TMT CPNS.")),
        not_before("rank_from", "cpns_from", "rank_before_cpns", _("TMT golongan mendahului TMT CPNS.")),
        not_before(
            "position_from", "born_on", "position_before_birth", _("TMT jabatan mendahului tanggal lahir.")
        ),
        *(day_is_real(field, today) for field in DAYS if field != "born_on"),
        Fault(
            "pns_from",
            "pns_day_missing",
            (pl.col("kind") == "pns") & pl.col("pns_from").is_null(),
            _("TMT PNS kosong atau bukan tanggal, padahal statusnya PNS."),
            _("Isi TMT PNS dari SK PNS, atau tulis C pada status bila ia masih CPNS."),
        ),
        Fault(
            "cpns_from",
            "appointment_missing",
            (pl.col("kind") != "pns") & pl.col("cpns_from").is_null(),
            _("TMT pengangkatan kosong atau bukan tanggal."),
            _(
                "Isi TMT CPNS dari SK pengangkatan; untuk PPPK, tanggal mulai perjanjian kerjanya yang pertama."
            ),
        ),
        in_table("rank_code", texts.RANKS, "rank_unknown", _("Golongan tidak dikenal.")),
        in_table("first_rank_code", texts.RANKS, "rank_unknown", _("Golongan tidak dikenal.")),
        out_of_range("service_years", 0, 60),
        out_of_range("service_months", 0, 11),
        Fault(
            "rank_from",
            "rank_without_day",
            pl.col("rank_code").is_not_null() & pl.col("rank_from").is_null(),
            _("TMT golongan kosong atau bukan tanggal, padahal golongan diisi."),
            _("Isi TMT golongan dari SK pangkat terakhir."),
        ),
        missing(
            "standing_code",
            "standing_missing",
            _("Kedudukan hukum kosong."),
            _("Isi kode dua angka, misalnya 01 untuk aktif."),
        ),
        in_table(
            "standing_code",
            organization.codes("standing", builtin={}) | texts.STANDINGS,
            "standing_unknown",
            _("Kode kedudukan hukum tidak dikenal."),
        ),
        in_table("religion", texts.RELIGIONS, "religion_unknown", _("Agama tidak dikenal.")),
        in_table(
            "marital_status", texts.MARITAL_STATUSES, "marital_unknown", _("Status perkawinan tidak dikenal.")
        ),
        in_table(
            "position_kind", PositionKind.values, "position_kind_unknown", _("Jenis jabatan tidak dikenal.")
        ),
        Fault(
            "position_from",
            "position_without_day",
            pl.col("position_title").is_not_null() & pl.col("position_from").is_null(),
            _("TMT jabatan kosong atau bukan tanggal, padahal jabatan diisi."),
            _("Isi TMT jabatan dari SK jabatan."),
        ),
        Fault(
            "position_kind",
            "position_kind_missing",
            pl.col("position_title").is_not_null() & pl.col("position_kind").is_null(),
            _("Jenis jabatan kosong, padahal jabatan diisi."),
            _("Tulis Struktural, Fungsional atau Pelaksana."),
        ),
        in_table("echelon_code", texts.ECHELONS, "echelon_unknown", _("Eselon tidak dikenal.")),
        *unit_faults(),
        in_table(
            "education_level",
            texts.EDUCATION_LEVELS,
            "education_unknown",
            _("Kode tingkat pendidikan tidak dikenal."),
        ),
        Fault(
            "graduated_year",
            "graduated_missing",
            pl.col("education_level").is_not_null() & pl.col("graduated_year").is_null(),
            _("Tahun lulus kosong, padahal tingkat pendidikan diisi."),
            _("Isi tahun pada ijazah, atau kosongkan tingkat pendidikannya dan catat ijazahnya kemudian."),
        ),
        Fault(
            "graduated_year",
            "graduated_impossible",
            (pl.col("graduated_year") > today.year)
            | (pl.col("graduated_year") < pl.col("born_on").dt.year() + 5),
            _("Tahun lulus tidak mungkin."),
            _("Periksa tahun pada ijazah."),
        ),
        rank_sinks("rank_code"),
        Fault(
            "nik",
            "nik_of_another",
            (pl.col("nik_owner_nip") != pl.col("nip"))
            & (pl.col("nik_owner_siasn_id") != pl.col("siasn_id").fill_null("-")),
            _("NIK ini sudah tercatat pada pegawai lain."),
            _(
                "Periksa NIK-nya pada KTP. Bila orangnya sama dan NIP-nya berganti, "
                "perbarui dulu NIP pegawai yang lama."
            ),
        ),
        Fault(
            "nip",
            "nip_of_another",
            pl.col("siasn_id").is_not_null()
            & pl.col("owner_siasn_id").is_not_null()
            & (pl.col("owner_siasn_id") != pl.col("siasn_id")),
            _("NIP ini sudah tercatat pada pegawai lain dengan PNS ID berbeda."),
            _(
                "Periksa apakah NIP atau PNS ID tertukar; bila NIP-nya dikonversi, perbarui dulu pegawai yang lama."
            ),
        ),
    ]


WORKFORCE = Workforce()
