"""The queue for promotion: everyone whom one may know, somebody, oneself."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import requires, signed_in
from bijak.career import queries
from bijak.career.access import Permission
from bijak.career.forms.queue import Wanted
from bijak.career.models import QueueLine
from bijak.career.queries import objections
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.shell.htmx import render_page

PAGE_SIZE = 25


@require_safe
@requires(Permission.VIEW)
def listing(request: HttpRequest) -> HttpResponse:
    """The queue of the people whom the reader may know, in its order."""
    visible = queries.visible_to(request.user, today=request.today)
    form = Wanted(request.GET, periods=queries.periods_to_choose(visible), today=request.today)
    found = queries.narrowed(visible, form.filter())
    page: Page[QueueLine] = Paginator(found.select_related("unit"), PAGE_SIZE).get_page(
        request.GET.get("hal")
    )
    return render_page(
        request,
        "career/queue.html",
        {
            "form": form,
            "page": page,
            "rows": queries.rows(page.object_list, today=request.today),
            "tally": queries.tally(found),
            "run": queries.last_run(),
            "is_narrowed": bool(request.GET),
            "as_list": urlencode(form.as_list()),
        },
        partial="results",
    )


@require_safe
@requires(Permission.VIEW)
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Somebody's line with every kind and every condition."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Antrean kenaikan pangkat"))
    return _shown(request, row, is_own=False)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """One's own line."""
    row = people.row_of(request.user)
    if row is None:
        return render(request, "career/person.html", {"row": None, "is_own": True})
    return _shown(request, row, is_own=True)


def _shown(request: HttpRequest, row: Any, *, is_own: bool) -> HttpResponse:
    line = queries.line_of(row.pk)
    paths = queries.told(line, today=request.today) if line else []
    raised = list(objections.of_person(row.pk))
    clocks = objections.clocks(raised, today=request.today)
    return render_page(
        request,
        "career/person.html",
        {
            "row": row,
            "is_own": is_own,
            "line": line,
            "paths": paths,
            "bars": queries.timeline(paths, today=request.today),
            "place": queries.place(line) if line else None,
            "run": queries.last_run(),
            "objections": [(each, clocks.get(each.pk)) for each in raised],
            "has_open": bool(clocks),
            "may_attest": people.may_handle(request.user, Permission.ATTEST, row, today=request.today),
            "may_propose": people.may_handle(request.user, Permission.PROPOSE, row, today=request.today),
        },
        partial="line",
    )
