"""What the clock does: read indicators, run evaluations. Both are idempotent."""

from datetime import date, datetime, time

from bijak.kernel.schedule import due
from bijak.monitoring import services


@due(name="monitoring.read_indicators", daily_at=time(5, 0))
def read_indicators(now: datetime, today: date) -> None:
    services.read_due(today=today)


@due(name="monitoring.run_evaluations", daily_at=time(5, 10))
def run_evaluations(now: datetime, today: date) -> None:
    services.run_due(today=today)
