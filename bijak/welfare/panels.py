"""What the allowance shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.kernel.days import add_months
from bijak.people import queries as people
from bijak.shell.registries import PanelContent, TileContent, later, worklist
from bijak.welfare.access import Permission
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries import raises
from bijak.welfare.rules import TERMS


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """Her allowance, to herself and to an officer of her unit; asked for when somebody scrolls to it."""
    if not people.may_read(request.user, Permission.VIEW, row, today=request.today):
        return None
    return later(
        title=_("TPP"),
        icon="report",
        address=reverse("welfare:card", args=[row.uuid]),
        label=_("Lihat TPP baris demi baris"),
    )


def to_answer(request: HttpRequest) -> TileContent | None:
    """How many objections wait for an officer."""
    return worklist(
        request,
        Permission.ANSWER,
        count=lambda: (
            queries.has_waiting_objections() and queries.waiting_for(request.user, today=request.today)
        ),
        title=_("Keberatan TPP"),
        icon="report",
        note=_("menunggu jawaban"),
        link=reverse("welfare:objections"),
        link_label=_("Buka keberatan"),
    )


# Raises, retirement, leave ------------------------------------------------------------------------


def service_of(request: HttpRequest, row: Any) -> PanelContent | None:
    """To herself, and to whoever looks after her unit."""
    if not people.may_read(request.user, Permission.VIEW_SERVICE, row, today=request.today):
        return None
    return later(
        title=_("KGB, pensiun, dan cuti"),
        icon="calendar",
        address=reverse("welfare:service", args=[row.uuid]),
        label=_("Lihat kapan KGB berikutnya, dan sisa cutinya"),
    )


def due_raises(request: HttpRequest) -> TileContent | None:
    """How many raises want their letter by now."""
    ahead = int(TERMS.on(request.today).raise_notice)
    until = add_months(request.today, ahead)
    return worklist(
        request,
        Permission.KEEP_SERVICE,
        count=lambda: (
            raises.has_coming(until=until)
            and raises.coming(raises.visible_to(request.user, today=request.today), until=until).count()
        ),
        title=_("KGB yang perlu disiapkan"),
        icon="calendar",
        note=_("TMT dalam %(months)s bulan, atau sudah lewat") % {"months": ahead},
        link=reverse("welfare:raises"),
        link_label=_("Buka daftar KGB"),
    )
