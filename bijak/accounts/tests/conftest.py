"""People as accounts sees them: with permissions, and without an organization above."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from bijak.accounts import access
from bijak.accounts.access import AccountPermission
from bijak.accounts.models import Account
from bijak.accounts.testing import Everything, granting, sign_in

PASSWORD = "kuda-lumping-senja-7"


class Sample(access.Permission):
    """Permissions of an invented context."""

    READ = "sample.read", "Membaca contoh"
    SEE = "sample.see", "Melihat data orang", True


@pytest.fixture(autouse=True)
def _no_limits_left_over(db: None) -> None:
    cache.clear()


@pytest.fixture
def ani(db: None) -> Account:
    return Account.objects.create_user(
        name="Ani Lestari", nip="199001012015012001", email="ani@example.test", password=PASSWORD
    )


@pytest.fixture
def citra(db: None) -> Account:
    """Sees other people's data."""
    return Account.objects.create_user(
        name="Citra Dewanti", nip="198203032006042003", email="citra@example.test", password=PASSWORD
    )


@pytest.fixture
def administrator(db: None) -> Account:
    return Account.objects.create_user(
        name="Indra Gunawan", nip="198001012005011008", email="indra@example.test", password=PASSWORD
    )


@pytest.fixture(autouse=True)
def asked(ani: Account, citra: Account, administrator: Account) -> Iterator[list[Account]]:
    """Who holds what; yields whose grants were asked for."""
    held: dict[Account, dict[access.Permission, access.Scope]] = {
        ani: {Sample.READ: Everything()},
        citra: {Sample.SEE: Everything()},
        administrator: {AccountPermission.MANAGE: Everything()},
    }
    with granting(held) as asked:
        yield asked


@pytest.fixture
def client_of() -> Callable[..., Client]:
    def open_browser(account: Account, **how: bool | str | float) -> Client:
        return sign_in(Client(), account, **how)  # type: ignore[arg-type]

    return open_browser


@pytest.fixture
def today() -> date:
    return date(2026, 11, 2)
