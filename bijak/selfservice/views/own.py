"""Everything held about oneself, where it comes from, and who looked last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bijak.accounts import queries as accounts
from bijak.accounts.access import signed_in
from bijak.people import queries as people
from bijak.people.queries import EmployeeToday
from bijak.selfservice import forms, queries

LATEST = 5


def own_row(request: HttpRequest) -> EmployeeToday | None:
    row = people.row_of(request.user)
    return people.rows_of_employees([row.pk])[row.pk] if row else None


def no_records(request: HttpRequest) -> HttpResponse:
    """What somebody sees whose account has no records; it says what to do."""
    return render(request, "people/no_records.html", status=404)


@require_safe
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """Every class of data about her, each with the change that brought it here."""
    row = own_row(request)
    if row is None:
        return no_records(request)
    shown = people.person(row, on=request.today, with_sensitive=True)
    changes = {change.pk: change for change in people.changes_of(row.pk, with_sensitive=True)}
    proposed = list(queries.proposals_of(row.pk)[:LATEST])
    accepted = queries.recorded_by_proposal(row.pk)
    identity = shown.identity
    return render(
        request,
        "selfservice/mine.html",
        {
            "row": row,
            "identity": forms.worded(queries.IDENTITY, identity, row=row, today=request.today),
            "identity_change": changes.get(identity.change_id) if identity else None,
            "identity_proposal": accepted.get(identity.change_id) if identity else None,
            "has_photo": shown.has_photo,
            "topics": [
                (
                    topic.label,
                    topic.slug,
                    [
                        (line, changes.get(line.change), accepted.get(line.change))
                        for line in shown.histories[topic]
                    ],
                )
                for topic in people.Topic
            ],
            "proposed": queries.listed(proposed, today=request.today),
            "looks": accounts.looks(accounts.views_of(request.user)[:LATEST]),
        },
    )
