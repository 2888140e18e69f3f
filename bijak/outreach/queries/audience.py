"""Whom the terms of a decree touch."""

from datetime import date

from bijak.outreach.models import (
    Campaign,
)
from bijak.outreach.queries.campaigns import set_by
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.policy.registries import Unknown, term_books, term_readers


def touched(campaign: Campaign, *, today: date) -> dict[int, int | None]:
    """The people whom the decree touches as of now, each with her unit: keys of people.Employee to organization.Unit.

    Those whom one of the terms concerns that it sets itself. Where it sets none, or one of which nobody knows whom it
    concerns, everyone who works here: better told needlessly than forgotten.
    """
    rows = people.active().order_by()
    readers = [term_readers.get(row.term) for row in set_by(campaign)]
    found: dict[int, int | None] = dict(rows.values_list("pk", "unit"))
    if not readers or None in readers:
        return found
    on = max(today, campaign.decree.in_force_from)
    concerned = [reader.touched(on) for reader in readers if reader]
    keys = frozenset().union(*concerned)
    return {key: unit for key, unit in found.items() if key in keys}


def unread_terms(campaign: Campaign) -> list[str]:
    """The numbers it sets of which the system does not know whom they concern, as one calls them."""
    codes = {row.term: None for row in set_by(campaign)}
    return [_label(code) for code in codes if term_readers.get(code) is None]


def _label(code: str) -> str:
    try:
        return policies.label_of(term_books.term(code))
    except Unknown:  # a part of the house that is no longer installed
        return code
