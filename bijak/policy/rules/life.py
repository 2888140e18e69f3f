"""The life of a draft as data: states, what leads from one to the next, and the steps on the way by kind of product.

Sources: UU 12/2011 as amended by UU 13/2022; Permendagri 80/2015 as amended by 120/2018 for what regional products
pass. What was read in the law itself is ``verified``; everything else is shown as not verified, and a deadline that
no law names is none. ``docs/life-of-a-draft.md`` is drawn from this file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

PERDA, PERKADA, KEPUTUSAN, EDARAN = "regional_regulation", "head_regulation", "head_decree", "circular"
KINDS = (PERDA, PERKADA, KEPUTUSAN, EDARAN)

GAZETTES = {PERDA: "Lembaran Daerah", PERKADA: "Berita Daerah"}
"""Where what must be promulgated stands (UU 12/2011 article 86; not verified)."""

PROMULGATED = tuple(GAZETTES)
"""What holds only once it stands in the gazette."""


# States and transitions -------------------------------------------------------------------------


class State(StrEnum):
    """Where a draft, and the decree it became, stands. The first five and the last are a ``Draft.stage``, too."""

    WRITING = "writing"
    DIALOGUE = "dialogue"
    DECIDING = "deciding"
    ENACTED = "enacted"  # has its number, waits for the gazette
    COMING = "coming"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Transition:
    """``act`` is the service that does it; ``who`` a permission, ``listed`` for who is asked, ``clock``."""

    source: State | None
    act: str
    target: State
    who: tuple[str, ...]
    kinds: tuple[str, ...] = KINDS


DRAFT, APPROVE, SIGN, ENACT = "policy.draft", "policy.approve", "policy.sign", "policy.enact"
CLOCK, LISTED = "clock", "listed"

TRANSITIONS = (
    Transition(None, "open_policy", State.WRITING, (DRAFT,)),
    Transition(State.WRITING, "open_dialogue", State.DIALOGUE, (DRAFT,)),
    Transition(State.DIALOGUE, "close_dialogue", State.DECIDING, (DRAFT,)),
    Transition(State.DECIDING, "send_back", State.DIALOGUE, (DRAFT, APPROVE)),
    Transition(State.DECIDING, "return_draft", State.DIALOGUE, (LISTED,)),
    Transition(State.DECIDING, "enact", State.ENACTED, (ENACT,), PROMULGATED),
    Transition(State.DECIDING, "enact", State.COMING, (ENACT,), (KEPUTUSAN, EDARAN)),
    Transition(State.ENACTED, "promulgate", State.COMING, (ENACT,)),
    Transition(State.COMING, "come_into_force", State.IN_FORCE, (CLOCK,)),
    Transition(State.COMING, "revoke", State.REVOKED, (ENACT,)),
    Transition(State.IN_FORCE, "revoke", State.REVOKED, (ENACT,)),
    Transition(State.IN_FORCE, "revise", State.REPLACED, (DRAFT,)),
    Transition(State.WRITING, "withdraw", State.WITHDRAWN, (DRAFT,)),
    Transition(State.DIALOGUE, "withdraw", State.WITHDRAWN, (DRAFT,)),
    Transition(State.DECIDING, "withdraw", State.WITHDRAWN, (DRAFT,)),
)


def standing(
    *,
    kind: str,
    promulgated_on: date | None,
    in_force_from: date,
    in_force_until: date | None,
    is_revoked: bool,
    today: date,
) -> State:
    """What a decree is on a day. UU 12/2011 article 87: it holds from its promulgation, or a later day it names."""
    if kind in PROMULGATED and promulgated_on is None:
        return State.ENACTED
    if in_force_until is not None and (in_force_until <= today or in_force_until <= in_force_from):
        return State.REVOKED if is_revoked else State.REPLACED
    return State.COMING if in_force_from > today else State.IN_FORCE


# Steps ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """So many days after the letter went out; ``silence`` means that no answer until then lets the draft go on."""

    days: int
    law: str
    working: bool = True
    verified: bool = False
    silence: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the way. ``outside`` names the office beyond the agency that is waited for.

    A step that is passed while the draft waits for its decree is a gate of the same code.
    """

    code: str
    state: State
    who: str
    law: str = ""
    verified: bool = False
    outside: str = ""
    has_letter: bool = False
    deadline: Deadline | None = None

    @property
    def is_gate(self) -> bool:
        """Whether it is passed while the draft waits for its decree, whose number is no gate but the way out."""
        return self.state == State.DECIDING and self.code != "number"


