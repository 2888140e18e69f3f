"""What the border shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest

from bijak.organization import queries as organization
from bijak.shell.registries import PanelContent
from bijak.siasn.access import Permission
from bijak.siasn.services import calling


def is_used(request: HttpRequest) -> bool:
    """Nothing leads to the service where it is switched off."""
    return calling.is_on()


def door(request: HttpRequest, row: Any) -> PanelContent | None:
    """The ways to ask the national system and to tell it, where it is used and for those who may."""
    if not calling.is_on():
        return None
    may_ask, may_send = (
        organization.scope(request.user, permission, today=request.today).covers(row)
        for permission in (Permission.ASK, Permission.SEND)
    )
    if not may_ask and not may_send:
        return None
    return PanelContent("siasn/door.html", {"row": row, "may_ask": may_ask, "may_send": may_send})
