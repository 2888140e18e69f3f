"""Whom a decree touches, what changes for one of them, how far everyone has come."""

from bijak.outreach.queries.audience import touched, unread_terms
from bijak.outreach.queries.campaigns import (
    campaigns,
    clauses_by_provision,
    earlier_than,
    newer_than,
    of_policy,
    questions,
    visible_to,
)
from bijak.outreach.queries.everyone import (
    Ladder,
    Progress,
    UnitRow,
    counted,
    ladder,
    leads_into,
    progress,
    reach,
)
from bijak.outreach.queries.names import BEHIND, behind, holders, states_of
from bijak.outreach.queries.person import (
    Asked,
    Effect,
    Pasal,
    asked,
    assignments_of,
    effects,
    touched_pasal,
    unfinished,
    unfinished_of,
    waiting_for,
)
from bijak.outreach.queries.quiz import Understanding, hard_provisions, understanding

__all__ = [
    "Asked",
    "BEHIND",
    "Effect",
    "Ladder",
    "Pasal",
    "Progress",
    "Understanding",
    "UnitRow",
    "asked",
    "assignments_of",
    "behind",
    "campaigns",
    "clauses_by_provision",
    "counted",
    "earlier_than",
    "effects",
    "hard_provisions",
    "holders",
    "ladder",
    "leads_into",
    "newer_than",
    "of_policy",
    "progress",
    "questions",
    "reach",
    "states_of",
    "touched",
    "touched_pasal",
    "understanding",
    "unfinished",
    "unfinished_of",
    "unread_terms",
    "visible_to",
    "waiting_for",
]
