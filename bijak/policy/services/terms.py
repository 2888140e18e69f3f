"""Binding a provision to the number behind its words."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.models import Passage, Provision, TermSetting, Version
from bijak.policy.registries import Unknown
from bijak.policy.services.refusals import OutOfBounds, Refused
from bijak.policy.services.texts import locked_version


@transaction.atomic
def set_term(
    *,
    version: Version,
    provision: Provision,
    term: str,
    value: Decimal | float,
    from_on: date | None = None,
    by: Account | None,
    today: date,
) -> TermSetting:
    """Let a provision set a term, within what higher law allows: raises ``OutOfBounds`` with the clause.

    Without ``from_on`` the value holds from the first day of the decree. Setting the same term for the same day
    again replaces the value.
    """
    version = locked_version(version=version, by=by, today=today)
    if not Passage.objects.filter(version=version, provision=provision).exists():
        raise Refused(_("Ketentuan ini tidak ada lagi dalam versi ini. Pilih ketentuan yang lain."))
    if from_on is not None and from_on < today:
        raise Refused(
            _("Angka tidak dapat berlaku surut: %(day)s sudah lewat. Pilih hari ini atau sesudahnya.")
            % {"day": f"{from_on:%d-%m-%Y}"}
        )
    value = Decimal(str(value))
    must_allow(term, value)
    setting = TermSetting.objects.filter(version=version, term=term, from_on=from_on).first() or TermSetting(
        version=version, term=term, from_on=from_on
    )
    if setting.pk is not None and setting.provision_id != provision.pk:
        raise Refused(
            _("Angka ini sudah ditetapkan oleh %(clause)s. Lepaskan di sana dahulu, atau beri tanggal lain.")
            % {"clause": queries.address(version, setting.provision) or _("ketentuan lain")}
        )
    setting.provision, setting.value = provision, value
    try:
        setting.full_clean()
    except ValidationError as refusal:
        raise Refused(" ".join(refusal.messages)) from refusal
    setting.save()
    ledger.record(
        "policy.term_set",
        subject=provision,
        by=by,
        facts={"version": str(version.uuid), "term": term, "value": str(value), "from": str(from_on or "")},
    )
    return setting


@transaction.atomic
def unset_term(*, setting: TermSetting, by: Account | None, today: date) -> None:
    """Let a provision set the term no more."""
    version = locked_version(version=setting.version, by=by, today=today)
    gone, _models = TermSetting.objects.filter(pk=setting.pk).delete()
    if gone:
        ledger.record(
            "policy.term_unset",
            subject=setting.provision,
            by=by,
            facts={"version": str(version.uuid), "term": setting.term},
        )


def must_allow(term: str, value: Decimal) -> None:
    """Refuse with the clause of higher law unless regional policy may set the term to this value."""
    try:
        refusal = queries.bounds_of(term).beyond(queries.number(value))
    except Unknown:
        raise Refused(_("Angka ini tidak dikenal. Pilih dari daftar.")) from None
    if refusal:
        raise OutOfBounds(str(refusal))
