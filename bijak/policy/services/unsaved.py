"""Keeping words while they are being typed, for who types them and for who writes beside her."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.policy.access import Permission
from bijak.policy.models import Provision, Unsaved, Version
from bijak.policy.services.refusals import Refused

MOST = 300_000
"""Characters kept while typing: more than any chapter has."""


def keep_unsaved(
    *,
    version: Version,
    provision: Provision,
    heading: str,
    text: str,
    basis: str,
    is_stretch: bool = False,
    by: Account,
    now: datetime,
    today: date,
) -> Unsaved:
    """Keep what a person has typed so far, in place of what was kept before; the text itself does not change."""
    access.must(by, Permission.DRAFT, today=today)
    if len(heading) + len(text) > MOST:
        raise Refused(_("Isian ini terlalu panjang untuk disimpan sementara. Simpan atau bagilah dahulu."))
    typed = Unsaved(
        account=by,
        version=version,
        provision=provision,
        is_stretch=is_stretch,
        heading=heading.replace("\0", ""),
        text=text.replace("\0", ""),
        basis=basis.replace("\0", "")[:64],
        kept_at=now,
    )
    (row,) = Unsaved.objects.bulk_create(
        [typed],
        update_conflicts=True,
        unique_fields=["account", "version", "provision", "is_stretch"],
        update_fields=["heading", "text", "basis", "kept_at"],
    )
    return row


def discard_unsaved(*, version: Version, provision: UUID, is_stretch: bool = False, by: Account) -> None:
    """Let go of what a person typed and no longer wants, also where the provision is gone."""
    Unsaved.objects.filter(
        account=by, version=version, provision__uuid=provision, is_stretch=is_stretch
    ).delete()
