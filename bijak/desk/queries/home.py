"""What a person's day looks like, put together from what the contexts offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bijak.desk import texts
from bijak.desk.queries import finding
from bijak.desk.queries.finding import Asking
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.registries import Due, NavItem, TileContent, tiles

SHORTCUTS = 6
"""So many are taken in at a glance, and fit on a phone."""

MOST_SHORTCUTS = 12
"""So many one may choose; more would be the menu again."""


@dataclass(frozen=True)
class Day:
    """``due`` in the order of their dates, the dateless last, else as tiles were registered; ``groups`` too."""

    due: Sequence[Due]
    groups: Sequence[tuple[Any, Sequence[TileContent]]]


def day_of(request: Asking) -> Day:
    contents = tiles.for_request(request)
    offered = (due for tile in contents for due in tile.due)
    due = sorted((*first_steps(request), *offered), key=lambda due: due.until or date.max)
    groups: dict[str, list[TileContent]] = {}
    for tile in contents:
        if tile.figure != "" or tile.template or tile.note:
            groups.setdefault(str(tile.group), []).append(tile)
    return Day(due=due, groups=list(groups.items()))


def first_steps(request: Asking) -> Iterator[Due]:
    """What is to be done before anybody else can begin, by administrators and then by an officer; later nothing."""
    if finding.may_hold(request, "organization.profile") and not organization.agency().is_placed:
        yield Due(
            title=_("Lengkapi profil instansi"),
            link=reverse("organization:profile"),
            note=_("Nama, provinsi, dan tempat penetapan tercetak pada surat dan naskah peraturan."),
        )
    if finding.may_hold(request, "people.import") and not people.active().exists():
        yield Due(
            title=_("Impor susunan organisasi, lalu data pegawai"),
            link=reverse("interchange:upload"),
            note=_("Berkas unor dan data utama dari SIASN dibaca apa adanya."),
        )
    may_open_doors = finding.may_hold(request, "accounts.manage") and finding.may_hold(
        request, "organization.grant"
    )
    if may_open_doors and not organization.holders_of("people.import", today=request.today).exists():
        yield Due(
            title=_("Buat akun pengelola kepegawaian, lalu beri perannya"),
            link=reverse("accounts:create"),
            note=_(
                "Dialah yang mengimpor susunan organisasi dan data pegawai; administrator tidak melihatnya."
            ),
        )


def shortcuts(request: Asking, *, chosen: Sequence[str] = ()) -> list[NavItem]:
    """The pages she chose, of those she may still open, in her menu's order; else the first acts that are hers."""
    if chosen and (own := [page for page in finding.pages(request) if page.url_name in chosen]):
        return own
    acts = texts.ACTS + (texts.OWN_ACTS if request.user.nip else ())
    entries = finding.entries(request)
    return [
        NavItem(url_name=name, label=label, icon=icon)
        for name, label, icon, under in acts
        if under in entries and finding.may_open(request, name) and _has_needs(request, name)
    ][:SHORTCUTS]


def _has_needs(request: Asking, url_name: str) -> bool:
    return url_name not in texts.NEEDS or finding.may_hold(request, texts.NEEDS[url_name])
