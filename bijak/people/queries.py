"""Questions about people: lists of today, one person as of a day and as known on a day."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Count, DateField, F, Lookup, Q, QuerySet, TextChoices, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import access, texts
from bijak.people.models import (
    Assignment,
    Change,
    EducationRecord,
    EmployeeKind,
    EmployeeToday,
    EmploymentSpell,
    Identity,
    PositionSpell,
    RankSpell,
    SanctionSpell,
    StandingSpell,
)
from bijak.shell.prepared import Instances, Prepared

COUNT_LIMIT = 10_000
"""Lists count exactly up to here: nobody pages further, and counting a million rows is a page's whole time."""

SEARCH_LIMIT = 1_000
"""What a word finds is counted up to here: each find has to be looked at, wherever it lies."""

SOON = 100
"""As many of a frequent name are met in the list's own order sooner than all who bear it are put into that order."""


class Order(TextChoices):
    NAME = "nama", _("Nama")
    NIP = "nip", _("NIP")
    RANK = "golongan", _("Golongan, tertinggi dahulu")
    AGE = "usia", _("Usia, tertua dahulu")


ORDERINGS: Mapping[str, tuple[str, ...]] = {
    Order.NAME: ("name", "pk"),
    Order.NIP: ("nip",),
    Order.RANK: ("-rank_order", "name", "pk"),
    Order.AGE: ("born_on", "pk"),
}


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; empty means all. Of a text the first six words count."""

    text: str = ""
    unit_path: str = ""
    rank_code: str = ""
    kind: str = ""
    position: str = ""
    position_kind: str = ""
    includes_inactive: bool = False
    order: str = Order.NAME


def visible_to(account: Account, *, today: date) -> QuerySet[EmployeeToday]:
    """Everyone whose data this account may see, herself included."""
    return EmployeeToday.objects.filter(access.within(account, access.Permission.VIEW, today=today))


def active() -> QuerySet[EmployeeToday]:
    """Everyone who works here today. For counting and addressing; what an account may see is ``visible_to``."""
    return EmployeeToday.objects.filter(standing_code__in=texts.ACTIVE_STANDINGS).order_by("pk")


_row_columns = Instances(EmployeeToday, "employee", "unit")
_row = Prepared(
    lambda *, uuid: EmployeeToday.objects.filter(uuid=uuid).order_by().values_list(*_row_columns.columns)
)


def row_visible_to(account: Account, *, uuid: UUID, today: date) -> EmployeeToday | None:
    """One of ``visible_to`` with her unit; None for strangers and for keys that nobody has."""
    row = next(iter(_row_columns.read(_row(uuid=uuid))), None)
    if row is None or not access.reaches(account, access.Permission.VIEW, row, today=today):
        return None
    return row


def row_of(account: Account) -> EmployeeToday | None:
    """The account owner's own row, where she is an employee."""
    return EmployeeToday.objects.filter(employee__account=account).order_by("pk").first()


def before_removal(uuid: UUID, *, on: date) -> EmployeeToday | None:
    """The row of somebody whose records were taken back, as it was just before; None while they are there."""
    identity = Identity.objects.select_related("employee").filter(employee__uuid=uuid).order_by("-pk").first()
    if identity is None or identity.believed_until is None:
        return None
    ended = PositionSpell.objects.filter(
        employee=identity.employee_id, ended_by=identity.ended_by_id, assignment=Assignment.DEFINITIVE
    )
    last = ended.filter(from_on__lte=on).select_related("unit").order_by("-from_on", "-pk").first()
    return EmployeeToday(
        employee=identity.employee,
        uuid=uuid,
        nip=identity.nip,
        name=identity.name,
        born_on=identity.born_on,
        unit=last.unit if last else None,
    )


def narrowed(people: QuerySet[EmployeeToday], wanted: Filter) -> QuerySet[EmployeeToday]:
    """The list that a filter asks for, in its order. Every word must occur in the name; digits look into the NIP."""
    return _narrowed(people, order=Order(wanted.order), **_asked(wanted))


def _asked(wanted: Filter) -> dict[str, Any]:
    words = wanted.text.split()[:6]
    return {
        "names": tuple(word for word in words if not word.isdigit()),
        "nips": tuple(word for word in words if word.isdigit()),
        "unit_path": wanted.unit_path or None,
        # The order tells the rank as well as its code does, and there is an index that begins with it.
        "rank_order": texts.RANK_ORDERS[wanted.rank_code] if wanted.rank_code else None,
        "kind": wanted.kind or None,
        "position": wanted.position or None,
        "position_kind": wanted.position_kind or None,
        "includes_inactive": wanted.includes_inactive,
    }


