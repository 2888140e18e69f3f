"""When an indicator is green."""

from bijak.monitoring.rules.lights import Light, is_ordered, light

__all__ = ["Light", "is_ordered", "light"]
