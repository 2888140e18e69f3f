"""What the clock does for the organisation."""

from datetime import date, datetime, time

from bijak.kernel.schedule import due
from bijak.organization import services


@due(name="organization.turn_day", daily_at=time(0, 5))
def turn_day(now: datetime, today: date) -> None:
    """A change decided for today begins to show in lists."""
    services.turn_day(today=today)