def _narrowed(
    people: QuerySet[EmployeeToday],
    *,
    names: Sequence[str],
    nips: Sequence[str],
    unit_path: str | None,
    rank_order: int | None,
    kind: str | None,
    position: str | None,
    position_kind: str | None,
    includes_inactive: bool,
    order: Order,
    name: str = "name",
) -> QuerySet[EmployeeToday]:
    for word in names:
        people = people.filter(**{f"{name}__icontains": word})
    for word in nips:
        people = people.filter(nip__contains=word)
    if unit_path:
        people = people.filter(unit__path__startswith=unit_path)
    if rank_order is not None:
        people = people.filter(rank_order=rank_order)
    if kind:
        people = people.filter(kind=kind)
    if position:
        people = people.filter(position_title__istartswith=position)
    if position_kind:
        people = people.filter(position_kind=position_kind)
    if not includes_inactive:
        people = people.filter(standing_code__in=texts.ACTIVE_STANDINGS)
    return people.order_by(*ORDERINGS[order])


def count(people: QuerySet[EmployeeToday], *, limit: int = COUNT_LIMIT) -> int:
    """How many, exactly up to the limit; one more than that means more."""
    return people.order_by()[: limit + 1].count()


class Listed(NamedTuple):
    """A row of the list, in the words that it shows."""

    uuid: UUID
    full_name: str
    nip: str
    rank: str
    position: str
    unit: str
    kind: str


class People:
    """``narrowed`` of ``visible_to`` as the list shows it: counted up to a limit, and sliced to ``Listed`` rows."""

    def __init__(self, account: Account, wanted: Filter, *, today: date) -> None:
        scope = organization.scope(account, access.Permission.VIEW, today=today)
        self._asked = _asked(wanted) | {
            "account": None if scope.everything else account.pk,
            "everything": scope.everything,
            "paths": scope.paths,
        }
        self._order = Order(wanted.order)
        self._narrows_by_name_alone = (
            scope.everything
            and self._order in (Order.NAME, Order.RANK)
            and wanted == Filter(wanted.text, includes_inactive=wanted.includes_inactive, order=wanted.order)
        )
        self.limit = SEARCH_LIMIT if wanted.text else COUNT_LIMIT

    @cached_property
    def counted(self) -> int:
        """How many, exactly up to the limit; one more than that means more."""
        ((people,),) = _counts(at_most=self.limit + 1, **self._asked)
        return int(people)

    def __getitem__(self, page: slice) -> list[Listed]:
        size = page.stop - page.start
        # Of a name that thousands bear the first pages are soon met on the way through the order.
        is_met_soon = self._narrows_by_name_alone and page.start < SOON and self.counted > self.limit
        rows = _pages(order=self._order, start=page.start, size=size, is_met_soon=is_met_soon, **self._asked)
        kinds = {kind.value: str(kind.label) for kind in EmployeeKind}
        return [
            Listed(uuid, name, nip, texts.RANKS.get(rank, ""), position, unit or "", kinds.get(kind, kind))
            for uuid, name, nip, rank, position, unit, kind in rows
        ]


def _found(
    *, account: int | None, everything: bool, paths: tuple[str, ...], **asked: Any
) -> QuerySet[EmployeeToday]:
    scope = organization.Scope(everything=everything, paths=paths)
    people = EmployeeToday.objects.filter(access.within_scope(scope, access.Permission.VIEW, account))
    # A name for PostgreSQL to look at in each row, as the index of names does not know it.
    return _narrowed(people.alias(name_as_read=Coalesce("name", Value(""))), **asked)


