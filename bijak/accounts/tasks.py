"""What the clock does for accounts."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.core.management import call_command

from bijak.accounts import services
from bijak.kernel.schedule import due


@due(name="accounts.forget", daily_at=time(2, 15))
def forget(now: datetime, today: date) -> None:
    """Keep the log of views as long as the installation says, links a month, sessions until they expire."""
    services.forget(
        views_before=now - timedelta(days=settings.VIEW_LOG_DAYS), links_before=now - timedelta(days=30)
    )
    call_command("clearsessions")
