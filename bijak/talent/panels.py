"""What talent shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.people import queries as people
from bijak.shell.registries import PanelContent, TileContent, later, worklist
from bijak.talent import queries
from bijak.talent.access import Permission


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """Where somebody stood in mappings, to whoever may know it; she herself has a page of her own."""
    if not people.may_handle(request.user, Permission.VIEW, row, today=request.today):
        return None
    return later(
        title=_("Talenta"),
        icon="user-search",
        address=reverse("talent:person", args=[row.uuid]),
        label=_("Lihat penempatan talentanya"),
    )


def late_actions(request: HttpRequest) -> TileContent | None:
    """Steps of development plans that are overdue, for those who look after the plans."""
    return worklist(
        request,
        Permission.MAP,
        count=lambda: (
            queries.is_any_late(today=request.today)
            and queries.late_actions(request.user, today=request.today).count()
        ),
        title=_("Langkah pengembangan terlambat"),
        icon="user-search",
        note=_("dalam rencana pengembangan calon pejabat"),
        link=reverse("talent:late"),
        link_label=_("Lihat yang terlambat"),
    )
