"""Permissions: what a view declares, what an account holds, what a service demands."""

import pytest
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from bijak.accounts import access
from bijak.accounts.middleware import AccessMiddleware
from bijak.accounts.testing import Everything, Nothing, granting
from bijak.accounts.tests.conftest import Sample


def test_a_permission_reads_as_its_code_and_carries_its_label():
    assert str(Sample.SEE) == "sample.see"
    assert Sample.SEE.label == "Melihat data orang"
    assert Sample.SEE.sees_others
    assert not Sample.READ.sees_others
    assert Sample.READ in list(access.permissions())


def test_the_same_code_cannot_be_declared_twice():
    with pytest.raises(ValueError, match=r"sample\.read"):

        class Again(access.Permission):
            READ = "sample.read", "Membaca lagi"


def test_ani_holds_what_she_was_granted_and_nothing_else(ani, today):
    assert access.holds(ani, Sample.READ, today=today)
    assert not access.holds(ani, Sample.SEE, today=today)


def test_a_deactivated_account_holds_nothing(ani, today):
    ani.is_active = False
    assert not access.holds(ani, Sample.READ, today=today)


def test_must_says_which_permission_is_missing(ani, today):
    with pytest.raises(PermissionDenied, match="tidak memiliki izin “Melihat data orang”"):
        access.must(ani, Sample.SEE, today=today)


def test_must_says_when_the_grant_does_not_reach_that_far(ani, citra, today):
    with (
        granting({ani: {Sample.SEE: Nothing()}}),
        pytest.raises(PermissionDenied, match="tidak mencakup data ini"),
    ):
        access.must(ani, Sample.SEE, on=citra, today=today)


def test_must_is_content_within_the_grant(ani, citra, today):
    with granting({ani: {Sample.SEE: Everything()}}):
        access.must(ani, Sample.SEE, on=citra, today=today)


def test_a_second_grant_source_is_refused(ani):
    with pytest.raises(ValueError, match="already"):
        access.register_grant_source(lambda account, today: {})


def test_a_page_asks_for_the_grants_once(client_of, administrator, asked):
    client = client_of(administrator)
    asked.clear()
    assert client.get(reverse("accounts:list")).status_code == 200
    assert [account.pk for account in asked] == [administrator.pk]


def test_new_grants_are_seen_after_forgetting_the_old(ani, today):
    assert not access.holds(ani, Sample.SEE, today=today)
    with granting({ani: {Sample.SEE: Everything()}}):
        assert not access.holds(ani, Sample.SEE, today=today)
        access.forget_grants(ani)
        assert access.holds(ani, Sample.SEE, today=today)


def test_a_view_that_declares_nothing_is_not_opened(rf: RequestFactory):
    middleware = AccessMiddleware(lambda request: HttpResponse())
    with pytest.raises(ImproperlyConfigured, match="declares no access"):
        middleware.process_view(rf.get("/rahasia/"), lambda request: HttpResponse(), (), {})


def test_requiring_nothing_is_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        access.requires()


def test_a_fragment_asked_for_without_a_session_moves_the_whole_page(client):
    response = client.get(
        reverse("accounts:views") + "?hal=2",
        headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{reverse('accounts:views')}"},
    )
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == f"{reverse('account_login')}?next={reverse('accounts:views')}"


def test_what_was_typed_before_the_session_ended_comes_back(client, administrator, asked):
    client.post(reverse("accounts:create"), {"name": "Joko Susilo", "nip": "", "email": "joko@example.test"})
    signed_in = client.post(
        reverse("account_login"),
        {"login": administrator.nip, "password": "kuda-lumping-senja-7", "next": reverse("accounts:create")},
    )
    session = client.session  # as if she had shown her second factor
    session["account_authentication_methods"] = [
        *session["account_authentication_methods"],
        {"method": "mfa", "type": "totp", "at": 0},
    ]
    session.save()
    page = client.get(signed_in["Location"]).content.decode()
    assert "Joko Susilo" in page
    assert "joko@example.test" in page
