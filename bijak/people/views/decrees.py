"""The papers of what is on record: handed out, and handed in."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires, signed_in
from bijak.documents import services as documents
from bijak.documents.responses import attachment
from bijak.people import forms, queries, services
from bijak.people.access import Permission
from bijak.people.views.opening import note_view, open_for_edit, open_line, open_row, sees_all
from bijak.shell.sending import open_or_send, refuse_on, status_of


@require_safe
@signed_in
@cache_control(private=True, no_cache=True)
def decree(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponseBase:
    """The file of a decree, for whoever sees a row that bears its number. Taking it is logged."""
    row = open_row(request, uuid)
    kept = queries.decree_document(row, uuid=document, with_sensitive=sees_all(request, row))
    if kept is None:
        raise Http404
    try:
        answer = attachment(kept)
    except FileNotFoundError:
        raise Http404 from None
    note_view(request, row, gettext_noop("Berkas SK"))
    return answer


@open_or_send
@requires(Permission.EDIT)
def attach_decree(request: HttpRequest, uuid: UUID, topic: str, line: int) -> HttpResponse:
    """Hand in the file of the decree that a row bears."""
    row = open_for_edit(request, uuid)
    held = open_line(request, row, topic, line)
    if not held.may_have_paper:
        raise Http404
    note_view(request, row, gettext_noop("Berkas SK"))
    form = forms.DecreeFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            services.attach_decree(
                row=row,
                decree_no=held.decree_no,
                paper=form.cleaned_data["paper"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Berkas %(number)s disimpan.") % {"number": held.decree_no})
            return redirect("people:person", uuid=row.uuid)
    return render(
        request,
        "people/attach_decree.html",
        {"row": row, "form": form, "line": held},
        status=status_of(form),
    )
