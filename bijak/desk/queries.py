"""What a person's day looks like, put together from what the contexts offer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from bijak.shell.registries import Due, TileContent, tiles


@dataclass(frozen=True)
class Day:
    """``due`` in the order of their dates, the dateless last; ``groups`` of tiles as they were registered."""

    due: Sequence[Due]
    groups: Sequence[tuple[Any, Sequence[TileContent]]]


def day_of(request: HttpRequest) -> Day:
    contents = tiles.for_request(request)
    due = sorted((due for tile in contents for due in tile.due), key=lambda due: (due.until or date.max, str(due.title)))
    groups: dict[str, list[TileContent]] = {}
    for tile in contents:
        if tile.figure or tile.template or tile.note:
            groups.setdefault(str(tile.group), []).append(tile)
    return Day(due=due, groups=list(groups.items()))
