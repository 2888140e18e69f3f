"""What the worker of the queue "imports" and the clock do."""

from datetime import date, datetime, time, timedelta

from django.tasks import task

from bijak.interchange import services
from bijak.kernel.schedule import due


@task(queue_name="imports")
def advance(batch_id: int) -> None:
    """Do what the batch's state asks for: read it, apply it, take it back. Safe to run any number of times."""
    services.advance(batch_id=batch_id)


@due(name="interchange.pick_up", every=timedelta(minutes=1))
def pick_up(now: datetime, today: date) -> None:
    services.pick_up(now=now)


@due(name="interchange.tidy", daily_at=time(2, 40))
def tidy(now: datetime, today: date) -> None:
    services.tidy(now=now)
