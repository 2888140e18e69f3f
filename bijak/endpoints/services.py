"""Making and revoking tokens, and counting how often they are used."""

import logging
import secrets
from collections.abc import Collection
from datetime import UTC, date, timedelta
from typing import Any
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now, Trunc
from django.utils import formats, timezone
from django.utils.translation import override

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.endpoints import queries, texts
from bijak.endpoints.models import Token
from bijak.ledger import services as ledger

logger = logging.getLogger(__name__)

PREFIX = "bijak_"
"""Searches for secrets that were published by mistake find a token by it."""


@transaction.atomic
def make_token(
    *, name: str, scopes: Collection[access.Permission], days: int, by: Account, today: date
) -> tuple[Token, str]:
    """A token of one's own for some of one's own permissions, and its secret, which nobody can see again."""
    for permission in scopes:
        access.must(by, permission, today=today)
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        account=by,
        name=name,
        secret_hash=queries.secret_hash(secret),
        scopes=sorted(scopes),
        expires_at=Now() + timedelta(days=days),
    )
    ledger.record(
        "endpoints.token_made", subject=token, by=by, facts={"scopes": sorted(scopes), "days": days}
    )
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, by: Account) -> None:
    """It opens nothing from now on. Of two who revoke it at once, one is recorded."""
    if Token.objects.filter(pk=token.pk, account=by, revoked_at=None).update(revoked_at=Now()):
        ledger.record("endpoints.token_revoked", subject=token, by=by)


@transaction.atomic
def end_token(*, token: Token, by: Account, today: date) -> None:
    """An administrator ends anybody's token; its owner is told."""
    access.must(by, access.AccountPermission.MANAGE, today=today)
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=Now()):
        ledger.record("endpoints.token_revoked", subject=token, by=by)
        transaction.on_commit(lambda: _write_to_owner(token, texts.ENDED))


def remind() -> None:
    """Tell owners by mail whose tokens end soon, each once. A mail that fails is tried again the next day."""
    for token in queries.to_remind():
        if _write_to_owner(token, texts.ENDING):
            Token.objects.filter(pk=token.pk).update(reminded_at=Now())


def _write_to_owner(token: Token, words: tuple[Any, Any]) -> bool:
    """Whether a mail in the owner's language has left."""
    owner = token.account
    if not owner.email:
        return False
    with override(owner.language):
        subject, body = words
        day = formats.date_format(timezone.localtime(token.expires_at), "j F Y")
        told = body % {"name": token.name, "day": day}
        try:
            send_mail(str(subject), told, None, [owner.email])
        except OSError as fault:  # smtplib's errors too, whose words name the address
            logger.error("endpoints.mail_failed", extra={"token": token.pk, "fault": type(fault).__name__})
            return False
    return True


@transaction.atomic
def end_tokens(*, account: UUID) -> None:
    """Revoke whatever still opens something in the name of an account."""
    living = Token.objects.filter(account__uuid=account, revoked_at=None).order_by("pk")
    ended = list(living)
    living.update(revoked_at=Now())
    ledger.record_all("endpoints.token_revoked", subjects=ended)


def take(*, token: int, requests: int, limit: int) -> bool:
    """Speak for some more requests of this minute; False when they would be more than the limit.

    One statement, whoever asks at the same time; and the moment of use is written with it.
    """
    minute = Trunc(Now(), "minute", tzinfo=UTC)  # of the clock, wherever the request comes from
    has_room = Q(minute=None) | Q(minute__lt=minute) | Q(taken__lte=limit - requests)
    went_on = When(minute=minute, then=F("taken") + requests)
    return bool(
        Token.objects.filter(has_room, pk=token).update(
            minute=minute, taken=Case(went_on, default=Value(requests)), last_used_at=Now()
        )
    )
