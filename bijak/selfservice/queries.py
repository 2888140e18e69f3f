"""What an employee has proposed, and what waits for whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from bijak.accounts.models import Account
from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.organization.registries import Role
from bijak.people import queries as people
from bijak.people.queries import EmployeeToday, Topic
from bijak.selfservice import rules, texts
from bijak.selfservice.models import OPEN, Act, Proposal, Route, State, Step
from bijak.shell.prepared import Prepared

IDENTITY, PHOTO = "identity", "photo"
EVIDENCE_PURPOSE = "selfservice.evidence"
PARTS: Mapping[str, str] = {"identitas": IDENTITY, "pasfoto": PHOTO, **people.TOPICS}
"""The parts of the records by their name in addresses."""
_SLUGS = {part: slug for slug, part in PARTS.items()}


def label_of(part: str) -> str:
    own = {IDENTITY: _("Identitas dan kontak"), PHOTO: _("Pasfoto")}
    return str(own[part] if part in own else Topic(part).label)


def slug_of(part: str) -> str:
    return _SLUGS[part]


# Who decides ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Seat:
    """A role in which somebody decides, how far it reaches, and whose it is when she stands in for another."""

    role: str
    scope: organization.Scope
    principal: Account | None


def seats(account: Account, *, today: date) -> list[Seat]:
    """One's own roles before those that one carries as a deputy."""
    found = [
        Seat(
            grant.role,
            organization.Scope(paths=(grant.unit.path,)) if grant.unit else organization.EVERYTHING,
            grant.deputy_for.account if grant.deputy_for else None,
        )
        for grant in organization.grants_of(account, today=today)
        if grant.role in texts.USUAL
    ]
    return sorted(found, key=lambda seat: seat.principal is not None)


def seat_for(proposal: Proposal, row: EmployeeToday, account: Account, *, today: date) -> Seat | None:
    """As what an account decides a proposal now; None for whoever does not, and for one's own."""
    if proposal.state != State.WAITING or people.is_own(account, row):
        return None
    reaching = {seat.role: seat for seat in reversed(seats(account, today=today)) if seat.scope.covers(row)}
    role = rules.acting_as(proposal.roles, proposal.waits_for, reaching)
    return reaching[role] if role else None


def deciders(role: str, row: EmployeeToday, *, today: date) -> list[Account]:
    """Who holds a role over a person's unit today, herself left out."""
    above = [int(key) for key in row.unit.path.strip("/").split("/")] if row.unit else []
    held = organization.grants(within=Q(unit=None) | Q(unit__in=above), today=today, role=role)
    held = held.filter(account__is_active=True).exclude(account=row.employee.account_id)
    return list({grant.account_id: grant.account for grant in held}.values())


def way_of(part: str) -> tuple[str, ...]:
    """Who decides about a part of the records, one after another."""
    route = Route.objects.filter(topic=part).order_by("pk").first()
    return tuple(route.roles) if route else texts.USUAL


def ways() -> dict[str, tuple[str, ...]]:
    kept = dict(Route.objects.order_by("pk").values_list("topic", "roles"))
    return {part: tuple(kept.get(part, texts.USUAL)) for part in PARTS.values()}


# Proposals --------------------------------------------------------------------------------------


def _all() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("employee", "document", "change").order_by("-pk")


def proposals_of(employee: int) -> QuerySet[Proposal]:
    """What somebody has proposed, newest first."""
    return _all().filter(employee=employee)


def recorded_by_proposal(employee: int) -> dict[int, UUID]:
    """Her proposals that were accepted, by the key of the change that they became."""
    accepted = Proposal.objects.filter(employee=employee, state=State.ACCEPTED).order_by("pk")
    return dict(accepted.values_list("change", "uuid"))


def to_decide(account: Account, *, today: date) -> QuerySet[Proposal]:
    """Every proposal on whose way the account has a seat, her own left out."""
    return _reached(account, lambda role: Q(roles__contains=[role]), today=today)


def waiting_for(account: Account, *, today: date) -> QuerySet[Proposal]:
    """Those whose turn it is to be decided by a role that the account holds, the longest waiting first."""
    found = _reached(account, lambda role: Q(waits_for=role), today=today)
    return found.filter(state=State.WAITING).order_by("waits_since", "pk")


