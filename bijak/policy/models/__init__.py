"""Policies, their drafts, versions and provisions; the terms that provisions set; evidence, gates and decrees."""

from bijak.policy.models.decrees import Decree, Instrument, Passing
from bijak.policy.models.evidence import Evidence
from bijak.policy.models.plans import Activity, Dependency, Funding, Plan, ProgressReport
from bijak.policy.models.policies import Draft, Form, Kind, Policy, Stage
from bijak.policy.models.rounds import Answer, Approval, Referral
from bijak.policy.models.signing import Sheet, Signature, SignedPaper
from bijak.policy.models.study import (
    ActorRole,
    Behaviour,
    Criterion,
    Factor,
    FactorAnswer,
    NodeKind,
    Option,
    OptionLine,
    OptionScore,
    ProblemNode,
    Section,
    Study,
)
from bijak.policy.models.terms import LocalTerm, Replacement, TermSetting
from bijak.policy.models.texts import Passage, Provision, Version
from bijak.policy.models.writing import Act, Change, Rewording, Unsaved

__all__ = [
    "Act",
    "Activity",
    "ActorRole",
    "Answer",
    "Approval",
    "Behaviour",
    "Change",
    "Criterion",
    "Decree",
    "Dependency",
    "Draft",
    "Evidence",
    "Factor",
    "FactorAnswer",
    "Form",
    "Funding",
    "Instrument",
    "Kind",
    "LocalTerm",
    "NodeKind",
    "Option",
    "OptionLine",
    "OptionScore",
    "Passage",
    "Passing",
    "Plan",
    "Policy",
    "ProblemNode",
    "ProgressReport",
    "Provision",
    "Referral",
    "Replacement",
    "Rewording",
    "Section",
    "Sheet",
    "Signature",
    "SignedPaper",
    "Stage",
    "Study",
    "TermSetting",
    "Unsaved",
    "Version",
]
