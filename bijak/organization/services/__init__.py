"""Changes of the agency, its units, roles and calendar. Every refusal is a `Refused` with a sentence."""

from bijak.organization.rules import PostFace, UnitRow
from bijak.organization.services.agency import change_agency, mark_day, pretend_day, turn_day, unmark_day
from bijak.organization.services.bulk import apply_units, undo_units
from bijak.organization.services.grants import end_grant, grant_role, name_deputy
from bijak.organization.services.posts import (
    PostRow,
    apply_posts,
    change_post,
    close_post,
    create_post,
    undo_posts,
)
from bijak.organization.services.reference import load_reference
from bijak.organization.services.refusals import Refused, Stale
from bijak.organization.services.units import Basis, change_unit, close_unit, create_unit, rebuild_units

__all__ = [
    "Basis",
    "PostFace",
    "PostRow",
    "Refused",
    "Stale",
    "UnitRow",
    "apply_posts",
    "apply_units",
    "change_agency",
    "change_post",
    "change_unit",
    "close_post",
    "close_unit",
    "create_post",
    "create_unit",
    "end_grant",
    "grant_role",
    "load_reference",
    "mark_day",
    "name_deputy",
    "pretend_day",
    "rebuild_units",
    "turn_day",
    "undo_posts",
    "undo_units",
    "unmark_day",
]
