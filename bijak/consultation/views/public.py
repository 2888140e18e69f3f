"""Pages for everyone, with or without an account: read a draft, comment, follow what became of it."""

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bijak.accounts import access
from bijak.accounts.access import public, signed_in
from bijak.consultation import forms, queries, services
from bijak.consultation.access import Permission
from bijak.consultation.models import Comment, Draft
from bijak.policy import queries as policies
from bijak.shell.sending import open_or_send, refuse, tell_why_not

PAGE_SIZE = 25
CHANGES = 30
"""Of what a revision changes, how many parts are listed above the text; all are marked in it."""


class TooMany(services.Refused):
    """More comments from one address or network than people write."""


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What one may comment on, what one has said, and what waits for an answer."""
    reads = access.holds(request.user, Permission.READ, today=request.today)
    is_open = {each.pk for each in policies.open_drafts(request.today)}
    drafts = list(queries.discussed()[:100])
    counts = queries.counts_of([each.pk for each in drafts])
    own: Any = Paginator(queries.written_by(request.user), PAGE_SIZE).get_page(request.GET.get("hal"))
    own.object_list = [(each, _follow_link(each)) for each in own.object_list]
    rows = [(each, counts.get(each.pk, queries.Counts())) for each in drafts]
    return render(
        request,
        "consultation/index.html",
        {
            "open": [row for row in rows if row[0].pk in is_open],
            "closed": [row for row in rows if row[0].pk not in is_open],
            "own": own,
            "may_read": reads,
            "may_answer": access.holds(request.user, Permission.ANSWER, today=request.today),
        },
    )


@require_safe
@public
def rules(request: HttpRequest) -> HttpResponse:
    """How comments are moderated, and every comment that was hidden: when and why."""
    page = Paginator(queries.hidden_comments(), PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(request, "consultation/rules.html", {"page": page})


@require_safe
@public
def draft(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The text that people are asked about, with what was said beside each provision."""
    draft = _discussed(uuid)
    link = request.GET.get("undangan", "")
    if invitation := queries.invitation_by(link, draft):
        services.note_visit(invitation=invitation, today=request.today)
    counts = queries.counts_by_provision(draft)
    reading = policies.read(queries.clauses_of(draft), request.GET, undangan=link if invitation else "")
    asked = policies.dialogue_version(draft)
    revision = policies.revision_in(draft, asked) if asked else None
    became = revision.kinds if revision else {}
    return render(
        request,
        "consultation/draft.html",
        {
            "draft": draft,
            "reading": reading,
            "parts": [
                (_part(each) | {"became": became.get(each.provision)}, counts.get(each.provision_id))
                for each in reading.clauses
            ],
            "revision": revision,
            "changes": revision.rows[:CHANGES] if revision else (),
            "unlisted": max(len(revision.rows) - CHANGES, 0) if revision else 0,
            "counts": queries.count_of(draft),
            "whole": counts.get(None),
            "closed": queries.why_closed(draft, today=request.today),
            "standing": queries.standing(draft, today=request.today),
            "query": f"?undangan={link}" if invitation else "",
            "may_read": access.holds(request.user, Permission.READ, today=request.today),
        },
    )


