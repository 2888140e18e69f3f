"""What a person's day looks like, put together from what the contexts offer; the ledger in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.http import HttpRequest
from django.utils.translation import gettext as _

from bijak.accounts import queries as accounts
from bijak.ledger import queries as ledger
from bijak.ledger.registries import verbs
from bijak.shell.registries import Due, TileContent, tiles

LINES = 50


@dataclass(frozen=True)
class Day:
    """``due`` in the order of their dates, the dateless last; ``groups`` of tiles as they were registered."""

    due: Sequence[Due]
    groups: Sequence[tuple[Any, Sequence[TileContent]]]


def day_of(request: HttpRequest) -> Day:
    contents = tiles.for_request(request)
    due = sorted(
        (due for tile in contents for due in tile.due),
        key=lambda due: (due.until or date.max, str(due.title)),
    )
    groups: dict[str, list[TileContent]] = {}
    for tile in contents:
        if tile.figure != "" or tile.template or tile.note:
            groups.setdefault(str(tile.group), []).append(tile)
    return Day(due=due, groups=list(groups.items()))


@dataclass(frozen=True)
class Line:
    """An entry of the ledger as an auditor reads it. ``leaf`` is its place in the tree, once it has one."""

    key: int
    at: datetime
    act: str
    subject: str
    subject_uuid: UUID
    by: str
    leaf: int | None


def ledger_lines(*, before: int | None = None) -> tuple[list[Line], int | None]:
    """The newest entries older than the entry ``before``, and the key to go on from, if there are more."""
    found = ledger.entries() if before is None else ledger.entries().filter(pk__lt=before)
    entries = list(found[: LINES + 1])
    more = entries[LINES - 1].pk if len(entries) > LINES else None
    people = {entry.by_uuid for entry in entries if entry.by_uuid}
    names = dict(accounts.find().filter(uuid__in=people).values_list("uuid", "name"))
    lines = [
        Line(
            key=entry.pk,
            at=entry.at,
            act=verbs.label(entry.verb),
            subject=_kind(entry.subject_kind),
            subject_uuid=entry.subject_uuid,
            by=names.get(entry.by_uuid, _("akun yang sudah dihapus")) if entry.by_uuid else _("sistem"),
            leaf=entry.leaf_id,
        )
        for entry in entries[:LINES]
    ]
    return lines, more


def _kind(label: str) -> str:
    """``people.employee`` → pegawai; a kind that no context knows any more is shown as it is."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label
