"""Signing in: by NIP or e-mail, refused with a sentence, guessed at only five times."""

import re

import pytest
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.urls import reverse

from bijak.accounts.tests.conftest import PASSWORD

WRONG = "NIP, surel, atau kata sandi tidak cocok."


def sign_in(client, login, password=PASSWORD, **data):
    return client.post(reverse("account_login"), {"login": login, "password": password, **data})


def without_values(page):
    """What the page says, without what was typed and the token against forged forms."""
    return re.sub(r'value="[^"]*"', "", page.content.decode())


def is_signed_in(client):
    return client.get(reverse("accounts:me")).status_code == 200


@pytest.mark.parametrize(
    "login", ["199001012015012001", "19900101 201501 2 001", "ani@example.test", " Ani@Example.TEST "]
)
def test_ani_signs_in_by_nip_or_email_as_she_types_it(client, ani, login):
    response = sign_in(client, login)
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert is_signed_in(client)


def test_ani_returns_to_the_page_she_asked_for(client, ani):
    response = sign_in(client, ani.nip, next=reverse("accounts:views"))
    assert response["Location"] == reverse("accounts:views")


def test_nobody_is_led_away_to_another_site(client, ani):
    assert sign_in(client, ani.nip, next="https://evil.example/")["Location"] == "/"


def test_her_language_follows_her(client, ani):
    ani.language = "en"
    ani.save()
    assert sign_in(client, ani.nip).cookies["django_language"].value == "en"


def test_a_wrong_password_and_an_unknown_person_get_the_same_answer(client, ani):
    pages = [sign_in(client, login, "salah-sekali-123") for login in (ani.nip, "197001011990011009")]
    wrong, unknown = (without_values(page) for page in pages)
    assert WRONG in wrong
    assert wrong == unknown


def test_a_wrong_password_for_an_email_gets_that_answer_too(client, ani):
    for login in (ani.email, "nobody@example.test"):
        assert WRONG in sign_in(client, login, "salah-sekali-123").content.decode()


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client, ani):
    for _ in range(5):
        assert WRONG in sign_in(client, ani.nip, "salah-sekali-123").content.decode()
    response = sign_in(client, ani.nip)
    assert "Terlalu banyak percobaan masuk yang gagal. Tunggu lima menit" in response.content.decode()
    assert not is_signed_in(client)


def test_the_limit_holds_across_processes():
    assert isinstance(caches["default"], DatabaseCache)


def test_locking_one_account_leaves_the_others_open(client, ani, citra):
    for _ in range(6):
        sign_in(client, ani.nip, "salah-sekali-123")
    sign_in(client, citra.nip)
    assert is_signed_in(client)


def test_a_flood_from_one_address_is_asked_to_wait(client, ani, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        sign_in(client, ani.nip, "salah-sekali-123")
    response = sign_in(client, ani.nip)
    assert response.status_code == 429
    assert "Tunggu satu menit, lalu muat ulang halaman ini." in response.content.decode()


def test_a_deactivated_account_is_told_so_only_with_the_right_password(client, ani):
    ani.is_active = False
    ani.save()
    assert WRONG in sign_in(client, ani.nip, "salah-sekali-123").content.decode()
    response = client.post(reverse("account_login"), {"login": ani.nip, "password": PASSWORD}, follow=True)
    assert "Akun ini sedang tidak aktif" in response.content.decode()


def test_an_empty_form_says_which_fields(client):
    page = sign_in(client, "", "").content.decode()
    assert "Isian belum dapat diterima." in page
    assert "NIP atau surel" in page


def test_ani_resets_a_forgotten_password_by_mail(client, ani):
    client.post(reverse("account_reset_password"), {"email": "ani@example.test"})
    [message] = mail.outbox
    assert message.subject == "Mengganti kata sandi"
    assert "Seseorang, mungkin Anda, meminta kata sandi baru" in message.body
    path = re.search(r"http://testserver(/\S+)", message.body)[1]
    page = client.get(path, follow=True)
    new = "awan-berarak-pelan-9"
    response = client.post(page.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Masuklah dengan kata sandi yang baru." in response.content.decode()
    assert sign_in(client, ani.nip, new).status_code == 302
    assert "Tautan tidak berlaku lagi" in client.get(path, follow=True).content.decode() or is_signed_in(
        client
    )


def test_resetting_an_unknown_address_looks_the_same(client, ani):
    pages = [
        client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        for email in ("ani@example.test", "nobody@example.test")
    ]
    known, unknown = (without_values(page) for page in pages)
    assert known == unknown
    assert "tidak ada akun dengan surel" in mail.outbox[1].body


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("pendek-1", "terlalu pendek"),
        ("123456789qwerty", "terlalu umum"),
        ("Ani Lestari 1", "terlalu mirip"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client_of, ani, password, sentence):
    response = client_of(ani).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )
    assert sentence in response.content.decode()
    ani.refresh_from_db()
    assert ani.check_password(PASSWORD)


def test_two_different_new_passwords_are_refused(client_of, ani):
    response = client_of(ani).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "awan-berarak-pelan-9", "password2": "awan-berarak-pelan-8"},
    )
    assert "Kedua kata sandi tidak sama." in response.content.decode()


def test_changing_the_password_tells_the_owner_by_mail(client_of, ani):
    new = "awan-berarak-pelan-9"
    client = client_of(ani)
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert is_signed_in(client)
    assert "Kata sandi akun Anda diganti." in mail.outbox[0].body


def test_a_new_address_counts_only_when_confirmed(client, ani):
    sign_in(client, ani.nip)
    client.post(reverse("account_email"), {"email": "Baru@example.test", "action_add": "1"})
    ani.refresh_from_db()
    assert ani.email == "ani@example.test"
    [message] = [m for m in mail.outbox if m.to == ["baru@example.test"]]
    path = re.search(r"http://testserver(/\S+)", message.body)[1]
    assert "baru@example.test" in client.get(path).content.decode()
    client.post(path)
    ani.refresh_from_db()
    assert ani.email == "baru@example.test"
    assert any(m.to == ["ani@example.test"] and "diganti dari" in m.body for m in mail.outbox)
