"""The credit points of somebody, and how her months and quarters were rated, for whoever may see her page."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.people import queries as people
from bijak.people import services as records
from bijak.performance import queries
from bijak.shell.htmx import render_page


@require_safe
@signed_in
def credits_of(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """All of them, what counts at her level, and what the next steps take. Her page asks for it; looking is logged."""
    row = _looked_at(request, uuid, gettext_noop("Angka kredit"))
    told = {
        "row": row,
        "credits": queries.credit_points(row.pk),
        "standing": queries.credit_standing(row, today=request.today),
    }
    return render_page(request, "performance/credits.html", told, partial="found")


@require_safe
@signed_in
def periods_of(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """How her months and quarters were rated. Her page asks for it; looking is logged."""
    row = _looked_at(request, uuid, gettext_noop("Penilaian periodik"))
    told = {"row": row, "ratings": queries.periodic_ratings(row.pk)}
    return render_page(request, "performance/periods.html", told, partial="found")


def _looked_at(request: HttpRequest, uuid: UUID, page: str) -> Any:
    """A person's row, which it is noted that somebody saw; to strangers it does not exist."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None:
        raise Http404
    records.note_view(viewer=request.user, of=row, page=page)
    return row
