"""Pages about one person's service, and those who are due: raises and retirement."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.policy import queries as policy
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of
from bijak.welfare.access import Permission
from bijak.welfare.forms import service as forms
from bijak.welfare.models import RaiseState
from bijak.welfare.queries import letter_fields, raises, retirement, service
from bijak.welfare.queries.listing import said_because
from bijak.welfare.rules import retirement as retirement_rules
from bijak.welfare.services import retirement as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts import leave as leave_texts
from bijak.welfare.texts import raises as raise_texts
from bijak.welfare.texts import retirement as retirement_texts

PAGE_SIZE = 25
LETTERS_WRITE = accounts.permission_named("letters.write")


# One person -------------------------------------------------------------------------------------


@require_safe
@signed_in
def my_service(request: HttpRequest) -> HttpResponse:
    """When my next raise is and why, when I retire, and what is left of my leave."""
    return _service(request, people.row_of(request.user), is_own=True)


@require_safe
@signed_in
def person_service(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody's, for whoever looks after her unit. Looking is logged."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today, holding=Permission.VIEW_SERVICE)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("KGB, pensiun, dan cuti"))
    return _service(request, row, is_own=people.is_own(request.user, row))


def _service(request: HttpRequest, row: Any, *, is_own: bool) -> HttpResponse:
    told = {
        "row": row,
        "is_own": is_own,
        "service": service.service_of(row.pk, on=request.today) if row is not None else None,
        "run": raises.last_run(),
        "no_amounts": raise_texts.NO_AMOUNTS,
        "joint": leave_texts.JOINT,
        "stages_note": retirement_texts.UNVERIFIED_STAGES,
    }
    return render_page(request, "welfare/service.html", told, partial="service")


# Raises -----------------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW_SERVICE)
def due_raises(request: HttpRequest) -> HttpResponse:
    """Whose step of pay comes in the months ahead, what keeps it back, and whom a letter can be written about."""
    form = forms.DueRaises(request.GET.dict(), today=request.today)
    visible = raises.visible_to(request.user, today=request.today)
    found = raises.narrowed(visible, form.filter())
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = [
        (row, said_because(row.outlook.state, row.outlook.because)) for row in raises.rows(page.object_list)
    ]
    return render_page(
        request,
        "welfare/raises.html",
        {
            "form": form,
            "page": page,
            "rows": rows,
            "tallies": raises.tallies(visible, form.filter()),
            "run": raises.last_run(),
            "ready": (RaiseState.READY, RaiseState.POSTPONED),
            "template": letter_fields.RAISE_LETTER,
            "may_write": accounts.holds(request.user, LETTERS_WRITE, today=request.today),
            "no_amounts": raise_texts.NO_AMOUNTS,
            "basis": policy.terms("welfare", request.today).basis("raise_interval"),
        },
        partial="results",
    )


# Retirement -------------------------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW_SERVICE)
def retirements(request: HttpRequest) -> HttpResponse:
    """Who retires soon, which warning each has come to, and how far her file is."""
    stages = retirement_rules.stages(policy.terms("welfare", request.today))
    form = forms.NearRetirement(request.GET.dict(), stages=stages)
    visible = retirement.visible_to(request.user, today=request.today)
    found = retirement.narrowed(visible, within=form.within, unit_path=form.unit_path)
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "welfare/retirements.html",
        {
            "form": form,
            "page": page,
            "rows": retirement.rows(page.object_list, papers=retirement_texts.PAPERS),
            "papers": len(retirement_texts.PAPERS),
            "template": letter_fields.RETIREMENT_LETTER,
            "may_write": accounts.holds(request.user, LETTERS_WRITE, today=request.today),
            "note": retirement_texts.UNVERIFIED_STAGES,
        },
        partial="results",
    )


@open_or_send
@requires(Permission.VIEW_SERVICE)
def retirement_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The file of one retirement: what is there, what is lacking, and the time of preparation."""
    visible = retirement.visible_to(request.user, today=request.today)
    found = get_object_or_404(visible, uuid=uuid)
    (row,) = retirement.rows([found], papers=retirement_texts.PAPERS)
    records.note_view(viewer=request.user, of=row.person, page=gettext_noop("Berkas pensiun"))
    held = {
        "papers": found.papers,
        "preparation_from": found.preparation_from,
        "note": found.note,
        "edition": found.edition,
    }
    form = forms.RetirementFile(request.POST or None, initial=held)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.keep_file(retirement=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Berkas pensiun disimpan."))
            return redirect("welfare:retirement", uuid=uuid)
    keeping = organization.scope(request.user, Permission.KEEP_SERVICE, today=request.today)
    told = {
        "form": form,
        "row": row,
        "may_keep": keeping.covers(row.person),
        "labels": retirement_texts.PAPERS,
        "preparation": policy.terms("welfare", request.today).retirement_preparation,
    }
    return render_page(request, "welfare/retirement.html", told, status=status_of(form))
