"""Pages about people."""

from bijak.people.views.decrees import attach_decree, decree
from bijak.people.views.listing import download, me, people
from bijak.people.views.person import changes, person
from bijak.people.views.photos import edit_photo, photo
from bijak.people.views.portraits import download_portrait, download_portrayed, portrait, portrayed
from bijak.people.views.recording import correct, edit_identity, record, remove

__all__ = [
    "attach_decree",
    "changes",
    "correct",
    "decree",
    "download",
    "download_portrait",
    "download_portrayed",
    "edit_identity",
    "edit_photo",
    "me",
    "people",
    "person",
    "photo",
    "portrait",
    "portrayed",
    "record",
    "remove",
]
