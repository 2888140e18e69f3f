"""The lists that stand here, a list as somebody looks at it, and views and files that were kept."""

from bijak.lists.queries.kept import (
    extracts_of,
    kind_of,
    removed_views,
    unit_shared_in,
    views_visible_to,
)
from bijak.lists.queries.kinds import STANDING
from bijak.lists.queries.narrowing import groups
from bijak.lists.queries.sheets import Line, Look, Sheet

__all__ = [
    "STANDING",
    "Line",
    "Look",
    "Sheet",
    "extracts_of",
    "groups",
    "kind_of",
    "removed_views",
    "unit_shared_in",
    "views_visible_to",
]
