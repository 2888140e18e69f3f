"""Pages of succession: critical posts, the ladder of each, plans of candidates."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts import access as accounts
from bijak.accounts.access import requires, signed_in
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.talent import forms, queries, services, texts
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost, DevelopmentPlan

PAGE_SIZE = 25
COLOURS = {
    "vacant": "red", "acting": "orange", "near": "yellow", "watched": "azure", "later": "green", "unknown": "secondary",
}  # fmt: skip


def _open(request: HttpRequest, uuid: UUID) -> CriticalPost:
    return get_object_or_404(queries.critical_posts(request.user, today=request.today), uuid=uuid)


# /talenta/jabatan-kritikal/ ---------------------------------------------------------------------


@require_safe
@requires(Permission.VIEW)
def critical_posts(request: HttpRequest) -> HttpResponse:
    """Critical posts with their holders, how soon each is empty, and how many may follow."""
    found = queries.critical_posts(request.user, today=request.today)
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    return render(
        request,
        "talent/critical_posts.html",
        {
            "page": page,
            "rows": queries.overview(list(page.object_list), request.user, on=request.today),
            "risks": texts.RISKS,
            "stays": texts.VACANCY,
            "at_risk": texts.AT_RISK,
            "colours": COLOURS,
            "may_map": accounts.holds(request.user, Permission.MAP, today=request.today),
        },
    )


@open_or_send
@requires(Permission.MAP)
def mark(request: HttpRequest) -> HttpResponse:
    """Choose a post among those found by words, and say why it must not stay empty."""
    words = request.GET.get("cari", "")
    found = queries.posts_to_mark(request.user, words, today=request.today)
    form = forms.Marking(request.POST or None, posts={str(each.post.uuid): each.post for each in found})
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            critical = services.mark_critical(**form.facts(), by=request.user, today=request.today)
            return redirect("talent:critical_post", uuid=critical.uuid)
    told = {"form": form, "words": words, "any": bool(found)}
    return render(request, "talent/mark.html", told, status=status_of(form))


@require_safe
@requires(Permission.VIEW)
def critical_post(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The ladder of a post: who holds it, who may follow and when, what each lacks."""
    found = queries.succession(_open(request, uuid), request.user, on=request.today)
    shown = [each.row for each in found.candidates if each.row is not None]
    records.note_views(viewer=request.user, of=shown, page=gettext_noop("Rencana suksesi"))
    reach = organization.scope(request.user, Permission.MAP, today=request.today)
    return render(
        request,
        "talent/critical_post.html",
        {
            "found": found,
            "risk": texts.RISKS[found.holder.risk],
            "colour": COLOURS[found.holder.risk],
            "stays": texts.VACANCY,
            "at_risk": texts.AT_RISK,
            "readiness": texts.READINESS | {"": _("Belum dapat diputuskan")},
            "match": texts.MATCH,
            "gaps": texts.READY,
            "may_map": reach.covers(found.critical.post),
            "may_prepare": {
                row.pk for row in shown if reach.covers(row) and not people.is_own(request.user, row)
            },
        },
    )


@require_POST
@requires(Permission.MAP)
def unmark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    critical = _open(request, uuid)
    services.unmark(critical=critical, by=request.user, today=request.today)
    messages.success(request, _("%(post)s tidak lagi ditandai kritikal.") % {"post": critical.post.title})
    return redirect("talent:critical_posts")


# /talenta/jabatan-kritikal/<uuid>/rencana/<person>/ ---------------------------------------------


@open_or_send
@requires(Permission.MAP)
def begin_plan(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    critical = _open(request, uuid)
    row = people.row_visible_to(request.user, uuid=person, today=request.today)
    if row is None or not people.may_handle(request.user, Permission.MAP, row, today=request.today):
        raise Http404
    form = forms.Planning(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            plan = services.begin_plan(
                critical=critical, person=row, **form.cleaned_data, by=request.user, today=request.today
            )
            return redirect("talent:plan", uuid=plan.uuid)
    told = {"form": form, "critical": critical, "row": row}
    return render(request, "talent/begin_plan.html", told, status=status_of(form))


# /talenta/rencana/<uuid>/ -----------------------------------------------------------------------


def _open_plan(request: HttpRequest, uuid: UUID) -> tuple[DevelopmentPlan, Any]:
    plan = get_object_or_404(queries.plans_visible_to(request.user, today=request.today), uuid=uuid)
    row = people.rows_of_employees([plan.employee_id]).get(plan.employee_id)
    if row is None:
        raise Http404
    return plan, row


@open_or_send
@signed_in
def plan(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A plan with its steps; the candidate reads her own."""
    found, row = _open_plan(request, uuid)
    form = forms.Action(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.add_action(
                plan=found, person=row, **form.cleaned_data, by=request.user, today=request.today
            )
            messages.success(request, _("Langkah ditambahkan."))
            return redirect("talent:plan", uuid=uuid)
    records.note_view(viewer=request.user, of=found, page=gettext_noop("Rencana pengembangan individu"))
    told = {
        "plan": found,
        "actions": queries.actions_of(found),
        "row": row,
        "form": form,
        "gaps": texts.READY,
        "may_map": people.may_handle(request.user, Permission.MAP, row, today=request.today),
    }
    return render(request, "talent/plan.html", told, status=status_of(form))


@require_safe
@requires(Permission.VIEW)
def late(request: HttpRequest) -> HttpResponse:
    """Steps that should have been done by today."""
    found = queries.late_actions(request.user, today=request.today)
    page: Page[Any] = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    rows = people.rows_of_employees([each.plan.employee_id for each in page.object_list])
    return render(request, "talent/late.html", {"page": page, "rows": rows})


@require_POST
@requires(Permission.MAP)
def settle(request: HttpRequest, uuid: UUID, action: UUID) -> HttpResponse:
    """A step is done, or not after all."""
    found, row = _open_plan(request, uuid)
    step = get_object_or_404(queries.actions_of(found), uuid=action)
    with tell_why_not(request, services.Refused):
        services.settle_action(
            action=step,
            person=row,
            is_done="selesai" in request.POST,
            by=request.user,
            today=request.today,
        )
    return redirect("talent:plan", uuid=uuid)
