"""The photo of a person: shown, and set."""

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
from bijak.documents.responses import inline_picture
from bijak.people import forms, queries, services
from bijak.people.access import Permission
from bijak.people.views.opening import note_view, open_for_edit, open_row
from bijak.shell.sending import open_or_send, refuse_on, status_of


@require_safe
@signed_in
@cache_control(private=True, no_cache=True)
def photo(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The picture, for whoever may see the person. Looking is logged."""
    row = open_row(request, uuid)
    kept = queries.photo_of(row.pk)
    if kept is None:
        raise Http404
    try:
        answer = inline_picture(kept)
    except FileNotFoundError:
        raise Http404 from None
    note_view(request, row, gettext_noop("Pasfoto"))
    return answer


@open_or_send
@requires(Permission.EDIT)
def edit_photo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set the photo of a person."""
    row = open_for_edit(request, uuid)
    note_view(request, row, gettext_noop("Pasfoto"))
    form = forms.PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused, documents.Refused):
            services.set_photo(
                row=row,
                picture=form.cleaned_data["picture"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                today=request.today,
            )
            messages.success(request, _("Pasfoto %(name)s disimpan.") % {"name": row.name})
            return redirect("people:person", uuid=row.uuid)
    found = {"row": row, "form": form, "has_photo": queries.photo_of(row.pk) is not None}
    return render(request, "people/edit_photo.html", found, status=status_of(form))
