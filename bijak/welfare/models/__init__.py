"""Tables of welfare: what was imported about presence, what an allowance was reckoned from, raises, leave, awards."""

from bijak.welfare.models.allowance import (
    INDICES,
    Allowance,
    AllowanceCorrection,
    AllowanceHandover,
    AllowanceMonth,
    AllowanceObjection,
    AllowanceSetting,
    Setting,
)
from bijak.welfare.models.attendance import AttendanceDay, AttendanceRecap, Presence, Productivity
from bijak.welfare.models.leave import LeaveKind, LeaveTaken
from bijak.welfare.models.raises import COUNTED, OutlookRun, RaiseGiven, RaiseOutlook, RaiseState
from bijak.welfare.models.recognition import (
    AwardCriterion,
    AwardJudge,
    AwardRound,
    AwardScore,
    Nomination,
    RoundStage,
)
from bijak.welfare.models.retirement import Retirement

__all__ = [
    "Allowance",
    "AllowanceCorrection",
    "AllowanceHandover",
    "AllowanceMonth",
    "AllowanceObjection",
    "INDICES",
    "AllowanceSetting",
    "AttendanceDay",
    "AttendanceRecap",
    "AwardCriterion",
    "AwardJudge",
    "AwardRound",
    "AwardScore",
    "COUNTED",
    "LeaveKind",
    "LeaveTaken",
    "Nomination",
    "OutlookRun",
    "Presence",
    "Productivity",
    "RaiseGiven",
    "RaiseOutlook",
    "RaiseState",
    "Retirement",
    "RoundStage",
    "Setting",
]
