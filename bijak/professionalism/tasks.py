"""What the clock and the worker do for the index of professionalism."""

from datetime import date, datetime, time, timedelta

from django.tasks import task
from django.utils import timezone

from bijak.kernel.schedule import due
from bijak.professionalism import queries, services


@due(name="professionalism.ask", daily_at=time(2, 15))
def ask(now: datetime, today: date) -> None:
    """Every night: years turn, and sanctions cease to count."""
    services.ask()


@due(name="professionalism.measure", every=timedelta(minutes=5))
def begin(now: datetime, today: date) -> None:
    if queries.is_asked():
        measure_everyone.enqueue(today.isoformat())


@task
def measure_everyone(on: str) -> None:
    services.measure(today=date.fromisoformat(on), at=timezone.now())
