"""One-time links: once, within a day, never by a mail scanner."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import F
from django.urls import reverse

from bijak.accounts import queries, services
from bijak.accounts.models import SignInLink
from bijak.accounts.testing import sign_in
from bijak.ledger import queries as ledger


def is_signed_in(client, account):
    response = client.get(reverse("accounts:me"))
    return response.status_code == 200 and account.name in response.content.decode()


def test_opening_the_link_only_asks(client, ani):
    path = services.one_time_link(account=ani, by=None)
    page = client.get(path)
    assert page.status_code == 200
    assert "memasukkan Anda sebagai" in page.content.decode()
    assert "Ani Lestari" in page.content.decode()
    assert not is_signed_in(client, ani)


def test_pressing_the_button_signs_ani_in_and_leads_on(client, ani):
    path = services.one_time_link(account=ani, by=None, next=reverse("accounts:views"))
    client.get(path)
    response = client.post(path)
    assert response["Location"] == reverse("accounts:views")
    assert is_signed_in(client, ani)


def test_a_link_never_leads_to_another_site(client, ani):
    path = services.one_time_link(account=ani, by=None, next="https://evil.example/")
    assert client.post(path)["Location"] == "/"


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_second_time_it_says_that_it_was_used(client, ani, method):
    path = services.one_time_link(account=ani, by=None)
    client.post(path)
    client.post(reverse("account_logout"))
    response = getattr(client, method)(path)
    assert response.status_code == 410
    assert "Tautan ini sudah dipakai. Setiap tautan hanya berlaku satu kali." in response.content.decode()
    assert not is_signed_in(client, ani)


def test_of_two_that_come_at_once_one_gets_it(ani):
    secret = services.one_time_link(account=ani, by=None).split("/")[-2]
    first = queries.open_link(secret)
    services.redeem_link(secret=secret)
    assert first.used_at is None  # the second had already looked
    with pytest.raises(queries.LinkRefused, match="sudah dipakai"):
        services.redeem_link(secret=secret)


def test_after_a_day_it_says_that_it_is_over(client, ani):
    path = services.one_time_link(account=ani, by=None)
    SignInLink.objects.update(expires_at=F("expires_at") - timedelta(hours=24, seconds=1))
    response = client.post(path)
    assert response.status_code == 410
    assert "Masa berlaku tautan ini sudah lewat." in response.content.decode()


def test_a_newer_link_replaces_the_older(client, ani):
    older, newer = (services.one_time_link(account=ani, by=None) for _ in range(2))
    assert "sudah diganti dengan tautan yang lebih baru" in client.post(older).content.decode()
    assert client.post(newer).status_code == 302


def test_a_link_does_not_open_a_deactivated_account(client, ani):
    path = services.one_time_link(account=ani, by=None)
    ani.is_active = False
    ani.save()
    response = client.post(path)
    assert response.status_code == 410
    assert "sedang tidak aktif" in response.content.decode()


def test_only_the_hash_of_the_secret_is_kept(ani):
    secret = services.one_time_link(account=ani, by=None).split("/")[-2]
    [link] = SignInLink.objects.all()
    assert bytes(link.secret_hash) == queries.secret_hash(secret)
    assert secret not in str(vars(link))


def test_budis_link_signs_ani_out_first(client, ani, citra):
    sign_in(client, ani)
    client.post(services.one_time_link(account=citra, by=None))
    assert is_signed_in(client, citra)


def test_issuing_and_using_are_on_record(client, ani, administrator, today):
    client.post(services.issue_link(account=ani, by=administrator, today=today))
    verbs = [(entry.verb, entry.by_uuid) for entry in ledger.entries_for(ani)]
    assert ("accounts.link_issued", administrator.uuid) in verbs
    assert ("accounts.link_used", ani.uuid) in verbs


def test_the_administrator_mails_a_link(client, client_of, administrator, ani):
    response = client_of(administrator).post(reverse("accounts:send_link", args=[ani.uuid]), follow=True)
    assert "Tautan masuk dikirim ke ani@example.test." in response.content.decode()
    [message] = mail.outbox
    assert message.to == ["ani@example.test"]
    path = message.body.split("http://testserver")[1].split()[0]
    assert path not in response.content.decode()
    client.post(path)
    assert is_signed_in(client, ani)


def test_without_a_mailbox_the_link_is_shown_once_to_hand_over(client, client_of, administrator, ani):
    ani.email = None
    ani.save()
    page = client_of(administrator).post(reverse("accounts:send_link", args=[ani.uuid])).content.decode()
    assert "Serahkan tautan ini langsung kepada pemilik akun." in page
    client.post(page.split("http://testserver")[1].split("<")[0])
    assert is_signed_in(client, ani)


def test_when_mail_fails_the_link_is_shown_instead(client_of, administrator, ani, monkeypatch):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("bijak.accounts.mails.send_mail", fail)
    page = client_of(administrator).post(reverse("accounts:send_link", args=[ani.uuid])).content.decode()
    assert "Surel tidak terkirim." in page
    assert "/akun/tautan/" in page
