"""What the queue shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.career.access import Permission
from bijak.career.queries import objections, proposals
from bijak.people import queries as people
from bijak.shell.registries import Due, PanelContent, Section, TileContent, later, worklist

SHOWN = 3
"""So many objections a desk shows; the list has the rest."""


def line_of(request: HttpRequest, row: Any) -> PanelContent | None:
    """Her place in the queue, to herself and to whoever may know it; asked for when one scrolls to it."""
    if row.kind != "pns":
        return None
    if not people.may_read(request.user, Permission.VIEW, row, today=request.today):
        return None
    is_own = people.is_own(request.user, row)
    return later(
        title=_("Kenaikan pangkat"),
        icon="arrow-forward-up",
        address=reverse("career:mine") if is_own else reverse("career:person", args=[row.uuid]),
        label=_("Lihat antrean dan syaratnya"),
    )


def objections_to_answer(request: HttpRequest) -> TileContent | None:
    """Objections that wait for an answer, each with its day."""
    if not accounts.holds(request.user, Permission.ANSWER, today=request.today):
        return None
    if not objections.is_any_open():
        return None
    waiting = objections.to_answer(request.user, today=request.today)
    due = tuple(
        Due(
            title=_("Keberatan atas antrean kenaikan pangkat"),
            link=reverse("career:objection", args=[each.uuid]),
            until=each.due_on,
        )
        for each in waiting[:SHOWN]
    )
    if not due:
        return None
    return TileContent(
        title=_("Keberatan kenaikan pangkat"),
        icon="message",
        group=Section.WORKFORCE,
        due=due,
        link=reverse("career:objections"),
        link_label=_("Buka keberatan"),
    )


def asked_for(request: HttpRequest) -> TileContent | None:
    """The papers that somebody is to bring for her promotion, each with its day."""
    if not request.user.nip or not proposals.is_asked(request.user):
        return None
    link = reverse("career:my_papers")
    due = tuple(
        Due(
            title=_("Unggah: %(paper)s") % {"paper": proposals.label_of(each)},
            link=link,
            until=each.due_on,
            note=each.note,
        )
        for each in proposals.asked_of(request.user)
    )
    return TileContent(title=_("Dokumen kenaikan pangkat Anda"), icon="file", due=due)


def late(request: HttpRequest) -> TileContent | None:
    """Papers that an officer asked for and that should be here by now."""
    return worklist(
        request,
        Permission.PROPOSE,
        count=lambda: (
            proposals.is_any_late(today=request.today)
            and proposals.overdue(request.user, today=request.today).count()
        ),
        title=_("Dokumen usul yang terlambat"),
        icon="clock",
        note=_("diminta dari pegawai dan lewat batas waktunya"),
        link=reverse("career:reminders"),
        link_label=_("Buka pengingat"),
    )


def path_of(request: HttpRequest, row: Any) -> PanelContent:
    """Where her post may lead; asked for when one scrolls to it."""
    return later(
        title=_("Jalur karier"),
        icon="switch-horizontal",
        address=reverse("career:path_of", args=[row.uuid]),
        label=_("Lihat yang mungkin berikutnya"),
    )
