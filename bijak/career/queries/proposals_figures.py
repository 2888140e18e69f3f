"""How proposals fare: how many came back and why, and how long each step takes."""

from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db.models import Count, QuerySet

from bijak.career.models.proposals import (
    PromotionProposal,
    ProposalDeed,
    ProposalState,
    ProposalStep,
    ReturnCause,
)


@dataclass(frozen=True)
class Cause:
    """Why proposals came back: how often, and its bar in percent of the longest."""

    label: Any
    often: int
    width: float


@dataclass(frozen=True)
class Stage:
    """How long proposals stay in a state before they move on: days, as a median of so many."""

    label: Any
    days: float
    moves: int


@dataclass(frozen=True)
class Figures:
    sent: int
    returned: int
    causes: list[Cause]
    stages: list[Stage]

    @property
    def share(self) -> float | None:
        """Percent of what was sent that came back at least once; None before anything was sent."""
        return 100 * self.returned / self.sent if self.sent else None


def figures(proposals: QuerySet[PromotionProposal]) -> Figures:
    """Of some proposals, what their steps tell. Two queries."""
    steps = ProposalStep.objects.filter(proposal__in=proposals.order_by().values("pk"), is_undone=False)
    returned = steps.filter(deed=ProposalDeed.RETURNED)
    counted = list(
        returned.order_by().values_list("cause").annotate(often=Count("pk")).order_by("-often", "cause")
    )
    longest = max((often for _cause, often in counted), default=1)
    moved = list(
        steps.exclude(before="")
        .exclude(deed=ProposalDeed.UNDONE)
        .order_by("pk")
        .values_list("proposal", "deed", "before", "on", "before_since")
    )
    sent = {proposal for proposal, deed, *_rest in moved if deed == ProposalDeed.SENT}
    came_back = {proposal for proposal, deed, *_rest in moved if deed == ProposalDeed.RETURNED}
    waited: dict[str, list[int]] = {}
    for _proposal, _deed, before, on, since in moved:
        if since is not None:
            waited.setdefault(before, []).append((on - since).days)
    return Figures(
        sent=len(sent),
        returned=len(came_back),
        causes=[
            Cause(ReturnCause(cause).label, often, round(100 * often / longest, 1))
            for cause, often in counted
        ],
        stages=[
            Stage(state.label, _whole(median(waited[state])), len(waited[state]))
            for state in ProposalState
            if state in waited
        ],
    )


def _whole(days: float) -> float:
    """6, not 6.0."""
    return int(days) if days == int(days) else days
