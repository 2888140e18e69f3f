"""What the border shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest

from bijak.organization import queries as organization
from bijak.shell.registries import PanelContent
from bijak.siasn.access import Permission
from bijak.siasn.services import calling


def door(request: HttpRequest, row: Any) -> PanelContent | None:
    """The way to ask the national system, where it is used and for those who may."""
    if not calling.is_on():
        return None
    if not organization.scope(request.user, Permission.ASK, today=request.today).covers(row):
        return None
    return PanelContent("siasn/door.html", {"row": row})
