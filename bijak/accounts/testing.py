"""For tests of every context: sign a client in, and grant permissions without organization."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.usersessions.models import UserSession
from django.test import Client

from bijak.accounts import access
from bijak.accounts.models import Account


def sign_in(
    client: Client,
    account: Account,
    *,
    second_factor: bool = True,
    method: str = "password",
    ago: float = 0,
) -> Client:
    """Sign the client in as if on the sign-in page ``ago`` seconds ago, with the second factor shown or not."""
    client.force_login(account)
    session = client.session
    at = time.time() - ago
    records = [{"method": method, "at": at}]
    if second_factor:
        records.append({"method": "mfa", "type": "totp", "at": at})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = records
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(account)
    session.save()
    UserSession.objects.create(
        user=account, session_key=session.session_key, ip="127.0.0.1", user_agent="Firefox"
    )
    return client


class Everything:
    """A scope that covers all."""

    def covers(self, thing: Any) -> bool:
        return True


class Nothing:
    def covers(self, thing: Any) -> bool:
        return False


@contextmanager
def granting(
    held: dict[Account, dict[access.Permission, access.Scope]],
) -> Iterator[list[Account]]:
    """For the block, accounts hold exactly this; yields the accounts that were asked about, in order."""
    asked: list[Account] = []
    by_uuid = {account.uuid: permissions for account, permissions in held.items()}

    def source(account: Account, today: date) -> access.Grants:
        asked.append(account)
        return {permission.value: scope for permission, scope in by_uuid.get(account.uuid, {}).items()}

    before, access._source[:] = access._source[:], [source]
    try:
        yield asked
    finally:
        access._source[:] = before
