"""What the allowance of a month is reckoned from."""

from bijak.welfare.queries.allowance_facts.gathering import FACTS, Gathered, gather, record_of
from bijak.welfare.queries.allowance_facts.local import IN_PLACE, settings_on
from bijak.welfare.queries.allowance_facts.presence import RECAP_COUNTS, Days, eventful, recaps_of

__all__ = [
    "Days",
    "FACTS",
    "Gathered",
    "IN_PLACE",
    "RECAP_COUNTS",
    "eventful",
    "gather",
    "recaps_of",
    "record_of",
    "settings_on",
]
