"""Files of other systems, taken in only to be compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.interchange import services as interchange
from bijak.interchange.registries import ROW, Applied, Checked, Column, ImportKind, Problem, Shape, Undone
from bijak.kernel import ranks
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.quality import services
from bijak.quality.access import Permission
from bijak.quality.registries import Source

if TYPE_CHECKING:
    from bijak.accounts.models import Account
    from bijak.interchange.models import Batch


@dataclass(frozen=True)
class Comparison:
    """The import of a source's file: nothing of it is recorded, where it differs is kept for the desk."""

    source: Source
    columns: tuple[Column, ...]

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        """Rows of people whom we know, with their key."""
        frame = _with_keys(frame)
        strangers = frame.filter(pl.col("employee_id").is_null())
        return Checked(
            good=_in_our_words(frame.filter(pl.col("employee_id").is_not_null())),
            problems=[
                Problem(
                    row,
                    "nip",
                    "person_unknown",
                    _("Tidak ada pegawai dengan NIP ini."),
                    _(
                        "Bila ia memang bekerja di sini, datanya belum tercatat; bila tidak, sumbernya yang keliru."
                    ),
                )
                for row in strangers[ROW]
            ],
        )

    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        rows = [(row.pop("employee_id"), row) for row in frame.drop(ROW).iter_rows(named=True)]
        applied = services.compare(
            source=self.source, rows=rows, batch_id=batch.pk, stated_on=batch.on, today=today
        )
        return (
            replace(applied, created=applied.created + self._absent(batch, today))
            if batch.is_whole
            else applied
        )

    def _absent(self, batch: Batch, today: date) -> int:
        """Whom a file of everyone does not name. A row that has a fault names its person all the same."""
        named = _with_keys(interchange.named(batch=batch))["employee_id"].drop_nulls()
        try:
            return services.report_absent(
                source=self.source, named=set(named), batch_id=batch.pk, stated_on=batch.on, today=today
            )
        except services.Refused as refusal:
            raise interchange.CannotApply(str(refusal)) from refusal

    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        return Undone(count=services.forget(batch=batch))

    def kind(self, *, label: object, description: object, order: int) -> ImportKind:
        return ImportKind(
            code=f"compare.{self.source.code}",
            label=label,
            description=description,
            permission=Permission.IMPORT,
            columns=self.columns,
            check=self.check,
            apply=self.apply,
            undo=self.undo,
            asks_whole=True,
            order=order,
        )


def _with_keys(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``known_nip`` and ``employee_id`` of those whom we know, by PNS ID or else by NIP."""
    nips = (
        people.nips_by_siasn_id(frame["siasn_id"].drop_nulls().to_list())
        if "siasn_id" in frame.columns
        else {}
    )
    by_id = (
        pl.col("siasn_id").replace_strict(nips, default=None, return_dtype=pl.String)
        if nips
        else pl.lit(None, pl.String)
    )
    frame = frame.with_columns(pl.coalesce(by_id, "nip").alias("known_nip"))
    keys = people.employee_ids_by_nip(frame["known_nip"].drop_nulls().unique().to_list())
    return frame.with_columns(
        pl.col("known_nip").replace_strict(keys, default=None, return_dtype=pl.Int64).alias("employee_id")
    )


_GRADES = {rank.grade.casefold(): rank.code for rank in ranks.PNS}
_SEXES = {
    "l": "L",
    "p": "P",
    "m": "L",
    "f": "P",
    "laki-laki": "L",
    "perempuan": "P",
    "pria": "L",
    "wanita": "P",
}


def _in_our_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Ranks as we code them, sexes as L and P, units by the names that we give them."""
    by_id, _by_name = organization.unit_keys()
    changed = []
    if "rank_code" in frame.columns:
        changed.append(_replaced("rank_code", _GRADES))
    if "sex" in frame.columns:
        changed.append(_replaced("sex", _SEXES))
    if "unit_siasn_id" in frame.columns:
        names = organization.names_of(by_id.values())
        named = {siasn_id: names[key] for siasn_id, key in by_id.items() if key in names}
        named_by_id = pl.col("unit_siasn_id").replace_strict(named, default=None, return_dtype=pl.String)
        changed.append(pl.coalesce(named_by_id, "unit_name").alias("unit"))
    elif "unit_name" in frame.columns:
        changed.append(pl.col("unit_name").alias("unit"))
    return frame.with_columns(changed)


def _replaced(column: str, words: dict[str, str]) -> pl.Expr:
    return pl.col(column).str.to_lowercase().replace_strict(words, default=pl.col(column)).alias(column)


COLUMNS = (
    Column("nip", _("NIP"), required=True, aliases=("NIP BARU", "NIP PEGAWAI"), example="199001012015012001",
           personal=True, shape=Shape.DIGITS, unique=True),
    Column("name", _("Nama"), aliases=("NAMA PEGAWAI",), example="Ani Lestari", personal=True, longest=200),
    Column("born_on", _("Tanggal lahir"), aliases=("TGL LAHIR",), personal=True, shape=Shape.DATE),
    Column("sex", _("Jenis kelamin"), aliases=("JK",), personal=True, longest=12),
    Column("nik", _("NIK"), personal=True, shape=Shape.DIGITS, longest=16),
    Column("npwp", _("NPWP"), personal=True, longest=25),
    Column("rank_code", _("Golongan"), aliases=("GOL", "GOLONGAN RUANG", "GOL RUANG"), example="III/c", longest=5),
    Column("rank_from", _("TMT golongan"), aliases=("TMT GOL",), shape=Shape.DATE),
    Column("position_title", _("Jabatan"), aliases=("NAMA JABATAN",), longest=200),
    Column("unit_name", _("Unit"), aliases=("UNIT KERJA", "OPD", "SKPD"), longest=300),
)  # fmt: skip

PAYROLL = Source(
    code="payroll",
    label=_("Daftar gaji"),
    wins={"npwp": _("Bendahara memakainya setiap bulan untuk memotong pajak.")},
    loses={
        "rank_code": _("Golongan pada daftar gaji baru berubah sesudah SK pangkat diserahkan ke bendahara."),
        "rank": _("Golongan pada daftar gaji baru berubah sesudah SK pangkat diserahkan ke bendahara."),
        "position_title": _("Daftar gaji sering memuat jabatan lama."),
        "unit": _("Daftar gaji menurut tempat pembayaran, bukan tempat kerja."),
        "name": _("Daftar gaji sering memuat nama yang disingkat."),
    },
)

PAYROLL_FILE = Comparison(PAYROLL, COLUMNS)

PAYROLL_KIND = PAYROLL_FILE.kind(
    label=_("Daftar gaji, untuk dibandingkan"),
    description=_(
        "Daftar gaji dari bendahara. Tidak ada yang dicatat; yang berbeda tampak di Rekonsiliasi data."
    ),
    order=60,
)
