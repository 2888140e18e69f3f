"""Telling who answers for an activity: that it is theirs, that it is due soon, that it is late."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy

from bijak.accounts.models import Account
from bijak.notifications import services as notifications
from bijak.policy import queries
from bijak.policy.engine.plans import State
from bijak.policy.models import Activity, Plan
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def remind(*, today: date) -> int:
    """Tell the owners what is due soon and what is overdue, each day once for each; returns how many messages.

    Idempotent: it remembers the last day that it told of. Whoever no longer holds a role by which to answer for
    an activity is not told; that shows in the plan.
    """
    told = 0
    for plan in Plan.objects.select_related("policy").order_by("pk"):
        horizon = queries.due_soon_until(plan, today)
        due = list(
            queries.activities_of(plan.policy)
            .filter(cancelled_on=None, owner__isnull=False, due_on__lte=horizon)
            .select_for_update(of=("self",))
        )
        for row in queries.standings(due, today=today):
            if row.is_open and row.is_answered:
                told += _tell_late(row) if row.state == State.LATE else _tell_soon(row)
    return told


def _tell_soon(row: queries.Standing) -> bool:
    activity = row.activity
    if activity.told_soon_for == activity.due_on:
        return False
    activity.told_soon_for = activity.due_on
    activity.save(update_fields=["told_soon_for"])
    _notify(activity, "policy.activity_soon", gettext_lazy("Segera jatuh tempo: %(title)s"))
    return True


def _tell_late(row: queries.Standing) -> bool:
    activity = row.activity
    if activity.told_late_for == activity.due_on:
        return False
    activity.told_soon_for = activity.told_late_for = activity.due_on
    activity.save(update_fields=["told_soon_for", "told_late_for"])
    _notify(activity, "policy.activity_late", gettext_lazy("Lewat jatuh tempo: %(title)s"))
    return True


def tell_owner(activity: Activity, by: Account | None) -> None:
    """Whoever takes on something herself knows it."""
    if activity.owner is not None and activity.owner != by:
        _notify(activity, "policy.activity_assigned", gettext_lazy("Anda penanggung jawab: %(title)s"))


def _notify(activity: Activity, kind: str, title: Any) -> None:
    assert activity.owner is not None
    notifications.notify(
        to=activity.owner,
        kind=kind,
        title=lazystr(_Said(title, activity)),
        body=lazystr(
            _Said(
                gettext_lazy("“%(title)s” dalam rencana “%(policy)s” selesai paling lambat %(day)s."),
                activity,
            )
        ),
        link=reverse("policy:activity", args=[activity.uuid]),
    )


@dataclass(frozen=True)
class _Said:
    """A sentence about an activity, in the language that is read when it is asked for."""

    sentence: Any
    activity: Activity

    def __str__(self) -> str:
        return str(self.sentence) % {
            "title": self.activity.title,
            "policy": self.activity.plan.policy.title,
            "day": tanggal(self.activity.due_on),
        }
