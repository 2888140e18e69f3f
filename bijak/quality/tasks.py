"""What the clock and the worker do for the quality of data."""

from datetime import date, datetime, time, timedelta

from django.tasks import task
from django.utils import timezone

from bijak.kernel.schedule import due
from bijak.quality import queries, services


@due(name="quality.ask_review", daily_at=time(1, 30))
def ask_review(now: datetime, today: date) -> None:
    """Every night: what became wrong by the calendar alone (a contract ran out) is found too."""
    services.ask_review()


@due(name="quality.review", every=timedelta(minutes=1))
def begin_review(now: datetime, today: date) -> None:
    if queries.is_review_asked():
        look_through_everyone.enqueue(today.isoformat())


@task
def look_through_everyone(on: str) -> None:
    services.review(on=date.fromisoformat(on), at=timezone.now())
