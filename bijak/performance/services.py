"""Changes to ratings and credit points."""

from __future__ import annotations

import polars as pl
from django.db import transaction
from django.utils.translation import ngettext

from bijak.accounts.models import Account
from bijak.interchange.histories import History
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.kernel.events import publish
from bijak.performance.events import CreditsRecorded, RatingsRecorded
from bijak.performance.models import CreditPoint, SkpRating

HISTORY = History(
    SkpRating,
    {
        "employee_id": "bigint",
        "year": "smallint",
        "results": "text",
        "behaviour": "text",
        "predicate": "text",
        "rater_name": "text",
        "rater_nip": "text",
        "rater_position": "text",
        "rater_unit": "text",
    },
)


@transaction.atomic
def record_ratings(frame: pl.DataFrame, *, batch: Batch, by: Account) -> Applied:
    """Record the ratings of a file; a row that says what is known already changes nothing.

    ``frame`` holds the facts of HISTORY and ``reference``, which names a rating for good.
    """
    applied = HISTORY.record(frame, batch=batch)
    if added := applied.created + applied.changed:
        publish(RatingsRecorded(added, batch.uuid))
    return applied


@transaction.atomic
def undo_ratings(*, batch: Batch, by: Account) -> Undone:
    """Take an import back. What a later import has changed since stays as that one left it."""
    count, kept = HISTORY.undo(batch=batch)
    if count:
        publish(RatingsRecorded(count, batch.uuid))
    sentence = ngettext(
        "%(count)d penilaian tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        "%(count)d penilaian tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        kept,
    )
    return Undone(count, [sentence % {"count": kept}] if kept else [])


CREDITS = History(
    CreditPoint,
    {
        "employee_id": "bigint",
        "kind": "text",
        "from_on": "date",
        "until_on": "date",
        "points": "numeric(9, 3)",
        "position": "text",
        "predicate": "text",
        "decree_no": "text",
        "decree_on": "date",
    },
)


@transaction.atomic
def record_credits(frame: pl.DataFrame, *, batch: Batch, by: Account) -> Applied:
    """Record the credit points of a file. ``frame`` holds the facts of CREDITS and ``reference``."""
    applied = CREDITS.record(frame, batch=batch)
    if added := applied.created + applied.changed:
        publish(CreditsRecorded(added, batch.uuid))
    return applied


@transaction.atomic
def undo_credits(*, batch: Batch, by: Account) -> Undone:
    """Take an import of credit points back. What a later import has changed since stays as that one left it."""
    count, kept = CREDITS.undo(batch=batch)
    if count:
        publish(CreditsRecorded(count, batch.uuid))
    sentence = ngettext(
        "%(count)d angka kredit tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        "%(count)d angka kredit tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
        kept,
    )
    return Undone(count, [sentence % {"count": kept}] if kept else [])
