"""What the dialogue offers to the pages of policies and to everyone's home page."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.consultation import queries
from bijak.consultation.access import Permission
from bijak.consultation.models import Draft
from bijak.policy import queries as policies
from bijak.policy.registries import Step
from bijak.shell.registries import Due, PanelContent, Section, TileContent


def comments_on_clause(request: HttpRequest, place: policies.ClauseOn) -> PanelContent | None:
    """How many comments a clause has. Counted once a page, not once a clause."""
    draft = place.version.draft
    if not place.clause.is_clause or draft.dialogue_version_id is None:
        return None
    known: dict[int, Any] = request.__dict__.setdefault("_comments_by_provision", {})
    if draft.pk not in known:
        known[draft.pk] = queries.counts_by_provision(draft)
    counts = known[draft.pk].get(place.clause.provision_id)
    is_asked = draft.stage == queries.DIALOGUE and place.version.pk == draft.dialogue_version_id
    if counts is None and not is_asked:
        return None
    return PanelContent(
        "consultation/clause_panel.html",
        {"draft": draft, "provision": place.clause.provision, "counts": counts},
    )


def answers_of_draft(request: HttpRequest, draft: Draft) -> PanelContent | None:
    """Beside the gates: how many comments wait for an answer, and where to answer them."""
    if draft.dialogue_version_id is None:
        return None
    return PanelContent(
        "consultation/decide_panel.html",
        {
            "draft": draft,
            "counts": queries.count_of(draft),
            "may_read": access.holds(request.user, Permission.READ, today=request.today),
            "is_asking": queries.accepts_comments(draft, today=request.today),
            "may_answer": access.holds(request.user, Permission.ANSWER, today=request.today),
        },
    )


def to_answer(request: HttpRequest) -> TileContent | None:
    """The analyst's tile: what waits for an answer, and until when the dialogue lasts."""
    if not access.holds(request.user, Permission.ANSWER, today=request.today):
        return None
    drafts = list(queries.in_dialogue())
    if not drafts:
        return None
    counts = queries.counts_of([each.pk for each in drafts])
    waiting = [
        (each, counts[each.pk].waiting) for each in drafts if each.pk in counts and counts[each.pk].waiting
    ]
    return TileContent(
        title=_("Tanggapan belum dijawab"),
        icon="messages",
        group=Section.POLICY,
        figure=sum(number for _draft, number in waiting),
        link=reverse("consultation:index"),
        link_label=_("Buka dialog"),
        due=tuple(
            Due(
                title=ngettext(
                    "Jawab %(n)s tanggapan atas “%(policy)s”",
                    "Jawab %(n)s tanggapan atas “%(policy)s”",
                    number,
                )
                % {"n": number, "policy": each.policy.title},
                link=reverse("consultation:comments", args=[each.uuid]),
                until=each.dialogue_until,
            )
            for each, number in waiting
        ),
    )


def to_comment(request: HttpRequest) -> TileContent | None:
    """Everyone's tile: drafts that one may comment on."""
    if access.holds(request.user, Permission.ANSWER, today=request.today):
        return None
    if not policies.has_open_drafts(request.today):
        return None
    return TileContent(
        title=_("Rancangan terbuka untuk tanggapan"),
        icon="message",
        group=Section.POLICY,
        template="consultation/open_drafts.html",
        context={"drafts": list(policies.open_drafts(request.today)[:5])},
        link=reverse("consultation:index"),
        link_label=_("Buka dialog"),
    )


def steps(policy: Any, *, account: Account, today: date) -> Iterator[Step]:
    """The knot of the thread at which a draft is talked about."""
    drafts = list(policies.drafts_of(policy))
    counts = queries.counts_of([each.pk for each in drafts])
    reads = access.holds(account, Permission.READ, today=today)
    for draft in drafts:
        if draft.dialogue_from is None:
            where = reverse("policy:decide", args=[draft.uuid]) if reads else ""
            yield Step(order=50, title=_("Dialog"), link=where, state="next", draft=draft.number)
            continue
        said = counts.get(draft.pk, queries.Counts())
        detail = _("%(all)s tanggapan, %(answered)s dijawab") % {"all": said.all, "answered": said.answered}
        yield Step(
            order=50,
            title=_("Dialog"),
            detail=detail,
            link=reverse("consultation:draft", args=[draft.uuid]),
            on=draft.dialogue_from,
            state="now" if draft.stage == queries.DIALOGUE else "done",
            draft=draft.number,
        )
