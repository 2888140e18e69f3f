"""One measured figure beside what the machine itself does in the same run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """``machine`` is the same work with none of ours in it: bare reading and COPY, a view that says hello."""

    name: str
    value: float
    unit: str
    size: int
    machine: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.value / self.machine if self.machine else None

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"ratio": self.ratio}

    def line(self) -> str:
        beside = (
            f"  (machine {self.machine:,.2f}, ratio {self.ratio:.2f})" if self.machine and self.ratio else ""
        )
        note = f"  {self.note}" if self.note else ""
        return f"{self.name:<44} {self.size:>9,} {self.value:>12,.2f} {self.unit:<10}{beside}{note}"


def table(figures: Sequence[Figure]) -> str:
    head = f"{'name':<44} {'size':>9} {'value':>12} unit"
    return "\n".join([head, "-" * len(head), *(figure.line() for figure in figures)])


def timed[T](work: Callable[[], T]) -> tuple[T, float]:
    """What the work came to, and the seconds it took."""
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def seconds(work: Callable[[], object]) -> float:
    return timed(work)[1]
