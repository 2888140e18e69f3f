"""An officer's pages about what people ask of their allowance."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of
from bijak.welfare.access import Permission
from bijak.welfare.forms import allowance as forms
from bijak.welfare.queries import allowance as queries
from bijak.welfare.services import objections as services
from bijak.welfare.services.refusals import Refused
from bijak.welfare.texts import allowance as texts

PAGE_SIZE = 25


@require_safe
@requires(Permission.ANSWER)
def objections(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the most urgent first."""
    found = queries.objections_to(request.user, today=request.today)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = people.rows_of_employees(each.employee_id for each in page)
    return render_page(
        request,
        "welfare/objections.html",
        {"page": page, "rows": [(each, rows.get(each.employee_id), texts.LINES[each.line]) for each in page]},
        partial="results",
    )


@open_or_send
@requires(Permission.ANSWER)
def objection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One of them, and its answer. Looking is logged."""
    asked = get_object_or_404(queries.objections_to(request.user, today=request.today), uuid=uuid)
    row = people.rows_of_employees([asked.employee_id]).get(asked.employee_id)
    form = forms.Answering(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.answer(
                objection=asked,
                text=form.cleaned_data["teks"],
                by=request.user,
                at=timezone.now(),
                today=request.today,
            )
            messages.success(request, _("Jawaban dikirim kepada pegawai."))
            return redirect("welfare:objections")
    if row is not None:
        records.note_view(viewer=request.user, of=row, page=gettext_noop("Keberatan TPP"))
    return render(
        request,
        "welfare/objection.html",
        {
            "asked": asked,
            "line": texts.LINES[asked.line],
            "row": row,
            "month_key": forms.month_key(asked.month),
            "form": form,
        },
        status=status_of(form),
    )
