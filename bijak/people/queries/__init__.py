"""Questions about people: lists of today, one person as of a day and as known on a day."""

from bijak.people.queries.everyone import Workforce, workforce
from bijak.people.queries.histories import Line, Person, Topic, changes_of, end_of, person, version
from bijak.people.queries.keys import employee_ids_by_nip, nips_by_siasn_id, siasn_ids_by_nip
from bijak.people.queries.listing import (
    COUNT_LIMIT,
    ORDERINGS,
    SEARCH_LIMIT,
    SOON,
    Filter,
    Listed,
    Order,
    People,
    count,
    headcounts,
    narrowed,
    units_to_choose,
)
from bijak.people.queries.programs import COLUMNS, after
from bijak.people.queries.visible import (
    active,
    before_removal,
    row_of,
    row_visible_to,
    subject_uuids,
    visible_to,
)

__all__ = [
    "COLUMNS",
    "COUNT_LIMIT",
    "Filter",
    "Line",
    "Listed",
    "ORDERINGS",
    "Order",
    "People",
    "Person",
    "SEARCH_LIMIT",
    "SOON",
    "Topic",
    "Workforce",
    "active",
    "after",
    "before_removal",
    "changes_of",
    "count",
    "employee_ids_by_nip",
    "end_of",
    "headcounts",
    "narrowed",
    "nips_by_siasn_id",
    "person",
    "row_of",
    "row_visible_to",
    "siasn_ids_by_nip",
    "subject_uuids",
    "units_to_choose",
    "version",
    "visible_to",
    "workforce",
]
