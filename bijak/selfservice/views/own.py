"""Everything held about oneself, where it comes from, and who looked."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.accounts.models import Account
from bijak.people import queries as people
from bijak.people.queries import EmployeeToday
from bijak.selfservice import forms, queries
from bijak.selfservice.models import Act

LATEST = 5
PAGE = 25


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
    identity = shown.identity
    return render(
        request,
        "selfservice/mine.html",
        {
            "row": row,
            "identity": forms.worded(queries.IDENTITY, identity, row=row, today=request.today),
            "identity_change": changes.get(identity.change_id) if identity else None,
            "has_photo": people.photo_of(row.pk) is not None,
            "topics": [
                (
                    topic.label,
                    topic.slug,
                    [(line, changes.get(line.change)) for line in shown.histories[topic]],
                )
                for topic in people.Topic
            ],
            "proposed": queries.listed(proposed, today=request.today),
            "looks": queries.looks(request.user, first=0, count=LATEST),
            "add": Act.ADD,
        },
    )


@require_safe
@signed_in
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at her data: when, who, in which role, on which page."""
    page = Paginator(_Looks(request.user), PAGE).get_page(request.GET.get("hal"))
    return render(request, "selfservice/looks.html", {"page": page})


class _Looks(Sequence[queries.Look]):
    """What a paginator cuts pages out of."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def __len__(self) -> int:
        return queries.count_looks(self._account)

    def __getitem__(self, cut):  # type: ignore[no-untyped-def]
        return queries.looks(self._account, first=cut.start, count=cut.stop - cut.start)
