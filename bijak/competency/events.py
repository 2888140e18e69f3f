"""What happened to the record of trainings."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class TrainingsRecorded:
    """Trainings were added, changed or taken back: by an import, one event however large, or one by hand."""

    trainings: int
    batch: UUID | None
