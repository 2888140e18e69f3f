"""What waits to be decided, deciding it, and who decides what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires
from bijak.people import queries as people
from bijak.selfservice import forms, queries, services
from bijak.selfservice.access import Permission
from bijak.selfservice.models import OPEN
from bijak.selfservice.views.proposing import open_proposal, show
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse, status_of

PAGE = 25


@require_safe
@requires(Permission.DECIDE)
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for her, the longest waiting first; and what is elsewhere or done."""
    which = request.GET.get("tampil", "")
    if which == "lain":
        waiting = queries.waiting_for(request.user, today=request.today).values("pk")
        found = queries.to_decide(request.user, today=request.today).filter(state__in=OPEN)
        found = found.exclude(pk__in=waiting.order_by())
    elif which == "selesai":
        found = queries.to_decide(request.user, today=request.today).exclude(state__in=OPEN)
    else:
        which, found = "", queries.waiting_for(request.user, today=request.today)
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": queries.listed(list(page.object_list), today=request.today),
        "which": which,
        "may_route": accounts.holds(request.user, Permission.ROUTE, today=request.today),
    }
    return render_page(request, "selfservice/proposals.html", context, partial="results")


@require_POST
@requires(Permission.DECIDE)
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Accept, refuse or ask: the button says which."""
    found = open_proposal(request, uuid)
    row = queries.row_of(found)
    if row is None:
        return redirect("selfservice:proposals")
    read = forms.Read(found, queries.standing(found, row, today=request.today), row=row, today=request.today)
    form = forms.Decision(request.POST, is_stale=read.is_stale)
    if form.is_valid():
        try:
            _decide(form, read, proposal=found, by=request.user, today=request.today)
        except services.Refused as refusal:
            refuse(form, refusal, seen=people.version(row.pk))
            form.offer(refusal.override)
        else:
            messages.success(request, _("Keputusan Anda dicatat dan pegawai diberi tahu."))
            return redirect("selfservice:proposals")
    return show(request, open_proposal(request, uuid), deciding=form)


def _decide(form: forms.Decision, read: forms.Read, **which: Any) -> None:
    given = form.cleaned_data
    said = which | {"words": given["words"], "edition": given["edition"]}
    if given["deed"] == "ask":
        services.ask(**said)
    elif given["deed"] == "refuse":
        services.refuse(**said)
    elif read.form.is_valid():
        services.accept(
            **said,
            facts=read.facts,
            seen=given["seen"],
            is_lower=given["is_lower"],
            is_early=given["is_early"],
        )
    else:
        raise services.Refused(_("Isian ini tidak lagi dapat dicatat: %(why)s") % {"why": read.errors()})


@open_or_send
@requires(Permission.ROUTE)
def ways(request: HttpRequest) -> HttpResponse:
    """Who decides about each part of the records."""
    form = forms.Ways(request.POST or None, ways=queries.ways())
    if request.method == "POST" and form.is_valid():
        services.set_ways(ways=form.ways(), by=request.user, today=request.today)
        messages.success(
            request, _("Jalur usulan disimpan. Usulan yang sedang berjalan memakai jalurnya semula.")
        )
        return redirect("selfservice:ways")
    return render(request, "selfservice/ways.html", {"form": form}, status=status_of(form))