_80 = "Permendagri 80/2015 jo. 120/2018"

STEPS = {
    step.code: step
    for step in (
        Step(code="proposal", state=State.WRITING, who=DRAFT, law=_80),
        Step(code="draft", state=State.WRITING, who=DRAFT, law="UU 12/2011 Lampiran II"),
        Step(code="consultation", state=State.DIALOGUE, who=DRAFT, law="UU 13/2022 Pasal 96", verified=True),
        Step(
            code="harmonisation",
            state=State.DECIDING,
            who=ENACT,
            law="UU 13/2022 Pasal 58, 63, 97D",
            verified=True,
            outside="kemenkum",
            has_letter=True,
        ),
        Step(
            code="facilitation",
            state=State.DECIDING,
            who=ENACT,
            law=_80,
            outside="facilitator",
            has_letter=True,
            deadline=Deadline(days=15, law=_80, silence=True),
        ),
        Step(code="coordination", state=State.DECIDING, who=LISTED, law=_80),
        Step(code="leader_approval", state=State.DECIDING, who=APPROVE),
        Step(
            code="dprd_consent",
            state=State.DECIDING,
            who=ENACT,
            law="UU 23/2014",
            outside="dprd",
            has_letter=True,
        ),
        Step(
            code="register_number",
            state=State.DECIDING,
            who=ENACT,
            law=_80,
            outside="facilitator",
            has_letter=True,
            deadline=Deadline(days=7, law=_80, working=False),
        ),
        Step(code="signature", state=State.DECIDING, who=SIGN, law="UU 11/2008 jo. UU 1/2024"),
        Step(code="number", state=State.DECIDING, who=ENACT),
        Step(code="promulgation", state=State.ENACTED, who=ENACT, law="UU 12/2011 Pasal 86"),
        Step(code="in_force", state=State.COMING, who=CLOCK, law="UU 12/2011 Pasal 87"),
    )
}

_BEGINNING = ("proposal", "draft", "consultation")
_REGIONAL = (
    "harmonisation", "coordination", "leader_approval", "dprd_consent", "facilitation", "register_number",
)  # fmt: skip
_OF_THE_HEAD = ("harmonisation", "facilitation", "coordination", "leader_approval")
_ENDING = ("signature", "number", "promulgation", "in_force")

_PATHS: dict[str, tuple[str, ...]] = {
    PERDA: (*_BEGINNING, *_REGIONAL, *_ENDING),
    PERKADA: (*_BEGINNING, *_OF_THE_HEAD, *_ENDING),
    # Individual or without new norms: neither harmonised nor promulgated.
    KEPUTUSAN: (*_BEGINNING, "coordination", "leader_approval", "signature", "number", "in_force"),
    EDARAN: (*_BEGINNING, "coordination", "leader_approval", "signature", "number", "in_force"),
}

FACILITATORS = {"province": "mendagri", "regency": "governor", "city": "governor"}
"""Who facilitates the products of which region; a ministry's are facilitated by nobody."""

_BY_THE_FACILITATOR = ("facilitation", "register_number")

APPROVERS = ("Kepala BKPSDM", "Kepala Bagian Hukum", "Asisten", "Sekretaris Daerah")
"""Whose initials (paraf koordinasi) a first draft is given, in order; the agency changes the list. Not verified."""


def path(kind: str, agency: str) -> tuple[Step, ...]:
    """The steps of a product of an agency of a kind, in their order."""
    return tuple(
        STEPS[code] for code in _PATHS[kind] if agency in FACILITATORS or code not in _BY_THE_FACILITATOR
    )


def codes(kind: str, agency: str) -> tuple[str, ...]:
    return tuple(step.code for step in path(kind, agency))


def outside(step: Step, agency: str) -> str:
    """Which office is waited for; empty where none is."""
    return FACILITATORS.get(agency, "") if step.outside == "facilitator" else step.outside


def ways() -> Iterator[tuple[str, str]]:
    """Every kind of product with every kind of agency that has a way of its own."""
    yield from ((kind, agency) for kind in KINDS for agency in (*FACILITATORS, "central"))
