"""What was told to whom, by which channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from bijak.notifications.channels import Channel
from bijak.notifications.models import Announcement, Letter, Message, OutboxMail, Preference
from bijak.notifications.registries import Kind, kinds
from bijak.shell.prepared import Prepared

if TYPE_CHECKING:
    from bijak.accounts.models import Account


_unread = Prepared(
    lambda *, account: (
        _listed(account)
        .filter(read_at=None)
        .order_by()
        .values("to")
        .annotate(unread=Count("pk"))
        .values_list("unread")
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of message beside the channels that reach this person."""

    kind: Kind
    channels: tuple[Channel, ...]


def messages_for(account: "Account", *, unread: bool = False) -> QuerySet[Message]:
    """What stands in a person's list, newest first."""
    messages = _listed(account.pk).order_by("-pk")
    return messages.filter(read_at=None) if unread else messages


def unread_count(account: "Account") -> int:
    return sum(unread for (unread,) in _unread(account=account.pk))


def _listed(account: int) -> QuerySet[Message]:
    return Message.objects.filter(to=account, channels__contains=[Channel.APP.value])


def chosen_channels(people: Sequence["Account"], kind: Kind) -> dict[int, tuple[Channel, ...]]:
    """The channels for one kind by account, as chosen or as the kind proposes."""
    rows = Preference.objects.filter(account__in=people, kind=kind.code).order_by("pk")
    chosen = {account: _channels(names) for account, names in rows.values_list("account_id", "channels")}
    return {person.pk: chosen.get(person.pk, kind.channels) for person in people}


def choices_of(account: "Account") -> list[Choice]:
    """Every kind with the channels that apply to this person."""
    rows = Preference.objects.filter(account=account).order_by("pk").values_list("kind", "channels")
    chosen = {kind: _channels(names) for kind, names in rows}
    return [Choice(kind, chosen.get(kind.code, kind.channels)) for kind in kinds.all()]


def waiting_mails(*, since: datetime, until: datetime) -> list[int]:
    """Messages of that time which should have been mailed and were not."""
    waiting = Message.objects.filter(
        mailed_at=None, channels__contains=[Channel.EMAIL.value], created_at__range=(since, until)
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def waiting_letters(*, until: datetime) -> list[int]:
    """Letters written before then which have not left."""
    return list(Letter.objects.filter(created_at__lte=until).order_by("pk").values_list("pk", flat=True))


def waiting_announcements(*, until: datetime) -> list[int]:
    """Announcements made before then that have not reached everyone."""
    found = Announcement.objects.filter(created_at__lte=until).order_by("pk")
    return list(found.values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Telling:
    """How far announcements under way have come."""

    told: int
    people: int


def telling(link: str) -> Telling | None:
    """How many were told of what stands at a path of ours, while others are still to be; else None."""
    rows = Announcement.objects.filter(link=link).order_by("pk").values_list("told", "to__len")
    found = list(rows)
    return Telling(sum(told for told, _all in found), sum(all for _told, all in found)) if found else None


def outbox() -> QuerySet[OutboxMail]:
    return OutboxMail.objects.order_by("-pk")


def _channels(names: Sequence[str]) -> tuple[Channel, ...]:
    return tuple(Channel(name) for name in names)
