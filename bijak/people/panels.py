"""What people offers to the pages of lower floors and to everyone's home page."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bijak.accounts import access as accounts
from bijak.organization import queries as organization
from bijak.people import queries
from bijak.people.access import Permission
from bijak.shell.registries import PanelContent, Section, TileContent
from bijak.shell.templatetags.formats import angka


def headcount(request: HttpRequest) -> TileContent | None:
    """How many people an officer looks after; the empty installation says how to begin."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    found = queries.People(request.user, queries.Filter(), today=request.today).counted
    if found == 0 and accounts.holds(request.user, Permission.IMPORT, today=request.today):
        return TileContent(
            title=_("Belum ada data pegawai"),
            icon="users",
            group=Section.WORKFORCE,
            note=_("Mulai dengan mengimpor berkas unor, lalu data utama dari SIASN."),
            link="/impor/",
            link_label=_("Impor berkas"),
        )
    return TileContent(
        title=_("Pegawai aktif"),
        icon="users",
        group=Section.WORKFORCE,
        figure=_("lebih dari 10.000") if found > queries.COUNT_LIMIT else angka(found),
        link="/pegawai/",
        link_label=_("Buka daftar pegawai"),
    )


def people_of_unit(request: HttpRequest, unit: Any) -> PanelContent | None:
    """The people of a unit and of all under it, for those who may see them."""
    if not accounts.holds(request.user, Permission.VIEW, today=request.today):
        return None
    visible = queries.visible_to(request.user, today=request.today)
    found = queries.narrowed(visible, queries.Filter(unit_path=unit.path, order=queries.Order.RANK))
    return PanelContent(
        "people/unit_panel.html",
        {"people": found[:8], "count": queries.count(found), "unit": unit, "limit": queries.COUNT_LIMIT},
    )


def people_in_units(day: date) -> Mapping[int, int] | None:
    """How many people each unit of the tree has today; of other days there is no count, rather than a wrong one."""
    return queries.headcounts() if day == organization.today(timezone.now()) else None
