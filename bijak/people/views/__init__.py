"""Pages about people."""

from bijak.people.views.listing import download, me, people
from bijak.people.views.person import changes, person
from bijak.people.views.recording import edit_identity, record_position, record_rank, record_standing

__all__ = [
    "changes",
    "download",
    "edit_identity",
    "me",
    "people",
    "person",
    "record_position",
    "record_rank",
    "record_standing",
]
