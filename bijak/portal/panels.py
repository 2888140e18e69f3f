"""What the public site offers to the pages that strangers see first."""

from django.http import HttpRequest

from bijak.policy import queries as policies
from bijak.shell.registries import PanelContent


def invitation(request: HttpRequest, subject: object) -> PanelContent:
    """For who has no account: there is something to read, and perhaps to comment on."""
    return PanelContent("portal/invitation.html", {"open": policies.open_drafts(request.today).count()})
