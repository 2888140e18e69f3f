"""What an administrator does to somebody's account, she finds in her notifications."""

from datetime import date

import pytest

from bijak.accounts import services as accounts
from bijak.accounts.models import Account
from bijak.notifications import services
from bijak.notifications.models import Message

pytestmark = pytest.mark.django_db


def titles(account: Account) -> list[str]:
    told = Message.objects.filter(to=account, kind="accounts.changed").order_by("pk")
    return [message.title for message in told]


def test_ani_is_told_that_her_address_was_changed_but_not_of_a_corrected_name(
    ani: Account, administrator: Account, today: date
) -> None:
    known = {"account": ani, "nip": ani.nip, "by": administrator, "today": today}
    accounts.correct_account(name="Ani L.", email=ani.email, **known)
    assert titles(ani) == []
    accounts.correct_account(name="Ani L.", email="lain@example.test", **known)
    assert titles(ani) == ["Administrator mengganti surel akun Anda."]


def test_citra_is_told_that_her_second_factor_is_gone_whatever_channels_she_chose(
    citra: Account, administrator: Account, today: date
) -> None:
    services.choose(channels={"accounts.changed": ["app"]}, by=citra)
    accounts.remove_second_factor(account=citra, by=administrator, today=today)
    assert titles(citra) == ["Administrator melepas faktor kedua akun Anda."]
