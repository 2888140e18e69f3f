"""What is wrong, whose it is, and what is decided about it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires
from bijak.interchange.exporting import table_response
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.quality import forms, queries, services
from bijak.quality.access import Permission
from bijak.quality.models import Finding, FindingState
from bijak.quality.rules import RULES, TERMS, measures_in_force
from bijak.quality.texts import RULES as WORDS
from bijak.quality.texts import SEVERITIES
from bijak.shell.htmx import render_page
from bijak.shell.sending import refuse_on, status_of, tell_why_not

PAGE_SIZE = 25
PEOPLE_EDIT = "people.edit"
"""The permission by which people's forms open."""


@require_safe
@requires(Permission.VIEW)
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits to be mended among the people whose records the reader may know."""
    form = forms.Worklist(request.GET)
    found = _found(request, form)
    page: Page[Finding] = Paginator(found.select_related("claimed_by"), PAGE_SIZE).get_page(
        request.GET.get("hal")
    )
    return render_page(
        request,
        "quality/worklist.html",
        {
            "form": form,
            "page": page,
            "rows": queries.rows(page.object_list),
            "tallies": queries.by_rule(found),
            "review": queries.last_review(),
            "is_narrowed": bool(request.GET),
            "query": request.GET.urlencode(),
        },
        partial="results",
    )


@require_safe
@requires(Permission.VIEW)
def download(request: HttpRequest) -> HttpResponseBase:
    """The list as a file, with the filter of the page."""
    services.note_download(what="findings", filter=dict(request.GET.items()), by=request.user)
    return table_response(
        f"temuan-mutu-data-{request.today.isoformat()}",
        [
            _("NIP"), _("Nama"), _("Unit"), _("Temuan"), _("Bobot"), _("Rincian"), _("Ditemukan"), _("Keadaan"),
            _("Alasan"), _("Cara memperbaiki"),
        ],
        _table(_found(request, forms.Worklist(request.GET))),
        format=request.GET.get("bentuk", "xlsx"),
    )  # fmt: skip


def _table(found: Any) -> Iterator[tuple[object, ...]]:
    for page in Paginator(found, 2_000):
        for each in queries.rows(page.object_list):
            yield (
                each.person.nip,
                each.person.full_name,
                each.person.unit.name if each.person.unit else "",
                str(each.words.title),
                str(each.severity.label),
                "; ".join(f"{label}: {value}" for label, value in each.facts),
                each.finding.found_on,
                each.finding.get_state_display(),
                each.finding.reason,
                str(each.words.mend),
            )


def _found(request: HttpRequest, form: forms.Worklist) -> Any:
    visible = queries.visible_to(request.user, today=request.today)
    return queries.narrowed(visible, form.filter(), by=request.user, today=request.today)


@require_safe
@requires(Permission.VIEW)
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """What is wrong in somebody's records; her page asks for it when one scrolls to it."""
    row = people.row_visible_to(request.user, uuid=person, today=request.today)
    if row is None or not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        raise Http404
    _note_view(request, row)
    told = {"row": row, "rows": queries.of_person(row, today=request.today), "may_view": True}
    return render_page(request, "quality/of_person.html", told, partial="findings")


@require_safe
@requires(Permission.VIEW)
def finding(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One finding: what is wrong, why it matters, where it is mended, and who looks after it."""
    return _shown(request, _open(request, uuid), forms.Reason(), forms.Snooze(today=request.today))


@require_POST
@requires(Permission.DECIDE)
def claim(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take it up, or give it back."""
    found = _open(request, uuid)
    act = services.release if "lepas" in request.POST else services.claim
    with tell_why_not(request, services.Refused):
        act(finding=found, by=request.user, today=request.today)
    return redirect("quality:finding", uuid=uuid)


@require_POST
@requires(Permission.DECIDE)
def snooze(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _open(request, uuid)
    form = forms.Snooze(request.POST, today=request.today)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.snooze(
                finding=found, by=request.user, at=timezone.now(), today=request.today, **form.cleaned_data
            )
            messages.success(request, _("Temuan ditunda."))
            return redirect("quality:worklist")
    return _shown(request, found, forms.Reason(), form, status=status_of(form))


@require_POST
@requires(Permission.DECIDE)
def accept(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _open(request, uuid)
    form = forms.Reason(request.POST)
    if form.is_valid():
        with refuse_on(form, services.Refused):
            services.accept(
                finding=found, by=request.user, at=timezone.now(), today=request.today, **form.cleaned_data
            )
            messages.success(request, _("Dinyatakan benar. Temuan ini terbuka lagi bila datanya berubah."))
            return redirect("quality:worklist")
    return _shown(request, found, form, forms.Snooze(today=request.today), status=status_of(form))


@require_POST
@requires(Permission.DECIDE)
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = _open(request, uuid)
    with tell_why_not(request, services.Refused):
        services.reopen(finding=found, by=request.user, at=timezone.now(), today=request.today)
    return redirect("quality:finding", uuid=uuid)


@require_safe
@requires(Permission.VIEW, Permission.COUNT)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule: what it looks for, why, by which law, and how it is mended."""
    in_force = TERMS.on(request.today)
    listed = [
        (
            SEVERITIES[rule.severity],
            WORDS[code],
            rule.bases(in_force) if measures_in_force(rule, in_force) else None,
        )
        for code, rule in RULES.items()
    ]
    return render(request, "quality/rules.html", {"rules": listed})


def _open(request: HttpRequest, uuid: UUID) -> Finding:
    visible = queries.visible_to(request.user, today=request.today)
    return get_object_or_404(
        visible.select_related("employee", "unit", "claimed_by", "decided_by"), uuid=uuid
    )


def _note_view(request: HttpRequest, about: Any) -> None:
    records.note_view(viewer=request.user, of=about, page=gettext_noop("Temuan mutu data"))


def _shown(
    request: HttpRequest, found: Finding, reason: forms.Reason, snooze: forms.Snooze, status: int = 200
) -> HttpResponse:
    shown = next(iter(queries.rows([found])), None)
    if shown is None:
        raise Http404
    _note_view(request, found)
    rule = RULES[found.rule]
    return render(
        request,
        "quality/finding.html",
        {
            "row": shown,
            "finding": found,
            "bases": rule.bases(TERMS.on(request.today)),
            "carers": queries.carers_of(found, today=request.today),
            "may_edit": organization.scope(request.user, PEOPLE_EDIT, today=request.today).covers(found),
            "may_decide": organization.scope(request.user, Permission.DECIDE, today=request.today).covers(
                found
            ),
            "is_open": found.state == FindingState.OPEN,
            "reason": reason,
            "snooze": snooze,
        },
        status=status,
    )