def _count(*, at_most: int, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    return _found(order=Order.NAME, **asked).order_by().values_list("pk")[:at_most]


def _page(*, start: int, size: int, is_met_soon: bool, **asked: Any) -> QuerySet[Any, tuple[Any, ...]]:
    # The page is found in an index alone; only its own rows are then fetched.
    page = _found(name="name_as_read" if is_met_soon else "name", **asked).values("pk")[start : start + size]
    rows = EmployeeToday.objects.filter(pk__in=page).order_by(*page.query.order_by)
    return rows.values_list("uuid", "full_name", "nip", "rank_code", "position_title", "unit__name", "kind")


_counts = Prepared(_count, counts=True)
_pages = Prepared(_page)

_UNIT = ("uuid", "name", "path")


def _top() -> QuerySet[Any, tuple[Any, ...]]:
    # Each half has an index to go by; an OR would look through all units of the country.
    agency, below = (
        organization.active_units().filter(condition).order_by().values_list(*_UNIT, "place", "pk")
        for condition in (Q(parent=None), Q(parent__isnull=False, parent__parent=None))
    )
    return agency.union(below, all=True).order_by("place", "pk")


_top_units = Prepared(_top)


def units_to_choose(chosen: str = "") -> list[tuple[Any, ...]]:
    """(uuid, name, path) of the agency and the units right below it, and of the one that is chosen already."""
    units = [unit[: len(_UNIT)] for unit in _top_units()]
    with suppress(ValueError):
        key = UUID(chosen)
        if all(uuid != key for uuid, _name, _path in units):
            units += organization.active_units().filter(uuid=key).values_list(*_UNIT)
    return units


# Everyone, as columns ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Workforce:
    """The people who work here on a day, as columns in the order of their keys; ``unit`` is 0 where none is known."""

    employee: npt.NDArray[np.int64]
    kind_from: npt.NDArray[np.datetime64]
    sex: npt.NDArray[np.str_]
    rank_code: npt.NDArray[np.str_]
    unit: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.employee)

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> "Workforce":
        return Workforce(*(getattr(self, name)[chosen] for name in self.__dataclass_fields__))


_WORKFORCE = """
    SELECT m.employee_id, m.from_on, i.sex, coalesce(r.rank_code, ''), coalesce(p.unit_id, 0)
    FROM people_employmentspell AS m
    JOIN people_identity AS i ON i.employee_id = m.employee_id AND i.believed_until IS NULL
    JOIN people_standingspell AS s ON s.employee_id = m.employee_id AND s.believed_until IS NULL
         AND (s.until_on IS NULL OR s.until_on > %(on)s)
         AND (s.from_on <= %(on)s OR s.id IN (
             SELECT DISTINCT ON (employee_id) id FROM people_standingspell
             WHERE believed_until IS NULL AND (%(among)s::bigint[] IS NULL OR employee_id = ANY(%(among)s))
             ORDER BY employee_id, from_on
         ))
    LEFT JOIN people_rankspell AS r ON r.employee_id = m.employee_id AND r.believed_until IS NULL
         AND r.from_on <= %(on)s AND (r.until_on IS NULL OR r.until_on > %(on)s)
    LEFT JOIN people_positionspell AS p ON p.employee_id = m.employee_id AND p.believed_until IS NULL
         AND p.assignment = 'definitive' AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on > %(on)s)
    WHERE m.believed_until IS NULL AND m.kind = ANY(%(kinds)s)
      AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on > %(on)s)
      AND s.standing_code = ANY(%(standings)s)
      AND (%(among)s::bigint[] IS NULL OR m.employee_id = ANY(%(among)s))
    ORDER BY m.employee_id
"""


def workforce(on: date, *, kinds: Sequence[str], among: Sequence[int] | None = None) -> Workforce:
    """Everyone of some kinds (``pns``, ``pppk`` …) who is active on a day, by what we know now. One query.

    The national export dates everything but the standing, which counts from the day it was first seen: before that
    day the first one holds. So a day before the first import has an answer, by those who were still here at it.
    ``among`` asks about some people only (keys of Employee), so that one person's page says what is said of all.
    """
    asked: dict[str, Any] = {
        "on": on,
        "kinds": list(kinds),
        "standings": list(texts.ACTIVE_STANDINGS),
        "among": None if among is None else list(among),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WORKFORCE, asked)
        columns = list(zip(*cursor.fetchall(), strict=True)) or [()] * 5
    types: tuple[npt.DTypeLike, ...] = (np.int64, "datetime64[D]", "U1", "U4", np.int64)
    return Workforce(*(np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)))


# One person -------------------------------------------------------------------------------------


class Topic(TextChoices):
    """The histories of a person page, in the order in which they are shown."""

    RANK = "rank", _("Golongan")
    POSITION = "position", _("Jabatan")
    EMPLOYMENT = "employment", _("Kepegawaian")
    STANDING = "standing", _("Kedudukan hukum")
    EDUCATION = "education", _("Pendidikan")
    SANCTION = "sanction", _("Hukuman disiplin")


