"""What would happen if the terms were different: arrays in, arrays out."""

from bijak.simulation.engine.hours import Histogram, Outcome, Shift, decide, histogram, outcome, shift

__all__ = ["Histogram", "Outcome", "Shift", "decide", "histogram", "outcome", "shift"]
