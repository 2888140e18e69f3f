"""Questions about ratings and credit points: of one person, and of everyone as columns (``everyone``)."""

from bijak.performance.queries import everyone
from bijak.performance.queries.credits import credit_points, latest_credit_points
from bijak.performance.queries.everyone import Credit, Rated
from bijak.performance.queries.ratings import holders, latest_ratings, ratings

__all__ = [
    "Credit",
    "Rated",
    "credit_points",
    "everyone",
    "holders",
    "latest_credit_points",
    "latest_ratings",
    "ratings",
]
