"""Leave that was taken, as files tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import ngettext

from bijak.interchange.histories import History
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.welfare.models import LeaveTaken

if TYPE_CHECKING:
    import polars as pl

HISTORY = History(
    LeaveTaken,
    {
        "employee_id": "bigint",
        "kind": "text",
        "year": "smallint",
        "from_on": "date",
        "until_on": "date",
        "days": "smallint",
        "decree_no": "text",
    },
)


def record_leave(frame: pl.DataFrame, *, batch: Batch) -> Applied:
    """Record the leave of a file; a row that says what is known already changes nothing."""
    return HISTORY.record(frame, batch=batch)


@transaction.atomic
def undo_leave(*, batch: Batch) -> Undone:
    count, kept = HISTORY.undo(batch=batch)
    sentence = ngettext(
        "%(count)d cuti tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        "%(count)d cuti tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        kept,
    )
    return Undone(count, [sentence % {"count": kept}] if kept else [])
