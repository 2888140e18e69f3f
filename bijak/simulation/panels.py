"""What simulation shows on policy's pages: a draft's consequences in a few lines, and its place in the thread."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.policy import queries as policies
from bijak.policy.registries import Step
from bijak.shell.registries import PanelContent
from bijak.simulation import queries
from bijak.simulation.access import Permission

WHAT_IF = 40


def consequences(request: HttpRequest, draft: Any) -> PanelContent | None:
    """Beside the terms of a draft: how many fall short of what holds, and of what it says."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    result = queries.what_if(draft, on=request.today)
    return PanelContent(
        "simulation/consequences.html",
        {
            "draft": draft,
            "year": result.year,
            "compared": list(zip(result.options, result.everyone.cells, strict=False)),
            "is_set": any(option.code == queries.DRAFT for option in result.options),
            "of": result.everyone.of if result.everyone.cells else 0,
        },
    )


def steps_of(policy: Any, *, account: Account, today: date) -> Iterator[Step]:
    """What-if stands in the thread of every draft that sets a number which can be simulated."""
    may_view = accounts.holds(account, Permission.VIEW, today=today)
    for draft in policies.drafts_of(policy):
        if not may_view:
            continue
        kept = queries.runs_of(draft).first()
        if kept is not None:
            yield Step(
                order=WHAT_IF,
                title=_("Apa akibatnya?"),
                detail=_("Simulasi disimpan sebagai bukti"),
                link=reverse("simulation:run", args=[kept.uuid]),
                on=kept.on,
                state="done",
                draft=draft.number,
            )
        elif draft.is_open:
            is_set = bool(queries.proposed(queries.version_of(draft)))
            yield Step(
                order=WHAT_IF,
                title=_("Apa akibatnya?"),
                detail=_("Lihat siapa yang terkena, jam, dan biayanya"),
                link=reverse("simulation:what_if", args=[draft.uuid]),
                state="now" if is_set else "next",
                draft=draft.number,
            )
