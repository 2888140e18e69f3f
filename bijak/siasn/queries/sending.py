"""What we told the national system, and what we may tell it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.formats import localize

from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.organization.queries import reference
from bijak.people import queries as people
from bijak.performance import queries as performance
from bijak.quality import rules as posts
from bijak.siasn.access import Permission
from bijak.siasn.mapping.histories import WRITES
from bijak.siasn.mapping.writing import Post, Rated
from bijak.siasn.models import OVER, SAID, Kind, Sending, State

_TOPICS = {
    Kind.AWARD: people.Topic.AWARD,
    Kind.SANCTION: people.Topic.SANCTION,
    Kind.POSITION: people.Topic.POSITION,
}
"""The kinds whose rows people keeps; the others are kept by competency and performance."""
_NAMED_BY = {
    Kind.AWARD: ("award_code", "year", "name"),
    Kind.SANCTION: ("from_on", "kind_code"),
    Kind.POSITION: ("assignment", "from_on"),
}
"""What makes two rows of people's one fact, as its corrections and imports tell them apart."""


@dataclass(frozen=True)
class Held:
    """A row of a history as we hold it: ``row`` is what the payload is drawn from."""

    kind: Kind
    key: int
    reference: str
    title: str
    row: Any
    is_theirs: bool


@dataclass(frozen=True)
class Sendable:
    """A row of a history that could be written to the service, and what became of it if somebody began.

    ``lacking``: what the service needs and the row does not tell. ``is_theirs``: it came from there. ``sending``: the
    latest that told it. ``saved``: what saved it there, if it is there through us. ``is_outdated``: the row was
    corrected since.
    """

    kind: Kind
    key: int
    reference: str
    title: str
    row: Any
    lacking: list[Any]
    is_theirs: bool
    sending: Sending | None
    saved: Sending | None
    is_outdated: bool

    @property
    def may_be_prepared(self) -> bool:
        """Whether there is something to send, and nobody has begun with it."""
        if self.lacking or self.is_theirs:
            return False
        if self.saved is None:
            return self.sending is None
        return self.is_outdated and (self.sending is None or self.sending.state == State.DONE)

    @property
    def must_be_mended_there(self) -> bool:
        """Whether it was corrected since, and neither we nor the service can say which row there it is."""
        return self.is_outdated and self.saved is None and not WRITES[self.kind].is_comparable


@dataclass(frozen=True)
class Desk:
    """A person's rows that the service takes; ``gone``: what we saved there and no row of ours tells any more."""

    rows: list[Sendable]
    gone: list[Sending]


def desk(row: Any) -> Desk:
    """What could be told about a person (of people's list) and what was, by history, the latest first."""
    told = list(Sending.objects.filter(employee=row.pk, act__in=SAID).exclude(state__in=OVER).order_by("pk"))
    held = {(each.kind, each.reference): each for each in _rows(row)}
    there: dict[tuple[str, str], tuple[Sending, Sending]] = {}
    gone = []
    for saved in (each for each in told if each.is_saved):
        # Without the service's id it is alone: no update can have followed it.
        same = [each for each in told if each.state == State.DONE and _is_of(each, saved)]
        latest = same[-1] if saved.national_id else saved
        name = latest.kind, latest.reference
        if name not in held:
            name = latest.kind, _moved(row, latest)
        if name not in held or name in there:
            gone.append(saved)
        elif saved.national_id:
            there[name] = saved, latest
    return Desk(
        rows=[_sendable(each, row=row, told=told, there=there.get(name)) for name, each in held.items()],
        gone=gone,
    )


def _gone(reached: QuerySet[Any]) -> list[int]:
    """Of some people's rows: the sendings that saved what no row of ours tells any more."""
    done = Sending.objects.filter(employee__in=reached.values("pk"), act__in=SAID, state=State.DONE)
    told = done.only("kind", "national_id", "row", "employee").order_by("pk")
    latest = {(each.kind, each.national_id or each.pk): each for each in told}
    held = _still_held({kind: [each.row for each in latest.values() if each.kind == kind] for kind in Kind})
    suspects = {each.employee_id for each in latest.values() if each.row not in held[Kind(each.kind)]}
    return [saved.pk for row in reached.filter(pk__in=suspects).order_by("pk") for saved in desk(row).gone]


