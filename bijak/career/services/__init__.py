"""Reading the queue anew, answering who objects to it, and bringing a proposal to its decree."""

from bijak.career.services.objections import (
    Refused,
    answer,
    attest,
    object_to,
    withdraw,
    withdraw_attestation,
)
from bijak.career.services.reading import ask_run, refresh, refresh_person, run

__all__ = [
    "Refused",
    "answer",
    "ask_run",
    "attest",
    "object_to",
    "refresh",
    "refresh_person",
    "run",
    "withdraw",
    "withdraw_attestation",
]
