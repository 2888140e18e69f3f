"""Who stands where in the queue and why; what is proposed; where careers lead."""

from bijak.career.queries.queue import (
    Filter,
    Path,
    Place,
    Row,
    Tally,
    is_run_asked,
    last_run,
    line_of,
    narrowed,
    periods_to_choose,
    place,
    rows,
    tally,
    timeline,
    told,
    visible_to,
)
from bijak.career.queries.standing import period_after

__all__ = [
    "Filter",
    "Path",
    "Place",
    "Row",
    "Tally",
    "is_run_asked",
    "last_run",
    "line_of",
    "narrowed",
    "period_after",
    "periods_to_choose",
    "place",
    "rows",
    "tally",
    "timeline",
    "told",
    "visible_to",
]
