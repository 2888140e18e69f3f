"""Files about performance: yearly ratings, and credit points."""

from bijak.performance.importing.credits import CREDITS
from bijak.performance.importing.ratings import FIRST_YEAR, RATINGS, RECAP

__all__ = ["CREDITS", "FIRST_YEAR", "RATINGS", "RECAP"]
