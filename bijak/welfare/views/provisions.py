"""The numbers by which allowances are reckoned, and how an officer keeps those of the region."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.welfare.access import Permission
from bijak.welfare.forms import provisions as forms
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries import provisions as local
from bijak.welfare.services import provisions as services
from bijak.welfare.services.refusals import Refused


@require_safe
@signed_in
def provisions(request: HttpRequest) -> HttpResponse:
    """The numbers of law and of the region by which allowances are reckoned; whoever keeps them sees those to come."""
    may_keep = accounts.holds(request.user, Permission.IMPORT, today=request.today)
    held = local.in_place()
    return render_page(
        request,
        "welfare/provisions.html",
        {
            "terms": queries.terms_on(request.today),
            "settings": list(held if may_keep else queries.settings_on(request.today)),
            "withdrawn": list(local.withdrawn()) if may_keep else [],
            "may_keep": may_keep,
            "today": request.today,
        },
        partial="all",
    )


@open_or_send
@requires(Permission.IMPORT)
def enter(request: HttpRequest) -> HttpResponse:
    """Type in a provision of a regional regulation."""
    form = forms.Provision(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            made = services.enter(
                facts=form.cleaned_data, by=request.user, at=timezone.now(), today=request.today
            )
            messages.success(request, _("Ketentuan dicatat. Bulan yang dihitung sesudah ini memakainya."))
            return redirect("welfare:provision", uuid=made.uuid)
    return render_page(request, "welfare/provision.html", {"form": form}, status=status_of(form))


@open_or_send
@requires(Permission.IMPORT)
def provision(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One provision: changed, withdrawn, brought back, and what was said before."""
    found = get_object_or_404(local.provisions(), uuid=uuid)
    form = forms.Provision(request.POST or None, provision=found)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            made = services.change(
                provision=found,
                facts=form.cleaned_data,
                by=request.user,
                at=timezone.now(),
                today=request.today,
            )
            messages.success(request, _("Ketentuan diubah. Yang lama tetap dapat dibaca di bawah."))
            return redirect("welfare:provision", uuid=made.uuid)
    context = {"form": form, "provision": found, "history": list(local.history_of(found))}
    return render_page(request, "welfare/provision.html", context, status=status_of(form))


@require_POST
@requires(Permission.IMPORT)
def settle(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw a provision, or bring it back: as the button says."""
    found = get_object_or_404(local.provisions(), uuid=uuid)
    acts: dict[str, tuple[Callable[..., Any], str]] = {
        "tarik": (services.withdraw, _("Ketentuan ditarik; dapat dipulihkan dari sini.")),
        "pulihkan": (services.bring_back, _("Ketentuan berlaku lagi.")),
    }
    if request.POST.get("langkah") not in acts:
        raise Http404
    act, done = acts[request.POST["langkah"]]
    with tell_why_not(request, Refused):
        act(provision=found, by=request.user, at=timezone.now(), today=request.today)
        messages.success(request, done)
    return redirect("welfare:provision", uuid=uuid)
