"""Proposing a change of one's own data, and following it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import signed_in
from bijak.documents import services as documents
from bijak.documents.responses import attachment, inline_picture
from bijak.organization.registries import Role
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.queries import EmployeeToday, Topic
from bijak.selfservice import forms, queries, services
from bijak.selfservice.models import Act, Proposal, State
from bijak.selfservice.queries import IDENTITY, PARTS, PHOTO
from bijak.selfservice.views.own import no_records, own_row
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not


@open_or_send
@signed_in
def propose(request: HttpRequest, part: str) -> HttpResponse:
    """Propose a new row of a history, or other words for one's identity, or a photo."""
    topic = _part(part)
    return _proposed(request, topic, Act.CORRECT if topic in (IDENTITY, PHOTO) else Act.ADD)


@open_or_send
@signed_in
def propose_correction(request: HttpRequest, part: str, line: int) -> HttpResponse:
    """Propose that a row of a history says something else."""
    return _proposed(request, _history(part), Act.CORRECT, line=line)


@open_or_send
@signed_in
def propose_removal(request: HttpRequest, part: str, line: int) -> HttpResponse:
    """Propose that a row of a history goes."""
    return _proposed(request, _history(part), Act.REMOVE, line=line)


def _proposed(request: HttpRequest, topic: str, act: Act, *, line: int | None = None) -> HttpResponse:
    row = own_row(request)
    if row is None:
        return no_records(request)
    held: Any = None
    if topic == IDENTITY:
        held = people.person(row, on=request.today, with_sensitive=True).identity
    elif line is not None:
        held = people.held(row, Topic(topic), line)
        if held is None and request.method != "POST":
            raise Http404
    proposing = forms.Proposing(
        topic,
        act,
        row=row,
        held=held,
        seen=people.version(row.pk),
        today=request.today,
        data=request.POST or None,
        files=request.FILES or None,
    )
    if request.method == "POST" and proposing.is_valid():
        with refuse_on(proposing.form, services.Refused, documents.Refused):
            made = services.propose(
                **proposing.facts(),
                line=held.pk if held is not None else line,
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Usulan terkirim. Anda diberi tahu bila ada jawaban."))
            return redirect("selfservice:proposal", uuid=made.uuid)
    found = {
        "row": row,
        "form": proposing.form,
        "label": queries.label_of(topic),
        "act": act,
        "part": queries.slug_of(topic),
        "line": line,
        "is_history": topic not in (IDENTITY, PHOTO),
        "has_photo": topic == PHOTO and people.photo_of(row.pk) is not None,
        "compared": _line(row, topic, line, request) if act == Act.REMOVE else None,
    }
    return render(request, "selfservice/propose.html", found, status=status_of(proposing.form))


def _line(row: EmployeeToday, topic: str, line: int | None, request: HttpRequest) -> people.Line | None:
    shown = people.person(row, on=request.today, with_sensitive=True)
    return next((each for each in shown.histories[topic] if each.pk == line), None)


def _part(slug: str) -> str:
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def _history(slug: str) -> Topic:
    if slug not in people.TOPICS:
        raise Http404
    return people.TOPICS[slug]


# One proposal -----------------------------------------------------------------------------------


@require_safe
@signed_in
def proposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A proposal, for who made it and for who decides: what was, what is, what she wants, and what became of it."""
    return show(request, open_proposal(request, uuid))


@require_POST
@signed_in
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _own(request, uuid)
    with tell_why_not(request, services.Refused):
        services.withdraw(proposal=found, by=request.user)
        messages.success(request, _("Usulan ditarik."))
    return redirect("selfservice:proposal", uuid=uuid)


@require_POST
@signed_in
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Her answer to what was asked; refused, it comes back with what she typed."""
    found = _own(request, uuid)
    form = forms.Answer(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            services.answer(proposal=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Jawaban terkirim."))
            return redirect("selfservice:proposal", uuid=uuid)
    return show(request, open_proposal(request, uuid), answering=form)


@require_safe
@signed_in
@cache_control(private=True, no_cache=True)
def evidence(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponseBase:
    """A file handed in with a proposal, for who made it and for who decides; a photo is shown on the page."""
    found = open_proposal(request, uuid)
    kept = queries.evidence(found, document)
    if kept is None or kept.erased_at is not None:
        raise Http404
    try:
        answered = inline_picture(kept) if found.topic == PHOTO else attachment(kept)
    except FileNotFoundError:
        raise Http404 from None
    records.note_view(viewer=request.user, of=found, page=gettext_noop("Berkas usulan perubahan data"))
    return answered


def open_proposal(request: HttpRequest, uuid: UUID) -> Proposal:
    found = queries.visible(request.user, uuid=uuid, today=request.today)
    if found is None:
        raise Http404
    return found


def show(
    request: HttpRequest,
    found: Proposal,
    *,
    deciding: forms.Decision | None = None,
    answering: forms.Answer | None = None,
) -> HttpResponse:
    """The page of a proposal, with the form that was sent, if one was."""
    row = queries.row_of(found)
    if row is None:
        raise Http404
    is_own = people.is_own(request.user, found)
    records.note_view(viewer=request.user, of=found, page=gettext_noop("Usulan perubahan data"))
    standing = queries.standing(found, row, today=request.today)
    read = forms.Read(found, standing, row=row, today=request.today)
    seat = queries.seat_for(found, row, request.user, today=request.today)
    if seat and deciding is None:
        fresh = {"edition": found.edition, "seen": people.version(row.pk)}
        deciding = forms.Decision(initial=fresh, is_stale=read.is_stale)
    if is_own and found.state == State.ASKED and answering is None:
        answering = forms.Answer(initial={"edition": found.edition})
    sent = next((form for form in (deciding, answering) if form is not None and form.is_bound), None)
    steps = list(queries.steps_of(found))
    context = {
        "listed": queries.listed([found], today=request.today)[0],
        "proposal": found,
        "row": row,
        "is_own": is_own,
        "is_photo": found.topic == PHOTO,
        "has_photo": found.topic == PHOTO and people.photo_of(row.pk) is not None,
        "read": read,
        "rows": list(read.rows()),
        "later": standing.later,
        "steps": [(step, Role(step.role).label if step.role else "") for step in steps],
        "question": steps[-1].words,
        "way": [Role(role).label for role in found.roles],
        "seat": seat,
        "seat_label": Role(seat.role).label if seat else "",
        "sent": sent,
        "deciding": deciding if seat else None,
        "answering": answering if found.state == State.ASKED else None,
    }
    return render(request, "selfservice/proposal.html", context, status=status_of(sent) if sent else 200)


def _own(request: HttpRequest, uuid: UUID) -> Proposal:
    found = open_proposal(request, uuid)
    if not people.is_own(request.user, found):
        raise Http404
    return found
