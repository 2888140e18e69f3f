"""Questions about one person's credit points."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import QuerySet

from bijak.kernel import ranks
from bijak.kernel.records import Record
from bijak.kernel.terms import Basis, NotInForce
from bijak.performance import rules
from bijak.performance.models import CreditPoint
from bijak.performance.queries import everyone
from bijak.performance.queries.packs import LEVELS, SAYS
from bijak.policy import queries as policy
from bijak.quality import rules as posts


class Holder(Protocol):
    """A row of people.EmployeeToday: what she is, and in which rank."""

    pk: int
    kind: str
    position_kind: str
    position_title: str
    rank_code: str


@dataclass(frozen=True)
class Need:
    """A condition of the next rank or level in words; ``truth`` is met, missing or unknown."""

    words: str
    truth: str
    short_by: float | None
    basis: Basis | None


@dataclass(frozen=True)
class Standing:
    """What counts at the level somebody holds (None where it cannot be told), and what the next steps take of it."""

    level: str
    points: float | None
    needs: list[Need]


def credit_points(employee: int) -> QuerySet[CreditPoint]:
    """All credit points of a person (key of people.Employee), the latest period first."""
    return CreditPoint.objects.filter(employee_id=employee, replaced_by=None).order_by("-until_on", "-pk")


def holds_level(row: Holder) -> bool:
    """Whether somebody's position is one that credit points belong to."""
    return row.kind in ("cpns", "pns") and bool(_level(row))


def credit_standing(row: Holder, *, today: date) -> Standing | None:
    """Where somebody stands on a day; None where her position has no level, or law had no numbers on the day."""
    if not holds_level(row):
        return None
    level = _level(row)
    points = everyone.credit([row.pk], on=today).at([level])[0].item()
    facts = {"level": level, "credit": points, "step": _step(level, row.rank_code, today)}
    terms = policy.terms("performance", today)
    try:
        decisions = [rule(Record(facts), terms, on=today) for rule in _NEXT]
    except NotInForce:
        return None
    needs = [
        Need(str(SAYS[reason.code]), reason.truth.name, reason.short_by, reason.basis)
        for decision in decisions
        for reason in decision.reasons
    ]
    return Standing(str(LEVELS[level]), None if points != points else points, needs)


_NEXT: tuple[Any, ...] = (rules.enough_for_rank, rules.enough_for_level)


def _level(row: Holder) -> str:
    return (
        posts.post_of(row.position_kind, "", row.position_title) if row.position_kind == "functional" else ""
    )


def _step(level: str, rank_code: str, today: date) -> int | None:
    """The place of a rank within a level, from 1; None where rank or band is not known."""
    try:
        lowest = ranks.by_grade(getattr(posts.TERMS.on(today), f"band_{level}").split("-")[0])
        return ranks.PNS.index(ranks.by_code(rank_code)) - ranks.PNS.index(lowest) + 1
    except (ranks.UnknownRank, NotInForce):
        return None
