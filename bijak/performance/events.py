"""What happened to ratings and credit points."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class RatingsRecorded:
    """Ratings were added, changed or taken back by an import. One event for the batch, however large."""

    ratings: int
    batch: UUID


@dataclass(frozen=True)
class CreditsRecorded:
    """Credit points were added, changed or taken back by an import. One event for the batch, however large."""

    credits: int
    batch: UUID
