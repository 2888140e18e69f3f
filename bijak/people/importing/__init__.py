"""The files through which people's records come in. The national system's own names live in ``siasn``."""

from bijak.people.importing.histories import EDUCATION, POSITIONS, RANKS, SANCTIONS
from bijak.people.importing.workforce import WORKFORCE

__all__ = ["EDUCATION", "POSITIONS", "RANKS", "SANCTIONS", "WORKFORCE"]
