"""What outreach shows elsewhere: on the desk, on the page and in the thread of a policy, beside its clauses."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.outreach import queries
from bijak.outreach.access import Permission
from bijak.outreach.models import Campaign, State
from bijak.policy.registries import Step
from bijak.shell.registries import Due, PanelContent, Section, TileContent
from bijak.shell.templatetags.formats import angka


def to_read(request: HttpRequest) -> TileContent | None:
    """The decrees that wait to be read by this person."""
    if not queries.has_to_read(request.user):
        return None
    due = tuple(
        Due(
            title=each.campaign.decree.draft.policy.title,
            link=reverse("outreach:read", args=[each.campaign.uuid]),
            until=each.campaign.due_on,
            note=each.campaign.decree.citation,
        )
        for each in queries.waiting_for(request.user)
    )
    return TileContent(title=_("Peraturan untuk Anda"), icon="school", due=due)


def to_prepare(request: HttpRequest) -> TileContent | None:
    """The campaigns that wait for somebody to write their questions and open them."""
    if not accounts.holds(request.user, Permission.MANAGE, today=request.today):
        return None
    due = tuple(
        Due(
            title=_("Siapkan sosialisasi “%(policy)s”") % {"policy": campaign.decree.draft.policy.title},
            link=reverse("outreach:prepare", args=[campaign.uuid]),
            until=campaign.opens_itself_on,
            note=campaign.decree.citation,
        )
        for campaign in queries.campaigns().filter(state=State.PREPARING)
    )
    return TileContent(title=_("Sosialisasi"), icon="send", group=Section.AGENCY, due=due) if due else None


def of_policy(request: HttpRequest, policy: Any) -> PanelContent | None:
    """How far the newest campaign of a policy came, for those who follow it."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    campaign = queries.of_policy(policy.pk).last()
    if campaign is None:
        return None
    ladder = queries.ladder(campaign, today=request.today) if campaign.state != State.PREPARING else None
    return PanelContent("outreach/policy_panel.html", {"campaign": campaign, "ladder": ladder})


def of_clause(request: HttpRequest, subject: Any) -> PanelContent | None:
    """A mark beside a provision that readers found hard. Asked once for a page, however many clauses it has."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    known: dict[int, frozenset[int]] = request.__dict__.setdefault("_hard_provisions", {})
    version = subject.version.pk
    if version not in known:
        known[version] = queries.hard_provisions(version, today=request.today)
    if subject.clause.provision_id not in known[version]:
        return None
    return PanelContent("outreach/clause_mark.html")


def steps_of(policy: Any, *, account: Account, today: date) -> Iterable[Step]:
    """Each campaign is a knot in the thread of its draft."""
    follows = accounts.holds(account, Permission.VIEW, today=today)
    for campaign in queries.of_policy(policy.pk):
        yield Step(
            order=70,
            title=_("Sosialisasi"),
            detail=_detail(campaign),
            link=reverse(f"outreach:{'progress' if follows else 'read'}", args=[campaign.uuid])
            if _leads(campaign, account, follows)
            else "",
            on=campaign.starts_on,
            state=_state(campaign, today),
            draft=campaign.decree.draft.number,
        )


def _leads(campaign: Campaign, account: Account, follows: bool) -> bool:
    return follows or queries.assignments_of(account).filter(campaign=campaign).exists()


def _state(campaign: Campaign, today: date) -> str:
    if campaign.state == State.PREPARING:
        return "next"
    is_over = campaign.due_on is not None and campaign.due_on < today
    return "done" if campaign.state != State.OPEN or is_over else "now"


def _detail(campaign: Campaign) -> str:
    if campaign.state == State.PREPARING:
        return _("Sedang disiapkan.")
    ladder = queries.reach([campaign]).get(campaign.pk, queries.Ladder())
    return _("%(read)s dari %(all)s pegawai menyatakan telah membaca.") % {
        "read": angka(ladder.acknowledged),
        "all": angka(ladder.assigned),
    }
