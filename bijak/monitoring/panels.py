"""What monitoring shows on policy's pages: how it stands, and its place in the thread."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.monitoring import queries
from bijak.monitoring.access import Permission
from bijak.monitoring.rules import Light
from bijak.policy import queries as policies
from bijak.policy.registries import Step
from bijak.shell.registries import PanelContent

INDICATORS, EVALUATION = 90, 110


def lights_of(request: HttpRequest, policy: Any) -> PanelContent | None:
    """The indicators of a policy, with what they said last."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    lasts = queries.lasts(queries.watched(policy), request.today)
    may_manage = accounts.holds(request.user, Permission.MANAGE, today=request.today) and policies.is_alive(
        policy
    )
    if not lasts and not may_manage:
        return None
    return PanelContent(
        "monitoring/lights.html", {"policy": policy, "lasts": lasts, "may_manage": may_manage}
    )


def steps_of(policy: Any, *, account: Account, today: date) -> Iterator[Step]:
    """Indicators stand with the newest draft; each decree has its evaluation."""
    if not accounts.holds(account, Permission.VIEW, today=today):
        return
    lasts = queries.lasts(queries.watched(policy), today)
    newest = policies.newest_draft(policy)
    red = sum(each.light == Light.RED for each in lasts)
    enacted = newest.stage == "enacted"
    if lasts or enacted:
        yield Step(
            order=INDICATORS,
            title=_("Indikator"),
            detail=ngettext("%(n)s indikator, %(red)s merah", "%(n)s indikator, %(red)s merah", len(lasts))
            % {"n": len(lasts), "red": red}
            if lasts
            else _("Belum ada indikator"),
            link=reverse("monitoring:policy", args=[policy.uuid]),
            state="now" if lasts and enacted else "next",
            draft=newest.number,
        )
    for evaluation in queries.evaluations_of(policy):
        state = "done" if evaluation.is_concluded else "now" if evaluation.has_run else "next"
        yield Step(
            order=EVALUATION,
            title=_("Evaluasi"),
            detail={
                "done": _("Sudah disimpulkan"),
                "now": _("Menunggu kesimpulan"),
                "next": _("Dijadwalkan"),
            }[state],
            link=reverse("monitoring:evaluation", args=[evaluation.uuid]),
            on=evaluation.concluded_on or evaluation.ran_on or evaluation.due_on,
            state=state,
            draft=evaluation.decree.draft.number,
        )
