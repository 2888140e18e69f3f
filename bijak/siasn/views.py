"""What the national system says about a person, for the officer who asks."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods

from bijak.accounts import services as accounts
from bijak.accounts.access import requires
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.siasn import queries
from bijak.siasn.access import Permission
from bijak.siasn.services import asking, calling


@require_http_methods(["GET", "POST"])
@requires(Permission.ASK)
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Asked by a button, for each asking is on record and counts towards the agency's share of the service."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not organization.scope(request.user, Permission.ASK, today=request.today).covers(row):
        raise Http404
    context: dict[str, object] = {"row": row, "is_on": calling.is_on()}
    status = 200
    if request.method == "POST" and calling.is_on():
        ours = people.person(row, on=request.today, with_sensitive=True)
        try:
            theirs = asking.ask_about(ours, service=calling.service(), by=request.user, today=request.today)
        except calling.Failed as failed:
            context["failure"] = str(failed)
            status = 502
        else:
            accounts.record_view(
                viewer=request.user,
                subject_uuid=row.uuid,
                subject_kind="people.employee",
                page=gettext_noop("Perbandingan dengan SIASN"),
            )
            compared = queries.compare(ours, theirs)
            context |= {"compared": compared, "differing": sum(not each.is_same for each in compared)}
    return render(request, "siasn/person.html", context, status=status)
