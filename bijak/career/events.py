"""What happened in the queue for promotion."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class BecameEligible:
    """These people (uuids of people.Employee) were not, and now are, eligible for promotion in a period."""

    employees: tuple[UUID, ...]
    period: date


@dataclass(frozen=True)
class ObjectionRaised:
    """Somebody objected to her line in the queue."""

    employee: UUID
    objection: UUID


@dataclass(frozen=True)
class ObjectionAnswered:
    """An officer answered."""

    employee: UUID
    objection: UUID
