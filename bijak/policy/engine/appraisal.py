"""Costs and benefits over years: net present value, benefit-cost ratio, and what they hang on.

Year 0 is the first year of the appraisal and is not discounted: NPV = sum of (B_t - C_t) / (1 + r)^t. Rates are shares
(0.05 is 5 %), amounts whole rupiah. Nothing here is rounded before the end.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import fsum

VARIED = 0.2
"""How far each line and the rate are moved, up and down, to see what the result hangs on."""


@dataclass(frozen=True)
class Flow[Key: Hashable]:
    """One line: what it costs or brings in each year. ``key`` tells the caller which line it is."""

    key: Key
    is_benefit: bool
    amounts: tuple[int, ...]

    def times(self, factor: float) -> "Flow[Key]":
        return replace(self, amounts=tuple(round(amount * factor) for amount in self.amounts))


@dataclass(frozen=True)
class Worth:
    """Present values in rupiah. ``ratio`` is None where nothing is spent."""

    costs: int
    benefits: int

    @property
    def net(self) -> int:
        return self.benefits - self.costs

    @property
    def ratio(self) -> float | None:
        return self.benefits / self.costs if self.costs else None


@dataclass(frozen=True)
class Swing[Key: Hashable]:
    """What the net present value becomes when one thing is a fifth less, or a fifth more. ``key`` None: the rate."""

    key: Key | None
    less: int
    more: int

    @property
    def spread(self) -> int:
        return abs(self.more - self.less)


def present(amounts: Sequence[float], rate: float) -> float:
    """The value today of amounts in year 0, 1, 2 …; ValueError for a rate of -100 % or less."""
    if rate <= -1:
        raise ValueError("A rate at which nothing is left cannot discount.")
    return fsum(amount / (1 + rate) ** year for year, amount in enumerate(amounts))


def appraise[Key: Hashable](flows: Iterable[Flow[Key]], rate: float) -> Worth:
    flows = list(flows)
    return Worth(
        costs=round(fsum(present(flow.amounts, rate) for flow in flows if not flow.is_benefit)),
        benefits=round(fsum(present(flow.amounts, rate) for flow in flows if flow.is_benefit)),
    )


def tornado[Key: Hashable](
    flows: Iterable[Flow[Key]], rate: float, *, by: float = VARIED
) -> list[Swing[Key]]:
    """Each line and the rate moved by a share of itself, one at a time: what sways the result most first."""
    flows = list(flows)
    swings: list[Swing[Key]] = [
        Swing(None, appraise(flows, rate * (1 - by)).net, appraise(flows, rate * (1 + by)).net)
    ]
    for place, flow in enumerate(flows):
        before, after = flows[:place], flows[place + 1 :]
        less, more = (
            appraise([*before, flow.times(factor), *after], rate).net for factor in (1 - by, 1 + by)
        )
        swings.append(Swing(flow.key, less, more))
    return sorted(swings, key=lambda swing: -swing.spread)