@open_or_send
@public
def clause(request: HttpRequest, uuid: UUID, provision: UUID | None = None) -> HttpResponse:
    """One provision, or the draft as a whole: its words, what was said about it, and the form to say more."""
    draft = _discussed(uuid)
    clauses = queries.clauses_of(draft)
    shown = [] if provision is None else policies.with_parts(clauses, provision)
    if provision is not None and not (shown and shown[0].is_clause):
        raise Http404
    provision_id = shown[0].provision_id if shown else None
    kind = forms.CommentForm if request.user.is_authenticated else forms.PublicCommentForm
    initial = {"version": draft.dialogue_version.uuid, "invitation": request.GET.get("undangan", "")}
    form: Any = kind(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            said = _say(request, draft, provision_id, form)
        except services.Refused as refusal:
            status = refuse(form, refusal, version=draft.dialogue_version.uuid)
            status = 429 if isinstance(refusal, TooMany) else status
        else:
            return _thank(request, draft, said)
    closed = queries.why_closed(draft, today=request.today)
    said_before = queries.about(draft, provision_id)
    return render(
        request,
        "consultation/clause.html",
        {
            "draft": draft,
            "clause": shown[0] if shown else None,
            "parts": [_part(each) for each in shown],
            "revision": policies.revision_in(draft, draft.dialogue_version, within=provision)
            if provision
            else None,
            "page": Paginator(said_before, PAGE_SIZE).get_page(request.GET.get("hal")),
            "form": form,
            "closed": closed,
            "typed": request.POST.get("text", "") if closed else "",
        },
        status=status,
    )


@require_safe
@public
def sent(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Now look into your mail."""
    return render(request, "consultation/sent.html", {"draft": _discussed(uuid)})


@never_cache
@open_or_send
@public
def confirm(request: HttpRequest, link: str) -> HttpResponse:
    """The link in the mail. Opening it changes nothing, for mail programs open links too; the button does."""
    said = queries.comment_by(link, queries.CONFIRM)
    if said is None:
        raise Http404
    context = {"comment": said, "refusal": "", "may_ask_again": False, "link": _follow_link(said)}
    if request.method == "POST":
        if "again" in request.POST:
            return _ask_again(request, said)
        try:
            services.confirm(comment=said, now=timezone.now())
        except services.AlreadyConfirmed as refusal:
            messages.info(request, str(refusal))
            return redirect(_follow_link(said))
        except services.Refused as refusal:
            is_late = isinstance(refusal, services.LinkExpired)
            context |= {"refusal": str(refusal), "may_ask_again": is_late}
        else:
            messages.success(
                request,
                _("Terima kasih. Tanggapan Anda kami terima dengan nomor %(receipt)s.")
                % {"receipt": said.receipt},
            )
            return redirect(_follow_link(said))
    return render(request, "consultation/confirm.html", context, status=409 if context["refusal"] else 200)


@never_cache
@require_safe
@public
def follow(request: HttpRequest, link: str) -> HttpResponse:
    """How a comment stands, for who holds its link."""
    said = queries.comment_by(link, queries.FOLLOW)
    if said is None or said.confirmed_at is None:
        raise Http404
    return render(
        request,
        "consultation/follow.html",
        {
            "comment": said,
            "place": queries.placed(said.draft, [said])[0].place,
            "standing": queries.standing(said.draft, today=request.today),
        },
    )


# ------------------------------------------------------------------------------------------------


def _part(clause: policies.Clause) -> dict[str, object]:
    """A clause as ``policy/clause.html`` draws it: for reading, without the notes of those who write it."""
    return {"clause": clause, "settings": (), "on": None}


def _discussed(uuid: UUID) -> Draft:
    try:
        return queries.discussed_draft(uuid)
    except Draft.DoesNotExist:
        raise Http404 from None


def _is_within_limits(request: HttpRequest, email: str) -> bool:
    """Counted in the shared cache, as signing in is; ``ACCOUNT_RATE_LIMITS`` says how much is too much."""
    if not email:
        return ratelimit.consume(request, action="comment_by_account", key=str(request.user.pk))
    return ratelimit.consume(request, action="comment", key=_mailbox(email))


def _mailbox(email: str) -> str:
    """Where a mail ends up: what stands behind a plus is a name that its owner made up."""
    name, _at, host = email.lower().partition("@")
    return f"{name.partition('+')[0]}@{host}"


def _say(request: HttpRequest, draft: Draft, provision_id: int | None, form: forms.CommentForm) -> Comment:
    typed = form.cleaned_data
    if closed := queries.why_closed(draft, today=request.today):
        raise services.Closed(closed)
    if not _is_within_limits(request, typed.get("email", "")):
        raise TooMany(
            _(
                "Terlalu banyak tanggapan dari alamat surel atau jaringan ini. Isian Anda masih ada di bawah: tunggu "
                "satu jam, lalu kirim lagi."
            )
        )
    common = {
        "draft": draft,
        "version": typed["version"],
        "provision_id": provision_id,
        "text": typed["text"],
        "may_be_named": typed["may_be_named"],
        "invitation": queries.invitation_by(typed["invitation"], draft),
        "today": request.today,
    }
    if request.user.is_authenticated:
        return services.comment(**common, by=request.user)
    return services.submit(
        **common,
        name=typed["name"],
        email=typed["email"],
        kind=typed["kind"],
        language=get_language() or "id",
    )


def _thank(request: HttpRequest, draft: Draft, said: Comment) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("consultation:sent", uuid=draft.uuid)
    messages.success(
        request,
        _("Tanggapan Anda tercatat dengan nomor %(receipt)s dan akan dijawab.") % {"receipt": said.receipt},
    )
    return redirect(request.path)


def _ask_again(request: HttpRequest, said: Comment) -> HttpResponse:
    if not _is_within_limits(request, said.email):
        messages.warning(
            request, _("Tautan baru sudah beberapa kali diminta. Tunggu satu jam, lalu minta lagi.")
        )
        return redirect(request.path)
    with tell_why_not(request, services.Refused):
        services.ask_to_confirm(comment=said, today=request.today)
        return redirect("consultation:sent", uuid=said.draft.uuid)
    return redirect(request.path)


def _follow_link(said: Comment) -> str:
    return reverse("consultation:follow", args=[queries.secret(said.uuid, queries.FOLLOW)])
