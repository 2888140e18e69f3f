"""The region's own provisions of the allowance, typed in, withdrawn and brought back by an officer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.welfare.access import Permission
from bijak.welfare.models import AllowanceSetting
from bijak.welfare.queries.allowance_facts import IN_PLACE
from bijak.welfare.services.refusals import Refused

SAID = ("value", "law", "article", "until_on")
"""What a provision says of the thing that its reference names."""


@transaction.atomic
def enter(*, facts: Mapping[str, Any], by: Account, at: datetime, today: date) -> AllowanceSetting:
    """Keep a provision from now on; what stood for the same thing, people and day makes room for it."""
    made = AllowanceSetting(**facts, entered_by=by)
    made.reference = made.own_reference
    accounts.must(by, Permission.IMPORT, on=made, today=today)
    stands = _standing(made.reference)
    if stands is not None:
        if all(getattr(stands, name) == getattr(made, name) for name in SAID):
            raise Refused(_("Ketentuan ini sudah tercatat dengan nilai dan dasar yang sama."))
        _put_away(stands, by, at)
    _save(made)
    _tell("welfare.provision_entered", made, by)
    return made


@transaction.atomic
def change(
    *, provision: AllowanceSetting, facts: Mapping[str, Any], by: Account, at: datetime, today: date
) -> AllowanceSetting:
    """Say something else in the place of a provision, which stays readable."""
    held = _held(provision, by, today)
    if held.own_reference != AllowanceSetting(**facts).own_reference:
        _put_away(held, by, at)
    return enter(facts=facts, by=by, at=at, today=today)


@transaction.atomic
def withdraw(*, provision: AllowanceSetting, by: Account, at: datetime, today: date) -> None:
    """Let a provision hold no more; it can be brought back."""
    held = _held(provision, by, today)
    _put_away(held, by, at)
    _tell("welfare.provision_withdrawn", held, by)


@transaction.atomic
def bring_back(*, provision: AllowanceSetting, by: Account, at: datetime, today: date) -> AllowanceSetting:
    """Let a provision hold again that somebody withdrew or changed; what stands in its place makes room."""
    held = (
        AllowanceSetting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=provision.pk)
    )
    accounts.must(by, Permission.IMPORT, on=held, today=today)
    if held.withdrawn_at is None or held.replaced_by_id is not None:
        raise Refused(_("Hanya ketentuan yang ditarik di sini dapat dipulihkan."))
    stands = _standing(held.own_reference)
    if stands is not None:
        _put_away(stands, by, at)
    held.reference, held.withdrawn_at, held.withdrawn_by = held.own_reference, None, None
    _save(held)
    _tell("welfare.provision_brought_back", held, by)
    return held


# Steps ------------------------------------------------------------------------------------------


def _held(provision: AllowanceSetting, by: Account, today: date) -> AllowanceSetting:
    held = (
        AllowanceSetting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=provision.pk)
    )
    accounts.must(by, Permission.IMPORT, on=held, today=today)
    if not held.is_current:
        raise Refused(_("Orang lain baru saja mengubah ketentuan ini. Muat ulang halaman, lalu periksa."))
    return held


def _standing(reference: str) -> AllowanceSetting | None:
    standing = AllowanceSetting.objects.select_for_update().filter(**IN_PLACE, reference=reference)
    return standing.order_by("pk").first()


def _put_away(held: AllowanceSetting, by: Account, at: datetime) -> None:
    held.reference, held.withdrawn_by, held.withdrawn_at = str(held.uuid), by, at
    held.save(update_fields=["reference", "withdrawn_by", "withdrawn_at"])


def _save(made: AllowanceSetting) -> None:
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise Refused(
            _("Orang lain baru saja mencatat ketentuan yang sama. Muat ulang, lalu periksa.")
        ) from None


def _tell(verb: str, of: AllowanceSetting, by: Account) -> None:
    facts = {
        "what": of.what,
        "value": str(of.value),
        "law": of.law,
        "article": of.article,
        "from": of.from_on,
    }
    ledger.record(verb, subject=of, by=by, facts=facts)
