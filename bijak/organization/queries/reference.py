"""The national reference tables: codes that records carry, with the names that officials read."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from bijak.organization.models import PositionKind, PostSpell, ReferenceCode
from bijak.organization.rules import title_key


@dataclass(frozen=True)
class ReferenceRow:
    """A code as a table brings it."""

    code: str
    name: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TableChange:
    """What loading a table would do. A code that came back is among the changed."""

    table: str
    added: tuple[ReferenceRow, ...]
    changed: tuple[tuple[ReferenceCode, ReferenceRow], ...]
    ended: tuple[ReferenceCode, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.ended)


def compare_reference(tables: Mapping[str, Sequence[ReferenceRow]]) -> list[TableChange]:
    """What loading these tables whole would change, table by table. One query."""
    kept: dict[str, dict[str, ReferenceCode]] = {table: {} for table in tables}
    for held in ReferenceCode.objects.filter(table__in=tables).order_by("table", "code", "pk"):
        kept[held.table][held.code] = held
    return [_compare(table, kept[table], rows) for table, rows in tables.items()]


def _compare(table: str, kept: Mapping[str, ReferenceCode], rows: Sequence[ReferenceRow]) -> TableChange:
    come = {row.code for row in rows}
    changed = tuple(
        (kept[row.code], row) for row in rows if row.code in kept and not _is_same(kept[row.code], row)
    )
    added = tuple(row for row in rows if row.code not in kept)
    return TableChange(
        table=table,
        added=added,
        changed=changed,
        ended=tuple(held for code, held in kept.items() if code not in come and held.ended_on is None),
        unchanged=len(rows) - len(added) - len(changed),
    )


def _is_same(held: ReferenceCode, row: ReferenceRow) -> bool:
    return held.ended_on is None and held.name == row.name and held.details == dict(row.details)


def codes(table: str, *, builtin: Mapping[str, str]) -> dict[str, str]:
    """Codes that may be chosen today, with their names: ours in their order, then what the loaded table adds.

    Our own wording stays, for the national names often shout. What the loaded table ended is not offered.
    """
    loaded = {
        code: (name, ended_on)
        for code, name, ended_on in ReferenceCode.objects.filter(table=table)
        .order_by("code", "pk")
        .values_list("code", "name", "ended_on")
    }
    ours = {code: name for code, name in builtin.items() if code not in loaded or loaded[code][1] is None}
    return ours | {
        code: name for code, (name, ended_on) in loaded.items() if ended_on is None and code not in builtin
    }


def code_names(table: str, wanted: Iterable[str], *, builtin: Mapping[str, str]) -> dict[str, str]:
    """What to call codes that records carry, ended ones too. Asks the database only for those we cannot name."""
    wanted = set(wanted)
    unknown = wanted - builtin.keys()
    loaded = (
        dict(ReferenceCode.objects.filter(table=table, code__in=unknown).values_list("code", "name"))
        if unknown
        else {}
    )
    return {code: builtin.get(code) or loaded.get(code) or code for code in wanted}


def code_named(table: str, name: str) -> str:
    """The one code of a loaded table that bears a name and may be chosen today; empty where not just one does."""
    living = ReferenceCode.objects.filter(table=table, ended_on=None, name__iexact=name)
    found = living.order_by("pk").values_list("code", flat=True)[:2]
    return found[0] if len(found) == 1 else ""


@dataclass(frozen=True)
class LoadedTable:
    """What is held of a table: codes that may be chosen, codes that ended, and since when the newest is here."""

    table: str
    living: int
    ended: int
    loaded_on: date


def loaded_tables() -> dict[str, LoadedTable]:
    """Every table that was loaded, by its name."""
    counted = (
        ReferenceCode.objects.order_by()
        .values("table")
        .annotate(
            living=Count("pk", filter=Q(ended_on=None)),
            ended=Count("pk", filter=Q(ended_on__isnull=False)),
            loaded_on=Max("loaded_on"),
        )
    )
    return {row["table"]: LoadedTable(**row) for row in counted}


def table_codes(table: str, *, text: str = "") -> QuerySet[ReferenceCode]:
    """The codes of a table, ended ones too, narrowed to a code or a part of a name."""
    found = ReferenceCode.objects.filter(table=table)
    if text := text.strip():
        found = found.filter(Q(code=text) | Q(name__icontains=text))
    return found.order_by("code", "pk")


def retirement_ages(titles: Iterable[str]) -> dict[str, int]:
    """BUP in years of functional positions, by title in small letters; titles without one are left out.

    By the national table; of a title that it does not know, by the establishment, where all posts of it agree.
    """
    wanted = {title.casefold() for title in titles}
    national = {
        name.casefold(): details["retirement_age"]
        for name, details in ReferenceCode.objects.filter(table="functional_position")
        .order_by("ended_on", "pk")
        .values_list("name", "details")
        if name.casefold() in wanted and "retirement_age" in details
    }
    keys = {title: title_key(title) for title in wanted - national.keys()}
    of_posts = _ages_of_posts(set(keys.values()))
    return national | {title: of_posts[key] for title, key in keys.items() if key in of_posts}


def _ages_of_posts(keys: Collection[str]) -> dict[str, int]:
    """The one age that the open spells of all posts of a title give, by the title's key."""
    if not keys:
        return {}
    spells = PostSpell.objects.filter(believed_until=None, until_on=None, kind=PositionKind.FUNCTIONAL)
    stated = spells.filter(post__key__in=keys, retirement_age__isnull=False).order_by().values("post__key")
    ages = stated.annotate(lowest=Min("retirement_age"), highest=Max("retirement_age"))
    return {row["post__key"]: row["lowest"] for row in ages if row["lowest"] == row["highest"]}
