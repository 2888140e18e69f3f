"""Accounts and what an administrator does with them."""

from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.urls import reverse

from bijak.accounts import queries, services
from bijak.accounts.models import Account
from bijak.ledger import queries as ledger
from bijak.shell.testing import assert_swap_equals_reload


def test_an_account_needs_nip_or_email(db):
    with pytest.raises(ValidationError, match="sedikitnya satu diperlukan"):
        services.create_account(name="Tanpa Tanda", by=None)


def test_the_database_keeps_that_promise_too(db):
    with pytest.raises(IntegrityError, match="accounts_account_has_nip_or_email"):
        Account.objects.create(name="Tanpa Tanda")


def test_one_address_in_capitals_or_not_is_one_account(ani):
    assert Account.objects.get(email="ANI@example.test") == ani
    with pytest.raises(ValidationError, match="sudah dipakai akun lain"):
        services.create_account(name="Ani Lain", email="Ani@Example.Test", by=None)


@pytest.mark.parametrize("nip", ["1990010120150120", "19900101201501200X"])
def test_a_nip_has_eighteen_digits(db, nip):
    with pytest.raises(ValidationError, match="18 angka"):
        services.create_account(name="Salah Ketik", nip=nip, by=None)


def test_two_accounts_without_email_live_side_by_side(db):
    services.create_account(name="Satu", nip="199001012015012011", by=None)
    services.create_account(name="Dua", nip="199001012015012012", by=None)
    assert Account.objects.filter(email=None).count() == 2


def test_a_new_account_has_no_password(db):
    assert not services.create_account(name="Baru", email="baru@example.test", by=None).has_usable_password()


def test_the_administrator_creates_an_account_and_its_owner_gets_a_link(client_of, administrator):
    response = client_of(administrator).post(
        reverse("accounts:create"),
        {"name": "Joko Susilo", "nip": "19850404 201001 1 005", "email": "Joko@example.test"},
        follow=True,
    )
    account = Account.objects.get(nip="198504042010011005")
    assert "Akun Joko Susilo dibuat." in response.content.decode()
    assert mail.outbox[0].to == ["joko@example.test"]
    assert [entry.by_uuid for entry in ledger.entries_for(account)] == [administrator.uuid] * 2


def test_a_taken_nip_is_refused_and_what_was_typed_stays(client_of, administrator, ani):
    page = client_of(administrator).post(
        reverse("accounts:create"), {"name": "Joko Susilo", "nip": ani.nip, "email": ""}
    )
    assert "NIP ini sudah dipakai akun lain." in page.content.decode()
    assert "Joko Susilo" in page.content.decode()


def test_a_script_in_a_name_stays_text(client_of, administrator, ani):
    ani.name = "<script>alert(1)</script>"
    ani.save()
    page = client_of(administrator).get(reverse("accounts:list")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_name_of_ten_thousand_letters_is_refused(client_of, administrator):
    page = client_of(administrator).post(
        reverse("accounts:create"), {"name": "A" * 10_000, "nip": "", "email": "a@example.test"}
    )
    assert "200" in page.content.decode()
    assert not Account.objects.filter(email="a@example.test").exists()


@pytest.mark.parametrize("text", ["lesta", "LESTARI", "19900101", "Ani@"])
def test_the_list_finds_part_of_a_name_or_the_beginning_of_a_number(ani, citra, text):
    assert list(queries.find(text)) == [ani]


def test_the_list_costs_the_same_however_long(client_of, administrator, django_assert_max_num_queries):
    Account.objects.bulk_create(Account(name=f"Pegawai {i}", email=f"p{i}@example.test") for i in range(60))
    client = client_of(administrator)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("accounts:list") + "?hal=2")
    assert page.content.decode().count("<tr>") == 26


def test_searching_by_swap_shows_what_a_reload_shows(client_of, administrator, ani):
    assert_swap_equals_reload(client_of(administrator), reverse("accounts:list") + "?q=lesta", "accounts")


def test_deactivating_ends_the_sessions_and_the_links(client, client_of, administrator, ani):
    her_browser = client_of(ani)
    path = services.one_time_link(account=ani, by=None)
    response = client_of(administrator).post(reverse("accounts:deactivate", args=[ani.uuid]), follow=True)
    assert "Akun dinonaktifkan dan semua sesinya diakhiri." in response.content.decode()
    assert her_browser.get(reverse("accounts:me")).status_code == 302
    assert client.post(path).status_code == 410
    assert queries.sessions(ani) == []


