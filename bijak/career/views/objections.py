"""Objecting to one's line, answering, and establishing conditions that no history holds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.career import queries, services
from bijak.career.access import Permission
from bijak.career.forms.queue import Answer, Attested, ObjectionText
from bijak.career.models import Objection
from bijak.career.queries import objections
from bijak.documents import services as documents
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not

PAGE_SIZE = 25


@open_or_send
@signed_in
def object_to(request: HttpRequest) -> HttpResponse:
    """Object to one's own line."""
    row = people.row_of(request.user)
    line = queries.line_of(row.pk) if row else None
    if row is None or line is None:
        raise Http404
    form = ObjectionText(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            services.object_to(row=row, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Keberatan diajukan. Jawabannya Anda terima sebelum batas waktunya."))
            return redirect("career:mine")
    told = {"form": form, "line": line}
    return render(request, "career/object.html", told, status=status_of(form))


@require_POST
@signed_in
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = get_object_or_404(objections.raised_by(request.user), uuid=uuid)
    with tell_why_not(request, services.Refused):
        services.withdraw(objection=found, by=request.user, today=request.today)
        messages.success(request, _("Keberatan dicabut."))
    return redirect("career:mine")


@require_safe
@requires(Permission.VIEW)
def worklist(request: HttpRequest) -> HttpResponse:
    """Objections, those first that must be answered first; under them the last that were settled."""
    visible = objections.visible_to(request.user, today=request.today)
    page: Page[Objection] = Paginator(objections.waiting(visible), PAGE_SIZE).get_page(request.GET.get("hal"))
    over = list(objections.settled(visible)[:PAGE_SIZE])
    names = people.rows_of_employees([each.employee_id for each in (*page, *over)])
    clocks = objections.clocks(page, today=request.today)
    told = {
        "page": page,
        "waiting": [(each, names.get(each.employee_id), clocks[each.pk]) for each in page],
        "over": [(each, names.get(each.employee_id)) for each in over],
    }
    return render(request, "career/objections.html", told)


@open_or_send
@requires(Permission.VIEW)
def objection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One objection beside the line it is about, and the answer to it."""
    visible = objections.visible_to(request.user, today=request.today)
    found = get_object_or_404(visible.select_related("document", "answered_by"), uuid=uuid)
    row = people.row_visible_to(request.user, uuid=found.employee.uuid, today=request.today)
    if row is None:
        raise Http404
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.answer(objection=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Jawaban dikirim kepada yang mengajukan."))
            return redirect("career:objections")
    _note_view(request, row)
    return render(
        request,
        "career/objection.html",
        {
            "objection": found,
            "row": row,
            "line": queries.line_of(row.pk),
            "clock": objections.clocks([found], today=request.today).get(found.pk),
            "form": form,
            "may_answer": people.may_handle(request.user, Permission.ANSWER, found, today=request.today),
        },
        status=status_of(form),
    )


@open_or_send
@requires(Permission.ATTEST)
def attest(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was established about somebody, and one thing more."""
    row = _open(request, uuid)
    form = Attested(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.attest(row=row, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Keterangan dicatat, antreannya dibaca lagi."))
            return redirect("career:person", uuid=row.uuid)
    _note_view(request, row)
    held = objections.attestations_of(row.pk)
    return render(
        request, "career/attest.html", {"row": row, "form": form, "held": held}, status=status_of(form)
    )


@require_POST
@requires(Permission.ATTEST)
def withdraw_attestation(request: HttpRequest, uuid: UUID, attestation: UUID) -> HttpResponse:
    row = _open(request, uuid)
    found = get_object_or_404(objections.attestations_of(row.pk), uuid=attestation)
    with tell_why_not(request, services.Refused):
        services.withdraw_attestation(attestation=found, row=row, by=request.user, today=request.today)
        messages.success(request, _("Keterangan ditarik."))
    return redirect("career:attest", uuid=row.uuid)


def _open(request: HttpRequest, uuid: UUID) -> Any:
    """Somebody else of one's units: nobody establishes anything about herself."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not people.may_handle(request.user, Permission.ATTEST, row, today=request.today):
        raise Http404
    return row


def _note_view(request: HttpRequest, row: Any) -> None:
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Antrean kenaikan pangkat"))
