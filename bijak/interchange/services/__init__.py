"""What may be done with a batch: take it in, mend it, accept it, take it back. ``working`` is the worker's side."""

from bijak.documents.services import Refused
from bijak.interchange.line import Cancelled
from bijak.interchange.services.batches import (
    NotNow,
    accept,
    arrange,
    cancel,
    choose_sheet,
    tidy,
    undo,
    upload,
)
from bijak.interchange.services.exports import note_export
from bijak.interchange.services.glancing import Glance, glance
from bijak.interchange.services.mending import (
    ChangedMeanwhile,
    correct,
    leave_out,
    mend,
    named,
    replace,
    restore,
)
from bijak.interchange.services.profiles import change_profile, forget_profile
from bijak.interchange.services.working import CannotApply, advance, pick_up, report

__all__ = [
    "Cancelled",
    "CannotApply",
    "ChangedMeanwhile",
    "Glance",
    "NotNow",
    "Refused",
    "accept",
    "advance",
    "arrange",
    "cancel",
    "change_profile",
    "choose_sheet",
    "correct",
    "forget_profile",
    "glance",
    "leave_out",
    "mend",
    "named",
    "note_export",
    "pick_up",
    "replace",
    "report",
    "restore",
    "tidy",
    "undo",
    "upload",
]
