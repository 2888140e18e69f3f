"""The mail server of the agency does not answer; what people do with their accounts goes on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account

pytestmark = pytest.mark.django_db

PASSWORD = "awan-berarak-pelan-9"


@pytest.fixture(autouse=True)
def away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def test_ani_sets_her_first_password_and_stays_signed_in(
    client_of: Callable[..., Client], ani: Account
) -> None:
    ani.set_unusable_password()
    ani.save()
    browser = client_of(ani)
    answer = browser.post(reverse("account_set_password"), {"password1": PASSWORD, "password2": PASSWORD})
    assert answer.status_code == 302
    ani.refresh_from_db()
    assert ani.check_password(PASSWORD)
    assert browser.get(reverse("accounts:me")).status_code == 200


@pytest.mark.parametrize("email", ["ani@example.test", "nobody@example.test"])
def test_whoever_forgot_a_password_is_told_that_no_link_is_under_way(
    client: Client, ani: Account, email: str
) -> None:
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert answer.status_code == 503
    assert "Server surel instansi sedang tidak menjawab" in answer.content.decode()
    assert mail.outbox == []
