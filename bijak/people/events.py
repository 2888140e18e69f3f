"""What happened to people's records."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class EmployeesRecorded:
    """Records of some people changed, by an import or its undoing. One event for the batch, however large."""

    employees: int
    batch: UUID | None


@dataclass(frozen=True)
class EmployeeCorrected:
    """An officer changed something about one person by hand."""

    employee: UUID
    change: UUID
