"""A history as one sort of file brings it: recorded, told of in one event, and taken back.

RATINGS = Brings(History(SkpRating, {"employee_id": "bigint", …}), RatingsRecorded)
ImportKind("ratings", …, apply=RATINGS.apply, undo=RATINGS.undo)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import ngettext

from bijak.accounts.models import Account
from bijak.interchange.histories import History
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.kernel.events import publish

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Brings:
    """``tells``: the event of so many rows moved by an import; none where nobody listens."""

    history: History
    tells: Callable[[int, UUID], Any] | None = None

    @transaction.atomic
    def apply(self, frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
        """Record the rows of a file: its facts and ``reference``. A row that says what is known changes nothing."""
        applied = self.history.record(frame, batch=batch)
        self._tell(applied.created + applied.changed, batch)
        return applied

    @transaction.atomic
    def undo(self, *, batch: Batch, by: Account, today: date) -> Undone:
        """Take an import back. What a later import has changed since stays as that one left it."""
        count, kept = self.history.undo(batch=batch)
        self._tell(count, batch)
        sentence = ngettext(
            "%(count)d baris tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
            "%(count)d baris tidak dikembalikan, karena impor yang lebih baru sudah mengubahnya.",
            kept,
        )
        return Undone(count, [sentence % {"count": kept}] if kept else [])

    def _tell(self, moved: int, batch: Batch) -> None:
        if moved and self.tells is not None:
            publish(self.tells(moved, batch.uuid))
