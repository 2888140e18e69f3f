"""What the clock does about tokens."""

from datetime import date, datetime, time

from bijak.endpoints import services
from bijak.kernel.schedule import due


@due(name="endpoints.remind", daily_at=time(6, 30))
def remind(now: datetime, today: date) -> None:
    services.remind()