def _still_held(rows: Mapping[Kind, list[int]]) -> dict[Kind, set[int]]:
    trained = competency.recorded().filter(
        pk__in=[*rows[Kind.COURSE], *rows[Kind.PROGRAMME]], withdrawn_on=None
    )
    trainings = set(trained.order_by().values_list("pk", flat=True))
    ratings, periods, credits = performance.still_held(
        ratings=rows[Kind.RATING], periods=rows[Kind.PERIODIC], credits=rows[Kind.CREDIT]
    )
    return {kind: people.still_held(topic, rows[kind]) for kind, topic in _TOPICS.items()} | {
        Kind.COURSE: trainings,
        Kind.PROGRAMME: trainings,
        Kind.RATING: ratings,
        Kind.PERIODIC: periods,
        Kind.CREDIT: credits,
    }


def _sendable(
    held: Held, *, row: Any, told: list[Sending], there: tuple[Sending, Sending] | None
) -> Sendable:
    write = WRITES[held.kind]
    lacking = write.lacking(held.row)
    saved, latest = there or (None, None)
    begun = [
        each
        for each in told
        if (each.kind, each.reference) == (held.kind, held.reference)
        or (saved is not None and _is_of(each, saved))
    ]
    if latest is None and begun and begun[-1].is_saved:
        latest = begun[-1]
    content = {} if lacking else write.content(held.row, owner=row.employee.siasn_id or "")
    return Sendable(
        kind=held.kind,
        key=held.key,
        reference=held.reference,
        title=held.title,
        row=held.row,
        lacking=lacking,
        is_theirs=held.is_theirs and saved is None,
        sending=begun[-1] if begun else None,
        saved=saved,
        is_outdated=latest is not None and content != latest.content,
    )


def _is_of(sending: Sending, saved: Sending) -> bool:
    return (sending.kind, sending.national_id) == (saved.kind, saved.national_id)


def _moved(row: Any, latest: Sending) -> str:
    """What names the row that took the place of one whose very name was corrected; empty where none did."""
    kind = Kind(latest.kind)
    heir = people.successor(row, _TOPICS[kind], latest.row) if kind in _TOPICS else None
    return _reference(kind, heir) if heir is not None else ""


def _reference(kind: Kind, held: Any) -> str:
    return ":".join(str(getattr(held, part)) for part in _NAMED_BY[kind])


def sendable_row(row: Any, *, kind: str, key: int) -> Sendable | None:
    """One of a person's rows, as it is on record now."""
    return next((each for each in desk(row).rows if (each.kind, each.key) == (kind, key)), None)


def _rows(row: Any) -> Iterator[Held]:
    held: Any
    for kind, topic in _TOPICS.items():
        related = ("change__batch", "unit") if kind is Kind.POSITION else ("change__batch",)
        for held in people.all_held(row, topic).select_related(*related):
            yield Held(
                kind,
                held.pk,
                _reference(kind, held),
                _TITLES[kind](held),
                _post(held) if kind is Kind.POSITION else held,
                _is_national(people.origin(held).batch),
            )
    for training in competency.trainings_at_once(row.pk):
        kind = _TRAININGS[training.kind]
        yield Held(
            kind,
            training.pk,
            training.reference,
            f"{training.name} ({training.year})",
            training,
            bool(training.siasn_id),
        )
    for held in performance.credit_points(row.pk).select_related("batch"):
        title = _TITLES[Kind.CREDIT](held)
        yield Held(Kind.CREDIT, held.pk, held.reference, title, held, _is_national(held.batch))
    yield from _rated(row)


def _rated(row: Any) -> Iterator[Held]:
    """Her ratings of years, months and quarters; the latter with the coefficient of her level on the last day."""
    years: list[Any] = list(performance.ratings(row.pk).select_related("batch"))
    parts: list[Any] = list(performance.periodic_ratings(row.pk))
    ranks = _Ranks({held.rater_nip for held in (*years, *parts)})
    for held in years:
        rated = Rated(held, ranks.of(held.rater_nip, on=date(held.year, 12, 31)))
        yield Held(Kind.RATING, held.pk, held.reference, str(held), rated, _is_national(held.batch))
    positions = list(people.all_held(row, people.Topic.POSITION)) if parts else []
    levels = {held.pk: _level(positions, on=held.last_day) for held in parts}
    coefficients = {level: _coefficient(level) for level in set(levels.values())}
    for held in parts:
        rank = ranks.of(held.rater_nip, on=held.last_day)
        rated = Rated(held, rank, coefficients[levels[held.pk]])
        yield Held(Kind.PERIODIC, held.pk, held.reference, str(held), rated, held.is_national)


