"""Pages about one person: her place in a mapping with every reason, and what she is told of it herself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from bijak.accounts.access import requires, signed_in
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records
from bijak.performance import queries as performance
from bijak.shell.htmx import render_page
from bijak.shell.sending import open_or_send, refuse_on, status_of, tell_why_not
from bijak.talent import forms, queries, services, texts
from bijak.talent.access import Permission
from bijak.talent.models import Disclosure
from bijak.talent.views.opening import may, open_placement


@open_or_send
@requires(Permission.VIEW)
def placement(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where somebody stands and from what, line by line; here the committee puts her elsewhere."""
    found = open_placement(request, uuid)
    form = forms.Move(
        request.POST or None, initial={"to": found.moved_to or found.box, "reason": found.moved_reason}
    )
    if request.method == "POST" and form.is_valid():
        with refuse_on(form, services.Refused):
            services.move(placement=found, **form.cleaned_data, by=request.user, today=request.today)
            messages.success(request, _("Keputusan tim dicatat bersama alasannya."))
            return redirect("talent:placement", uuid=uuid)
    records.note_view(viewer=request.user, of=found, page=gettext_noop("Penempatan talenta"))
    return render(
        request,
        "talent/placement.html",
        {
            "placement": found,
            "row": people.rows_of_employees([found.employee_id]).get(found.employee_id),
            "told": queries.explain(found),
            "steps": queries.next_steps(found),
            "shows_scores": True,
            "form": form,
            "may_decide": may(request, Permission.DECIDE, found.mapping)
            and not people.is_own(request.user, found),
            **WORDS,
        },
        status=status_of(form),
    )


@require_POST
@requires(Permission.DECIDE)
def put_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    found = open_placement(request, uuid)
    with tell_why_not(request, services.Refused):
        services.put_back(placement=found, by=request.user, today=request.today)
        messages.success(request, _("Keputusan tim dibatalkan; kotak hitungannya berlaku."))
    return redirect("talent:placement", uuid=uuid)


@require_safe
@requires(Permission.VIEW)
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Where somebody stood in every mapping; her page asks for it when one scrolls to it."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        raise Http404
    records.note_view(viewer=request.user, of=row, page=gettext_noop("Penempatan talenta"))
    told = {
        "row": row,
        "found": queries.of_person(row.pk, request.user, today=request.today),
        "boxes": texts.BOXES,
    }
    return render_page(request, "talent/person.html", told, partial="found")


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """One's own place, as far as the frozen mapping says it may be told."""
    found = queries.own(request.user, today=request.today)
    shows_scores = found is not None and found.mapping.disclosure == Disclosure.SCORES
    return render(
        request,
        "talent/mine.html",
        {
            "placement": found,
            "shows_scores": shows_scores,
            "told": queries.explain(found) if found and shows_scores else None,
            "steps": queries.next_steps(found) if found and shows_scores else [],
            "plans": queries.with_actions(queries.own_plans(request.user)),
            "gaps": texts.READY,
            **WORDS,
        },
    )


WORDS = {
    "boxes": texts.BOXES,
    "actions": texts.ACTIONS,
    "levels": texts.LEVELS,
    "ratings": texts.RATINGS,
    "predicates": performance.PREDICATES,
    "potentials": texts.POTENTIAL,
    "eligible": texts.ELIGIBLE,
}
