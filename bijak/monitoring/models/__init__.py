"""Tables of monitoring."""

from bijak.monitoring.models.watching import (
    Colour,
    Evaluation,
    Every,
    Indicator,
    IndicatorReading,
)

__all__ = [
    "Colour",
    "Evaluation",
    "Every",
    "Indicator",
    "IndicatorReading",
]
