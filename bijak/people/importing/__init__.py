"""The files through which people's records come in. The national system's own names live in ``siasn``."""

from bijak.people.importing.careers import CONTRACTS, EDUCATION, POSITIONS, RANKS
from bijak.people.importing.family import FAMILY
from bijak.people.importing.service import AWARDS, SANCTIONS, SEPARATIONS, SERVICE_CREDITS, UNPAID_LEAVES
from bijak.people.importing.workforce import WORKFORCE

__all__ = [
    "AWARDS",
    "CONTRACTS",
    "EDUCATION",
    "FAMILY",
    "POSITIONS",
    "RANKS",
    "SANCTIONS",
    "SEPARATIONS",
    "SERVICE_CREDITS",
    "UNPAID_LEAVES",
    "WORKFORCE",
]
