"""What happened to a batch."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BatchApplied:
    """Rows of a file were written. ``created``, ``changed`` and ``unchanged`` count this acceptance only."""

    batch_id: int
    batch_uuid: UUID
    kind: str
    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class BatchUndone:
    batch_id: int
    batch_uuid: UUID
    kind: str
    count: int
