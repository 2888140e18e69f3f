"""What an officer decides about a finding."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.quality.access import Permission
from bijak.quality.models import Finding, FindingState


class Refused(Exception):
    """A decision that cannot be made; ``str()`` says why and what to do."""


@transaction.atomic
def claim(*, finding: Finding, by: Account, today: date) -> None:
    """Say that one is mending it, so that two do not call the same person."""
    finding = _to_decide(finding, by=by, today=today)
    if finding.claimed_by is not None and finding.claimed_by != by:
        raise Refused(
            _("%(who)s sudah menangani temuan ini. Bicarakan dengannya bila perlu.")
            % {"who": finding.claimed_by.name}
        )
    finding.claimed_by = by
    finding.save(update_fields=["claimed_by"])


@transaction.atomic
def release(*, finding: Finding, by: Account, today: date) -> None:
    """Give it back to all, whoever had claimed it: an officer may fall ill."""
    finding = _to_decide(finding, by=by, today=today)
    finding.claimed_by = None
    finding.save(update_fields=["claimed_by"])


def snooze(*, finding: Finding, until_on: date, reason: str, by: Account, at: datetime, today: date) -> None:
    """Put it aside until a day."""
    if until_on <= today:
        raise Refused(_("Pilih hari sesudah hari ini."))
    _decide(finding, FindingState.SNOOZED, reason=reason, until_on=until_on, by=by, at=at, today=today)


def accept(*, finding: Finding, reason: str, by: Account, at: datetime, today: date) -> None:
    """Say that it is right as it is. Holds until the facts behind the finding change."""
    _decide(finding, FindingState.RIGHT, reason=reason, until_on=None, by=by, at=at, today=today)


def reopen(*, finding: Finding, by: Account, at: datetime, today: date) -> None:
    """Take back that it was put aside or held to be right."""
    _decide(finding, FindingState.OPEN, reason="", until_on=None, by=by, at=at, today=today)


def note_download(*, what: str, filter: Mapping[str, Any], by: Account) -> None:
    """Put on record that somebody took a list away; ``filter`` without names."""
    ledger.record("quality.exported", subject=by, by=by, facts={"what": what, "filter": dict(filter)})


@transaction.atomic
def _decide(
    finding: Finding,
    state: FindingState,
    *,
    reason: str,
    until_on: date | None,
    by: Account,
    at: datetime,
    today: date,
) -> None:
    seen = finding.fingerprint
    finding = _to_decide(finding, by=by, today=today)
    if finding.fingerprint != seen:
        raise Refused(_("Data pegawai ini baru saja berubah. Periksa lagi temuannya sebelum memutuskan."))
    finding.state, finding.until_on, finding.reason = state, until_on, reason
    finding.decided_by, finding.decided_at = by, at
    finding.save(update_fields=["state", "until_on", "reason", "decided_by", "decided_at"])
    ledger.record(
        "quality.decided",
        subject=("people.employee", finding.employee.uuid),
        by=by,
        facts={"rule": finding.rule, "state": state},
    )


def _to_decide(finding: Finding, *, by: Account, today: date) -> Finding:
    """The finding as it is now, locked, for somebody who may decide about it."""
    accounts.must(by, Permission.DECIDE, on=finding, today=today)
    found = (
        Finding.objects.select_for_update(of=("self",))
        .select_related("employee", "claimed_by")
        .filter(pk=finding.pk)
        .first()
    )
    if found is None:
        raise Refused(_("Temuan ini sudah tidak ada: datanya sudah diperbaiki."))
    return found
