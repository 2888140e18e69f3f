"""What a person's day looks like, put together from what the contexts offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from bijak.desk import texts
from bijak.desk.queries import finding
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


def day_of(request: HttpRequest) -> Day:
    contents = tiles.for_request(request)
    due = sorted((due for tile in contents for due in tile.due), key=lambda due: due.until or date.max)
    groups: dict[str, list[TileContent]] = {}
    for tile in contents:
        if tile.figure != "" or tile.template or tile.note:
            groups.setdefault(str(tile.group), []).append(tile)
    return Day(due=due, groups=list(groups.items()))


def shortcuts(request: HttpRequest, *, chosen: Sequence[str] = ()) -> list[NavItem]:
    """The pages she chose, of those she may still open, in her menu's order; else the first acts that are hers."""
    if own := [page for page in finding.pages(request) if page.url_name in chosen]:
        return own
    acts = texts.ACTS + (texts.OWN_ACTS if request.user.nip else ())
    entries = finding.entries(request)
    return [
        NavItem(url_name=name, label=label, icon=icon)
        for name, label, icon, under in acts
        if under in entries and finding.may_open(request, name)
    ][:SHORTCUTS]
