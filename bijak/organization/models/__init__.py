"""The agency, its units with their history, grants of roles, and its calendar."""

from bijak.organization.models.agency import Agency, SpecialDay
from bijak.organization.models.grants import Grant
from bijak.organization.models.posts import RANKS, PositionKind, Post, PostSpell
from bijak.organization.models.reference import ReferenceCode
from bijak.organization.models.spells import Spell, last_day
from bijak.organization.models.units import Echelon, Unit, UnitFace, UnitKind, UnitSpell

__all__ = [
    "RANKS",
    "Agency",
    "Echelon",
    "Grant",
    "PositionKind",
    "Post",
    "PostSpell",
    "ReferenceCode",
    "SpecialDay",
    "Spell",
    "Unit",
    "UnitFace",
    "UnitKind",
    "UnitSpell",
    "last_day",
]
