"""Words that were typed and not saved yet: whose, where, since when."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.policy.models import Passage, Unsaved, Version
from bijak.policy.queries.stretches import Stretch

FRESH = timedelta(minutes=2)
"""So long after the last key somebody counts as writing."""


def unsaved_of(version: Version, account: Account) -> QuerySet[Unsaved]:
    """What this person has not saved, the newest first."""
    return (
        Unsaved.objects.filter(version=version, account=account)
        .select_related("provision")
        .order_by("-kept_at", "-pk")
    )


def unsaved_words(passage: Passage, account: Account) -> Unsaved | None:
    """What this person typed in a passage, if it differs from what is saved."""
    row = (
        unsaved_of(passage.version, account).filter(provision=passage.provision_id, is_stretch=False).first()
    )
    return row if row and (row.heading, row.text) != (passage.heading, passage.text) else None


def unsaved_stretch(version: Version, stretch: Stretch, account: Account) -> Unsaved | None:
    """What this person typed in a stretch of the text, if it differs from what is saved."""
    rows = unsaved_of(version, account).filter(provision__uuid=stretch.first, is_stretch=True)
    row = rows.first()
    return row if row and row.text.strip() != stretch.text.strip() else None


def at_work(version: Version, account: Account, now: datetime) -> list[Unsaved]:
    """What this person has not saved, and where others are writing at this moment; the newest first."""
    return list(
        Unsaved.objects.filter(Q(account=account) | Q(kept_at__gt=now - FRESH), version=version)
        .select_related("account", "provision")
        .order_by("-kept_at", "-pk")
    )


def others_in(passage: Passage, *, but: Account) -> list[Unsaved]:
    """What others typed in a passage and have not saved, the newest first."""
    rows = (
        Unsaved.objects.filter(version=passage.version_id, provision=passage.provision_id, is_stretch=False)
        .exclude(account=but)
        .select_related("account")
        .order_by("-kept_at", "-pk")
    )
    return [row for row in rows if (row.heading, row.text) != (passage.heading, passage.text)]
