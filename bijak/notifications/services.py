"""Telling people, and remembering what they have read."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.functional import Promise
from django.utils.translation import override

from bijak.notifications import mail, queries, tasks
from bijak.notifications.channels import Channel
from bijak.notifications.models import Letter, Message, Preference
from bijak.notifications.registries import kinds

if TYPE_CHECKING:
    from bijak.accounts.models import Account

# A mail that was not delivered is tried again from here to there after its message was written.
RETRY_AFTER = timedelta(minutes=10)
RETRY_UNTIL = timedelta(days=2)


@transaction.atomic
def notify(
    *, to: "Account | Iterable[Account]", kind: str, title: str | Promise, body: str | Promise, link: str = ""
) -> list[Message]:
    """Send a message to one or many people by the channels each chose for its kind.

    ``title`` and ``body`` may be lazy translations: each person then reads her own language. ``link`` is a
    path of ours. Mails leave after the transaction commits; someone who wants none of the channels gets
    nothing.
    """
    people = [person for person in (to if isinstance(to, Iterable) else [to]) if person.is_active]
    chosen = queries.chosen_channels(people, kinds.get(kind))
    messages = []
    for person in people:
        if channels := [name for name in chosen[person.pk] if name != Channel.EMAIL or person.email]:
            with override(person.language):
                messages.append(
                    Message(
                        to=person,
                        kind=kind,
                        title=str(title),
                        body=str(body),
                        link=link,
                        channels=[channel.value for channel in channels],
                    )
                )
    Message.objects.bulk_create(messages)
    if mailed := [message.pk for message in messages if Channel.EMAIL in message.channels]:
        transaction.on_commit(partial(tasks.send_mails.enqueue, mailed))
    return messages


@transaction.atomic
def write(
    *, to: str, subject: str | Promise, body: str | Promise, link: str = "", language: str = "id"
) -> None:
    """Mail somebody without an account, after the commit. ``link`` is a path of ours, and may be a secret one.

    Nothing that the receiver has not confirmed should stand in it: who typed an address may not own it.
    """
    with override(language):
        letter = Letter.objects.create(
            to=to, language=language, subject=str(subject)[:200], body=str(body), link=link
        )
    transaction.on_commit(partial(tasks.send_letters.enqueue, [letter.pk]))


def mark_read(*, message: Message) -> None:
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=Now())


def mark_all_read(*, by: "Account") -> int:
    return Message.objects.filter(to=by, read_at=None).update(read_at=Now())


@transaction.atomic
def choose(*, channels: Mapping[str, Iterable[str]], by: "Account") -> None:
    """Remember the channels a person wants, by kind."""
    Preference.objects.bulk_create(
        [
            Preference(
                account=by, kind=kinds.get(kind).code, channels=[Channel(name).value for name in names]
            )
            for kind, names in channels.items()
        ],
        update_conflicts=True,
        unique_fields=["account", "kind"],
        update_fields=["channels"],
    )


@transaction.atomic
def send_mail(*, message_id: int) -> bool:
    """Mail a message once, however often this is called; raises what the mail server refuses with."""
    message = (
        Message.objects.select_related("to")
        .select_for_update(of=("self",), skip_locked=True)
        .filter(pk=message_id, mailed_at=None)
        .first()
    )
    if message is None:
        return False
    mail.send(message)
    Message.objects.filter(pk=message.pk).update(mailed_at=Now())
    return True


@transaction.atomic
def send_letter(*, letter_id: int) -> bool:
    """Mail a letter once and forget it; raises what the mail server refuses with."""
    letter = Letter.objects.select_for_update(skip_locked=True).filter(pk=letter_id).first()
    if letter is None:
        return False
    mail.send_letter(letter)
    letter.delete()
    return True


def retry_mails(*, now: datetime) -> None:
    """Ask once more for the mails that a fault kept back; a letter that cannot be delivered is forgotten."""
    Letter.objects.filter(created_at__lt=now - RETRY_UNTIL).delete()
    if letters := queries.waiting_letters(until=now - RETRY_AFTER):
        tasks.send_letters.enqueue(letters)
    if late := queries.waiting_mails(since=now - RETRY_UNTIL, until=now - RETRY_AFTER):
        tasks.send_mails.enqueue(late)


def forget_old(*, now: datetime, after: timedelta = timedelta(days=365)) -> int:
    """Delete messages a year old; they were notices, the record is elsewhere."""
    return Message.objects.filter(created_at__lt=now - after).delete()[0]
