"""Tokens as their owner makes, sees and revokes them."""

from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.db.models.functions import Now
from django.urls import reverse

from bijak.accounts import access
from bijak.accounts import services as accounts
from bijak.accounts.testing import sign_in
from bijak.endpoints import queries, services
from bijak.endpoints.models import Token
from bijak.ledger import queries as ledger

VIEW = access.permission_named("people.view")
WANTED = {"name": "Penggajian", "scopes": ["people.view"], "days": "90"}


def test_citra_makes_a_token_and_sees_its_secret_once(client_of, citra):
    browser = client_of(citra)
    answer = browser.post(reverse("endpoints:make"), WANTED)
    secret = answer.context["secret"]
    assert secret.startswith(services.PREFIX)
    assert secret in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    token = Token.objects.get()
    assert secret not in str(vars(token))
    listed = browser.get(reverse("endpoints:tokens")).content.decode()
    assert "Penggajian" in listed
    assert secret not in listed
    (entry,) = ledger.entries_for(token)
    assert (entry.verb, entry.facts) == ("endpoints.token_made", {"scopes": ["people.view"], "days": 90})


def test_ani_is_offered_only_what_she_holds_herself(client_of, ani):
    page = client_of(ani).get(reverse("endpoints:make"))
    assert [code for code, _label in page.context["form"].fields["scopes"].choices] == ["organization.view"]
    assert client_of(ani).post(reverse("endpoints:make"), WANTED).status_code == 422
    assert not Token.objects.exists()


def test_the_service_refuses_a_scope_that_the_account_lacks(ani, today):
    with pytest.raises(PermissionDenied):
        services.make_token(name="Coba", scopes=[VIEW], days=30, by=ani, today=today)


def test_no_token_outlives_a_year(citra, today):
    with pytest.raises(IntegrityError):
        services.make_token(name="Lama", scopes=[VIEW], days=366, by=citra, today=today)


def test_a_revoked_token_is_recorded_once(client_of, citra, today):
    token, _secret = services.make_token(name="x", scopes=[VIEW], days=30, by=citra, today=today)
    browser, path = client_of(citra), reverse("endpoints:revoke", args=[token.uuid])
    assert browser.get(path).status_code == 200
    assert browser.post(path).status_code == 302
    assert browser.post(path).status_code == 404
    services.revoke_token(token=token, by=citra)
    assert [entry.verb for entry in ledger.entries_for(token)].count("endpoints.token_revoked") == 1


def test_an_account_that_is_opened_again_does_not_bring_its_tokens_back(citra, administrator, today):
    token, _secret = services.make_token(name="x", scopes=[VIEW], days=30, by=citra, today=today)
    accounts.deactivate(account=citra, by=administrator, today=today)
    accounts.reactivate(account=citra, by=administrator, today=today)
    token.refresh_from_db()
    assert token.revoked_at
    assert "endpoints.token_revoked" in [entry.verb for entry in ledger.entries_for(token)]


def test_nobody_sees_or_revokes_the_token_of_another(client_of, citra, gita, today):
    token, _secret = services.make_token(name="x", scopes=[VIEW], days=30, by=citra, today=today)
    browser = client_of(gita)
    assert browser.post(reverse("endpoints:revoke", args=[token.uuid])).status_code == 404
    assert browser.get(reverse("endpoints:tokens")).context["rows"] == []
    services.revoke_token(token=token, by=gita)
    token.refresh_from_db()
    assert token.revoked_at is None


def test_a_bearer_holds_no_more_than_the_scopes_and_no_more_than_the_account(dewi, today):
    _token, secret = services.make_token(name="x", scopes=[VIEW], days=30, by=dewi, today=today)
    account = queries.bearer(secret).account
    before = access.grants(account, today=today)
    assert {"people.view", "people.edit"} <= before.keys()
    access.narrow(account, ["people.view", "accounts.manage"], today=today)
    assert access.grants(account, today=today) == {"people.view": before["people.view"]}


def test_requests_are_counted_by_the_minute(citra, today):
    token, _secret = services.make_token(name="x", scopes=[VIEW], days=30, by=citra, today=today)
    assert services.take(token=token.pk, requests=20, limit=30)
    token.refresh_from_db()
    assert token.taken == 20
    assert token.last_used_at
    Token.objects.update(minute=Now() + timedelta(hours=1))  # a minute that does not pass during the test
    assert not services.take(token=token.pk, requests=20, limit=30)
    Token.objects.update(minute=Now() - timedelta(hours=1))
    assert services.take(token=token.pk, requests=20, limit=30)


def test_the_list_of_tokens_costs_the_same_however_long(
    client_of, citra, today, django_assert_max_num_queries
):
    for number in range(30):
        services.make_token(name=f"x{number}", scopes=[VIEW], days=30, by=citra, today=today)
    browser = client_of(citra)
    with django_assert_max_num_queries(11):
        browser.get(reverse("endpoints:tokens"))


def test_who_makes_a_token_shows_again_who_she_is_and_keeps_what_she_typed(client, citra):
    citra.set_password("rahasia-sekali-ya")
    citra.save()
    sign_in(client, citra, ago=3600)
    refused = client.post(reverse("endpoints:make"), WANTED)
    assert reverse("account_reauthenticate") in refused["Location"]
    assert not Token.objects.exists()
    client.post(refused["Location"], {"password": "rahasia-sekali-ya"})
    page = client.get(reverse("endpoints:make"))
    assert page.context["form"]["name"].value() == "Penggajian"
    assert "secret" in client.post(reverse("endpoints:make"), WANTED).context


def test_an_administrator_sees_and_ends_the_tokens_of_all_and_nobody_else_does(
    client_of, administrator, citra, today, django_capture_on_commit_callbacks
):
    token, secret = services.make_token(name="Gaji", scopes=[VIEW], days=30, by=citra, today=today)
    path = reverse("endpoints:end", args=[token.uuid])
    for page in (reverse("endpoints:all"), path):
        assert client_of(citra).get(page).status_code == 403
    browser = client_of(administrator)
    listed = browser.get(reverse("endpoints:all")).content.decode()
    assert citra.name in listed
    assert "Gaji" in listed
    assert secret not in listed
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(path)
    assert queries.bearer(secret).is_revoked
    (mail,) = django_mail.outbox
    assert (mail.to, "Gaji" in mail.body) == ([citra.email], True)
    assert browser.post(path).status_code == 404
    with pytest.raises(PermissionDenied):
        services.end_token(token=token, by=citra, today=today)


def test_the_owner_is_told_once_that_a_token_ends_soon(citra, today):
    soon, _secret = services.make_token(name="Segera", scopes=[VIEW], days=13, by=citra, today=today)
    services.make_token(name="Nanti", scopes=[VIEW], days=15, by=citra, today=today)
    dead, _secret = services.make_token(name="Mati", scopes=[VIEW], days=13, by=citra, today=today)
    services.revoke_token(token=dead, by=citra)
    services.remind()
    services.remind()
    assert [mail.body.split("”")[0] for mail in django_mail.outbox] == ["Token “Segera"]
