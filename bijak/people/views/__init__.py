"""Pages about people."""

from bijak.people.views.decrees import attach_decree, decree
from bijak.people.views.listing import download, me, people
from bijak.people.views.person import changes, person
from bijak.people.views.recording import edit_identity, record_position, record_rank, record_standing

__all__ = [
    "attach_decree",
    "changes",
    "decree",
    "download",
    "edit_identity",
    "me",
    "people",
    "person",
    "record_position",
    "record_rank",
    "record_standing",
]
