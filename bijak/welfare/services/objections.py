"""What people ask about a line of their allowance, and the answers."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.welfare.access import Permission
from bijak.welfare.models import Allowance, AllowanceObjection
from bijak.welfare.services.refusals import Refused


@transaction.atomic
def object_to(*, allowance: Allowance, line: str, text: str, by: Account, today: date) -> AllowanceObjection:
    """Ask about a line of one's own allowance. The clock is the law's: so many working days."""
    if not people.is_own(by, allowance):
        raise Refused(_("Keberatan hanya dapat diajukan atas TPP sendiri."))
    if AllowanceObjection.objects.filter(
        employee=allowance.employee_id, month=allowance.month, line=line, answered_at=None
    ).exists():
        raise Refused(_("Anda sudah mengajukan keberatan atas baris ini; jawabannya masih ditunggu."))
    days = policies.terms("welfare", today).tpp_objection_days
    asked = AllowanceObjection.objects.create(
        employee=allowance.employee,
        unit=allowance.unit,
        month=allowance.month,
        line=line,
        text=text,
        due_on=organization.add_working_days(today, int(days)),
    )
    ledger.record(
        "welfare.allowance_objected",
        subject=("people.employee", allowance.employee.uuid),
        by=by,
        facts={"month": allowance.month, "line": line},
    )
    if allowance.unit is not None:
        officers = organization.holders_near(Permission.ANSWER, unit=allowance.unit, today=today)
        notifications.notify(
            to=officers.exclude(pk=by.pk),
            kind="welfare.objection",
            title=gettext_lazy("Keberatan atas TPP menunggu jawaban"),
            body=gettext_lazy("Seorang pegawai menanyakan satu baris TPP-nya."),
            link=reverse("welfare:objection", args=[asked.uuid]),
        )
    return asked


@transaction.atomic
def answer(*, objection: AllowanceObjection, text: str, by: Account, at: datetime, today: date) -> None:
    """Answer, once. What was wrong is mended where it was recorded, and paid with the next month."""
    accounts.must(by, Permission.ANSWER, on=objection, today=today)
    found: Any = (
        AllowanceObjection.objects.select_for_update(of=("self",))
        .select_related("employee__account")
        .get(pk=objection.pk)
    )
    if found.answered_at is not None:
        raise Refused(_("Keberatan ini sudah dijawab."))
    if people.is_own(by, found):
        raise Refused(_("Anda tidak dapat menjawab keberatan Anda sendiri. Mintalah rekan Anda menjawabnya."))
    found.answer, found.answered_by, found.answered_at = text, by, at
    found.save(update_fields=["answer", "answered_by", "answered_at"])
    ledger.record(
        "welfare.allowance_answered",
        subject=("people.employee", found.employee.uuid),
        by=by,
        facts={"month": found.month, "line": found.line},
    )
    if found.employee.account is not None:
        notifications.notify(
            to=found.employee.account,
            kind="welfare.objection",
            title=gettext_lazy("Keberatan Anda atas TPP dijawab"),
            body=gettext_lazy("Jawabannya tampak pada halaman TPP Anda."),
            link=f"{reverse('welfare:mine')}?bulan={found.month:%Y-%m}",
        )
