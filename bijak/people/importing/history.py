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
from bijak.interchange.registries import Applied, Checked, Column, Shape, Undone
from bijak.people import services
from bijak.people.importing.checking import nip_faults, with_days
from bijak.people.queries.naming import with_employees
from bijak.people.services.beliefs import Shape as Table

NIP = Column("nip", _("NIP"), required=True, example="199001012015012001", personal=True, shape=Shape.DIGITS)
ROW_ID = Column("siasn_id", _("ID riwayat SIASN"), longest=40)
DECREE_NO = Column("decree_no", _("Nomor SK"), longest=100)
DECREE_ON = Column("decree_on", _("Tanggal SK"), shape=Shape.DATE)
STARTS_ON = Column("starts_on", _("Mulai"), required=True, shape=Shape.DATE)


def _as_they_are(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


@dataclass(frozen=True)
class History:
    """Import of one history.

    ``prepared`` brings columns into the table's own types and names; ``beside`` adds what is on record already, for
    ``faults`` to compare with.
    """

    table: Table
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
        return judge(self.beside(frame), [*nip_faults(), stranger, *self.faults(today)])

    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        return services.record_history(frame, table=self.table, batch=batch, by=by, today=today)

    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        return services.undo_batch(batch=batch, by=by)
