"""Mails leave the house in the worker; the clock asks again for those that did not."""

import logging
from datetime import date, datetime, time, timedelta

from django.tasks import task

from bijak.kernel.schedule import due

logger = logging.getLogger(__name__)


@task
def send_mails(message_ids: list[int]) -> None:
    """Mail these messages. One that fails does not hold back the others."""
    from bijak.notifications import services

    for message_id in message_ids:
        try:
            services.send_mail(message_id=message_id)
        except OSError as fault:  # smtplib's errors too, whose words name the address
            logger.error(
                "notifications.mail_failed", extra={"message_id": message_id, "fault": type(fault).__name__}
            )


@task
def send_letters(letter_ids: list[int]) -> None:
    """Mail these letters. One that fails does not hold back the others."""
    from bijak.notifications import services

    for letter_id in letter_ids:
        try:
            services.send_letter(letter_id=letter_id)
        except OSError as fault:  # smtplib's errors too, whose words name the address
            logger.error(
                "notifications.letter_failed", extra={"letter_id": letter_id, "fault": type(fault).__name__}
            )


@task
def tell_batch(announcement_id: int) -> None:
    """Tell the next people of an announcement, then queue up again: other work is let in between."""
    from bijak.notifications import services

    if services.tell_batch(announcement_id=announcement_id):
        tell_batch.enqueue(announcement_id)


@due(name="notifications.resume_announcements", every=timedelta(minutes=10))
def resume_announcements(now: datetime, today: date) -> None:
    from bijak.notifications import services

    services.resume_announcements(now=now)


@due(name="notifications.retry_mails", every=timedelta(minutes=10))
def retry_mails(now: datetime, today: date) -> None:
    from bijak.notifications import services

    services.retry_mails(now=now)


@due(name="notifications.forget_old", daily_at=time(3, 0))
def forget_old(now: datetime, today: date) -> None:
    from bijak.notifications import services

    services.forget_old(now=now)
