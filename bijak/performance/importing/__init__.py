"""Files about performance: ratings of a year and of its months or quarters, and credit points."""

from bijak.performance.importing.credits import CREDITS
from bijak.performance.importing.periods import PERIODS
from bijak.performance.importing.ratings import RATINGS, RECAP

__all__ = ["CREDITS", "PERIODS", "RATINGS", "RECAP"]
