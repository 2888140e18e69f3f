"""Critical posts, and plans for those who may follow in them."""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost, DevelopmentAction, DevelopmentPlan
from bijak.talent.services.refusals import Refused, must_be_of_another


@transaction.atomic
def mark_critical(*, post: Any, reason: str, by: Account, today: date) -> CriticalPost:
    """Say that a post must not stay empty."""
    accounts.must(by, Permission.MAP, on=post, today=today)
    if CriticalPost.objects.select_for_update().filter(post=post, ended_on=None).exists():
        raise Refused(_("Jabatan ini sudah ditandai kritikal."))
    critical = CriticalPost.objects.create(post=post, reason=reason, marked_by=by, marked_on=today)
    ledger.record("talent.marked_critical", subject=critical, by=by, facts={"post": str(post.uuid)})
    return critical


@transaction.atomic
def unmark(*, critical: CriticalPost, by: Account, today: date) -> None:
    """A post is critical no longer; its plans stay readable."""
    accounts.must(by, Permission.MAP, on=critical.post, today=today)
    critical.ended_on = today
    critical.save(update_fields=["ended_on"])
    ledger.record(
        "talent.unmarked_critical", subject=critical, by=by, facts={"post": str(critical.post.uuid)}
    )


@transaction.atomic
def begin_plan(
    *, critical: CriticalPost, person: Any, mentor: str, by: Account, today: date
) -> DevelopmentPlan:
    """Begin to prepare a candidate for a critical post, and tell her. ``person`` is a row of people.EmployeeToday."""
    _must_prepare(person, by=by, today=today)
    if DevelopmentPlan.objects.filter(critical=critical, employee=person.pk).exists():
        raise Refused(_("Calon ini sudah mempunyai rencana pengembangan."))
    plan = DevelopmentPlan.objects.create(
        critical=critical, employee_id=person.pk, mentor=mentor, created_by=by, created_on=today
    )
    ledger.record(
        "talent.plan_begun",
        subject=("people.employee", person.uuid),
        by=by,
        facts={"plan": str(plan.uuid), "post": str(critical.post.uuid)},
    )
    if person.employee.account is not None:
        notifications.notify(
            to=person.employee.account,
            kind="talent.plan",
            title=gettext_lazy("Rencana pengembangan Anda disusun"),
            body=critical.post.title,
            link=reverse("talent:plan", args=[plan.uuid]),
        )
    return plan


@transaction.atomic
def add_action(
    *, plan: DevelopmentPlan, person: Any, what: str, gap: str, due_on: date, by: Account, today: date
) -> DevelopmentAction:
    """Add a step that closes a gap, by a day."""
    _must_prepare(person, by=by, today=today)
    if due_on < today:
        raise Refused(_("Tenggatnya sudah lewat. Pilih hari ini atau sesudahnya."))
    action = DevelopmentAction.objects.create(plan=plan, what=what, gap=gap, due_on=due_on)
    _record_step("talent.step_added", action, person, by, {"due_on": due_on.isoformat()})
    return action


@transaction.atomic
def settle_action(
    *, action: DevelopmentAction, person: Any, is_done: bool, by: Account, today: date
) -> DevelopmentAction:
    """Say that a step is done, or that it is not after all."""
    _must_prepare(person, by=by, today=today)
    action.done_on = today if is_done else None
    action.save(update_fields=["done_on"])
    _record_step("talent.step_settled", action, person, by, {"is_done": is_done})
    return action


def _record_step(
    verb: str, action: DevelopmentAction, person: Any, by: Account, facts: dict[str, Any]
) -> None:
    about = {"plan": str(action.plan.uuid), "step": str(action.uuid)}
    ledger.record(verb, subject=("people.employee", person.uuid), by=by, facts=about | facts)


def _must_prepare(person: Any, *, by: Account, today: date) -> None:
    accounts.must(by, Permission.MAP, on=person, today=today)
    must_be_of_another(person, by=by)
