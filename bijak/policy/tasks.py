"""What the clock does for policies."""

from datetime import date, datetime, time

from bijak.kernel.schedule import due
from bijak.policy import services


@due(name="policy.come_into_force", daily_at=time(0, 10))
def come_into_force(now: datetime, today: date) -> None:
    """Decrees whose first day this is; also those that a day without a clock missed."""
    services.come_into_force(today=today)


@due(name="policy.tell_what_is_late", daily_at=time(6, 10))
def tell_what_is_late(now: datetime, today: date) -> None:
    """What other offices should have answered by now."""
    services.tell_what_is_late(today=today)
