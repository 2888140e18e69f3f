"""Questions about the agency, its units, who may do what, and its working days."""

from bijak.organization.queries.agency import agency, time_zone, today
from bijak.organization.queries.calendar import (
    DayOff,
    add_working_days,
    days_off,
    is_working_day,
    joint_leave_is_known,
    working_days_between,
)
from bijak.organization.queries.changes import Plan, explain, plan
from bijak.organization.queries.scopes import EVERYTHING, NOTHING, Scope, grants_of, held, scope
from bijak.organization.queries.units import (
    Node,
    active_units,
    ancestors,
    face_of,
    grow,
    histories,
    history,
    holds_on,
    subtree,
    tree,
    unit_keys,
    units_on,
    version,
)

__all__ = [
    "EVERYTHING",
    "NOTHING",
    "DayOff",
    "Node",
    "Plan",
    "Scope",
    "active_units",
    "add_working_days",
    "agency",
    "ancestors",
    "days_off",
    "explain",
    "face_of",
    "grants_of",
    "grow",
    "held",
    "histories",
    "history",
    "holds_on",
    "is_working_day",
    "joint_leave_is_known",
    "plan",
    "scope",
    "subtree",
    "time_zone",
    "today",
    "tree",
    "unit_keys",
    "unit_keys",
    "units_on",
    "version",
    "working_days_between",
]