def test_reactivating_opens_the_account_again(client_of, administrator, ani):
    admin = client_of(administrator)
    admin.post(reverse("accounts:deactivate", args=[ani.uuid]))
    admin.post(reverse("accounts:reactivate", args=[ani.uuid]))
    ani.refresh_from_db()
    assert ani.is_active


def test_nobody_locks_herself_out(client_of, administrator):
    url = reverse("accounts:deactivate", args=[administrator.uuid])
    response = client_of(administrator).post(url, follow=True)
    assert "Anda tidak dapat menonaktifkan akun Anda sendiri." in response.content.decode()


def test_the_services_check_again(ani, citra, today):
    for act in (
        services.deactivate,
        services.reactivate,
        services.issue_link,
        services.remove_second_factor,
    ):
        with pytest.raises(PermissionDenied, match="Mengelola akun"):
            act(account=citra, by=ani, today=today)
    with pytest.raises(PermissionDenied):
        services.add_account(name="X", nip=None, email="x@example.test", by=ani, today=today)


def test_correcting_says_which_fields_changed_but_not_to_what(client_of, administrator, ani):
    url = reverse("accounts:account", args=[ani.uuid])
    client_of(administrator).post(url, {"name": ani.name, "nip": ani.nip, "email": "lain@example.test"})
    ani.refresh_from_db()
    assert ani.email == "lain@example.test"
    [entry] = [e for e in ledger.entries_for(ani) if e.verb == "accounts.account_corrected"]
    assert entry.facts == {"fields": ["email"]}
    assert entry.by_uuid == administrator.uuid


def test_a_changed_address_is_told_to_the_former_one_and_to_the_owner(client_of, administrator, ani):
    former = ani.email
    url = reverse("accounts:account", args=[ani.uuid])
    client_of(administrator).post(url, {"name": ani.name, "nip": ani.nip, "email": "lain@example.test"})
    assert [message.to for message in mail.outbox] == [[former], ["lain@example.test"]]
    assert all("Administrator mengganti surel akun Anda." in message.body for message in mail.outbox)
    assert "lain@example.test" not in mail.outbox[0].body  # the former address may be a stranger's


def test_a_corrected_name_is_nothing_to_write_about(client_of, administrator, ani):
    url = reverse("accounts:account", args=[ani.uuid])
    client_of(administrator).post(url, {"name": "Ani L.", "nip": ani.nip, "email": ani.email})
    assert mail.outbox == []


def test_a_mail_server_that_is_away_undoes_nothing_and_the_administrator_hears(
    client_of, administrator, ani, monkeypatch
):
    monkeypatch.setattr("bijak.accounts.mails.send_change", _refuse)
    url = reverse("accounts:account", args=[ani.uuid])
    answer = client_of(administrator).post(
        url, {"name": ani.name, "nip": ani.nip, "email": "lain@example.test"}, follow=True
    )
    ani.refresh_from_db()
    assert ani.email == "lain@example.test"
    assert "Surel kepada lain@example.test tidak terkirim." in answer.content.decode()


def _refuse(*args, **kwargs):
    raise SMTPException("away")


def test_ani_chooses_english(client_of, ani):
    response = client_of(ani).post(reverse("accounts:me"), {"language": "en"})
    assert response.cookies["django_language"].value == "en"
    ani.refresh_from_db()
    assert ani.language == "en"


def test_ani_sees_her_browsers_and_ends_one(client, client_of, ani):
    here = client_of(ani)
    client.post(
        reverse("account_login"),
        {"login": ani.nip, "password": "kuda-lumping-senja-7"},
        headers={
            "User-Agent": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140.0 Safari/537.36 Edg/140.0"
        },
    )
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Edge, Windows" in page
    other = next(session for session in queries.sessions(ani) if session.browser == "Edge, Windows")
    here.post(reverse("usersessions_list"), {"session": other.pk})
    assert client.get(reverse("accounts:me")).status_code == 302
    assert here.get(reverse("accounts:me")).status_code == 200
    assert "accounts.session_ended" in [entry.verb for entry in ledger.entries_for(ani)]


def test_ani_cannot_end_somebody_elses_session(client_of, ani, citra):
    hers = client_of(citra)
    [session] = queries.sessions(citra)
    response = client_of(ani).post(reverse("usersessions_list"), {"session": session.pk}, follow=True)
    assert "Sesi itu sudah berakhir sebelumnya." in response.content.decode()
    assert hers.get(reverse("accounts:me")).status_code == 200


def test_ani_ends_all_the_others(client_of, ani):
    here, there = client_of(ani), client_of(ani)
    here.post(reverse("usersessions_list"))
    assert there.get(reverse("accounts:me")).status_code == 302
    assert here.get(reverse("accounts:me")).status_code == 200
