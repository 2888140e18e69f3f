"""Who changed what, when and why: the start of every change."""

from bijak.accounts.models import Account
from bijak.interchange.models import Batch
from bijak.people.models import Change


def open_change(
    *,
    by: Account | None,
    reason: str,
    employee: int | None = None,
    batch: Batch | None = None,
    undoes: Change | None = None,
) -> Change:
    """A new change, stamped with the database's own moment; ``employee`` where it is about one person alone."""
    change = Change.objects.create(by=by, reason=reason, employee_id=employee, batch=batch, undoes=undoes)
    change.refresh_from_db(fields=["at"])
    return change
