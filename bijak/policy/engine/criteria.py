"""Several criteria at once: the weighted sum of values on fixed scales of 0 to 100.

Weights are swing weights (Multi-criteria analysis: a manual, DCLG 2009, chapter 6): the criterion whose way from
worst to best matters most has 100, the others their share of it; they are brought to a sum of 100 before use. The
ends of a scale are fixed beforehand, not the worst and best of the options at hand, so that an option more never
turns the order of the others.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

FULL = 100.0
_ALIKE = 1e-9


@dataclass(frozen=True)
class Ranked[Key: Hashable]:
    """An option's weighted sum, what each criterion brought to it, and its place; equals share a place."""

    key: Key
    total: float
    parts: tuple[float, ...]
    place: int


@dataclass(frozen=True)
class Range:
    """From which to which weight (of 100) of one criterion the first option stays first."""

    low: float
    high: float


def normalised(weights: Sequence[float]) -> tuple[float, ...]:
    """The weights in the same proportions with a sum of 100; ValueError when none weighs anything."""
    total = fsum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("Weights are not negative, and one at least is above zero.")
    return tuple(weight / total * FULL for weight in weights)


def value(score: float, *, higher_is_better: bool) -> float:
    """A score of 0 to 100 as worth: where less is better, 100 is the worst."""
    return score if higher_is_better else FULL - score


def ranked[Key: Hashable](
    options: Mapping[Key, Sequence[float]], weights: Sequence[float]
) -> list[Ranked[Key]]:
    """The options with their values by criterion, best first; equals in the order in which they came."""
    shares = normalised(weights)
    sums = {
        key: tuple(share * each / FULL for share, each in zip(shares, values, strict=True))
        for key, values in options.items()
    }
    totals = {key: fsum(parts) for key, parts in sums.items()}
    return sorted(
        (
            Ranked(
                key, totals[key], parts, 1 + sum(other > totals[key] + _ALIKE for other in totals.values())
            )
            for key, parts in sums.items()
        ),
        key=lambda each: -each.total,
    )


def steadiness[Key: Hashable](
    options: Mapping[Key, Sequence[float]], weights: Sequence[float]
) -> list[Range]:
    """For each criterion the weights at which the first stays first, the others keeping their proportions.

    The difference to each other option is a straight line in the weight, so its zero is where they change places.
    """
    shares = normalised(weights)
    first = ranked(options, weights)[0].key
    return [_range(options, shares, first, place) for place in range(len(shares))]


def _range[Key: Hashable](
    options: Mapping[Key, Sequence[float]], shares: Sequence[float], first: Key, place: int
) -> Range:
    rest = FULL - shares[place]
    low, high = 0.0, FULL
    for key, values in options.items():
        ahead = [mine - theirs for mine, theirs in zip(options[first], values, strict=True)]
        here = ahead[place]
        # Where the criterion has all the weight there are no proportions to keep: the others share alike.
        others = [
            difference * (share / rest if rest > _ALIKE else 1 / max(1, len(shares) - 1))
            for index, (difference, share) in enumerate(zip(ahead, shares, strict=True))
            if index != place
        ]
        away = fsum(others)
        slope = here - away
        if key == first or abs(slope) < _ALIKE:
            continue
        turn = -away / slope * FULL
        if slope > 0:
            low = max(low, turn)
        else:
            high = min(high, turn)
    return Range(max(0.0, min(low, shares[place])), min(FULL, max(high, shares[place])))
