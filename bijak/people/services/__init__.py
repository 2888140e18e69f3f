"""Changes to people's records."""

from bijak.people.services.imports import record_history, record_workforce, undo_batch
from bijak.people.services.looking import note_view, note_views
from bijak.people.services.photos import drawn_anew, page_of, set_photo
from bijak.people.services.records import (
    ChangedMeanwhile,
    HistoryMoved,
    Refused,
    RemovedMeanwhile,
    attach_decree,
    correct_identity,
    link_account,
    note_download,
    record_line,
    remove_line,
)
from bijak.people.services.today import refresh_today

__all__ = [
    "ChangedMeanwhile",
    "HistoryMoved",
    "Refused",
    "RemovedMeanwhile",
    "attach_decree",
    "correct_identity",
    "drawn_anew",
    "link_account",
    "note_download",
    "note_view",
    "note_views",
    "page_of",
    "record_history",
    "record_line",
    "record_workforce",
    "refresh_today",
    "remove_line",
    "set_photo",
    "undo_batch",
]
