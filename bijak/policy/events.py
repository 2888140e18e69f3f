"""What happened to a policy. Keys are of ``policy.Policy``, ``policy.Draft``, ``policy.Version``."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PolicyOpened:
    policy_id: int


@dataclass(frozen=True)
class VersionFrozen:
    """A version of a draft will not change any more; the next one continues from it."""

    draft_id: int
    version_id: int


@dataclass(frozen=True)
class DialogueOpened:
    """From now on people may comment on this version of the draft, until the day named."""

    draft_id: int
    version_id: int
    until_on: date


@dataclass(frozen=True)
class DialogueClosed:
    draft_id: int
    version_id: int


@dataclass(frozen=True)
class DraftWithdrawn:
    """Nobody works on the draft any more; why stands on it."""

    policy_id: int
    draft_id: int


@dataclass(frozen=True)
class DraftEnacted:
    """The draft became law: a decree, promulgated where its kind must be; its terms hold from ``in_force_from`` on."""

    policy_id: int
    draft_id: int
    version_id: int
    decree_id: int
    in_force_from: date


@dataclass(frozen=True)
class PolicyInForce:
    """The first day of a decree has come. Published once for each decree."""

    policy_id: int
    draft_id: int
    version_id: int
    decree_id: int
    in_force_from: date


@dataclass(frozen=True)
class DecreeRevoked:
    """A decree ends without another text, from ``ends_on`` on: a regulation, and each that amended it by itself.

    ``revoked_on`` is the day on which that was recorded, never later.
    """

    policy_id: int
    draft_id: int
    decree_id: int
    ends_on: date
    revoked_on: date


@dataclass(frozen=True)
class RevisionStarted:
    policy_id: int
    draft_id: int
    revises_id: int
