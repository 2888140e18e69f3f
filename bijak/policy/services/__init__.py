"""Changes of policies, their texts, terms, evidence and decrees. Every refusal is a `Refused` with a sentence."""

from bijak.policy.services.deciding import (
    close_dialogue,
    come_into_force,
    enact,
    open_dialogue,
    pass_gate,
    send_back,
)
from bijak.policy.services.evidence import attach_evidence, detach_evidence, keep_document
from bijak.policy.services.policies import describe, open_policy, revise, withdraw
from bijak.policy.services.refusals import (
    Changed,
    GateShut,
    NothingRecognised,
    OutOfBounds,
    Refused,
    TextChanged,
)
from bijak.policy.services.terms import set_term, unset_term
from bijak.policy.services.texts import (
    LIMIT,
    Received,
    add_passage,
    edit_passage,
    freeze_version,
    move_passage,
    remove_passage,
    take_text,
)

__all__ = [
    "LIMIT",
    "Changed",
    "GateShut",
    "NothingRecognised",
    "OutOfBounds",
    "Received",
    "Refused",
    "TextChanged",
    "add_passage",
    "attach_evidence",
    "close_dialogue",
    "come_into_force",
    "describe",
    "detach_evidence",
    "edit_passage",
    "enact",
    "freeze_version",
    "keep_document",
    "move_passage",
    "open_dialogue",
    "open_policy",
    "pass_gate",
    "remove_passage",
    "revise",
    "send_back",
    "set_term",
    "take_text",
    "unset_term",
    "withdraw",
]
