"""What is refused whatever page is asked for."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from bijak.accounts.models import Account

pytestmark = pytest.mark.django_db


def _pages(patterns: list[Any], before: str = "/") -> Iterator[str]:
    """Every page whose address needs no key: lists, searches, forms."""
    for each in patterns:
        path = before + str(each.pattern).removesuffix("\\Z").strip("^$")
        if isinstance(each, URLResolver):
            yield from _pages(each.url_patterns, path)
        elif isinstance(each, URLPattern) and not each.pattern.regex.groups:
            yield path


def test_no_list_breaks_on_a_nul_in_its_search(
    citra: Account, administrator: Account, client_of: Callable[[Account], Client]
) -> None:
    pages = set(_pages(get_resolver().url_patterns)) - {"/healthz"}  # reads no query
    assert {"/pegawai/", "/impor/", "/organisasi/"} <= pages
    for account in (citra, administrator):
        browser = client_of(account)
        broken = {page: browser.get(f"{page}?q=%00&cari=x%00&kode=%00").status_code for page in pages}
        assert {page: status for page, status in broken.items() if status != 400} == {}
    answer = browser.get("/pegawai/?cari=%00")
    assert "Permintaan tidak dapat dibaca" in answer.content.decode()


def test_a_nul_in_the_path_is_refused_as_well(client: Client) -> None:
    assert client.get("/impor/templat/%00/").status_code == 400


def test_a_search_without_one_is_answered(citra: Account, client_of: Callable[[Account], Client]) -> None:
    assert client_of(citra).get("/pegawai/?cari=%2500").status_code == 200
