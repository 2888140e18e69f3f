"""Pages about policies."""

from bijak.policy.views.checking import check, check_passage
from bijak.policy.views.deciding import (
    close_dialogue,
    decide,
    enact,
    open_dialogue,
    pass_gate,
    send_back,
    withdraw,
)
from bijak.policy.views.policies import (
    attach,
    describe,
    detach,
    export,
    figure,
    open_policy,
    policies,
    policy,
    revise,
)
from bijak.policy.views.terms import terms
from bijak.policy.views.texts import (
    add_passage,
    compare,
    download_text,
    edit_passage,
    move_passage,
    remove_passage,
    take_text,
    text,
    versions,
)

__all__ = [
    "add_passage",
    "attach",
    "check",
    "check_passage",
    "close_dialogue",
    "compare",
    "decide",
    "describe",
    "detach",
    "download_text",
    "edit_passage",
    "enact",
    "export",
    "figure",
    "move_passage",
    "open_dialogue",
    "open_policy",
    "pass_gate",
    "policies",
    "policy",
    "remove_passage",
    "revise",
    "send_back",
    "take_text",
    "terms",
    "text",
    "versions",
    "withdraw",
]
