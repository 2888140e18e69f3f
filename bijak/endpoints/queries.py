"""Questions about tokens."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.db.models.functions import Now

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.endpoints.models import Token
from bijak.endpoints.registries import scopes
from bijak.shell.prepared import Instances, Prepared

_IS_OVER = ExpressionWrapper(Q(expires_at__lte=Now()), output_field=BooleanField())


@dataclass(frozen=True)
class Bearer:
    """Whoever shows a token: its account, and what of its permissions the token carries."""

    token: int
    name: str
    account: Account
    scopes: frozenset[str]
    is_over: bool
    is_revoked: bool


def secret_hash(secret: str) -> str:
    """The secret has 256 random bits, so a plain hash cannot be searched backwards."""
    return hashlib.sha256(secret.encode()).hexdigest()


_account = Instances(Account)
_HEAD = ("pk", "name", "scopes", "is_over", "revoked_at")


def _of_secret(*, secret_hash: str) -> QuerySet[Any, tuple[Any, ...]]:
    found = Token.objects.filter(secret_hash=secret_hash).order_by().annotate(is_over=_IS_OVER)
    return found.values_list(*_HEAD, *(f"account__{column}" for column in _account.columns))


_bearers = Prepared(_of_secret, plans_once=True)


def bearer(secret: str) -> Bearer | None:
    """Whose token this is, in one query, so that a revoked one opens nothing from that moment on."""
    row = next(iter(_bearers(secret_hash=secret_hash(secret))), None)
    if row is None:
        return None
    token, name, carried, is_over, revoked_at = row[: len(_HEAD)]
    (account,) = _account.read([row[len(_HEAD) :]])
    return Bearer(token, name, account, frozenset(carried), is_over, revoked_at is not None)


def tokens() -> QuerySet[Token]:
    """Everybody's tokens with their owners, those that still open something first, then the newest."""
    return (
        Token.objects.select_related("account")
        .annotate(
            is_over=_IS_OVER,
            is_ending=ExpressionWrapper(_ENDING, output_field=BooleanField()),
            is_dead=ExpressionWrapper(_DEAD, output_field=BooleanField()),
        )
        .order_by("is_dead", "-pk")
    )


def tokens_of(account: Account) -> QuerySet[Token]:
    return tokens().filter(account=account)


def to_remind() -> QuerySet[Token]:
    """Tokens that soon open nothing, whose owners were not told yet."""
    told = Token.objects.filter(_ENDING, revoked_at=None, reminded_at=None, account__is_active=True)
    return (
        told.exclude(account__email=None).exclude(account__email="").select_related("account").order_by("pk")
    )


REMINDED_BEFORE = timedelta(days=14)
_DEAD = Q(expires_at__lte=Now()) | Q(revoked_at__isnull=False)
_ENDING = Q(expires_at__gt=Now(), expires_at__lte=Now() + REMINDED_BEFORE)


def token_of(account: Account, *, uuid: UUID) -> Token | None:
    """One of the account's own that is not revoked yet; None for anybody else's."""
    return Token.objects.filter(account=account, uuid=uuid, revoked_at=None).order_by("pk").first()


def scopes_of(account: Account, *, today: date) -> list[access.Permission]:
    """What a token of this account could carry today."""
    return [permission for permission in scopes if access.holds(account, permission, today=today)]
