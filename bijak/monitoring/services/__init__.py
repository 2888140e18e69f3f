"""Changes to indicators and evaluations."""

from bijak.monitoring.services.watching import (
    EVALUATION,
    MONTHS_UNTIL_EVALUATION,
    Changed,
    Refused,
    add_indicator,
    change_indicator,
    conclude,
    end_indicator,
    move_evaluation,
    plan_evaluation,
    read_due,
    read_indicator,
    run_due,
    run_evaluation,
    start_revision,
)

__all__ = [
    "EVALUATION",
    "MONTHS_UNTIL_EVALUATION",
    "Changed",
    "Refused",
    "add_indicator",
    "change_indicator",
    "conclude",
    "end_indicator",
    "move_evaluation",
    "plan_evaluation",
    "read_due",
    "read_indicator",
    "run_due",
    "run_evaluation",
    "start_revision",
]
