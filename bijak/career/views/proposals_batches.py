"""Proposals that go out together: collected, taken along, sent."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.career import exporting
from bijak.career.access import Permission
from bijak.career.forms import proposals as forms
from bijak.career.models.proposals import ProposalBatch
from bijak.career.queries import proposals as queries
from bijak.career.queries.proposals_letters import BATCH, COVERING_LETTER, HEADERS, letter_of, rows
from bijak.career.services import proposals_batches as services
from bijak.career.services.proposals_steps import Refused
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not, uuids_of

PAGE = 25
WRITE_LETTERS = "letters.write"


@require_safe
@requires(Permission.SEND)
def batches(request: HttpRequest) -> HttpResponse:
    """Every batch, and the periods of which proposals are ready."""
    page = Paginator(queries.batches(), PAGE).get_page(request.GET.get("hal"))
    ready = queries.ready(request.user, today=request.today)
    counts = queries.counts_of(page.object_list)
    context = {
        "page": page,
        "rows": [(each, counts.get(each.pk, 0)) for each in page],
        "periods": queries.by_period(ready),
    }
    return render(request, "career/proposals/batches.html", context)


@open_or_send
@requires(Permission.SEND)
def open_batch(request: HttpRequest, period: str) -> HttpResponse:
    """Begin a batch of a period with the proposals that are ready."""
    ready = [
        each for each in queries.ready(request.user, today=request.today) if each.period.isoformat() == period
    ]
    form = forms.Batch(request.POST or None)
    if request.method == "POST" and form.is_valid() and ready:
        with refuse_on(form, Refused):
            made = services.open_batch(
                period=ready[0].period,
                name=form.cleaned_data["name"],
                proposals=_ticked(request),
                by=request.user,
                today=request.today,
            )
            return redirect("career:batch", uuid=made.uuid)
    context = {"form": form, "rows": queries.listed(ready), "period": period}
    return render(request, "career/proposals/open_batch.html", context, status=status_of(form))


@open_or_send
@requires(Permission.SEND)
def batch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One batch: its nominative list, what lacks, its package; sent by its covering letter."""
    found = _open(uuid)
    written = letter_of(found)
    sent = request.POST if request.method == "POST" else None
    form = forms.Sending(sent, initial={"letter_on": request.today}, is_written=written is not None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, Refused):
            services.send(batch=found, by=request.user, today=request.today, **form.cleaned_data)
            messages.success(request, _("Berkas usul dicatat terkirim."))
            return redirect("career:batch", uuid=uuid)
    ready = queries.ready(request.user, today=request.today).filter(period=found.period)
    context = {
        "batch": found,
        "rows": queries.listed(queries.of_batch(found)),
        "may_change": found.sent_on is None and written is None,
        "ready": queries.listed(list(ready)) if found.sent_on is None and written is None else [],
        "form": form if found.sent_on is None else None,
        "letter": written,
        "template": COVERING_LETTER,
        "may_write": organization.scope(request.user, WRITE_LETTERS, today=request.today).covers(BATCH),
    }
    return render(request, "career/proposals/batch.html", context, status=status_of(form))


@require_POST
@requires(Permission.SEND)
def put_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the ticked proposals into a batch."""
    with tell_why_not(request, Refused):
        services.put_in(batch=_open(uuid), proposals=_ticked(request), by=request.user, today=request.today)
    return redirect("career:batch", uuid=uuid)


@require_POST
@requires(Permission.SEND)
def take_out(request: HttpRequest, uuid: UUID, proposal: UUID) -> HttpResponse:
    """Leave a proposal for another batch."""
    found = get_object_or_404(queries.of_others(request.user, today=request.today), uuid=proposal)
    with tell_why_not(request, Refused):
        services.take_out(batch=_open(uuid), proposal=found, by=request.user, today=request.today)
    return redirect("career:batch", uuid=uuid)


@require_POST
@requires(Permission.SEND)
def package(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """All papers in the order in which BKN takes them in, with a list of hashes. Taking them is on record."""
    found = _open(uuid)
    services.note_package(batch=found, by=request.user, today=request.today)
    return StreamingHttpResponse(
        exporting.package(found, queries.listed(queries.of_batch(found))),
        content_type="application/zip",
        headers=_headers(f"{_name(found)}.zip"),
    )


@require_safe
@requires(Permission.SEND)
def nominative(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """The nominative list, to print or as a table."""
    found = _open(uuid)
    listed = queries.listed(queries.of_batch(found))
    services.note_package(batch=found, by=request.user, today=request.today)
    if request.GET.get("bentuk") == "pdf":
        return HttpResponse(
            exporting.nominative_pdf(found, listed),
            content_type="application/pdf",
            headers=_headers(f"{_name(found)}.pdf"),
        )
    return table_response(_name(found), HEADERS, rows(listed), format=request.GET.get("bentuk", "xlsx"))


def _open(uuid: UUID) -> ProposalBatch:
    """Batches are of the whole agency, like the permission to send them."""
    return get_object_or_404(queries.batches(), uuid=uuid)


def _ticked(request: HttpRequest) -> list[UUID]:
    return uuids_of(request.POST.getlist("usul"))


def _name(found: ProposalBatch) -> str:
    return f"usul-kp-{found.period.isoformat()}-{slugify(found.name)[:60]}"


def _headers(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
