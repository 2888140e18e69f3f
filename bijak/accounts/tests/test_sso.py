"""The agency's own sign-in (OpenID Connect) binds to the account that exists, and never makes one."""

from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.accounts.tests.provider import CLIENT, SECRET, provider
from bijak.ledger import queries as ledger

START = "/akun/sso/instansi/"
REFUSED = "Layanan masuk instansi tidak dapat dihubungi atau menolak permintaan."


@pytest.fixture(scope="module")
def door():
    """The provider, on a port of this machine."""
    with provider() as ours:
        yield ours


@pytest.fixture
def server(settings, door):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "instansi",
                    "name": "SSO Kota Contoh",
                    "client_id": CLIENT,
                    "secret": SECRET,
                    "settings": {"server_url": door.address},
                }
            ],
        }
    }
    door.claims, door.lies, door.is_away = {"sub": "a1"}, {}, False
    return door


@pytest.fixture
def sso(server):
    """What the provider says about the person."""
    return server.claims


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


def go_there(client):
    """Press the button and sign in over there; the address that leads back."""
    there = client.post(START)["Location"]
    asked = parse_qs(urlsplit(there).query)
    assert asked["code_challenge_method"] == ["S256"]
    with pytest.raises(HTTPError) as answer:
        build_opener(_Stay).open(there)
    with answer.value as response:
        back = urlsplit(response.headers["Location"])
    assert back.path == f"{START}kembali/"
    return f"{back.path}?{back.query}"


def come_back(client):
    return client.get(go_there(client))


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


@pytest.mark.parametrize(
    "lie",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"exp": 1},
    ],
    ids=["issuer", "audience", "expired"],
)
def test_a_token_for_somebody_else_or_another_time_opens_nothing(client, ani, server, lie):
    server.claims["nip"] = ani.nip
    server.lies = lie
    response = come_back(client)
    assert REFUSED in response.content.decode()
    assert not is_signed_in(client)


def test_an_answer_to_a_question_never_asked_opens_nothing(client, ani, sso):
    sso["nip"] = ani.nip
    back = go_there(client)
    code = parse_qs(urlsplit(back).query)["code"][0]
    response = client.get(f"{START}kembali/", {"code": code, "state": "forged"})
    assert REFUSED in response.content.decode()
    assert not is_signed_in(client)


def test_an_answer_opens_once(client, ani, sso):
    sso["nip"] = ani.nip
    back = go_there(client)
    client.get(back)
    client.post(reverse("account_logout"))
    client.get(back)
    assert not is_signed_in(client)


def test_a_code_stolen_from_another_browser_opens_nothing(client, ani, sso):
    """What a nonce would stop: the code is bound to the browser that asked for it (PKCE, RFC 7636)."""
    sso["nip"] = ani.nip
    stolen = parse_qs(urlsplit(go_there(client)).query)["code"][0]
    thief = type(client)()
    state = parse_qs(urlsplit(thief.post(START)["Location"]).query)["state"][0]
    response = thief.get(f"{START}kembali/", {"code": stolen, "state": state})
    assert REFUSED in response.content.decode()
    assert not is_signed_in(thief)


def test_a_provider_that_is_away_is_said_so(client, ani, server):
    server.is_away = True
    response = client.post(START)
    assert response.status_code == 502
    assert REFUSED in response.content.decode()


def test_a_provider_that_goes_away_while_she_signs_in_is_said_so(client, ani, server):
    back = go_there(client)
    server.is_away = True
    response = client.get(back)
    assert REFUSED in response.content.decode()
    assert not is_signed_in(client)


def test_whoever_changes_her_mind_over_there_comes_back_to_a_sentence(client, server):
    state = parse_qs(urlsplit(client.post(START)["Location"]).query)["state"][0]
    response = client.get(f"{START}kembali/", {"error": "access_denied", "state": state}, follow=True)
    assert response.status_code == 200
    assert not is_signed_in(client)
