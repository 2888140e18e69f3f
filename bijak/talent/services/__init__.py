"""Changes to mappings of talent and to plans of succession."""

from bijak.talent.services.mapping import (
    begin,
    choose_cuts,
    discard,
    freeze,
    move,
    note_download,
    put_back,
    reckon,
)
from bijak.talent.services.refusals import Refused
from bijak.talent.services.succession import add_action, begin_plan, mark_critical, settle_action, unmark
from bijak.talent.services.working import carry_out, pick_up

__all__ = [
    "Refused",
    "add_action",
    "begin",
    "begin_plan",
    "carry_out",
    "choose_cuts",
    "discard",
    "freeze",
    "mark_critical",
    "move",
    "note_download",
    "pick_up",
    "put_back",
    "reckon",
    "settle_action",
    "unmark",
]
