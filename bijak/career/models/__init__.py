"""Who may be promoted when, and what an agency proposes, checks and sends."""

from bijak.career.models.proposals import (
    PaperReminder,
    PromotionProposal,
    ProposalBatch,
    ProposalPaper,
    ProposalStep,
)
from bijak.career.models.queue import (
    Attestation,
    Established,
    Objection,
    PromotionKind,
    QueueLine,
    QueueRun,
    QueueState,
    Verdict,
)

__all__ = [
    "Attestation",
    "Established",
    "Objection",
    "PaperReminder",
    "PromotionKind",
    "PromotionProposal",
    "ProposalBatch",
    "ProposalPaper",
    "ProposalStep",
    "QueueLine",
    "QueueRun",
    "QueueState",
    "Verdict",
]
