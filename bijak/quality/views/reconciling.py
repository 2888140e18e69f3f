"""The desk where our records and those of other systems lie side by side."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.quality import forms, queries, services
from bijak.quality.access import Permission
from bijak.quality.models import Difference, DifferenceState
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not
from bijak.shell.templatetags.formats import angka

PAGE_SIZE = 25


@require_safe
@requires(Permission.VIEW)
def desk(request: HttpRequest) -> HttpResponse:
    """Where other systems say something else about the people whose records the reader may know."""
    form = forms.Desk(request.GET)
    found = _found(request, form)
    page: Page[Difference] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render_page(
        request,
        "quality/desk.html",
        {
            "form": form,
            "page": page,
            "rows": queries.compared(page.object_list),
            "kinds": queries.by_kind(found),
            "is_narrowed": bool(request.GET),
            "may_import": accounts.holds(request.user, Permission.IMPORT, today=request.today),
            "may_keep": form.wanted().state == DifferenceState.OPEN
            and accounts.holds(request.user, Permission.DECIDE, today=request.today),
            "keep": forms.Reason(),
            "most": services.MOST,
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


@require_POST
@requires(Permission.DECIDE)
def keep_all(request: HttpRequest) -> HttpResponse:
    """Keep ours in everything that the filter of the page chose."""
    form = forms.Reason(request.POST)
    if form.is_valid():
        kept = services.keep_all(
            differences=_found(request, forms.Desk(request.GET)),
            by=request.user,
            at=timezone.now(),
            today=request.today,
            **form.cleaned_data,
        )
        told = ngettext("%(count)s perbedaan dipertahankan.", "%(count)s perbedaan dipertahankan.", kept)
        messages.success(request, told % {"count": angka(kept)})
    else:
        messages.error(request, _("Tulis alasannya."))
    return redirect(f"{reverse('quality:desk')}?{request.GET.urlencode()}")


@require_safe
@requires(Permission.VIEW)
def download_desk(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page: what was kept is what the source is to be told."""
    services.note_download(what="differences", filter=dict(request.GET.items()), by=request.user)
    return table_response(
        f"perbedaan-data-{request.today.isoformat()}",
        [
            _("NIP"), _("Nama"), _("Unit"), _("Sumber"), _("Isian"), _("Di sini"), _("Di sana"), _("Keadaan"),
            _("Alasan"), _("Diputuskan oleh"), _("Diputuskan pada"),
        ],
        _table(_found(request, forms.Desk(request.GET)).select_related("decided_by")),
        format=request.GET.get("bentuk", "xlsx"),
    )  # fmt: skip


def _table(found: Any) -> Iterator[tuple[object, ...]]:
    for page in Paginator(found, 2_000):
        for each in queries.compared(page.object_list):
            made = each.difference
            yield (
                each.person.nip, each.person.full_name, each.person.unit.name if each.person.unit else "",
                str(each.source), str(each.label), each.ours, each.theirs, made.get_state_display(), made.reason,
                made.decided_by.name if made.decided_by else "", made.decided_at,
            )  # fmt: skip


def _found(request: HttpRequest, form: forms.Desk) -> Any:
    visible = queries.differences_visible_to(request.user, today=request.today)
    return queries.desk(visible, form.wanted())


@require_safe
@requires(Permission.VIEW)
def difference(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One difference with the evidence on our side, what is proposed and why, and what was decided."""
    return _shown(request, _open(request, uuid), forms.Reason(), forms.Question(today=request.today))


@require_POST
@requires(Permission.DECIDE)
def decide(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take theirs or keep ours."""
    found = _open(request, uuid)
    form = forms.Reason(request.POST)
    act = services.take_theirs if "ambil" in request.POST else services.keep_ours
    if form.is_valid():
        with refuse_on(form, services.Refused):
            act(
                difference=found, by=request.user, at=timezone.now(), today=request.today, **form.cleaned_data
            )
            messages.success(request, _("Keputusan dicatat. Anda dapat membatalkannya di sini."))
            return redirect("quality:difference", uuid=uuid)
    return _shown(request, found, form, forms.Question(today=request.today), status=status_of(form))


@require_POST
@requires(Permission.DECIDE)
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the person herself."""
    found = _open(request, uuid)
    form = forms.Question(request.POST, today=request.today)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.ask_person(
                difference=found, by=request.user, at=timezone.now(), today=request.today, **form.cleaned_data
            )
            messages.success(request, _("Pertanyaan tampak di halaman pegawai itu."))
            return redirect("quality:difference", uuid=uuid)
    return _shown(request, found, forms.Reason(), form, status=status_of(form))


@require_POST
@requires(Permission.DECIDE)
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        services.undo(difference=found, by=request.user, at=timezone.now(), today=request.today)
        messages.success(request, _("Keputusan dibatalkan."))
    return redirect("quality:difference", uuid=uuid)


@require_POST
@signed_in
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What she who was asked says about her own records."""
    found = get_object_or_404(queries.asked_of_account(request.user), uuid=uuid)
    form = forms.Answer(request.POST)
    if form.is_valid():
        with tell_why_not(request, services.Refused):
            services.answer(difference=found, by=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Jawaban Anda diteruskan kepada pengelola kepegawaian."))
    else:
        messages.error(request, _("Tulis mana yang benar, dan buktinya."))
    own = people.row_of(request.user)
    return redirect("people:person", uuid=own.uuid) if own else redirect("people:me")


def _open(request: HttpRequest, uuid: UUID) -> Difference:
    visible = queries.differences_visible_to(request.user, today=request.today)
    return get_object_or_404(
        visible.select_related("employee", "unit", "batch__document", "decided_by"), uuid=uuid
    )


def _shown(
    request: HttpRequest, found: Difference, reason: forms.Reason, question: forms.Question, status: int = 200
) -> HttpResponse:
    shown = next(iter(queries.compared([found])), None)
    if shown is None:
        raise Http404
    records.note_view(viewer=request.user, of=found, page=gettext_noop("Perbandingan dengan sistem lain"))
    topic = queries.FORM_OF.get(found.field)
    return render(
        request,
        "quality/difference.html",
        {
            "row": shown,
            "difference": found,
            "evidence": queries.evidence(found, shown.person, today=request.today),
            "form_topic": people.Topic(topic).slug if topic else "",
            "is_absent": found.field == queries.PRESENCE,
            "may_take": found.field in queries.TAKEABLE,
            "may_decide": organization.scope(request.user, Permission.DECIDE, today=request.today).covers(
                found
            ),
            "is_open": found.state in (DifferenceState.OPEN, DifferenceState.ASKED),
            "reason": reason,
            "question": question,
        },
        status=status,
    )
