"""What a page is about, for whoever may see it; to all others it does not exist. That she looked is logged."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from bijak.letters import queries
from bijak.letters.access import Permission
from bijak.letters.models import OfficialLetter
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people import services as records


def open_letter(request: HttpRequest, uuid: UUID) -> OfficialLetter:
    return get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)


def open_subject(request: HttpRequest, letter: OfficialLetter) -> queries.Subject:
    """What a letter is about."""
    found = queries.subject_of(letter, request.user, today=request.today)
    if found is None:
        raise Http404
    return found


def open_person(request: HttpRequest, uuid: UUID, permission: Permission) -> Any:
    """The row of somebody about whom an account may do this."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not may(request, permission, row):
        raise Http404
    return row


def may(request: HttpRequest, permission: Permission, holder: Any) -> bool:
    """Whether an account may do this with what is about somebody, or about a matter of the whole agency."""
    return organization.scope(request.user, permission, today=request.today).covers(holder)


def note_view(request: HttpRequest, row: Any, page: str) -> None:
    """What is about no person is nobody's to know who looked at."""
    if row is not None:
        records.note_view(viewer=request.user, of=row, page=page)
