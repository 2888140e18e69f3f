"""Who works here, with history.

Two times run through every table. *Valid* time is when something was so: a half-open span of days
``[from_on, until_on)``. *Belief* is when we held it to be so: ``[believed_from, believed_until)``. A correction never
overwrites: it closes the belief and adds a row, so "which rank did she hold in March" and "which rank did we think she
held, when we decided in April" both have an answer. Every row says which :class:`Change` opened it and which one
closed it.
"""

from bijak.organization.models import PositionKind
from bijak.people.models.address import AddressSpell
from bijak.people.models.beliefs import BELIEVED_NOW, Belief, Change, Employee
from bijak.people.models.decrees import DecreeFile
from bijak.people.models.family import FamilyMember, Relation
from bijak.people.models.identity import EducationRecord, Identity, Sex
from bijak.people.models.photo import Photo
from bijak.people.models.service import Award, Separation, ServiceCredit, UnpaidLeaveSpell
from bijak.people.models.spells import (
    Assignment,
    EmployeeKind,
    EmploymentSpell,
    PositionSpell,
    RankSpell,
    SanctionSpell,
    Spell,
    StandingSpell,
)
from bijak.people.models.today import EmployeeToday, NameWord

__all__ = [
    "AddressSpell",
    "BELIEVED_NOW",
    "Assignment",
    "Award",
    "Belief",
    "Change",
    "DecreeFile",
    "EducationRecord",
    "Employee",
    "EmployeeKind",
    "EmployeeToday",
    "EmploymentSpell",
    "FamilyMember",
    "Identity",
    "NameWord",
    "Photo",
    "PositionKind",
    "PositionSpell",
    "RankSpell",
    "Relation",
    "SanctionSpell",
    "Separation",
    "ServiceCredit",
    "Sex",
    "Spell",
    "StandingSpell",
    "UnpaidLeaveSpell",
]
