"""Changes to people's records."""

from bijak.people.services.imports import record_history, record_workforce, undo_batch
from bijak.people.services.records import (
    ChangedMeanwhile,
    Refused,
    RemovedMeanwhile,
    correct_identity,
    link_account,
    record_position,
    record_rank,
    record_standing,
)
from bijak.people.services.today import refresh_today

__all__ = [
    "ChangedMeanwhile",
    "Refused",
    "RemovedMeanwhile",
    "correct_identity",
    "link_account",
    "record_history",
    "record_position",
    "record_rank",
    "record_standing",
    "record_workforce",
    "refresh_today",
    "undo_batch",
]
