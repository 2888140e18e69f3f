"""Where an activity stands, and what may depend on what."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum


class State(StrEnum):
    NOT_BEGUN = "not_begun"
    ON_THE_WAY = "on_the_way"
    LATE = "late"
    DONE = "done"
    CANCELLED = "cancelled"


def share_done(*, percent: int | None, outputs: int | None, target: int | None) -> int:
    """Whole percent, 0 to 100: as reported, or the outputs that exist of those that shall.

    100 means that nothing is missing: 999 of 1,000 are 99. Outputs without a target tell that it has begun and no
    more: 0 where there are none, 1 where there are some.
    """
    if percent is not None:
        return min(percent, 100)
    if not outputs:
        return 0
    return min(100, max(1, outputs * 100 // target)) if target else 1


def state(*, due_on: date, done: int, is_begun: bool, is_cancelled: bool, on: date) -> State:
    """What is done is not late, whenever that was; what is not is late from the day after its last."""
    if is_cancelled:
        return State.CANCELLED
    if done >= 100:
        return State.DONE
    if due_on < on:
        return State.LATE
    return State.ON_THE_WAY if is_begun else State.NOT_BEGUN


def circle(needs: Mapping[int, Iterable[int]], begin: int) -> tuple[int, ...]:
    """The way from an activity over what it needs back to itself; empty where there is none."""
    came_from: dict[int, int] = {}
    waiting = [begin]
    while waiting:
        here = waiting.pop()
        for other in needs.get(here, ()):
            if other == begin:
                way = [here]
                while way[-1] != begin:
                    way.append(came_from[way[-1]])
                return (*reversed(way), begin)
            if other not in came_from:
                came_from[other] = here
                waiting.append(other)
    return ()
