"""What the quality of data shows on the pages of lower floors."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.quality import queries
from bijak.quality.access import Permission
from bijak.shell.registries import PanelContent, TileContent, later, worklist


def of_person(request: HttpRequest, row: Any) -> PanelContent | None:
    """What is wrong in a person's records, to herself and to whoever may know her findings."""
    if people.is_own(request.user, row):
        found = queries.of_person(row, today=request.today)
        return PanelContent("quality/person.html", {"rows": found}) if found else None
    if not organization.scope(request.user, Permission.VIEW, today=request.today).covers(row):
        return None
    return later(
        title=_("Mutu datanya"),
        icon="list-check",
        address=reverse("quality:of_person", args=[row.uuid]),
        label=_("Lihat yang perlu diperbaiki"),
    )


def to_mend(request: HttpRequest) -> TileContent | None:
    """How much waits for an officer."""

    def count() -> int:
        visible = queries.visible_to(request.user, today=request.today)
        return queries.narrowed(visible, queries.Filter(), by=request.user, today=request.today).count()

    return worklist(
        request,
        Permission.DECIDE,
        count=count,
        title=_("Temuan mutu data"),
        icon="list-check",
        note=_("menunggu diperbaiki atau diputuskan"),
        link="/mutu-data/",
        link_label=_("Buka daftar kerja"),
    )


def asked(request: HttpRequest, row: Any) -> PanelContent | None:
    """What a person is asked about her own records."""
    if not people.is_own(request.user, row):
        return None
    questions = queries.asked_of(row.pk)
    return PanelContent("quality/asked.html", {"rows": questions}) if questions else None
