"""Ani's session ends while she fills in a long form."""

import time
from typing import Any

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory

from bijak.shell import drafts

PAGE = "/pegawai/ubah/"
TYPED = {
    "name": "Ani Lestari",
    "duties": ["mentor", "panel"],
    "password": "rahasia",
    "csrfmiddlewaretoken": "x",
}


@pytest.fixture
def session() -> SessionStore:
    return SessionStore()


@pytest.fixture
def ask(rf: RequestFactory, session: SessionStore) -> Any:
    def ask(method: str, path: str, data: dict[str, Any] | None = None, **headers: str) -> HttpRequest:
        request = getattr(rf, method)(path, data, headers=headers)
        request.session = session
        request._messages = FallbackStorage(request)
        return request

    return ask


def test_what_ani_typed_comes_back_on_the_same_page(ask: Any) -> None:
    assert drafts.hold(ask("post", PAGE, TYPED)) == PAGE
    request = ask("get", PAGE)
    assert drafts.restore(request)
    assert request.method == "GET"
    assert request.POST["name"] == "Ani Lestari"
    assert request.POST.getlist("duties") == ["mentor", "panel"]


def test_secrets_are_not_kept(ask: Any, session: SessionStore) -> None:
    drafts.hold(ask("post", PAGE, TYPED))
    assert set(session[drafts.KEY]["fields"]) == {"name", "duties"}


def test_nothing_is_shown_on_another_page(ask: Any) -> None:
    drafts.hold(ask("post", PAGE, TYPED))
    request = ask("get", "/pegawai/")
    assert not drafts.restore(request)
    assert not request.POST


def test_a_form_without_a_page_of_its_own_is_shown_where_it_stands(ask: Any) -> None:
    held = drafts.hold(
        ask("post", "/pegawai/simpan/", TYPED, referer="http://testserver/pegawai/ubah/?tab=2")
    )
    assert held == "/pegawai/ubah/?tab=2"
    assert drafts.restore(ask("get", PAGE))


def test_the_page_of_a_stranger_is_not_filled_in(ask: Any) -> None:
    assert drafts.hold(ask("post", PAGE, TYPED, referer="https://elsewhere.example/trap/")) == PAGE


def test_a_sent_form_is_forgotten(ask: Any) -> None:
    drafts.hold(ask("post", PAGE, TYPED))
    drafts.restore(ask("post", PAGE, {"name": "Ani Lestari, S.Pd."}))
    assert not drafts.restore(ask("get", PAGE))


def test_after_an_hour_it_is_forgotten(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts.hold(ask("post", PAGE, TYPED))
    later = time.time() + drafts.KEPT.total_seconds() + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert not drafts.restore(ask("get", PAGE))


def test_an_empty_or_endless_form_is_not_kept(ask: Any) -> None:
    assert drafts.hold(ask("post", PAGE, {"csrfmiddlewaretoken": "x", "name": ""})) == ""
    assert drafts.hold(ask("post", PAGE, {"name": "x" * (drafts.LIMIT + 1)})) == ""
