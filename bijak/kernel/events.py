"""How a lower floor lets upper floors know: typed facts, delivered at once, in floor order.

This is the only publish/subscribe of the house. A subscriber runs inside the publisher's transaction: if it
raises, everything is undone. What is slow or leaves the house is a task, enqueued on commit.
"""

import dataclasses
from collections.abc import Callable
from typing import Any, NamedTuple

from bijak.kernel.floors import floor_of


class NotAFact(TypeError):
    """Raised at import time for an event that is not a frozen dataclass."""


class Subscription(NamedTuple):
    floor: int
    name: str
    hear: Callable[[Any], None]


_subscriptions: dict[type, dict[str, Subscription]] = {}


def subscribe[E](
    event_type: type[E], floor: int | None = None
) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Let a function of a ``subscribers.py`` hear every event of this type.

    The floor is that of the function's context; give it by hand only outside the house (tests).
    """
    _must_be_fact(event_type)

    def register(hear: Callable[[E], None]) -> Callable[[E], None]:
        name = f"{hear.__module__}.{hear.__qualname__}"
        stands_on = floor_of(hear.__module__) if floor is None else floor
        _subscriptions.setdefault(event_type, {})[name] = Subscription(stands_on, name, hear)
        return hear

    return register


def publish(event: object) -> None:
    """Tell every subscriber of exactly this type, ground floor first, those of one floor by name.

    What a subscriber publishes in turn is delivered before the next subscriber hears the first event.
    """
    _must_be_fact(type(event))
    for subscription in subscriptions(type(event)):
        subscription.hear(event)


def subscriptions(event_type: type) -> list[Subscription]:
    """Who hears an event, in the order of delivery."""
    return sorted(_subscriptions.get(event_type, {}).values(), key=lambda each: (each.floor, each.name))


def _must_be_fact(event_type: type) -> None:
    if not dataclasses.is_dataclass(event_type) or not event_type.__dataclass_params__.frozen:  # type: ignore[attr-defined]
        raise NotAFact(f"{event_type.__qualname__} must be a frozen dataclass of ids and values.")