@dataclass(frozen=True)
class Line:
    """One row of a history: ``[from_on, until_on)`` with its decree. Education has only the day or year it ended."""

    pk: int
    title: str
    detail: str
    from_on: date | None
    until_on: date | None
    decree_no: str
    decree_on: date | None
    change: int

    def holds_on(self, day: date) -> bool:
        return (self.from_on is None or self.from_on <= day) and (
            self.until_on is None or day < self.until_on
        )


@dataclass(frozen=True)
class Person:
    """Everything held about a person, as it was on ``on`` and as it was known at ``known_at``."""

    today: EmployeeToday
    on: date
    known_at: datetime | None
    identity: Identity | None
    histories: Mapping[str, Sequence[Line]] = field(default_factory=dict)

    def at(self, topic: str) -> Line | None:
        """What held on the day asked for."""
        return next((line for line in self.histories.get(topic, ()) if line.holds_on(self.on)), None)

    @property
    def rank(self) -> Line | None:
        return self.at(Topic.RANK)

    @property
    def position(self) -> Line | None:
        return self.at(Topic.POSITION)


def person(row: EmployeeToday, *, on: date, known_at: datetime | None = None, with_sanctions: bool) -> Person:
    """The person page: two queries, however long the histories."""
    identities = _identity_columns.read(_identities(employee=row.pk, known_at=known_at))
    histories: dict[str, list[Line]] = {topic.value: [] for topic in Topic}
    for values in _lines(employee=row.pk, known_at=known_at, with_sanctions=with_sanctions):
        topic, code, title, detail, from_on, until_on, decree_no, decree_on, change, pk = values
        histories[topic].append(
            Line(
                pk=pk,
                title=_worded(topic, code, title),
                detail=_detailed(topic, detail),
                from_on=from_on,
                until_on=until_on,
                decree_no=decree_no,
                decree_on=decree_on,
                change=change,
            )
        )
    return Person(
        today=row, on=on, known_at=known_at, identity=next(iter(identities), None), histories=histories
    )


def _known(at: datetime | None) -> Q:
    if at is None:
        return Q(believed_until=None)
    return Q(believed_from__lte=at) & (Q(believed_until=None) | Q(believed_until__gt=at))


def _histories(
    *, employee: int, known_at: datetime | None, with_sanctions: bool
) -> QuerySet[Any, tuple[Any, ...]]:
    """All histories in one query: every table gives the same ten columns."""

    def rows(model: Any, topic: str, code: str, title: Any, detail: Any, **other: Any) -> Any:
        columns = {
            "a_topic": Value(topic, output_field=CharField()),
            "b_code": Cast(F(code), CharField()),
            "c_title": title,
            "d_detail": detail,
            "e_from": F("from_on"),
            "f_until": F("until_on"),
            "g_decree": F("decree_no"),
            "h_decree_on": F("decree_on"),
            "i_change": F("change_id"),
            "j_pk": F("id"),
        } | other
        believed = model.objects.filter(_known(known_at), employee=employee).order_by()
        return believed.annotate(**columns).values_list(*columns)

    nothing = Value("", output_field=CharField())
    tables = [
        rows(
            RankSpell,
            Topic.RANK,
            "rank_code",
            nothing,
            Concat(
                F("kind_code"),
                Value("|"),
                Coalesce(Cast("service_years", CharField()), Value("")),
                Value("|"),
                Coalesce(Cast("service_months", CharField()), Value("")),
            ),
        ),
        rows(PositionSpell, Topic.POSITION, "assignment", F("title"), F("unit__name")),
        rows(EmploymentSpell, Topic.EMPLOYMENT, "kind", nothing, nothing),
        rows(StandingSpell, Topic.STANDING, "standing_code", nothing, nothing),
        rows(
            EducationRecord,
            Topic.EDUCATION,
            "level_code",
            F("programme"),
            Concat(F("school"), Value("|"), Cast("graduated_year", CharField())),
            e_from=F("graduated_on"),
            f_until=Value(None, output_field=DateField()),
            g_decree=F("diploma_no"),
            h_decree_on=Value(None, output_field=DateField()),
        ),
    ]
    if with_sanctions:
        tables.append(rows(SanctionSpell, Topic.SANCTION, "level_code", F("kind_name"), F("note")))
    lines: QuerySet[Any, tuple[Any, ...]] = tables[0].union(*tables[1:], all=True)
    return lines.order_by("a_topic", "-e_from", "-j_pk")


def _identity(*, employee: int, known_at: datetime | None) -> QuerySet[Any, tuple[Any, ...]]:
    found = Identity.objects.filter(_known(known_at), employee=employee).order_by("-pk")
    return found.values_list(*_identity_columns.columns)[:1]


