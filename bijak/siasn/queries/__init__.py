"""What the national system says of a person beside ours; what we told it or may tell it; its code tables."""

from bijak.siasn.queries.comparing import Compared, compare
from bijak.siasn.queries.histories import histories_for
from bijak.siasn.queries.sending import (
    GONE,
    Desk,
    Sendable,
    desk,
    following,
    holders,
    may_be_found,
    paper_of,
    sendable_row,
    sending_visible_to,
    sendings,
)
from bijak.siasn.queries.tables import NamedTable, named_table, named_tables

__all__ = [
    "GONE",
    "Compared",
    "Desk",
    "NamedTable",
    "Sendable",
    "compare",
    "desk",
    "following",
    "histories_for",
    "holders",
    "may_be_found",
    "named_table",
    "named_tables",
    "paper_of",
    "sendable_row",
    "sending_visible_to",
    "sendings",
]
