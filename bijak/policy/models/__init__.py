"""Policies, their drafts, versions and provisions; the terms that provisions set; evidence, gates and decrees."""

from bijak.policy.models.decrees import Decree, Passing
from bijak.policy.models.evidence import Evidence
from bijak.policy.models.policies import Draft, Kind, Policy, Stage
from bijak.policy.models.terms import LocalTerm, TermSetting
from bijak.policy.models.texts import Passage, Provision, Version

__all__ = [
    "Decree",
    "Draft",
    "Evidence",
    "Kind",
    "LocalTerm",
    "Passage",
    "Passing",
    "Policy",
    "Provision",
    "Stage",
    "TermSetting",
    "Version",
]
