"""What happened to people's records."""

from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class HandRecordsMet:
    """A file that dates neither addresses nor standings spoke of some that are recorded by hand. Those stand.

    ``said``: employee, field (``address``, ``standing_code``) and value, also where both say the same.
    """

    batch_id: int
    kind: str
    on: date
    said: tuple[tuple[int, str, str], ...]
