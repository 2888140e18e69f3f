"""Employee cards: given from the person's page, printed, and taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.letters import exporting, forms, queries, services
from bijak.letters.access import Permission
from bijak.letters.views.opening import note_view, open_person
from bijak.people import queries as people
from bijak.shell.sending import tell_why_not


@requires(Permission.WRITE)
@require_POST
def issue_card(request: HttpRequest, person: UUID) -> HttpResponse:
    """A card for somebody; one that she has is taken back with it, for a reason."""
    row = open_person(request, person, Permission.WRITE)
    with tell_why_not(request, services.Refused):
        services.issue_card(
            row=row, reason=request.POST.get("reason", "")[:300], by=request.user, today=request.today
        )
        messages.success(request, _("Kartu pegawai diterbitkan. Unduh dan cetak kedua sisinya."))
    return redirect("people:person", person)


@requires(Permission.WRITE)
@require_POST
def end_card(request: HttpRequest, uuid: UUID) -> HttpResponse:
    card = queries.card_visible_to(request.user, uuid=uuid, today=request.today)
    if card is None:
        raise Http404
    row = open_person(request, card.employee.uuid, Permission.WRITE)
    form = forms.Reason(request.POST)
    if form.is_valid():
        with tell_why_not(request, services.Refused):
            services.end_card(card=card, row=row, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Kartu ditarik; kodenya tidak berlaku lagi."))
    else:
        messages.error(request, " ".join(form.errors["reason"]))
    return redirect("people:person", row.uuid)


@signed_in
@require_safe
@cache_control(private=True, no_store=True)
def card_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Both sides of a card that holds, with what is on record today; for the officer and for whose it is."""
    card = queries.card_visible_to(request.user, uuid=uuid, today=request.today)
    if card is None or card.ended_on is not None:
        raise Http404
    row = people.row_visible_to(request.user, uuid=card.employee.uuid, today=request.today)
    if row is None or not row.is_active:
        raise Http404
    note_view(request, row, gettext_noop("Kartu pegawai"))
    return HttpResponse(
        exporting.card_pdf(card, row),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="kartu-{card.code}.pdf"'},
    )
