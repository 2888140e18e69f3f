"""What files bring about welfare: rows that a later file replaces, and that can be taken back."""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.utils.translation import ngettext

from bijak.interchange.histories import History
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.welfare.models import AllowanceSetting, AttendanceDay, Productivity

ATTENDANCE = History(
    AttendanceDay,
    {
        "employee_id": "bigint",
        "day": "date",
        "presence": "text",
        "late": "smallint",
        "early": "smallint",
        "missed_in": "boolean",
        "missed_out": "boolean",
    },
)

PRODUCTIVITY = History(
    Productivity,
    {
        "employee_id": "bigint",
        "month": "date",
        "minutes": "integer",
        "target": "integer",
        "predicate": "text",
    },
)

SETTINGS = History(
    AllowanceSetting,
    {
        "what": "text",
        "value": "numeric",
        "class_from": "smallint",
        "class_to": "smallint",
        "unit_id": "bigint",
        "title": "text",
        "law": "text",
        "article": "text",
        "from_on": "date",
        "until_on": "date",
    },
)


@transaction.atomic
def record_brought(history: History, frame: pl.DataFrame, *, batch: Batch) -> Applied:
    """Record the rows of a file; a row that says what is known already changes nothing."""
    return history.record(frame, batch=batch)


@transaction.atomic
def undo_brought(history: History, *, batch: Batch) -> Undone:
    """Take an import back. What a later import has changed since stays as that one left it."""
    count, kept = history.undo(batch=batch)
    sentence = ngettext(
        "%(count)d baris tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        "%(count)d baris tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        kept,
    )
    return Undone(count, [sentence % {"count": kept}] if kept else [])
