"""What self-service shows on the desk: what waits to be decided, and what an employee is asked."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.selfservice import queries
from bijak.selfservice.access import Permission
from bijak.selfservice.models import State
from bijak.shell.registries import Due, TileContent, worklist


def to_decide(request: HttpRequest) -> TileContent | None:
    """How many proposals wait for an officer's word."""
    return worklist(
        request,
        Permission.DECIDE,
        count=lambda: queries.waiting_for(request.user, today=request.today).count(),
        title=_("Usulan perubahan data"),
        icon="inbox",
        note=_("menunggu keputusan Anda"),
        link=reverse("selfservice:proposals"),
        link_label=_("Buka usulan"),
    )


def asked(request: HttpRequest) -> TileContent | None:
    """The questions that somebody has to answer before her proposal goes on."""
    if not accounts.is_employee(request) or not queries.is_asked(request.user):
        return None
    due = tuple(
        Due(
            title=_("Jawab pertanyaan tentang usulan: %(part)s") % {"part": queries.label_of(proposal.topic)},
            link=reverse("selfservice:proposal", args=[proposal.uuid]),
        )
        for proposal in queries.open_of(request.user).filter(state=State.ASKED)
    )
    return TileContent(title=_("Usulan data Anda"), icon="id", due=due)
