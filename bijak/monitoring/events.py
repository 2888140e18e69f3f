"""What watching a policy found."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class IndicatorTurnedRed:
    indicator_id: int
    on: date


@dataclass(frozen=True)
class EvaluationRan:
    """The facts of an evaluation are frozen; somebody has to draw the conclusion."""

    evaluation_id: int
    policy_id: int