def _reached(account: Account, asks: Callable[[str], Q], *, today: date) -> QuerySet[Proposal]:
    """Proposals that ask for a role of the account, of the people over whom it holds that role."""
    among = Q(pk__in=())
    visible = people.visible_to(account, today=today)
    for seat in seats(account, today=today):
        within = Q()
        if not seat.scope.everything:
            within = Q(employee__in=visible.filter(seat.scope.q()).order_by().values("pk"))
        among |= asks(seat.role) & within
    return _all().filter(among).exclude(employee__account=account)


def visible(account: Account, *, uuid: UUID, today: date) -> Proposal | None:
    """One that she proposed or may decide; to all others it does not exist."""
    own = _all().filter(employee__account=account, uuid=uuid).first()
    return own or to_decide(account, today=today).filter(uuid=uuid).first()


def row_of(proposal: Proposal) -> EmployeeToday | None:
    """The person who proposed, as she is today; None once her records were taken back."""
    return people.rows_of_employees([proposal.employee_id]).get(proposal.employee_id)


def steps_of(proposal: Proposal) -> QuerySet[Step]:
    found = Step.objects.filter(proposal=proposal).order_by("pk")
    return found.select_related("by", "principal", "document")


def evidence(proposal: Proposal, uuid: UUID) -> Document | None:
    """A file that she handed in with a proposal or an answer."""
    if proposal.document and proposal.document.uuid == uuid:
        return proposal.document
    step = steps_of(proposal).filter(document__uuid=uuid).first()
    return step.document if step else None


@dataclass(frozen=True)
class Listed:
    """A proposal in a list; ``days`` are the working days since its turn came."""

    proposal: Proposal
    label: str
    act: str
    row: EmployeeToday | None
    days: int | None
    whose_turn: str


def listed(proposals: Sequence[Proposal], *, today: date) -> list[Listed]:
    """With the people and the days of all of them in two questions."""
    rows = people.rows_of_employees({proposal.employee_id for proposal in proposals})
    waited = organization.working_days_since(
        {proposal.waits_since for proposal in proposals if proposal.is_open}, today
    )
    return [
        Listed(
            proposal,
            label_of(proposal.topic),
            str(Act(proposal.act).label),
            rows.get(proposal.employee_id),
            waited.get(proposal.waits_since) if proposal.is_open else None,
            turn_of(proposal),
        )
        for proposal in proposals
    ]


def turn_of(proposal: Proposal) -> str:
    if proposal.state == State.ASKED:
        return str(Role.EMPLOYEE.label)
    return str(Role(proposal.waits_for).label) if proposal.waits_for else ""


@dataclass(frozen=True)
class Standing:
    """What is on record now, where a proposal wants a change.

    ``held`` is the row as it is believed now, None where there is none (any more); ``later`` are rows of the same
    history that were recorded after she opened the form.
    """

    held: Any
    later: Sequence[people.Line]


def standing(proposal: Proposal, row: EmployeeToday, *, today: date) -> Standing:
    shown = people.person(row, on=today, with_sensitive=True)
    if proposal.topic == IDENTITY:
        return Standing(shown.identity, ())
    if proposal.topic == PHOTO:
        return Standing(None, ())
    topic = Topic(proposal.topic)
    held = None
    if proposal.line is not None:
        held = people.held(row, topic, proposal.line) or people.successor(row, topic, proposal.line)
    return Standing(held, [line for line in shown.histories[topic] if line.change > proposal.seen])


def holders(employees: Iterable[int]) -> set[int]:
    """Which of these employees have proposed something."""
    found = Proposal.objects.filter(employee__in=employees).order_by()
    return set(found.values_list("employee_id", flat=True).distinct())


_asked = Prepared(
    lambda *, account: Proposal.objects.filter(employee__account=account, state=State.ASKED).values_list(
        "pk"
    )[:1]
)


def is_asked(account: Account) -> bool:
    """Whether she has a question to answer: every home asks, and mostly there is none."""
    return bool(_asked(account=account.pk))


def open_of(account: Account) -> QuerySet[Proposal]:
    """The account owner's proposals that are not decided yet."""
    return _all().filter(employee__account=account, state__in=OPEN)
