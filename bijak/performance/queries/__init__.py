"""Questions about ratings and credit points: of one person, and of everyone as columns (``everyone``)."""

from bijak.performance.queries import everyone
from bijak.performance.queries.credits import Standing, credit_points, credit_standing, holds_level
from bijak.performance.queries.everyone import Credit, Rated
from bijak.performance.queries.packs import PREDICATES
from bijak.performance.queries.ratings import (
    holders,
    latest_ratings,
    periodic_ratings,
    ratings,
    still_held,
)

__all__ = [
    "Credit",
    "PREDICATES",
    "Rated",
    "Standing",
    "credit_points",
    "credit_standing",
    "everyone",
    "holders",
    "holds_level",
    "latest_ratings",
    "periodic_ratings",
    "ratings",
    "still_held",
]
