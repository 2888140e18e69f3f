from datetime import date, datetime, time

from bijak.documents import services
from bijak.kernel.schedule import due


@due(name="documents.sweep", daily_at=time(2, 30))
def sweep(now: datetime, today: date) -> None:
    services.sweep(now=now)
