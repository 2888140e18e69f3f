"""Questions about the agency, its units, who may do what, and its working days."""

from bijak.organization.queries.agency import agency, time_zone, today
from bijak.organization.queries.scopes import EVERYTHING, NOTHING, Scope, grants_of, held, scope
from bijak.organization.queries.units import (
    Node,
    active_units,
    ancestors,
    history,
    subtree,
    tree,
    units_on,
)

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "Node",
    "Scope",
    "active_units",
    "agency",
    "ancestors",
    "grants_of",
    "held",
    "history",
    "scope",
    "subtree",
    "time_zone",
    "today",
    "tree",
    "units_on",
]
