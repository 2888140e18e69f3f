"""Raises that were given, put on record: by a letter issued here, or by a file."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from bijak.accounts.models import Account
from bijak.interchange.bringing import Brings
from bijak.interchange.histories import History
from bijak.interchange.models import Batch
from bijak.interchange.registries import Applied, Undone
from bijak.ledger import services as ledger
from bijak.letters.events import LetterIssued
from bijak.welfare.models import RaiseGiven
from bijak.welfare.queries import raises as queries
from bijak.welfare.services import outlooks

if TYPE_CHECKING:
    import polars as pl

RAISES = Brings(
    History(
        RaiseGiven,
        {
            "employee_id": "bigint",
            "from_on": "date",
            "service_months": "smallint",
            "salary": "integer",
            "decree_no": "text",
            "decree_on": "date",
        },
    )
)


def reference_of(employee: int, from_on: date) -> str:
    """Names a raise for good: whose, and from when."""
    return f"{employee}:{from_on.isoformat()}"


@transaction.atomic
def record_letter(letter: LetterIssued, *, today: date) -> RaiseGiven | None:
    """A letter that tells of a raise was issued: the raise is given. Another letter about it takes its place."""
    from_on, service_months = queries.coming_raise(letter.employee, on=letter.as_of)
    if from_on is None:
        return None
    given, _is_new = RaiseGiven.objects.update_or_create(
        reference=reference_of(letter.employee, from_on),
        replaced_by=None,
        defaults={
            "employee_id": letter.employee,
            "from_on": from_on,
            "service_months": service_months,
            "decree_no": letter.number,
            "decree_on": letter.on,
            "letter_id": letter.letter,
            "recorded_by_id": letter.by,
        },
    )
    facts = {"from_on": from_on.isoformat(), "letter": letter.number}
    ledger.record("welfare.raise_given", subject=given, by=given.recorded_by, facts=facts)
    outlooks.refresh(on=today, among=[letter.employee])
    return given


@transaction.atomic
def record_raises(frame: pl.DataFrame, *, batch: Batch, by: Account, today: date) -> Applied:
    """Record the raises of a file; a row that says what is known already changes nothing."""
    applied = RAISES.apply(frame, batch=batch, by=by, today=today)
    if applied.created + applied.changed:
        outlooks.refresh(on=today, among=frame["employee_id"].unique().to_list())
    return applied


@transaction.atomic
def undo_raises(*, batch: Batch, by: Account, today: date) -> Undone:
    """Take an import back. What a later one has changed since stays as that one left it."""
    undone = RAISES.undo(batch=batch, by=by, today=today)
    outlooks.ask()
    return undone
