"""The papers of a proposal: handed in, asked for, read, opened; and what she is asked to bring."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.career.access import Permission
from bijak.career.forms import proposals as forms
from bijak.career.models.proposals import ProposalPaper
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_reminders as reminding
from bijak.career.services import proposals_papers as services
from bijak.career.services.proposals_steps import Refused
from bijak.career.views.proposals import open_proposal, show
from bijak.documents import services as documents
from bijak.documents.responses import attachment
from bijak.people import queries as people
from bijak.people import services as records
from bijak.policy import queries as policy
from bijak.shell.sending import refuse_on, status_of

PAGE = 25


@require_POST
@requires(Permission.PROPOSE)
def enclose(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Hand in a paper, or another in its place."""
    found = _paper(request, uuid, paper)
    form = forms.PaperFile(request.POST, request.FILES)
    if form.is_valid():
        with refuse_on(form, Refused, documents.Refused):
            services.enclose(
                paper=found, file=form.cleaned_data["file"], by=request.user, today=request.today
            )
            messages.success(request, _("%(paper)s dilampirkan.") % {"paper": queries.label_of(found)})
            return redirect("career:proposal", uuid=uuid)
    return show(request, open_proposal(request, uuid), deed="lampir", sent=form)


@require_POST
@requires(Permission.PROPOSE)
def read(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Write down what a paper says, to be compared."""
    found = _paper(request, uuid, paper)
    form = forms.Reading(request.POST, code=found.code)
    if form.is_valid():
        with refuse_on(form, Refused):
            services.note_reading(paper=found, said=form.cleaned_data, by=request.user, today=request.today)
            messages.success(request, _("Bacaan dokumen dicatat dan dibandingkan."))
            return redirect("career:proposal", uuid=uuid)
    return show(request, open_proposal(request, uuid), deed="baca", sent=form)


@require_POST
@requires(Permission.PROPOSE)
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the person for papers, until a day."""
    found = open_proposal(request, uuid)
    lacking = [each for each in queries.papers_of(found) if each.document_id is None]
    form = forms.Asking(request.POST, papers=lacking)
    if form.is_valid():
        with refuse_on(form, Refused):
            services.ask(
                proposal=found,
                by=request.user,
                today=request.today,
                **form.cleaned_data | {"papers": [UUID(each) for each in form.cleaned_data["papers"]]},
            )
            messages.success(request, _("Pegawai diberi tahu, dan permintaan ini tampak di berandanya."))
            return redirect("career:proposal", uuid=uuid)
    return show(request, open_proposal(request, uuid), deed="minta", sent=form)


@require_safe
@signed_in
@cache_control(private=True, no_cache=True)
def document(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponseBase:
    """The file of a paper, for whoever sees the proposal. Taking another's is logged."""
    found = _paper(request, uuid, paper)
    if found.document is None or found.document.erased_at is not None:
        raise Http404
    try:
        answer = attachment(found.document)
    except FileNotFoundError:
        raise Http404 from None
    records.note_view(
        viewer=request.user, of=found.proposal, page=gettext_noop("Berkas usul kenaikan pangkat")
    )
    return answer


def _paper(request: HttpRequest, uuid: UUID, paper: UUID) -> ProposalPaper:
    found = queries.paper(open_proposal(request, uuid), paper)
    if found is None:
        raise Http404
    return found


@require_safe
@requires(Permission.FOLLOW)
def reminders(request: HttpRequest) -> HttpResponse:
    """The papers that people are waited for: what was reminded, and what comes next."""
    found = reminding.awaited(request.user, today=request.today).select_related("proposal")
    page = Paginator(found, PAGE).get_page(request.GET.get("hal"))
    context = {
        "page": page,
        "rows": reminding.listed(list(page), today=request.today),
        "terms": policy.terms("career", request.today),
        "today": request.today,
    }
    return render(request, "career/proposals/reminders.html", context)


# What she is asked ------------------------------------------------------------------------------


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The papers that are asked of her, and how far her proposals have come."""
    return _mine(request)


@require_POST
@signed_in
def bring(request: HttpRequest, paper: UUID) -> HttpResponse:
    """Bring a paper that was asked for."""
    found = next((each for each in queries.asked_of(request.user) if each.uuid == paper), None)
    if found is None:
        raise Http404
    form = forms.PaperFile(request.POST, request.FILES, auto_id=f"id_{found.pk}_%s")
    if form.is_valid():
        with refuse_on(form, Refused, documents.Refused):
            services.bring(paper=found, file=form.cleaned_data["file"], by=request.user, today=request.today)
            messages.success(request, _("Dokumen terkirim. Pengelola kepegawaian sudah melihatnya."))
            return redirect("career:my_papers")
    return _mine(request, sent=(found, form))


def _mine(request: HttpRequest, sent: tuple[ProposalPaper, forms.PaperFile] | None = None) -> HttpResponse:
    row = people.row_of(request.user)
    if row is None:
        return render(request, "people/no_records.html", status=404)
    owed = queries.asked_of(request.user)
    told = reminding.told_of(owed)
    asked = [
        (
            each,
            queries.label_of(each),
            sent[1] if sent and sent[0].pk == each.pk else forms.PaperFile(auto_id=f"id_{each.pk}_%s"),
            each.due_on is not None and each.due_on < request.today,
            told.get(each.pk, ()),
        )
        for each in owed
    ]
    context = {
        "row": row,
        "asked": asked,
        "proposals": queries.listed(list(queries.of_person(row.pk))),
        "sent": sent[1] if sent else None,
    }
    return render(request, "career/proposals/mine.html", context, status=status_of(sent[1]) if sent else 200)