_identity_columns = Instances(Identity)
_identities = Prepared(_identity)
_lines = Prepared(_histories)


def _worded(topic: str, code: str, title: str) -> str:
    if topic == Topic.RANK:
        return texts.RANK_TITLES.get(code, code)
    if topic == Topic.EMPLOYMENT:
        return str(EmployeeKind(code).label)
    if topic == Topic.STANDING:
        return texts.STANDINGS.get(code, code)
    if topic == Topic.EDUCATION:
        level = texts.EDUCATION_LEVELS.get(code, code)
        return title if title.startswith(level) else f"{level} {title}".strip()
    if topic == Topic.POSITION and code != Assignment.DEFINITIVE:
        return f"{Assignment(code).label}: {title}"
    return title


def _detailed(topic: str, detail: str) -> str:
    if topic == Topic.RANK:
        kind, years, months = detail.split("|")
        served = (
            _("%(years)s tahun %(months)s bulan") % {"years": years, "months": months or 0} if years else ""
        )
        return " · ".join(part for part in (texts.RANK_PROMOTIONS.get(kind, ""), served) if part)
    if topic == Topic.EDUCATION:
        return " · ".join(part for part in detail.split("|") if part)
    return detail


def changes_of(employee: int, *, with_sanctions: bool) -> QuerySet[Change]:
    """Every change that opened or closed a belief about a person, newest first.

    The reason of a change names its file or decree: without ``with_sanctions`` nothing tells that there was one.
    """
    models: list[Any] = [Identity, RankSpell, PositionSpell, EmploymentSpell, StandingSpell, EducationRecord]
    if with_sanctions:
        models.append(SanctionSpell)
    touched = Q()
    for model in models:
        beliefs = model.objects.filter(employee=employee)
        touched |= Q(pk__in=beliefs.values("change")) | Q(
            pk__in=beliefs.exclude(ended_by=None).values("ended_by")
        )
    return Change.objects.filter(touched).select_related("by", "batch").order_by("-pk")


def version(employee: int) -> int:
    """The key of the last change that touched a person's records: what a form remembers to notice a second officer."""
    last = changes_of(employee, with_sanctions=True).values_list("pk", flat=True).first()
    return last or 0


# Look-ups for imports ---------------------------------------------------------------------------


class _AnyOf(Lookup[str]):
    """``= ANY(array)``: a file asks for a hundred thousand at once, and ``IN`` is parsed one by one.

    The array travels as JSON, which is written ten times as fast as an array of texts.
    """

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        asked = f"{column} = ANY(ARRAY(SELECT jsonb_array_elements_text(%s::jsonb)))"
        return asked, (*parameters, json.dumps(list(self.rhs)))


def employee_ids_by_nip(nips: Sequence[str]) -> dict[str, int]:
    """The employee of each NIP that we know today."""
    return dict(
        Identity.objects.filter(_AnyOf(F("nip"), nips), believed_until=None)
        .order_by()
        .values_list("nip", "employee_id")
    )


def nips_by_siasn_id(ids: Sequence[str]) -> dict[str, str]:
    """The NIP of each PNS ID that we know."""
    believed = Identity.objects.filter(_AnyOf(F("employee__siasn_id"), ids), believed_until=None).order_by()
    return {siasn_id: nip for siasn_id, nip in believed.values_list("employee__siasn_id", "nip") if siasn_id}


def siasn_ids_by_nip(nips: Sequence[str]) -> dict[str, str]:
    """The PNS ID of each NIP that we know."""
    believed = Identity.objects.filter(_AnyOf(F("nip"), nips), believed_until=None).order_by()
    return {nip: siasn_id for nip, siasn_id in believed.values_list("nip", "employee__siasn_id") if siasn_id}


def subject_uuids(account: Account) -> list[UUID]:
    """Under which keys data about this account's person are kept."""
    return list(
        EmployeeToday.objects.filter(employee__account=account).order_by().values_list("uuid", flat=True)
    )


def headcounts() -> dict[int, int]:
    """Active people of today in each unit itself, by the unit's key."""
    counted = (
        EmployeeToday.objects.filter(standing_code__in=texts.ACTIVE_STANDINGS)
        .exclude(unit=None)
        .order_by()
        .values_list("unit")
        .annotate(Count("pk"))
    )
    return {unit: people for unit, people in counted if unit is not None}
