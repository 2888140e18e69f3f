"""Questions about what policies do: how indicators stand, what an evaluation found."""

from bijak.monitoring.queries.watching import (
    baseline,
    choices,
    due_evaluations,
    evaluations,
    evaluations_of,
    findings,
    indicators,
    last_reading,
    lasts,
    light_of,
    picture,
    readings,
    standing,
    take,
    watched,
)

__all__ = [
    "baseline",
    "choices",
    "due_evaluations",
    "evaluations",
    "evaluations_of",
    "findings",
    "indicators",
    "last_reading",
    "lasts",
    "light_of",
    "picture",
    "readings",
    "standing",
    "take",
    "watched",
]
