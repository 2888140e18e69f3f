"""Tables of monitoring."""

from bijak.monitoring.models.merit import HIGHEST, MeritPoint, MeritProof, MeritYear
from bijak.monitoring.models.watching import Colour, Evaluation, Every, Indicator, IndicatorReading

__all__ = [
    "Colour",
    "Evaluation",
    "Every",
    "HIGHEST",
    "Indicator",
    "IndicatorReading",
    "MeritPoint",
    "MeritProof",
    "MeritYear",
]
