"""What the national system says of a person beside ours; what we told it or may tell it; its code tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.documents.models import Document
from bijak.kernel.days import InvalidDay, parse_day
from bijak.organization import queries as organization
from bijak.organization.queries import reference
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.siasn.access import Permission
from bijak.siasn.mapping import service
from bijak.siasn.mapping.reference import TABLES
from bijak.siasn.mapping.writing import WRITES
from bijak.siasn.models import OVER, Act, Kind, Sending, State

# Comparing --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Compared:
    """One field on both sides, as a person reads it. Empty where a side knows nothing."""

    label: str
    ours: str
    theirs: str
    is_same: bool


def compare(person: people.Person, theirs: Mapping[str, str]) -> list[Compared]:
    """Every field that either side knows, what differs first."""
    found = []
    for field, (label, value) in _ours(person).items():
        ours, other = _text(value), theirs.get(field, "")
        if ours or other:
            found.append(
                Compared(label, _named(field, ours), _named(field, other), _key(ours) == _key(other))
            )
    return sorted(found, key=lambda each: each.is_same)


def _ours(person: people.Person) -> dict[str, tuple[str, str | date | None]]:
    """Our fields with their labels, in the order of the page."""
    row, identity = person.today, person.identity
    facts: dict[str, tuple[str, str | date | None]] = {}
    if identity is not None:
        facts = {
            "nip": (_("NIP"), identity.nip),
            "old_nip": (_("NIP lama"), identity.old_nip),
            "name": (_("Nama"), identity.name),
            "front_title": (_("Gelar depan"), identity.front_title),
            "back_title": (_("Gelar belakang"), identity.back_title),
            "birth_place": (_("Tempat lahir"), identity.birth_place),
            "born_on": (_("Tanggal lahir"), identity.born_on),
            "sex": (_("Jenis kelamin"), identity.sex),
            "religion": (_("Agama"), identity.religion),
            "marital_status": (_("Status perkawinan"), identity.marital_status),
            "nik": (_("NIK"), identity.nik),
            "phone": (_("Telepon"), identity.phone),
            "email": (_("Surel pribadi"), identity.email),
            "gov_email": (_("Surel dinas"), identity.gov_email),
            "address": (_("Alamat"), person.address),
            "npwp": (_("NPWP"), identity.npwp),
            "bpjs": (_("Nomor BPJS"), identity.bpjs),
        }
    return facts | {
        "standing_code": (_("Kedudukan hukum"), row.standing_code),
        "rank": (_("Golongan"), row.rank_label),
        "rank_from": (_("TMT golongan"), row.rank_from),
        "position_title": (_("Jabatan"), row.position_title),
        "position_from": (_("TMT jabatan"), row.position_from),
        "unit_name": (_("Unit"), row.unit.name if row.unit else ""),
        "education_level": (_("Tingkat pendidikan"), row.education_level),
    }


def _named(field: str, value: str) -> str:
    return service.NAMES.get(field, {}).get(value, value)


def _text(value: str | date | None) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else (value or "").strip()


def _key(text: str) -> str:
    """What decides whether two sides agree: days as days, words without their capitals and blanks."""
    try:
        return parse_day(text).isoformat()
    except InvalidDay:
        return " ".join(text.split()).casefold()


# Sending ----------------------------------------------------------------------------------------

_TOPICS = {Kind.AWARD: people.Topic.AWARD, Kind.SANCTION: people.Topic.SANCTION}
"""The kinds whose rows people keeps; the others are kept by competency and performance."""


@dataclass(frozen=True)
class Sendable:
    """A row of a history that could be written to the service, and what became of it if somebody began.

    ``lacking``: what the service needs and the row does not tell. ``is_theirs``: it came from there.
    """

    kind: Kind
    key: int
    title: str
    row: Any
    lacking: list[Any]
    is_theirs: bool
    sending: Sending | None = None


def sendable(row: Any) -> list[Sendable]:
    """Every row of a person (of people's list) that the service takes, by history, the latest first."""
    begun = {
        (each.kind, each.row): each
        for each in Sending.objects.filter(employee=row.pk, act=Act.SAVE)
        .exclude(state__in=OVER)
        .order_by("pk")
    }
    return [
        Sendable(
            kind=kind,
            key=held.pk,
            title=title,
            row=held,
            lacking=WRITES[kind].lacking(held),
            is_theirs=bool(getattr(held, "siasn_id", "")),
            sending=begun.get((kind, held.pk)),
        )
        for kind, held, title in _rows(row)
    ]


def sendable_row(row: Any, *, kind: str, key: int) -> Sendable | None:
    """One of ``sendable``, as it is on record now."""
    return next((each for each in sendable(row) if (each.kind, each.key) == (kind, key)), None)


def _rows(row: Any) -> Iterator[tuple[Kind, Any, str]]:
    held: Any
    for held in people.all_held(row, people.Topic.AWARD):
        yield Kind.AWARD, held, held.name
    for held in people.all_held(row, people.Topic.SANCTION):
        yield Kind.SANCTION, held, held.kind_name
    for training in competency.trainings_at_once(row.pk):
        yield _TRAININGS[training.kind], training, training.name
    for rating in performance.ratings(row.pk):
        yield Kind.RATING, rating, str(rating)


_TRAININGS = {"course": Kind.COURSE, "programme": Kind.PROGRAMME}


def paper_of(row: Any, *, sending: Sending) -> Document | None:
    """The file that belongs to a row of people's histories: that of its decree."""
    topic = _TOPICS.get(Kind(sending.kind))
    if topic is None:
        return None
    shown = people.person(row, on=date.max, with_sensitive=True)
    paper = next((line.paper for line in shown.histories[topic] if line.pk == sending.row), None)
    return people.decree_document(row, uuid=UUID(paper), with_sensitive=True) if paper else None


def sendings(account: Account, *, today: date, state: str = "", kind: str = "") -> QuerySet[Sending]:
    """The queue within an officer's reach, the newest first; each with the name of the person (``full_name``)."""
    reached = _reached(account, today=today).order_by()
    found = Sending.objects.filter(employee__in=reached.values("pk"))
    if state in State:
        found = found.filter(state=state)
    if kind in Kind:
        found = found.filter(kind=kind)
    name = reached.filter(pk=OuterRef("employee")).values("full_name")
    return (
        found.select_related("prepared_by", "confirmed_by").annotate(full_name=Subquery(name)).order_by("-pk")
    )


def sending_visible_to(account: Account, *, uuid: UUID, today: date) -> tuple[Sending, Any] | None:
    """One of ``sendings`` with the row of its person; None for strangers."""
    found = sendings(account, today=today).filter(uuid=uuid).first()
    if found is None:
        return None
    reached = _reached(account, today=today).select_related("employee", "unit")
    return found, reached.get(pk=found.employee_id)


def following(sending: Sending) -> QuerySet[Sending]:
    """What else was done with the row that a sending saved."""
    found = Sending.objects.filter(national_id=sending.national_id, kind=sending.kind).exclude(pk=sending.pk)
    return found.order_by("pk") if sending.national_id else found.none()


def holders(employees: frozenset[int]) -> set[int]:
    """Those of some people (keys of people.Employee) about whom something was told or is to be told."""
    known = Sending.objects.filter(employee__in=employees)
    return set(known.order_by().values_list("employee", flat=True).distinct())


def _reached(account: Account, *, today: date) -> QuerySet[Any]:
    """Those whose rows an account may send. Whoever may, sees what is sent: its permission says so."""
    scope = organization.scope(account, Permission.SEND, today=today)
    return people.visible_to(account, today=today).filter(scope.q("unit__path"))


# Reference tables -------------------------------------------------------------------------------


@dataclass(frozen=True)
class NamedTable:
    """A national table that we know, and what was loaded of it; None where nothing was."""

    name: str
    label: Any
    loaded: reference.LoadedTable | None


def named_tables() -> list[NamedTable]:
    """Every table that we know, by its label."""
    loaded = reference.loaded_tables()
    known = [NamedTable(table.name, table.label, loaded.get(table.name)) for table in TABLES.values()]
    return sorted(known, key=lambda table: str(table.label))


def named_table(name: str) -> NamedTable | None:
    return next((table for table in named_tables() if table.name == name), None)
