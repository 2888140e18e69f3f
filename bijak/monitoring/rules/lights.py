"""When an indicator is green, yellow or red."""

from enum import StrEnum


class Light(StrEnum):
    """A traffic light. ``NONE``: there is no value to judge."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"


def light(value: float | None, *, target: float, warn_at: float, lower_is_better: bool) -> Light:
    """Green where the target is reached, yellow up to the threshold, red beyond it; a bound is on its better side."""
    if value is None:
        return Light.NONE
    if lower_is_better:
        value, target, warn_at = -value, -target, -warn_at
    if value >= target:
        return Light.GREEN
    return Light.YELLOW if value >= warn_at else Light.RED


def is_ordered(*, target: float, warn_at: float, lower_is_better: bool) -> bool:
    """Whether the yellow threshold lies on the worse side of the target, or on it."""
    return warn_at >= target if lower_is_better else warn_at <= target
