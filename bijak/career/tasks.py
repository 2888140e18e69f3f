"""What the clock and the worker do for the queue and for proposals."""

from datetime import date, datetime, time, timedelta

from django.tasks import task
from django.utils import timezone

from bijak.career import queries, services
from bijak.career.services import proposals_reminders
from bijak.kernel.schedule import due


@due(name="career.ask_run", daily_at=time(2, 0))
def ask_run(now: datetime, today: date) -> None:
    """Every night: time alone makes people eligible."""
    services.ask_run()


@due(name="career.run", every=timedelta(minutes=1))
def begin_run(now: datetime, today: date) -> None:
    if queries.is_run_asked():
        read_everyone.enqueue(today.isoformat())


@due(name="career.remind", daily_at=time(7, 0))
def remind(now: datetime, today: date) -> None:
    """Every morning: papers that are asked of people come due, and go overdue."""
    proposals_reminders.remind(today=today)


@task
def read_everyone(on: str) -> None:
    services.run(today=date.fromisoformat(on), at=timezone.now())