class _Ranks:
    """The PNS ranks of some people by NIP: the national form asks for no other. Two queries, or none."""

    def __init__(self, nips: set[str]) -> None:
        wanted = sorted(nips - {""})
        self._employees = people.employee_ids_by_nip(wanted) if wanted else {}
        self._ranks = sorted(people.pns_ranks(list(self._employees.values()))) if self._employees else []

    def of(self, nip: str, *, on: date) -> str:
        """The code of the rank held on a day; empty where none is on record."""
        employee = self._employees.get(nip)
        held = [code for whose, since, code in self._ranks if whose == employee and since <= on]
        return held[-1] if held else ""


def _level(positions: list[Any], *, on: date) -> str:
    """The level of the functional position that somebody held on a day; empty where there is not just one."""
    levels = {
        posts.post_of(held.kind, "", held.title) if held.kind == "functional" else ""
        for held in positions
        if held.assignment == "definitive"
        and held.from_on <= on
        and (held.until_on is None or on < held.until_on)
    }
    return levels.pop() if len(levels) == 1 else ""


def _coefficient(level: str) -> str:
    """Its code in the loaded national table, whose rows are called like the levels: Ahli Pertama."""
    return reference.code_named("credit_coefficient", level.replace("_", " ")) if level else ""


_TITLES: Mapping[Kind, Callable[[Any], str]] = {
    Kind.AWARD: lambda held: f"{held.name} ({held.year})",
    Kind.SANCTION: lambda held: f"{held.kind_name} ({held.from_on:%d-%m-%Y})",
    Kind.POSITION: lambda held: f"{held.title}, {held.unit.name} ({held.from_on:%d-%m-%Y})",
    Kind.CREDIT: lambda held: (
        f"{held.get_kind_display()} {held.until_on.year}: {localize(held.points.normalize())}"
    ),
}
_TRAININGS = {"course": Kind.COURSE, "programme": Kind.PROGRAMME}
_NATIONAL = frozenset(
    (
        "workforce",
        *(f"{history}_history" for history in ("position", "sanction", "award", "rating", "credit")),
    )
)
"""The imports whose files are the service's own."""


def _is_national(batch: Any) -> bool:
    return batch is not None and batch.kind in _NATIONAL


def _post_id(held: Any) -> str:
    """What the service calls a position: as its own file said, else by the position's title."""
    if held.siasn_id:
        return str(held.siasn_id)
    named = reference.code_named("functional_position", held.title) if held.kind == "functional" else ""
    return named or people.position_id(kind=held.kind, title=held.title)


_NO_ECHELON = "99"


def _echelon(held: Any) -> str:
    """Where the row does not tell it and she heads the unit today, that of its head."""
    heads = held.until_on is None and held.title.casefold() == held.unit.head_title.casefold()
    of_unit = held.unit.echelon if heads and held.unit.echelon != _NO_ECHELON else ""
    return str(held.echelon_code or of_unit)


def _post(held: Any) -> Post:
    return Post(
        pk=held.pk,
        kind=held.kind,
        siasn_id=_post_id(held),
        echelon_code=_echelon(held),
        assignment=held.assignment,
        from_on=held.from_on,
        inaugurated_on=held.inaugurated_on,
        decree_no=held.decree_no,
        decree_on=held.decree_on,
        unit_id=held.unit.siasn_id or "",
        agency_id=settings.SIASN_AGENCY_ID,
        office_id=settings.SIASN_OFFICE_ID,
    )


def paper_of(row: Any, *, sending: Sending) -> Document | None:
    """The file that belongs to a row of people's histories that was saved there: that of its decree."""
    topic = _TOPICS.get(Kind(sending.kind))
    told = next((each for each in desk(row).rows if each.saved == sending), None)
    if topic is None or told is None:
        return None
    shown = people.person(row, on=date.max, with_sensitive=True)
    paper = next((line.paper for line in shown.histories[topic] if line.pk == told.key), None)
    return people.decree_document(row, uuid=UUID(paper), with_sensitive=True) if paper else None


GONE = "gone"
"""What was saved there, and no row of ours tells any more: in the place of a state."""


def sendings(account: Account, *, today: date, state: str = "", kind: str = "") -> QuerySet[Sending]:
    """The queue within an officer's reach, the newest first; each with the name of the person (``full_name``)."""
    reached = _reached(account, today=today).order_by()
    found = Sending.objects.filter(employee__in=reached.values("pk"))
    if state in State:
        found = found.filter(state=state)
    elif state == GONE:
        found = found.filter(pk__in=_gone(reached.select_related("employee", "unit")))
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


def may_be_found(sending: Sending) -> bool:
    """Whether what the service holds can tell what became of it: by its id, or by what names such a row."""
    return bool(sending.national_id) or WRITES[sending.kind].is_comparable


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
