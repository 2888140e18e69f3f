"""Who objected to her line, and by when she is answered; what officers established."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models import Attestation, Objection, Verdict
from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.shell.prepared import Prepared

PROOF = "career.objection"
"""The purpose of what comes with an objection."""


def visible_to(account: Account, *, today: date) -> QuerySet[Objection]:
    """Objections of people in the units of which an account may know the queue."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    return Objection.objects.filter(reach.q("unit__path")).select_related("employee", "unit")


def waiting(found: QuerySet[Objection]) -> QuerySet[Objection]:
    """Those without an answer, the most urgent first."""
    return found.filter(verdict=Verdict.OPEN).order_by("due_on", "pk")


def settled(found: QuerySet[Objection]) -> QuerySet[Objection]:
    """Those answered or withdrawn, the latest first."""
    return found.exclude(verdict=Verdict.OPEN).order_by("-answered_on", "-pk")


def to_answer(account: Account, *, today: date) -> QuerySet[Objection]:
    """What waits for an account to answer it, the most urgent first; her own waits for somebody else."""
    reach = organization.scope(account, Permission.ANSWER, today=today)
    return waiting(Objection.objects.filter(reach.q("unit__path")).exclude(employee__account=account))


_any_open = Prepared(lambda: Objection.objects.filter(verdict=Verdict.OPEN).order_by().values_list("pk")[:1])


def is_any_open() -> bool:
    """Asked on every home page of officers, before whose they are."""
    return bool(_any_open())


def of_person(employee: int) -> QuerySet[Objection]:
    """Those of one person (key of Employee), the latest first."""
    return (
        Objection.objects.select_related("answered_by", "document").filter(employee=employee).order_by("-pk")
    )


def raised_by(account: Account) -> QuerySet[Objection]:
    return Objection.objects.filter(employee__account=account)


def attestations_of(employee: int) -> QuerySet[Attestation]:
    held = Attestation.objects.select_related("recorded_by").filter(employee=employee, withdrawn_on=None)
    return held.order_by("-on", "-pk")


@dataclass(frozen=True)
class Clock:
    """How many working days are left to answer; negative where they are over."""

    days: int

    @property
    def is_late(self) -> bool:
        return self.days < 0

    @property
    def late_by(self) -> int:
        return -self.days


def clocks(objections: Iterable[Objection], *, today: date) -> dict[int, Clock]:
    """Of those that wait for an answer, by key; one question however many there are."""
    due = {each.pk: each.due_on for each in objections if each.verdict == Verdict.OPEN}
    if not due:
        return {}
    days = {today, *due.values()}
    since = organization.working_days_since(days, max(days))
    return {key: Clock(since[today] - since[day]) for key, day in due.items()}


def may_open(account: Account, document: Document, today: date) -> bool:
    """Whoever may read the objection may read what came with it."""
    reach = organization.scope(account, Permission.VIEW, today=today)
    mine = Q(employee__account=account)
    return Objection.objects.filter(mine | reach.q("unit__path"), document=document).exists()


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of Employee) who objected, or about whom something was established."""
    found: set[int] = set()
    for model in (Objection, Attestation):
        known = model.objects.filter(employee__in=employees).order_by()
        found |= set(known.values_list("employee_id", flat=True).distinct())
    return found
