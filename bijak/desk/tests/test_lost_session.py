"""Citra's session ends, or her page grows old, while she fills in a long form."""

from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.accounts.testing import sign_in
from bijak.organization.models import Unit

pytestmark = pytest.mark.django_db
TYPED = {"name": "Dinas Pemadam Kebakaran", "kind": "office"}
BACK = "Isian Anda yang belum terkirim kami tampilkan kembali."


def test_what_citra_typed_is_there_after_she_signs_in_again(
    client_of: Callable[[Account], Client], citra: Account
) -> None:
    page = reverse("organization:create")
    browser = client_of(citra)
    assert browser.get(page).status_code == 200
    browser.logout()

    refused = browser.post(page, TYPED)
    assert refused.status_code == 302
    assert reverse("account_login") in refused["Location"]
    assert not Unit.objects.filter(name=TYPED["name"]).exists()

    sign_in(browser, citra)
    again = browser.get(page).content.decode()
    assert f'value="{TYPED["name"]}"' in again
    assert BACK in again


def test_a_form_of_an_earlier_session_is_shown_again(
    client_of: Callable[..., Client], citra: Account
) -> None:
    page = reverse("organization:create")
    browser = client_of(citra, enforce_csrf_checks=True)
    answer = browser.post(
        page, TYPED | {"csrfmiddlewaretoken": "x" * 64}, headers={"Origin": "http://testserver"}
    )
    assert answer["Location"] == page
    again = browser.get(page).content.decode()
    assert f'value="{TYPED["name"]}"' in again
    assert BACK in again


def test_a_form_on_a_strangers_page_is_refused_and_not_kept(
    client_of: Callable[..., Client], citra: Account
) -> None:
    page = reverse("organization:create")
    browser = client_of(citra, enforce_csrf_checks=True)
    answer = browser.post(page, TYPED, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert "Halaman sudah kedaluwarsa" in answer.content.decode()
    assert TYPED["name"] not in browser.get(page).content.decode()


def test_citra_is_told_that_her_session_ended_and_comes_back(
    client_of: Callable[[Account], Client], citra: Account
) -> None:
    page = reverse("organization:create")
    browser = client_of(citra)
    browser.session.flush()  # the cookie stays, as in her browser
    answer = browser.get(page, follow=True)
    assert "Sesi Anda sudah berakhir." in answer.content.decode()
    assert unquote(answer.request["QUERY_STRING"]) == f"next={page}"


def test_a_stranger_is_not_told_of_a_session_that_she_never_had(client: Client) -> None:
    answer = client.get(reverse("organization:create"), follow=True)
    assert "Sesi Anda sudah berakhir." not in answer.content.decode()


def test_a_page_that_is_not_there_leads_to_finding(
    client: Client, client_of: Callable[[Account], Client], citra: Account
) -> None:
    """A stranger is led to what she may open."""
    assert reverse("desk:search") in client_of(citra).get("/tidak-ada/").content.decode()
    assert reverse("desk:search") not in client.get("/tidak-ada/").content.decode()
