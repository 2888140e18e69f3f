"""Pages of one's own data, and of what is proposed about them."""

from bijak.selfservice.views.deciding import decide, proposals, ways
from bijak.selfservice.views.own import mine
from bijak.selfservice.views.proposing import (
    answer,
    evidence,
    proposal,
    propose,
    propose_correction,
    propose_removal,
    withdraw,
)
from bijak.selfservice.views.taking import take_data, take_form

__all__ = [
    "answer",
    "decide",
    "evidence",
    "mine",
    "proposal",
    "proposals",
    "propose",
    "propose_correction",
    "propose_removal",
    "take_data",
    "take_form",
    "ways",
    "withdraw",
]
