"""Signing a paper: the text before its number, the copy after it, each by one of four ways."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.documents import queries as documents
from bijak.documents.content import Refused as NotTaken
from bijak.documents.signing import esign, offering
from bijak.policy import exporting, queries, services
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Sheet, SignedPaper
from bijak.policy.views.opening import frame, may, open_draft
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not

SHEETS = {"naskah": Sheet.FINAL, "salinan": Sheet.COPY}
"""As they are called in addresses."""
SIGNERS = (Permission.SIGN, Permission.ENACT)


@requires(Permission.VIEW)
@require_safe
def signing(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    """Who signed the paper how, or the ways in which it can be signed."""
    return _page(request, open_draft(request, uuid), sheet)


@requires(*SIGNERS)
@require_safe
def download_sheet(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    """The exact file to sign, the same each time it is asked for."""
    draft = open_draft(request, uuid)
    with tell_why_not(request, services.Refused):
        paper = _laid_out(request, draft, sheet)
        assert paper.prepared is not None
        return redirect("documents:download", uuid=paper.prepared.uuid)
    return redirect("policy:signing", uuid=draft.uuid, sheet=sheet)


@requires(*SIGNERS)
@require_POST
def sign_here(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    draft = open_draft(request, uuid)
    with tell_why_not(request, services.Refused, NotTaken):
        services.sign_here(
            paper=_laid_out(request, draft, sheet), by=request.user, now=timezone.now(), today=request.today
        )
        return _signed(request, draft, sheet)
    return redirect("policy:signing", uuid=draft.uuid, sheet=sheet)


@requires(*SIGNERS)
@sensitive_post_parameters("nik", "passphrase")
@require_POST
def sign_by_esign(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    draft = open_draft(request, uuid)
    if not esign.is_on():
        raise Http404
    form = offering.EsignForm(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused, NotTaken):
            services.sign_by_esign(
                paper=_laid_out(request, draft, sheet),
                by=request.user,
                now=timezone.now(),
                today=request.today,
                **form.cleaned_data,
            )
            return _signed(request, draft, sheet)
    return _page(request, draft, sheet, status=status_of(form), esign_form=form)


@requires(*SIGNERS)
@require_POST
def take_in_signed(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = offering.SignedForm(request.POST, request.FILES)
    if form.is_valid():
        # Not at the field: it is long, and a file is chosen anew anyway.
        with refuse_on(form, services.Refused, NotTaken):
            services.take_in_signed(
                paper=_laid_out(request, draft, sheet),
                file=form.cleaned_data["file"],
                by=request.user,
                now=timezone.now(),
                today=request.today,
            )
            return _signed(request, draft, sheet)
    return _page(request, draft, sheet, status=status_of(form), upload_form=form)


@requires(Permission.ENACT)
@require_POST
def record_ink(request: HttpRequest, uuid: UUID, sheet: str) -> HttpResponse:
    draft = open_draft(request, uuid)
    form = offering.InkForm(request.POST, request.FILES)
    if form.is_valid():
        scan: File[Any] | None = form.cleaned_data["scan"]
        with refuse_on(form, services.Refused, NotTaken):
            services.record_ink(
                draft=draft,
                sheet=_sheet(sheet),
                signer=form.cleaned_data["signer"],
                signed_on=form.cleaned_data["signed_on"],
                scan=scan,
                scan_name=(scan.name or "") if scan else "",
                by=request.user,
                today=request.today,
            )
            return _signed(request, draft, sheet)
    return _page(request, draft, sheet, status=status_of(form), ink_form=form)


# Parts of the page ------------------------------------------------------------------------------


def _sheet(name: str) -> Sheet:
    try:
        return SHEETS[name]
    except KeyError:
        raise Http404 from None


def _laid_out(request: HttpRequest, draft: Draft, sheet: str) -> SignedPaper:
    return services.prepare_paper(
        draft=draft,
        sheet=_sheet(sheet),
        layout=exporting.Official(draft, settings.BASE_URL),
        by=request.user,
    )


def official_paper(draft: Draft) -> SignedPaper | None:
    """The copy that everyone gets: the one that was signed, else as it is laid out; none before it is law."""
    decree = queries.decree_of(draft)
    if decree is None or not decree.is_law:
        return None
    paper = queries.signed_paper(decree.version, Sheet.COPY)
    if paper is not None and paper.prepared is not None:
        return paper
    layout = exporting.Official(draft, settings.BASE_URL)
    return services.prepare_paper(draft=draft, sheet=Sheet.COPY, layout=layout, by=None)


def official_file(paper: SignedPaper) -> bytes:
    """With the signatures that lie in it; what was signed in ink, as it was printed."""
    is_signed_in_it = paper.signed is not None and not queries.is_ink(paper)
    document = paper.signed if is_signed_in_it else paper.prepared
    assert document is not None
    with documents.open_content(document) as file:
        return file.read()


def _page(request: HttpRequest, draft: Draft, sheet: str, status: int = 200, **shown: Any) -> HttpResponse:
    which = _sheet(sheet)
    version = queries.versions_of(draft).first()
    assert version is not None
    signed = queries.signed_paper(version, which)
    obstacles = queries.obstacles_to_sign(draft, which, request.today)
    may_sign = may(request, Permission.SIGN) or (which == Sheet.COPY and may(request, Permission.ENACT))
    context = frame(request, draft) | {
        "sheet": which,
        "slug": sheet,
        "paper": signed,
        "signatures": queries.signatures_of(signed) if signed else (),
        "obstacles": () if signed else obstacles,
        "may_sign": may_sign and not obstacles,
        "may_record": may(request, Permission.ENACT) and not obstacles,
        "may_hand_in": (may_sign or may(request, Permission.ENACT)) and not obstacles,
        **offering.offered(initial={"signed_on": request.today}, **shown),
    }
    if context["may_hand_in"]:
        context["trusted"] = offering.trusted()
    if context["may_sign"]:
        context |= offering.certificate()
    return render_page(request, "policy/signing.html", context, status=status)


def _signed(request: HttpRequest, draft: Draft, sheet: str) -> HttpResponse:
    messages.success(request, _("%(sheet)s sudah ditandatangani.") % {"sheet": _sheet(sheet).label})
    return redirect("policy:signing", uuid=draft.uuid, sheet=sheet)
