"""What the clock starts."""

from datetime import date, datetime, time

from bijak.kernel.schedule import due
from bijak.people import services


@due(daily_at=time(0, 10), name="people.refresh_today")
def refresh_today(now: datetime, today: date) -> None:
    """A new day: ranks and positions that begin today show in the lists."""
    services.refresh_today(on=today)
