"""One provision of the text: add it, move it, take it out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bijak.accounts.access import requires
from bijak.policy import forms, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Passage, Version
from bijak.policy.views.opening import frame, keeps_text, open_draft, passage_in, working
from bijak.policy.views.taking import say_what_was_unbound
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not


def clause_of(passage: Passage) -> queries.Clause:
    return next(each for each in queries.clauses(passage.version) if each.passage_id == passage.pk)


def place_of(draft: Draft, provision: UUID) -> str:
    """Where a provision is read: of a long text, in its chapter."""
    return f"{reverse('policy:text', args=[draft.uuid])}?ketentuan={provision}#{provision}"


@requires(Permission.DRAFT)
@keeps_text
def add_passage(request: HttpRequest, uuid: UUID) -> HttpResponse:
    draft = open_draft(request, uuid)
    version = working(draft)
    clauses = queries.clauses(version)
    here = next((each for each in clauses if str(each.provision) == request.GET.get("sesudah")), None)
    initial = {"after": str(here.provision), "kind": here.kind} if here else {}
    # Of a long text, what stands in one chapter: thousands of choices are none.
    near = queries.read(clauses, {"ketentuan": str(here.provision)} if here else {}).shown.clauses
    form = forms.NewPassage(request.POST or None, clauses=near, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        after = (
            queries.passages(version).filter(provision__uuid=data["after"]).first() if data["after"] else None
        )
        with refuse_on(form, services.Refused):
            added = services.add_passage(
                version=version,
                after=after,
                kind=data["kind"],
                heading=data["heading"],
                text=data["text"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Ketentuan ditambahkan; nomor sesudahnya disesuaikan."))
            return redirect(place_of(draft, added.provision.uuid))
    context = frame(request, draft) | {"form": form, "here": here}
    return render_page(request, "policy/add_passage.html", context, status=status_of(form))


@require_POST
@requires(Permission.DRAFT)
def move_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    draft, passage = passage_in(request, uuid, provision)
    where: dict[str, Any] = {"passage": passage, "by": request.user, "today": request.today}
    with tell_why_not(request, services.Refused):
        match request.POST.get("arah"):
            case "masuk":
                services.shift_passage(direction="in", **where)
            case "keluar":
                services.shift_passage(direction="out", **where)
            case "naik":
                services.move_passage(direction="up", **where)
            case _:
                services.move_passage(direction="down", **where)
        messages.success(request, _("Ketentuan dipindahkan; nomornya disesuaikan."))
    return redirect(place_of(draft, provision))


@requires(Permission.DRAFT)
def remove_passage(request: HttpRequest, uuid: UUID, provision: UUID) -> HttpResponse:
    """Ask first: what belongs to the part goes with it."""
    draft, passage = passage_in(request, uuid, provision)
    clause = clause_of(passage)
    citing = queries.citing(passage)
    if request.method == "POST":
        with tell_why_not(request, services.Refused):
            unbound = services.remove_passage(passage=passage, by=request.user, today=request.today)
            messages.success(
                request, _("%(clause)s dihapus; nomor sesudahnya disesuaikan.") % {"clause": clause.name}
            )
            say_what_was_unbound(request, unbound)
            _say_who_still_cites(request, passage.version, citing)
        return redirect("policy:text", uuid=draft.uuid)
    clauses = queries.clauses(passage.version)
    start = next(place for place, each in enumerate(clauses) if each.passage_id == passage.pk)
    below = 0
    for each in clauses[start + 1 :]:
        if each.depth <= clause.depth:
            break
        below += 1
    return render_page(
        request,
        "policy/remove_passage.html",
        frame(request, draft) | {"clause": clause, "below": below, "citing": citing},
    )


def _say_who_still_cites(request: HttpRequest, version: Version, citing: Sequence[queries.Citing]) -> None:
    """Their words were kept, and now lead nowhere or to another provision; named by their numbers of now."""
    now = {clause.provision: clause.name for clause in queries.clauses(version)} if citing else {}
    cited = [
        f"{now[each.clause.provision]} (“{each.words}”)" for each in citing if each.clause.provision in now
    ]
    if cited:
        messages.warning(
            request,
            _("Masih merujuk yang dihapus, dan perlu Anda betulkan: %(cited)s.")
            % {"cited": "; ".join(cited)},
        )
