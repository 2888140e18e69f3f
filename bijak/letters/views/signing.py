"""Signing a letter, by one of four ways."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.documents.content import Refused as NotTaken
from bijak.documents.signing import esign, offering
from bijak.letters import queries, services
from bijak.letters.access import Permission
from bijak.letters.models import OfficialLetter
from bijak.letters.views.opening import may, note_view, open_letter, open_subject
from bijak.shell.sending import refuse_on, status_of, tell_why_not

SIGNERS = (Permission.SIGN, Permission.WRITE)


@requires(*SIGNERS)
@require_safe
def signing(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The ways in which a letter can be signed."""
    return _page(request, open_letter(request, uuid))


@requires(Permission.SIGN)
@require_POST
def sign_here(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = open_letter(request, uuid)
    with tell_why_not(request, services.Refused, NotTaken):
        services.sign_here(letter=letter, by=request.user, now=timezone.now(), today=request.today)
        return _signed(request, letter)
    return redirect("letters:signing", uuid)


@requires(Permission.SIGN)
@sensitive_post_parameters("nik", "passphrase")
@require_POST
def sign_by_esign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = open_letter(request, uuid)
    if not esign.is_on():
        raise Http404
    form = offering.EsignForm(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused, NotTaken):
            services.sign_by_esign(
                letter=letter, by=request.user, now=timezone.now(), today=request.today, **form.cleaned_data
            )
            return _signed(request, letter)
    return _page(request, letter, esign_form=form)


@requires(Permission.WRITE)
@require_POST
def take_in_signed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = open_letter(request, uuid)
    form = offering.SignedForm(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, services.Refused, NotTaken):
            services.take_in_signed(
                letter=letter, by=request.user, now=timezone.now(), today=request.today, **form.cleaned_data
            )
            return _signed(request, letter)
    return _page(request, letter, upload_form=form)


@requires(Permission.WRITE)
@require_POST
def record_ink(request: HttpRequest, uuid: UUID) -> HttpResponse:
    letter = open_letter(request, uuid)
    form = offering.InkForm(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, services.Refused, NotTaken):
            services.record_ink(letter=letter, by=request.user, today=request.today, **form.cleaned_data)
            return _signed(request, letter)
    return _page(request, letter, ink_form=form)


def _page(request: HttpRequest, letter: OfficialLetter, **sent: Any) -> HttpResponse:
    subject = open_subject(request, letter)
    note_view(request, subject.row, gettext_noop("Surat kepegawaian"))
    waits = queries.state_of(letter) == queries.State.ISSUED
    may_write = waits and may(request, Permission.WRITE, subject.holder)
    may_sign = waits and may(request, Permission.SIGN, subject.holder)
    if not (may_write or may_sign):
        return redirect("letters:letter", letter.uuid)
    initial = {"signed_on": request.today, "signer": letter.signer_name}
    context = {
        "letter": letter,
        "may_sign": may_sign,
        "may_record": may_write,
        "may_hand_in": may_write,
        "below": services.BELOW[0],
        "trusted": offering.trusted(),
        **offering.certificate(),
        **offering.offered(initial=initial, **sent),
    }
    status = next((status_of(form) for form in sent.values()), 200)
    return render(request, "letters/signing.html", context, status=status)


def _signed(request: HttpRequest, letter: OfficialLetter) -> HttpResponse:
    messages.success(request, _("Surat %(number)s sudah ditandatangani.") % {"number": letter.number})
    return redirect("letters:letter", letter.uuid)
