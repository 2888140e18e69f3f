"""Looking through records, comparing them with other systems, and what officers decide about what was found."""

from bijak.quality.services.findings import (
    Refused,
    accept,
    claim,
    note_download,
    release,
    reopen,
    snooze,
)
from bijak.quality.services.reconciling import (
    MOST,
    answer,
    ask_person,
    compare,
    compare_person,
    compare_with_hands,
    forget,
    keep_all,
    keep_ours,
    report_absent,
    settle,
    take_theirs,
    undo,
)
from bijak.quality.services.reviewing import ask_review, refresh_person, review

__all__ = [
    "MOST",
    "Refused",
    "accept",
    "answer",
    "ask_person",
    "ask_review",
    "claim",
    "compare",
    "compare_person",
    "compare_with_hands",
    "forget",
    "keep_all",
    "keep_ours",
    "note_download",
    "refresh_person",
    "release",
    "report_absent",
    "reopen",
    "review",
    "settle",
    "snooze",
    "take_theirs",
    "undo",
]
