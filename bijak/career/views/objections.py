"""Objecting to one's line, answering, and establishing conditions that no history holds."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.career import queries, services
from bijak.career.access import Permission
from bijak.career.forms.queue import Answer, Attested, ObjectionText
from bijak.career.models import Objection
from bijak.career.queries import objections
from bijak.documents import services as documents
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.sending import refuse_on, status_of, tell_why_not


@require_http_methods(["GET", "HEAD", "POST"])
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
    found = get_object_or_404(Objection, uuid=uuid, employee__account=request.user)
    with tell_why_not(request, services.Refused):
        services.withdraw(objection=found, by=request.user, today=request.today)
        messages.success(request, _("Keberatan dicabut."))
    return redirect("career:mine")


@require_safe
@requires(Permission.VIEW)
def worklist(request: HttpRequest) -> HttpResponse:
    """Objections, those first that must be answered first."""
    found = objections.visible_to(request.user, today=request.today).select_related("employee", "unit")
    waiting = [each for each in found.order_by("due_on", "pk") if objections.clock(each, today=request.today)]
    over = found.exclude(verdict="open").order_by("-answered_on", "-pk")[:25]
    names = people.rows_of_employees([each.employee_id for each in (*waiting, *over)])

    def shown(each: Objection) -> tuple[Objection, Any, Any]:
        return each, names.get(each.employee_id), objections.clock(each, today=request.today)

    told = {"waiting": [shown(each) for each in waiting], "over": [shown(each) for each in over]}
    return render(request, "career/objections.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW)
def objection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One objection beside the line it is about, and the answer to it."""
    visible = objections.visible_to(request.user, today=request.today)
    found = get_object_or_404(
        visible.select_related("employee", "unit", "document", "answered_by"), uuid=uuid
    )
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
            "clock": objections.clock(found, today=request.today),
            "form": form,
            "may_answer": people.may_handle(request.user, Permission.ANSWER, found, today=request.today),
        },
        status=status_of(form),
    )


@require_http_methods(["GET", "HEAD", "POST"])
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
    services.withdraw_attestation(attestation=found, row=row, by=request.user, today=request.today)
    messages.success(request, _("Keterangan ditarik."))
    return redirect("career:attest", uuid=row.uuid)


def _open(request: HttpRequest, uuid: UUID) -> Any:
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not _covers(request, Permission.ATTEST, row):
        raise Http404
    return row


def _covers(request: HttpRequest, permission: Permission, thing: Any) -> bool:
    return organization.scope(request.user, permission, today=request.today).covers(thing)


def _note_view(request: HttpRequest, row: Any) -> None:
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Antrean kenaikan pangkat"))
