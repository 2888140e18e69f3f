"""What the import of every history has: several rows for each person, found by NIP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.interchange.judging import Fault, judge
from bijak.interchange.models import Batch
from bijak.interchange.registries import PROBLEM_SCHEMA, ROW, Applied, Checked, Column, Shape, Undone
from bijak.people import services
from bijak.people.importing.checking import nip_faults, with_days
from bijak.people.queries.naming import with_employees
from bijak.people.services.beliefs import Shape as Table

NIP = Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS)
ROW_ID = Column("siasn_id", _("ID riwayat SIASN"), longest=40)
DECREE_NO = Column("decree_no", _("Nomor SK"), longest=100)
DECREE_ON = Column("decree_on", _("Tanggal SK"), shape=Shape.DATE)
STARTS_ON = Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE)


QUARREL = _("Baris %(rows)s menyebut hal yang sama dari pegawai yang sama, dengan isi yang berbeda.")
QUARREL_HINT = _("Betulkan yang salah, atau lewati baris yang tidak berlaku.")


def _as_they_are(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


@dataclass(frozen=True)
class History:
    """Import of one history.

    ``told_apart_by``: the column that, beside the person, makes two rows two facts. ``prepared`` brings columns into
    the table's own types and names; ``beside`` adds what is on record already, for ``faults`` to compare with.
    """

    table: Table
    told_apart_by: str
    columns: tuple[Column, ...]
    days: tuple[str, ...]
    faults: Callable[[date], list[Fault]]
    prepared: Callable[[pl.DataFrame], pl.DataFrame] = _as_they_are
    beside: Callable[[pl.DataFrame], pl.DataFrame] = _as_they_are

    def check(self, frame: pl.DataFrame, *, today: date) -> Checked:
        frame = with_employees(self.prepared(with_days(frame, self.days)))
        stranger = Fault(
            "nip",
            "person_unknown",
            pl.col("nip").str.contains(r"^\d{18}$") & pl.col("employee_id").is_null(),
            _("Tidak ada pegawai dengan NIP ini."),
            _("Impor data utama lebih dulu, atau perbaiki NIP-nya."),
        )
        judged = judge(self.beside(frame), [*nip_faults(), stranger, *self.faults(today)])
        assert isinstance(judged.problems, pl.DataFrame)
        good, quarrels = self._once(judged.good)
        return Checked(
            good=good.filter(~pl.col(ROW).is_in(quarrels[ROW].implode())),
            problems=pl.concat([judged.problems, quarrels]),
        )

    def _once(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Rows that tell one fact, each filled up from the others; and what is wrong with those that disagree."""
        key, facts = list(self.table.key), [name for name in self.table.facts if name in frame.columns]
        is_known = pl.all_horizontal(pl.col(key).is_not_null())
        twins = frame.filter(is_known).filter(pl.struct(key).is_duplicated())
        if twins.is_empty():
            return frame, pl.DataFrame(schema=PROBLEM_SCHEMA)
        differs = pl.any_horizontal(pl.col(facts).drop_nulls().n_unique().over(key) > 1)
        rows = pl.col(ROW).sort().cast(pl.String).str.join(", ").over(key)
        twins = twins.with_columns(differs.alias("_differs"), rows.alias("_rows"))
        before, after = str(QUARREL).split("%(rows)s")
        quarrels = twins.filter("_differs").select(
            ROW,
            pl.lit(self.told_apart_by).alias("field"),
            pl.lit("duplicate").alias("code"),
            pl.concat_str(pl.lit(before), pl.col("_rows").str.slice(0, 60), pl.lit(after)).alias("message"),
            pl.lit(str(QUARREL_HINT)).alias("hint"),
        )
        filled = twins.with_columns(pl.col(facts).fill_null(pl.col(facts).drop_nulls().first().over(key)))
        others = frame.filter(~pl.col(ROW).is_in(twins[ROW].implode()))
        return pl.concat([others, filled.drop("_differs", "_rows")]).sort(ROW), quarrels

    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        return services.record_history(frame, table=self.table, batch=batch, by=by, today=today)

    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        return services.undo_batch(batch=batch, by=by)
