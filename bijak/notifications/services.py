"""Telling people, and remembering what they have read."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.functional import Promise, lazystr
from django.utils.translation import get_language, override

from bijak.accounts import queries as accounts
from bijak.notifications import mail, queries, tasks
from bijak.notifications.channels import Channel
from bijak.notifications.models import Announcement, Letter, Message, Preference
from bijak.notifications.registries import kinds

if TYPE_CHECKING:
    from bijak.accounts.models import Account

logger = logging.getLogger(__name__)

# A mail that was not delivered is tried again from here to there after its message was written.
RETRY_AFTER = timedelta(minutes=10)
RETRY_UNTIL = timedelta(days=2)

TRIES = 12
"""So often the clock takes up an announcement that tells nobody more: for two hours."""

BATCH = 500
"""So many people are told in one transaction: about a quarter of a second."""


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
                        title=str(title)[:200],
                        body=str(body),
                        link=link,
                        channels=[channel.value for channel in channels],
                    )
                )
    Message.objects.bulk_create(messages)
    if mailed := [message.pk for message in messages if Channel.EMAIL in message.channels]:
        transaction.on_commit(partial(tasks.send_mails.enqueue, mailed))
    return messages


@transaction.atomic(savepoint=False)
def announce(
    *, to: "QuerySet[Account]", kind: str, title: str | Promise, body: str | Promise, link: str = ""
) -> int:
    """Tell however many people; returns how many. More than a batch the worker tells, in the order of their keys.

    Who the people are, and the words in every language, are settled now.
    """
    active = to.filter(is_active=True).order_by("pk")
    few = list(active[: BATCH + 1])
    if len(few) <= BATCH:
        return len(notify(to=few, kind=kind, title=title, body=body, link=link))
    keys = list(active.values_list("pk", flat=True))
    sent = Announcement.objects.create(
        kind=kinds.get(kind).code, texts=_in_every_language(title, body), link=link, to=keys
    )
    transaction.on_commit(partial(tasks.tell_batch.enqueue, sent.pk))
    return len(keys)


@transaction.atomic
def tell_batch(*, announcement_id: int) -> bool:
    """Tell the next people of an announcement; returns whether others are left. Two workers take turns."""
    sent = Announcement.objects.select_for_update(skip_locked=True).filter(pk=announcement_id).first()
    if sent is None:  # all told, or another worker is at it
        return False
    batch = sent.to[sent.told : sent.told + BATCH]
    title, body = (lazystr(_Translated(sent.texts, place)) for place in (0, 1))
    notify(to=accounts.find().filter(pk__in=batch), kind=sent.kind, title=title, body=body, link=sent.link)
    sent.told += len(batch)
    if sent.told == len(sent.to):
        sent.delete()
        return False
    sent.tries = 0
    sent.save(update_fields=["told", "tries"])
    return True


@transaction.atomic
def resume_announcements(*, now: datetime) -> None:
    """Go on with what a worker left when it was killed; give up, and log, what it took up ``TRIES`` times in vain."""
    waiting = queries.waiting_announcements(until=now - RETRY_AFTER)
    for sent in (
        Announcement.objects.filter(pk__in=waiting).select_for_update(skip_locked=True).order_by("pk")
    ):
        if sent.tries >= TRIES:
            logger.error(
                "notifications.announcement_given_up",
                extra={"kind": sent.kind, "told": sent.told, "people": len(sent.to), "tries": sent.tries},
            )
            sent.delete()
            continue
        sent.tries += 1
        sent.save(update_fields=["tries"])
        transaction.on_commit(partial(tasks.tell_batch.enqueue, sent.pk))


@dataclass(frozen=True)
class _Translated:
    """The title (0) or body (1) of an announcement, in the language that is read when it is asked for."""

    texts: Mapping[str, Sequence[str]]
    place: int

    def __str__(self) -> str:
        return self.texts.get(get_language() or "", self.texts[settings.LANGUAGE_CODE])[self.place]


def _in_every_language(title: str | Promise, body: str | Promise) -> dict[str, list[str]]:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            texts[language] = [str(title), str(body)]
    return texts


def write(
    *, to: str, subject: str | Promise, body: str | Promise, link: str = "", language: str = "id"
) -> None:
    """Mail somebody without an account, after the commit. ``link`` is a path of ours, and may be a secret one.

    Nothing that the receiver has not confirmed should stand in it: who typed an address may not own it.
    """
    write_to_all(to=[Addressee(to, link, language)], subject=subject, body=body)


@dataclass(frozen=True)
class Addressee:
    """Somebody without an account, the link that is theirs, and the language they read."""

    email: str
    link: str = ""
    language: str = "id"


@transaction.atomic
def write_to_all(*, to: Iterable[Addressee], subject: str | Promise, body: str | Promise) -> None:
    """The same letter to many, each with the link that is theirs; two statements, however many."""
    letters = []
    for each in to:
        with override(each.language):
            letters.append(
                Letter(
                    to=each.email,
                    language=each.language,
                    subject=str(subject)[:200],
                    body=str(body),
                    link=each.link,
                )
            )
    Letter.objects.bulk_create(letters)
    if letters:
        transaction.on_commit(partial(tasks.send_letters.enqueue, [letter.pk for letter in letters]))


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
