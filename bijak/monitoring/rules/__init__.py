"""When an indicator is green, and how far the merit system is."""

from bijak.monitoring.rules.lights import Light, is_ordered, light
from bijak.monitoring.rules.merit import ASPECTS, CATEGORIES, TERMS, categorised, category, index, maturity

__all__ = [
    "ASPECTS",
    "CATEGORIES",
    "Light",
    "TERMS",
    "categorised",
    "category",
    "index",
    "is_ordered",
    "light",
    "maturity",
]
