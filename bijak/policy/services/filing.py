"""The package for harmonisation left the house."""

import hashlib
from datetime import date

from django.db import transaction

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy.access import Permission
from bijak.policy.models import Draft


@transaction.atomic
def note_filing(*, draft: Draft, package: bytes, by: Account | None, today: date) -> None:
    """Record that somebody took the package along, with the hash of the very file."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    ledger.record(
        "policy.filing_made",
        subject=draft,
        by=by,
        facts={"sha256": hashlib.sha256(package).hexdigest(), "on": str(today)},
    )
