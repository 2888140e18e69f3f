"""What each change made of a person's records, in words: recorded, corrected from what to what, taken away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Field, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.models import Belief, Change, DecreeFile, Identity, Photo
from bijak.people.queries.histories import IS_SHUT, SENSITIVE, TABLES, Topic, says_the_same, worded
from bijak.shell.templatetags.formats import tanggal

IDENTITY, PAPER, PHOTO = "identity", "paper", "photo"
RECORDED, CORRECTED, REMOVED = _("Ditambahkan"), _("Diperbaiki"), _("Dihapus")
MASK = "••••"


@dataclass(frozen=True)
class Told:
    """What became of one row: ``differences`` are label, before and after of what was corrected."""

    verb: str
    part: str
    title: str
    differences: Sequence[tuple[str, str, str]] = ()


@dataclass
class _Touched:
    opened: list[Any] = field(default_factory=list)
    closed: list[Any] = field(default_factory=list)


def told(changes: Sequence[Change], employee: int, *, with_sensitive: bool) -> dict[int, list[Told]]:
    """By the key of each change. One query for each table, however many changes."""
    keys = {change.pk for change in changes}
    found: dict[int, list[Told]] = {key: [] for key in keys}
    for part, table in _parts(with_sensitive):
        rows: QuerySet[Any] = table._default_manager.filter(
            Q(change__in=keys) | Q(ended_by__in=keys), employee=employee
        )
        if table is DecreeFile and not with_sensitive:
            rows = rows.exclude(IS_SHUT)
        touched: dict[int, _Touched] = {}
        if part == Topic.POSITION:
            rows = rows.select_related("unit")
        for row in rows.order_by("pk"):
            if row.change_id in keys and row.change_id != row.ended_by_id:
                touched.setdefault(row.change_id, _Touched()).opened.append(row)
            if row.ended_by_id in keys and row.change_id != row.ended_by_id:
                touched.setdefault(row.ended_by_id, _Touched()).closed.append(row)
        for change, both in touched.items():
            found[change] += _told(part, both, with_sensitive=with_sensitive)
    return found


def _parts(with_sensitive: bool) -> Iterator[tuple[str, type[Belief]]]:
    yield IDENTITY, Identity
    yield PHOTO, Photo
    for topic, table in TABLES.items():
        if with_sensitive or topic not in SENSITIVE:
            yield topic, table
    yield PAPER, DecreeFile


def _told(part: str, both: _Touched, *, with_sensitive: bool) -> Iterator[Told]:
    pairs, opened, closed = _paired(part, both)
    for before, after in pairs:
        if says_the_same(before, after) and (opened or closed or len(pairs) > 1):
            continue  # it only ends elsewhere, because of a neighbour that is told of
        yield Told(
            str(CORRECTED),
            _label(part),
            _title(part, after),
            list(_differences(part, before, after, with_sensitive=with_sensitive)),
        )
    yield from (Told(str(RECORDED), _label(part), _title(part, row)) for row in opened)
    yield from (Told(str(REMOVED), _label(part), _title(part, row)) for row in closed)


def _paired(part: str, both: _Touched) -> tuple[list[tuple[Any, Any]], list[Any], list[Any]]:
    """What was said otherwise, what is new, what is gone. A row alone on both sides took the other's place."""
    opened, closed, pairs = list(both.opened), list(both.closed), []
    for same in (says_the_same, _of_one_key(part)):
        for before in list(closed):
            after = next((each for each in opened if same(before, each)), None)
            if after is not None:
                pairs.append((before, after))
                opened.remove(after)
                closed.remove(before)
    if len(opened) == len(closed) == 1:
        pairs.append((closed.pop(), opened.pop()))
    return pairs, opened, closed


def _of_one_key(part: str) -> Any:
    names = _KEYS.get(part, ("from_on",))
    return lambda one, other: all(getattr(one, name) == getattr(other, name) for name in names)


