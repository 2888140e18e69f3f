"""A message as an e-mail, and the backend of a demo, which keeps mails instead of sending them."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils.translation import override

from bijak.notifications.models import Letter, Message, OutboxMail


def send(message: Message) -> None:
    """Mail a message as plain text, in its reader's language. ``message.to`` has an address."""
    with override(message.to.language):
        body = render_to_string("notifications/mail.txt", {"message": message, "base_url": settings.BASE_URL})
    send_mail(" ".join(message.title.split()), body.strip(), None, [message.to.email])


def send_letter(letter: Letter) -> None:
    """Mail a letter as plain text, in the language it was written in."""
    with override(letter.language):
        body = render_to_string("notifications/letter.txt", {"letter": letter, "base_url": settings.BASE_URL})
    send_mail(" ".join(letter.subject.split()), body.strip(), None, [letter.to])


class OutboxBackend(BaseEmailBackend):
    """Writes mails to a table; the outbox page shows them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        kept = [
            OutboxMail(to=", ".join(mail.recipients()), subject=str(mail.subject), body=str(mail.body))
            for mail in email_messages
        ]
        OutboxMail.objects.bulk_create(kept)
        return len(kept)
