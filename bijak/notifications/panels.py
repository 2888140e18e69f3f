"""The bell in the header."""

from django.http import HttpRequest

from bijak.notifications import queries
from bijak.shell.registries import PanelContent


def bell(request: HttpRequest, subject: object) -> PanelContent | None:
    if not request.user.is_authenticated:
        return None
    return PanelContent("notifications/bell.html", {"unread_count": queries.unread_count(request.user)})
