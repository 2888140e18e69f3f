"""What the clock asks of the dialogue."""

from datetime import date, datetime, time

from bijak.kernel.schedule import due


@due(name="consultation.forget_unconfirmed", daily_at=time(3, 10))
def forget_unconfirmed(now: datetime, today: date) -> None:
    """Delete comments that nobody confirmed for a month."""
    from bijak.consultation import services

    services.forget_unconfirmed(now=now)
