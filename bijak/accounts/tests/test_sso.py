"""The agency's own sign-in (OpenID Connect) binds to the account that exists, and never makes one."""

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.ledger import queries as ledger

SERVER = "https://sso.example.test"
START = "/akun/sso/instansi/"


class Answer:
    def __init__(self, data):
        self.data = data
        self.status_code = 200
        self.headers = {"content-type": "application/json"}
        self.text = json.dumps(data)

    def json(self):
        return self.data

    def raise_for_status(self):
        pass


@pytest.fixture
def sso(settings, monkeypatch):
    """A sign-in server on no network: what it says about the person is put into ``claims``."""
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "instansi",
                    "name": "SSO Kota Contoh",
                    "client_id": "bijak",
                    "secret": "rahasia",
                    "settings": {"server_url": SERVER},
                }
            ],
        }
    }
    claims = {"sub": "a1", "iss": SERVER, "aud": "bijak", "exp": 4102444800, "iat": 1}

    def answer(self, method, url, **_):
        if url.endswith("/.well-known/openid-configuration"):
            names = ("authorization", "token", "userinfo")
            return Answer(
                {f"{name}_endpoint": f"{SERVER}/{name}" for name in names}
                | {"issuer": SERVER, "jwks_uri": f"{SERVER}/keys"}
            )
        if url == f"{SERVER}/token":
            return Answer(
                {"access_token": "t", "id_token": jwt.encode(claims, "k" * 32), "token_type": "Bearer"}
            )
        assert url == f"{SERVER}/userinfo"
        return Answer(claims)

    monkeypatch.setattr("requests.Session.request", answer)
    return claims


def come_back(client):
    """Press the button, sign in over there, come back."""
    there = urlsplit(client.post(START)["Location"])
    assert f"{there.scheme}://{there.netloc}" == SERVER
    query = parse_qs(there.query)
    assert query["code_challenge_method"] == ["S256"]
    return client.get(f"{START}kembali/", {"code": "c", "state": query["state"][0]})


def is_signed_in(client):
    return client.get(reverse("accounts:me")).status_code == 200


def test_the_sign_in_page_offers_it_only_where_there_is_one(client, db):
    assert "SSO Kota Contoh" not in client.get(reverse("account_login")).content.decode()


def test_the_sign_in_page_offers_it(client, sso):
    assert "Masuk dengan SSO Kota Contoh" in client.get(reverse("account_login")).content.decode()


def test_ani_is_known_by_her_nip(client, ani, sso):
    sso["nip"] = ani.nip
    assert come_back(client)["Location"] == "/"
    assert is_signed_in(client)
    assert "accounts.sso_bound" in [entry.verb for entry in ledger.entries_for(ani)]


def test_the_second_time_she_is_known_by_the_binding(client, ani, sso):
    sso["nip"] = ani.nip
    come_back(client)
    client.post(reverse("account_logout"))
    del sso["nip"]
    come_back(client)
    assert is_signed_in(client)


def test_ani_is_known_by_an_address_that_the_server_has_verified(client, ani, sso):
    sso |= {"email": "Ani@Example.test", "email_verified": True}
    come_back(client)
    assert is_signed_in(client)


def test_an_address_that_nobody_verified_opens_nothing(client, ani, sso):
    sso |= {"email": ani.email, "email_verified": False}
    response = come_back(client)
    assert response.status_code == 403
    assert not is_signed_in(client)


def test_a_stranger_gets_no_account_but_a_sentence(client, ani, sso):
    accounts = Account.objects.count()
    sso |= {"nip": "197001011990011009", "email": "stranger@example.test", "email_verified": True}
    response = come_back(client)
    assert "belum ada akun dengan NIP atau surel itu di sini" in response.content.decode()
    assert Account.objects.count() == accounts


def test_a_deactivated_account_stays_closed(client, ani, sso):
    ani.is_active = False
    ani.save()
    sso["nip"] = ani.nip
    assert come_back(client)["Location"] == reverse("account_inactive")
    assert not is_signed_in(client)


def test_citra_still_shows_her_second_factor_here(client, citra, sso):
    sso["nip"] = citra.nip
    come_back(client)
    assert client.get(reverse("accounts:views"))["Location"].startswith(reverse("mfa_index"))
