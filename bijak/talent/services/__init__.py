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

__all__ = [
    "Refused",
    "begin",
    "choose_cuts",
    "discard",
    "freeze",
    "move",
    "note_download",
    "put_back",
    "reckon",
]
