"""For tests of every context: a program that shows a token."""

from datetime import date
from typing import Any

from django.test import Client

from bijak.accounts.access import Permission
from bijak.accounts.models import Account
from bijak.endpoints import services

TODAY = date(2026, 11, 2)


def program_of(account: Account, *scopes: Permission, **extra: Any) -> Client:
    """A client that asks in the name of the account, for these of its permissions."""
    _token, secret = services.make_token(name="Uji", scopes=scopes, days=30, by=account, today=TODAY)
    return Client(headers={"Authorization": f"Bearer {secret}"}, **extra)
