"""What surveys show elsewhere: on the desk of the people asked, on the page and in the thread of a policy."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.policy import queries as policies
from bijak.policy.registries import Step, Taken
from bijak.shell.registries import Due, PanelContent, TileContent
from bijak.shell.templatetags.formats import angka
from bijak.survey import queries
from bijak.survey.access import Permission
from bijak.survey.models import Moment, State, Survey


def to_answer(request: HttpRequest) -> TileContent | None:
    """The surveys that wait for somebody's answer."""
    if not queries.any_is_open(request.today):
        return None
    waiting = queries.waiting_for(request.user, today=request.today)
    due = tuple(
        Due(
            title=survey.title,
            link=reverse("survey:answer", args=[survey.uuid]),
            until=survey.closes_on,
            note=_("Survei"),
        )
        for survey in waiting
    )
    return TileContent(title=_("Survei untuk Anda"), icon="clipboard-check", due=due) if due else None


def of_policy(request: HttpRequest, policy: Any) -> PanelContent | None:
    """The surveys about a policy that one may see."""
    visible = queries.visible_to(request.user, today=request.today).filter(policy=policy)
    surveys = list(visible)
    may_write = accounts.holds(request.user, Permission.WRITE, today=request.today) and policies.is_alive(
        policy
    )
    if not surveys and not may_write:
        return None
    return PanelContent(
        "survey/policy_panel.html", {"surveys": surveys, "policy": policy, "may_write": may_write}
    )


def steps_of(policy: Any, *, account: Account, today: date) -> Iterable[Step]:
    """Each survey is a knot in the thread, at the draft in whose time it opened; asked before, it precedes the text."""
    drafts = [(draft.started_on, draft.number) for draft in policies.drafts_of(policy)]
    for survey in queries.of_policy(policy.pk):
        numbers = [number for started_on, number in drafts if started_on <= survey.opens_on]
        yield Step(
            order=15 if survey.moment == Moment.BEFORE else 100,
            title=survey.title,
            detail=_detail(survey, today),
            link=reverse("survey:survey", args=[survey.uuid]),
            on=survey.closed_on or survey.opens_on,
            state=_state(survey, today),
            draft=max(numbers, default=1),
        )


def _state(survey: Survey, today: date) -> str:
    if survey.state == State.CLOSED:
        return "done"
    return "now" if queries.is_open(survey, today=today) else "next"


def _detail(survey: Survey, today: date) -> str:
    moment = f"{Moment(survey.moment).label}: " if survey.moment else ""
    if survey.state == State.CLOSED:
        crowd = _("%(answered)s dari %(invited)s pegawai menjawab.") % {
            "answered": angka(survey.answered),
            "invited": angka(survey.invited),
        }
        return moment + crowd
    if queries.is_open(survey, today=today):
        return moment + _("Survei sedang dibuka.")
    return moment + _("Survei akan dibuka.")


def choices(account: Account, on: date) -> list[tuple[str, str]]:
    """The closed surveys that can be attached as evidence."""
    closed = queries.visible_to(account, today=on).filter(state=State.CLOSED)
    return [(str(survey.uuid), survey.title) for survey in closed]


def take(reference: str, on: date) -> Taken:
    """What a closed survey says; it never changes any more."""
    survey = queries.get_closed(reference)
    return Taken(
        title=survey.title,
        facts=queries.facts(queries.results(survey)),
        link=reverse("survey:results", args=[survey.uuid]),
    )
