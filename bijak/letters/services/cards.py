"""Employee cards: given, and taken back."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import codes
from bijak.ledger import services as ledger
from bijak.letters import queries
from bijak.letters.access import Permission
from bijak.letters.models import EmployeeCard
from bijak.letters.services.refusals import Refused


@transaction.atomic
def issue_card(*, row: Any, reason: str = "", by: Account, today: date) -> EmployeeCard:
    """A card with a code of its own; one that she had is taken back for ``reason``, so a lost one says nothing."""
    access.must(by, Permission.WRITE, on=row, today=today)
    if not row.is_active:
        raise Refused(
            _("%(name)s tidak lagi aktif, jadi tidak mendapat kartu pegawai.") % {"name": row.full_name}
        )
    if former := queries.card_of(row.pk):
        end_card(card=former, row=row, reason=reason, by=by, today=today)
    card = EmployeeCard(code=codes.new_code(), employee=row.employee, issued_on=today, issued_by=by)
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:
        raise Refused(_("Kartunya baru saja diterbitkan orang lain.")) from None
    ledger.record("letters.card_issued", subject=card, by=by, facts={"code": card.code})
    return card


@transaction.atomic
def end_card(*, card: EmployeeCard, row: Any, reason: str, by: Account, today: date) -> None:
    """A card is lost, broken or handed back: its code says no more that she works here."""
    access.must(by, Permission.WRITE, on=row, today=today)
    if not reason.strip():
        raise Refused(_("Tulis mengapa kartunya ditarik."), field="reason")
    locked = EmployeeCard.objects.select_for_update().get(pk=card.pk)
    if locked.ended_on is not None:
        raise Refused(_("Kartu ini sudah ditarik."))
    locked.ended_on, locked.end_reason = today, reason.strip()
    locked.save(update_fields=["ended_on", "end_reason"])
    ledger.record("letters.card_ended", subject=card, by=by)
