"""Every page of /akun/: works, role, anonymous, wrong method, and all of it in Indonesian."""

import re

import pytest
from django.urls import reverse

from bijak.accounts import access, services, urls

OPEN = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "socialaccount_login_cancelled",
]
MINE = [
    "accounts:me",
    "accounts:views",
    "mfa_index",
    "usersessions_list",
    "socialaccount_connections",
    "account_email",
    "account_change_password",
    "account_logout",
]
ADMINISTRATORS = ["accounts:list", "accounts:create"]
POSTED = ["accounts:deactivate", "accounts:reactivate", "accounts:send_link", "accounts:remove_second_factor"]


@pytest.mark.parametrize("name", OPEN)
def test_anyone_opens_the_pages_of_signing_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert_plain_indonesian(response)


def test_a_failure_of_the_agencys_own_sign_in_is_explained(client):
    response = client.get(reverse("socialaccount_login_error"))
    assert response.status_code == 401
    assert "Layanan masuk instansi tidak dapat dihubungi" in response.content.decode()
    assert_plain_indonesian(response)


@pytest.mark.parametrize("name", MINE)
def test_ani_opens_the_pages_of_her_account(client_of, ani, name):
    response = client_of(ani).get(reverse(name))
    assert response.status_code == 200
    assert_plain_indonesian(response)


@pytest.mark.parametrize("name", [*MINE[:-1], *ADMINISTRATORS])
def test_a_citizen_is_sent_to_sign_in_and_back(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_the_administrator_opens_the_list(client_of, administrator, name):
    response = client_of(administrator).get(reverse(name))
    assert response.status_code == 200
    assert_plain_indonesian(response)


def test_the_administrator_opens_an_account(client_of, administrator, ani):
    response = client_of(administrator).get(reverse("accounts:account", args=[ani.uuid]))
    assert response.status_code == 200
    assert_plain_indonesian(response)


@pytest.mark.parametrize("name", ADMINISTRATORS)
def test_ani_may_not_open_the_administrators_pages(client_of, ani, name):
    assert client_of(ani).get(reverse(name)).status_code == 403


@pytest.mark.parametrize("name", POSTED)
def test_ani_may_not_do_what_an_administrator_does(client_of, ani, citra, name):
    assert client_of(ani).post(reverse(name, args=[citra.uuid])).status_code == 403


@pytest.mark.parametrize("name", POSTED)
def test_an_act_does_not_happen_by_following_a_link(client_of, administrator, ani, name):
    assert client_of(administrator).get(reverse(name, args=[ani.uuid])).status_code == 405


def test_a_search_for_a_nip_leaves_no_nip_in_the_address(client_of, administrator, ani, citra):
    browser = client_of(administrator)
    answer = browser.post(reverse("accounts:list"), {"q": ani.nip})
    assert ani.nip not in answer["Location"]
    found = browser.get(answer["Location"]).content.decode()
    assert ani.name in found
    assert citra.name not in found


@pytest.mark.parametrize("name", ["mfa_index", "accounts:views"])
def test_a_page_that_only_shows_refuses_to_be_posted_to(client_of, administrator, name):
    assert client_of(administrator).post(reverse(name)).status_code == 405


@pytest.mark.parametrize("name", ["accounts:account", *POSTED])
def test_an_account_that_is_not_there_is_404(client_of, administrator, name):
    url = reverse(name, args=["01900000-0000-7000-8000-000000000000"])
    send = client_of(administrator)
    assert (send.get if name == "accounts:account" else send.post)(url).status_code == 404


def test_every_path_says_who_may_open_it():
    patterns = [*urls.sign_in, *urls.security, *urls.own]
    views = [pattern.callback for pattern in patterns]
    assert len(views) > 35
    assert all(access.declared(view) for view in views)


def test_nobody_signs_up(client):
    response = client.post(
        reverse("account_signup"),
        {"username": "199001012015012009", "email": "new@example.test", "password1": "kuda-lumping-senja-7"},
    )
    assert "Akun tidak dapat dibuat sendiri." in response.content.decode()
    assert not services.Account.objects.filter(email="new@example.test").exists()


def assert_plain_indonesian(response):
    """No inline script or style, and none of the English that allauth would have shown."""
    page = response.content.decode()
    assert not re.search(r"<script(?![^>]*(src=|type=\"application/json\"))", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page)
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert not re.search(r"\b(the|your|please|sign|email address|password)\b", text, re.IGNORECASE), text