_KEYS: Mapping[str, tuple[str, ...]] = {
    IDENTITY: (),
    PHOTO: (),
    PAPER: ("decree_no",),
    Topic.POSITION: ("assignment", "from_on"),
    Topic.EDUCATION: ("level_code", "graduated_year"),
    Topic.AWARD: ("award_code", "year", "name"),
    Topic.SERVICE_CREDIT: ("from_on", "experience"),
    Topic.SEPARATION: ("decree_on",),
    Topic.FAMILY: ("relation", "name"),
    Topic.SANCTION: ("from_on", "kind_code"),
}


def _label(part: str) -> str:
    own = {IDENTITY: _("Identitas dan kontak"), PHOTO: _("Pasfoto"), PAPER: _("Berkas surat")}
    return str(own[part] if part in own else Topic(part).label)


_CODE: Mapping[str, str] = {
    Topic.RANK: "rank_code",
    Topic.POSITION: "assignment",
    Topic.EMPLOYMENT: "kind",
    Topic.EDUCATION: "level_code",
    Topic.SEPARATION: "kind_code",
    Topic.FAMILY: "relation",
}
_TITLE: Mapping[str, str] = {
    Topic.POSITION: "title",
    Topic.EDUCATION: "programme",
    Topic.AWARD: "name",
    Topic.SERVICE_CREDIT: "experience",
    Topic.ADDRESS: "address",
    Topic.FAMILY: "name",
    Topic.SANCTION: "kind_name",
}


def _title(part: str, row: Any) -> str:
    if part in (IDENTITY, PHOTO):
        return ""
    if part == PAPER:
        return str(row.decree_no)
    if part == Topic.STANDING:
        title = _value(part, "standing_code", row)
    else:
        title = worded(part, getattr(row, _CODE.get(part, ""), ""), getattr(row, _TITLE.get(part, ""), ""))
    since = getattr(row, "from_on", None)
    return str(_("%(title)s, sejak %(day)s") % {"title": title, "day": tanggal(since)}) if since else title


_UNTOLD = {"id", "employee", "siasn_id", "programme_siasn_id", "type_code"} | {
    *(each.name for each in Belief._meta.get_fields())
}
"""What no officer reads. The code of a sanction has its name beside it."""
_CONTACT = {"phone", "email"}


def _differences(
    part: str, before: Any, after: Any, *, with_sensitive: bool
) -> Iterator[tuple[str, str, str]]:
    hidden = set() if with_sensitive or part != IDENTITY else {*Identity.Privacy.sensitive, *_CONTACT}
    for each in after._meta.concrete_fields:
        name = each.name
        if name in _UNTOLD or (part == Topic.SANCTION and name == "kind_code"):
            continue
        if part in (PHOTO, PAPER):
            continue  # another file under the same name
        if getattr(before, each.attname) == getattr(after, each.attname):
            continue
        if name in hidden:
            yield _field_label(each), MASK, MASK
        else:
            yield _field_label(each), _value(part, name, before), _value(part, name, after)


def _field_label(each: Field[Any, Any]) -> str:
    label = str(each.verbose_name)
    return label[:1].upper() + label[1:]


_CODES: Mapping[tuple[str, str], Mapping[str, Any]] = {
    (Topic.RANK, "rank_code"): texts.RANK_TITLES,
    (Topic.RANK, "kind_code"): texts.RANK_PROMOTIONS,
    (Topic.POSITION, "echelon_code"): texts.ECHELONS,
    (Topic.EDUCATION, "level_code"): texts.EDUCATION_LEVELS,
    (Topic.AWARD, "award_code"): texts.AWARDS,
    (Topic.SEPARATION, "kind_code"): texts.SEPARATIONS,
    (Topic.SANCTION, "level_code"): texts.SANCTION_LEVELS,
    (IDENTITY, "religion"): texts.RELIGIONS,
    (IDENTITY, "marital_status"): texts.MARITAL_STATUSES,
}


def _value(part: str, name: str, row: Any) -> str:
    """A value in words; nothing for none."""
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    if part == Topic.STANDING and name == "standing_code":
        return organization.code_names("standing", [value], builtin=texts.STANDINGS)[value]
    if isinstance(value, bool):
        return str(_("Ya") if value else _("Tidak"))
    if isinstance(value, date):
        return tanggal(value)
    if row._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    table = _CODES.get((part, name), {})
    return str(table.get(value, value)) if isinstance(value, str) else str(value)
