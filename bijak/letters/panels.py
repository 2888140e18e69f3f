"""What letters show on a person's page, and on the desk of whoever signs."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.letters import queries
from bijak.letters.access import Permission
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.registries import PanelContent, TileContent, later, worklist


def to_sign(request: HttpRequest) -> TileContent | None:
    """How many letters wait for a signature, for whoever signs them."""

    def count() -> int:
        visible = queries.visible_to(request.user, today=request.today)
        return queries.listed(visible, queries.Filter(state=queries.State.ISSUED)).count()

    return worklist(
        request,
        Permission.SIGN,
        count=count,
        title=_("Surat menunggu tanda tangan"),
        icon="pencil",
        link=f"{reverse('letters:list')}?keadaan={queries.State.ISSUED}",
        link_label=_("Buka buku surat"),
    )


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """The letters about her and her card: to herself, and to whoever sees letters in her unit."""
    if people.is_own(request.user, row):
        may_write = organization.scope(request.user, Permission.WRITE, today=request.today).covers(row)
        told = {"row": row, "held": queries.held_by(row), "may_write": may_write}
        return PanelContent("letters/person_panel.html", told)
    if not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        return None
    return later(
        title=_("Surat dan kartu pegawai"),
        icon="file",
        address=reverse("letters:of_person", args=[row.uuid]),
        label=_("Buka surat dan kartunya"),
    )
