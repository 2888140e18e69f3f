"""What the clock and the worker do for welfare."""

from datetime import date, datetime, time, timedelta

from django.tasks import task
from django.utils import timezone

from bijak.kernel.days import add_months
from bijak.kernel.schedule import due
from bijak.welfare.queries import allowance as queries
from bijak.welfare.queries import raises
from bijak.welfare.services import allowance as allowances
from bijak.welfare.services import outlooks


@due(name="welfare.ask_allowance", daily_at=time(2, 15))
def ask_for_last_month(now: datetime, today: date) -> None:
    """Every night: what was recorded since, and what is mended, shows the next morning."""
    allowances.ask_for(month=add_months(today.replace(day=1), -1), at=now, today=today)


@due(name="welfare.reckon_allowance", every=timedelta(minutes=1))
def begin_reckoning(now: datetime, today: date) -> None:
    for month in queries.asked_for():
        reckon_month.enqueue(month.isoformat())


@task
def reckon_month(month: str) -> None:
    on = date.fromisoformat(month)
    if on in queries.asked_for():  # the clock asks every minute until it is done
        allowances.reckon(month=on, at=timezone.now())


@due(name="welfare.ask_outlooks", daily_at=time(2, 45))
def ask_for_outlooks(now: datetime, today: date) -> None:
    """Every night: what comes by the calendar alone (a step of pay, a warning of retirement) is found too."""
    outlooks.ask()


@due(name="welfare.look_ahead", every=timedelta(minutes=1))
def begin_looking_ahead(now: datetime, today: date) -> None:
    if raises.is_run_asked():
        look_ahead.enqueue(today.isoformat())


@task
def look_ahead(on: str) -> None:
    outlooks.look_through(on=date.fromisoformat(on), at=timezone.now())
