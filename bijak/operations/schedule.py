"""What an installation does for itself, by the clock."""

from datetime import date, datetime, time, timedelta

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from bijak.kernel.schedule import due

KEEP_TASKS = timedelta(days=30)


@due(name="operations.forget_finished_tasks", daily_at=time(2, 10))
def forget_finished_tasks(now: datetime, today: date) -> None:
    """Let go of background tasks that ended a month ago."""
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_TASKS).delete()


@due(name="operations.forget_expired_sessions", daily_at=time(2, 20))
def forget_expired_sessions(now: datetime, today: date) -> None:
    """Let go of sessions that nobody can continue."""
    Session.objects.filter(expire_date__lt=now).delete()
