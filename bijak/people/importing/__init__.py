"""The files through which people's records come in. The national system's own names live in ``siasn``."""

from bijak.people.importing.histories import (
    AWARDS,
    EDUCATION,
    POSITIONS,
    RANKS,
    SANCTIONS,
    SEPARATIONS,
    SERVICE_CREDITS,
    UNPAID_LEAVES,
)
from bijak.people.importing.workforce import WORKFORCE

__all__ = [
    "AWARDS",
    "EDUCATION",
    "POSITIONS",
    "RANKS",
    "SANCTIONS",
    "SEPARATIONS",
    "SERVICE_CREDITS",
    "UNPAID_LEAVES",
    "WORKFORCE",
]
