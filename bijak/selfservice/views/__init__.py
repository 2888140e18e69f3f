"""Pages of one's own data, and of what is proposed about them."""

from bijak.selfservice.views.deciding import decide, proposals, ways
from bijak.selfservice.views.own import looks, mine
from bijak.selfservice.views.proposing import (
    answer,
    evidence,
    proposal,
    propose,
    propose_correction,
    propose_removal,
    withdraw,
)

__all__ = [
    "answer",
    "decide",
    "evidence",
    "looks",
    "mine",
    "proposal",
    "proposals",
    "propose",
    "propose_correction",
    "propose_removal",
    "ways",
    "withdraw",
]
