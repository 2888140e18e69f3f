"""One person, as of a day and as known on a day, and who changed what is on record."""

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.people import forms, queries, texts
from bijak.people.access import Permission
from bijak.people.views.listing import PAGE_SIZE
from bijak.people.views.opening import holds, note_view, open_row, sees_all

MASK = "••••"
ALWAYS = (queries.Topic.RANK, queries.Topic.POSITION, queries.Topic.EMPLOYMENT, queries.Topic.STANDING)
"""Histories that everybody has: where one is empty, the page says so; of the others it keeps silent."""


@require_safe
@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Everything held about a person, as of a day and as known on a day. Looking is logged."""
    row = open_row(request, uuid)
    travel = forms.TimeTravel(request.GET)
    travel.is_valid()
    on: date = travel.cleaned_data.get("pada") or request.today
    known_on: date | None = travel.cleaned_data.get("diketahui")
    in_full = sees_all(request, row)
    shown = queries.person(row, on=on, known_at=queries.end_of(known_on), with_sensitive=in_full)
    note_view(request, row, gettext_noop("Halaman pegawai"))
    return render(
        request,
        "people/person.html",
        {
            "row": row,
            "person": shown,
            "career": queries.career(shown),
            "travel": travel,
            "is_past": on != request.today or known_on is not None,
            "is_own": queries.is_own(request.user, row),
            "sees_all": in_full,
            "mask": MASK,
            "may_edit": holds(request, Permission.EDIT, row),
            "topics": [
                (topic, topic.label, shown.histories[topic])
                for topic in queries.Topic
                if (in_full or topic not in queries.SENSITIVE) and (shown.histories[topic] or topic in ALWAYS)
            ],
            "recordable": [topic for topic in queries.Topic if in_full or topic not in queries.SENSITIVE],
            "standing": shown.at(queries.Topic.STANDING),
            "employment": shown.at(queries.Topic.EMPLOYMENT),
            "religion": texts.RELIGIONS.get(shown.identity.religion, "") if shown.identity else "",
            "marital_status": texts.MARITAL_STATUSES.get(shown.identity.marital_status, "")
            if shown.identity
            else "",
        },
    )


@require_safe
@signed_in
def changes(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Who changed what was on record about a person, when and why."""
    row = open_row(request, uuid)
    note_view(request, row, gettext_noop("Catatan perubahan"))
    in_full = sees_all(request, row)
    found = queries.changes_of(row.pk, with_sensitive=in_full)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("hal"))
    told = queries.told(list(page), row.pk, with_sensitive=in_full)
    lines = [(change, told[change.pk]) for change in page]
    return render(request, "people/changes.html", {"row": row, "page": page, "lines": lines})
