"""What a page is about, for whoever may see it; to all others it does not exist."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from bijak.accounts import access as accounts
from bijak.organization import queries as organization
from bijak.talent import queries
from bijak.talent.access import Permission
from bijak.talent.models import Mapping, Placement


def open_mapping(uuid: UUID) -> Mapping:
    """What a mapping says of people is narrowed to the reader's units row by row."""
    return get_object_or_404(queries.mappings(), uuid=uuid)


def open_placement(request: HttpRequest, uuid: UUID) -> Placement:
    return get_object_or_404(queries.visible_to(request.user, today=request.today), uuid=uuid)


def may(request: HttpRequest, permission: Permission, mapping: Mapping) -> bool:
    """Whether the reader may change this mapping: one of the agency takes a role for the agency."""
    if (
        mapping.is_frozen
        or mapping.is_moving
        or not accounts.holds(request.user, permission, today=request.today)
    ):
        return False
    reach = organization.scope(request.user, permission, today=request.today)
    return reach.covers(mapping)
