"""What is wrong with whose records, how good each unit's are, and what other systems say."""

from bijak.quality.queries.examining import Examined, Found, examine
from bijak.quality.queries.scores import (
    FEW,
    Point,
    Score,
    history,
    is_review_asked,
    last_review,
    scores,
)
from bijak.quality.queries.worklist import (
    Filter,
    Row,
    by_rule,
    carers_of,
    narrowed,
    of_person,
    rows,
    told,
    visible_to,
)

__all__ = [
    "FEW",
    "Examined",
    "Filter",
    "Found",
    "Point",
    "Row",
    "Score",
    "by_rule",
    "carers_of",
    "examine",
    "history",
    "is_review_asked",
    "last_review",
    "narrowed",
    "of_person",
    "rows",
    "scores",
    "told",
    "visible_to",
]
