"""The log of who was shown whose data."""

from collections.abc import Iterable
from typing import Any

from bijak.accounts import services as accounts
from bijak.accounts.models import Account
from bijak.people import queries


def note_view(*, viewer: Account, of: Any, page: str) -> None:
    """Log that somebody was shown another's data; one's own are nobody's business.

    ``of`` is a row, a record or the employee; ``page`` its Indonesian name, marked for translation.
    """
    note_views(viewer=viewer, of=[of], page=page)


def note_views(*, viewer: Account, of: Iterable[Any], page: str) -> None:
    """The same of everyone whom a page tells about. One statement."""
    seen = {getattr(each, "employee", each).uuid for each in of if not queries.is_own(viewer, each)}
    if seen:
        accounts.record_views(viewer=viewer, subjects=seen, subject_kind="people.employee", page=page)
