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


def open_person(request: HttpRequest, uuid: UUID, permission: Permission) -> Any:
    """The row of somebody about whom an account may do this."""
    row = people.row_visible_to(request.user, uuid=uuid, today=request.today)
    if row is None or not may(request, permission, row):
        raise Http404
    return row


def may(request: HttpRequest, permission: Permission, row: Any) -> bool:
    return organization.scope(request.user, permission, today=request.today).covers(row)


def note_view(request: HttpRequest, row: Any, page: str) -> None:
    records.note_view(viewer=request.user, of=row, page=page)
