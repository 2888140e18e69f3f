"""What happened to the organisation."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class UnitCreated:
    unit_id: int
    from_on: date


@dataclass(frozen=True)
class UnitRenamed:
    unit_id: int
    from_on: date


@dataclass(frozen=True)
class UnitMoved:
    """The unit hangs elsewhere; every path under it changed with it."""

    unit_id: int
    parent_id: int | None
    from_on: date


@dataclass(frozen=True)
class UnitClosed:
    """``from_on`` is the first day without the unit."""

    unit_id: int
    from_on: date


@dataclass(frozen=True)
class UnitCorrected:
    """What was believed about some past or present days was wrong."""

    unit_id: int
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class UnitsImported:
    """One event for a whole file, and for taking it back."""

    batch: UUID
    created: int
    changed: int
    taken_back: bool = False


@dataclass(frozen=True)
class RoleGranted:
    grant_id: int
    account_id: int
    role: str
    unit_id: int | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class RoleEnded:
    grant_id: int
    account_id: int
    role: str
    until_on: date


@dataclass(frozen=True)
class DayTurned:
    """The agency's today became another day: by midnight, or by a demonstration's date switch."""

    today: date
