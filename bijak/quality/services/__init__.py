"""Looking through records, and what officers decide about what was found."""

from bijak.quality.services.findings import (
    Refused,
    accept,
    claim,
    note_download,
    release,
    reopen,
    snooze,
)
from bijak.quality.services.reviewing import ask_review, refresh, refresh_person, review

__all__ = [
    "Refused",
    "accept",
    "ask_review",
    "claim",
    "note_download",
    "refresh",
    "refresh_person",
    "release",
    "reopen",
    "review",
    "snooze",
]
