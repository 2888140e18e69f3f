"""What self-service shows on the desk: what waits to be decided, and what an employee is asked."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.selfservice import queries
from bijak.selfservice.access import Permission
from bijak.selfservice.models import State
from bijak.shell.registries import Due, Section, TileContent
from bijak.shell.templatetags.formats import angka


def has_records(request: HttpRequest) -> bool:
    return bool(request.user.is_authenticated and request.user.nip)


def to_decide(request: HttpRequest) -> TileContent | None:
    """How many proposals wait for an officer's word."""
    if not accounts.holds(request.user, Permission.DECIDE, today=request.today):
        return None
    waiting = queries.waiting_for(request.user, today=request.today).count()
    if not waiting:
        return None
    return TileContent(
        title=_("Usulan perubahan data"),
        icon="inbox",
        group=Section.WORKFORCE,
        figure=angka(waiting),
        note=_("menunggu keputusan Anda"),
        link=reverse("selfservice:proposals"),
        link_label=_("Buka usulan"),
    )


def asked(request: HttpRequest) -> TileContent | None:
    """The questions that somebody has to answer before her proposal goes on."""
    if not has_records(request) or not queries.is_asked(request.user):
        return None
    due = tuple(
        Due(
            title=_("Jawab pertanyaan tentang usulan: %(part)s") % {"part": queries.label_of(proposal.topic)},
            link=reverse("selfservice:proposal", args=[proposal.uuid]),
        )
        for proposal in queries.open_of(request.user).filter(state=State.ASKED)
    )
    return TileContent(title=_("Usulan data Anda"), icon="id", due=due)
