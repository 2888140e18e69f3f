"""Pages about the quality of data."""

from bijak.quality.views.reconciling import (
    answer,
    ask,
    decide,
    desk,
    difference,
    download_desk,
    keep_all,
    undo,
)
from bijak.quality.views.scores import scores
from bijak.quality.views.worklist import (
    accept,
    claim,
    download,
    finding,
    of_person,
    reopen,
    rules,
    snooze,
    worklist,
)

__all__ = [
    "accept",
    "answer",
    "ask",
    "claim",
    "decide",
    "desk",
    "difference",
    "download",
    "download_desk",
    "finding",
    "keep_all",
    "of_person",
    "reopen",
    "rules",
    "scores",
    "snooze",
    "undo",
    "worklist",
]
