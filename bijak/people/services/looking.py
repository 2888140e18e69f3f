"""The log of who was shown whose data."""

from typing import Any

from bijak.accounts import services as accounts
from bijak.accounts.models import Account
from bijak.people import queries


def note_view(*, viewer: Account, of: Any, page: str) -> None:
    """Log that somebody was shown another's data; one's own are nobody's business.

    ``of`` is a row, a record or the employee; ``page`` its Indonesian name, marked for translation.
    """
    if not queries.is_own(viewer, of):
        accounts.record_view(
            viewer=viewer,
            subject_uuid=getattr(of, "employee", of).uuid,
            subject_kind="people.employee",
            page=page,
        )
