"""What the clock does for lists."""

from datetime import date, datetime, time, timedelta

from bijak.kernel.schedule import due
from bijak.lists import services


@due(name="lists.give_up", every=timedelta(minutes=10))
def give_up(now: datetime, today: date) -> None:
    """A file whose worker fell silent is not coming any more."""
    services.give_up(now=now)


@due(name="lists.forget", daily_at=time(3, 20))
def forget(now: datetime, today: date) -> None:
    services.forget(now=now)
