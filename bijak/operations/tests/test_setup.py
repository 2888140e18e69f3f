"""The first administrator comes in; one who is locked out is let in again, from the server only."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.operations import setup

pytestmark = pytest.mark.django_db


def enters(link: str) -> bool:
    browser = Client()
    browser.post("/" + link.split("/", 3)[3])
    return browser.get("/akun/").status_code == 200


def test_the_first_administrator_enters_once_by_her_link() -> None:
    link = setup.create_first_administrator(name="Rina", email="rina@example.test")
    assert enters(link)
    assert not enters(link)


def test_there_is_one_first_administrator(ani: Account) -> None:
    with pytest.raises(setup.Refused, match="bijak let-in"):
        setup.create_first_administrator(name="Rina", email="rina@example.test")


@pytest.mark.parametrize("known_as", ["indra@example.test", "198001012005011008"])
def test_an_administrator_is_let_in_again(administrator: Account, known_as: str) -> None:
    assert enters(setup.let_in(address=known_as, without_second_factor=False))
    assert "accounts.link_issued" in [entry.verb for entry in ledger.entries_for(administrator)]


@pytest.mark.parametrize("drops", [True, False])
def test_a_second_factor_goes_only_when_that_is_said(administrator: Account, drops: bool) -> None:
    Authenticator.objects.create(user=administrator, type=Authenticator.Type.TOTP, data={"secret": "x"})
    setup.let_in(address="indra@example.test", without_second_factor=drops)
    assert Authenticator.objects.filter(user=administrator).exists() is not drops


def test_nobody_else_is_let_in(administrator: Account, ani: Account, today: date) -> None:
    for address in ("ani@example.test", "indra", ""):
        with pytest.raises(setup.Refused, match="No active administrator"):
            setup.let_in(address=address, without_second_factor=True)
