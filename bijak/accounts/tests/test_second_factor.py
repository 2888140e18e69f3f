"""Whoever sees other people's data shows a second factor first."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.urls import reverse

from bijak.accounts import services
from bijak.accounts.testing import sign_in
from bijak.accounts.tests.conftest import PASSWORD
from bijak.ledger import queries as ledger

PAGE = "accounts:views"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def with_app(account):
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def test_citra_is_led_to_set_one_up_before_anything_else(client_of, citra):
    client = client_of(citra, second_factor=False)
    response = client.get(reverse(PAGE))
    assert response["Location"].startswith(reverse("mfa_index"))
    page = client.get(response["Location"]).content.decode()
    assert "Pasang faktor kedua untuk melanjutkan" in page
    assert "kata sandi saja tidak cukup" in page


def test_ani_who_sees_only_herself_needs_none(client_of, ani):
    assert client_of(ani, second_factor=False).get(reverse(PAGE)).status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells when the setting-up is committed
def test_citra_sets_up_the_app_and_goes_on_where_she_was(client_of, citra):
    client = client_of(citra, second_factor=False)
    client.get(reverse(PAGE))
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = re.search(r"<code[^>]*>(\w+)</code>", page)[1]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert "Aplikasi autentikator sudah dipasang." in response.content.decode()
    assert "Simpan di tempat yang aman" in response.content.decode()
    overview = client.get(reverse("mfa_index")).content.decode()
    assert f'href="{reverse(PAGE)}">Lanjutkan ke halaman yang tadi Anda buka' in overview
    assert client.get(reverse(PAGE)).status_code == 200
    assert "Aplikasi autentikator dipasang pada akun Anda." in mail.outbox[0].body
    assert "accounts.second_factor_added" in [entry.verb for entry in ledger.entries_for(citra)]


def test_the_secret_of_the_app_is_not_readable_in_the_database(citra):
    secret = with_app(citra)
    [authenticator] = Authenticator.objects.filter(user=citra)
    assert secret not in str(authenticator.data)


def test_the_password_alone_does_not_sign_citra_in(client, citra):
    secret = with_app(citra)
    response = client.post(reverse("account_login"), {"login": citra.nip, "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("accounts:me")).status_code == 302
    refused = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode tidak cocok atau sudah berganti." in refused.content.decode()
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(reverse(PAGE)).status_code == 200


def test_a_recovery_code_replaces_a_lost_telephone_once(client, citra):
    with_app(citra)
    code = RecoveryCodes.activate(citra).get_unused_codes()[0]
    for expected in (200, 302):
        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": citra.nip, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.get(reverse(PAGE)).status_code == expected


def test_codes_are_guessed_at_only_five_times(client, citra):
    secret = with_app(citra)
    client.post(reverse("account_login"), {"login": citra.nip, "password": PASSWORD})
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert "Terlalu banyak percobaan masuk yang gagal." in response.content.decode()


def test_a_one_time_link_does_not_go_around_the_second_factor(client, citra):
    with_app(citra)
    response = client.post(services.one_time_link(account=citra, by=None))
    assert response["Location"] == reverse("mfa_authenticate")


def test_a_session_from_before_is_asked_for_it(client_of, citra):
    with_app(citra)
    response = client_of(citra, second_factor=False).get(reverse(PAGE))
    assert response["Location"] == f"{reverse('mfa_reauthenticate')}?next={reverse(PAGE)}"


def test_after_removing_the_last_one_citra_sets_up_another(client_of, citra):
    with_app(citra)
    client = client_of(citra, ago=301)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert client.get(reverse(PAGE))["Location"].startswith(reverse("mfa_index"))
    assert "accounts.second_factor_removed" in [entry.verb for entry in ledger.entries_for(citra)]


def test_a_stolen_session_cannot_remove_it_without_the_password(client_of, citra):
    with_app(citra)
    response = client_of(citra, ago=301).post(reverse("mfa_deactivate_totp"))
    assert reverse("account_reauthenticate") in response["Location"]
    assert Authenticator.objects.filter(user=citra).exists()


def test_a_link_alone_does_not_change_the_means_of_signing_in(client, ani):
    client.post(services.one_time_link(account=ani, by=None))
    response = client.get(reverse("mfa_activate_totp"))
    assert reverse("account_reauthenticate") in response["Location"]


def test_the_administrator_removes_it_for_somebody_who_lost_everything(client_of, administrator, citra):
    with_app(citra)
    her_browser = client_of(citra)
    client_of(administrator).post(reverse("accounts:remove_second_factor", args=[citra.uuid]))
    assert not Authenticator.objects.filter(user=citra).exists()
    assert her_browser.get(reverse("accounts:me")).status_code == 302
    assert "Administrator melepas faktor kedua akun Anda." in mail.outbox[0].body


class TestDemo:
    @pytest.fixture(autouse=True)
    def _demo(self, settings):
        settings.IS_DEMO = True

    def test_a_persona_who_came_by_link_needs_none_and_the_banner_says_so(self, client, citra):
        client.post(services.one_time_link(account=citra, by=None))
        response = client.get(reverse(PAGE))
        assert response.status_code == 200
        assert "Demo: faktor kedua tidak diminta." in response.content.decode()

    def test_a_persona_who_came_by_password_does(self, client_of, citra):
        response = client_of(citra, second_factor=False).get(reverse(PAGE))
        assert response["Location"].startswith(reverse("mfa_index"))

    def test_a_persona_who_set_one_up_must_show_it(self, client, citra):
        with_app(citra)
        sign_in(client, citra, second_factor=False, method="link")
        assert client.get(reverse(PAGE))["Location"].startswith(reverse("mfa_reauthenticate"))
