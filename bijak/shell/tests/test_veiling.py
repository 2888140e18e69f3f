"""A search for a NIP leaves no NIP in an address."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory
from django.test.utils import override_settings

from bijak.shell.veiling import opened, searched, veiled

NIP = "199001012015012001"


def _view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(opened(request.GET).get("cari", "") + "|" + request.GET.urlencode())


view = searched("cari")(_view)


@pytest.mark.parametrize("words", [NIP, "1985", "Ani 1990", "ani@example.test", "1"])
def test_words_that_tell_of_a_person_are_veiled_and_read_again(words: str) -> None:
    address = veiled(QueryDict(urlencode({"cari": words, "unit": "5"})), "cari")
    assert address["cari"].startswith("~")
    assert len(words) == 1 or words not in address.urlencode()
    assert opened(QueryDict(address.urlencode())).dict() == {"cari": words, "unit": "5"}


def test_a_name_stays_readable_and_empty_fields_stay_away() -> None:
    asked = QueryDict("cari=Ani+Lestari&unit=&golongan=33&csrfmiddlewaretoken=x")
    assert veiled(asked, "cari").urlencode() == "cari=Ani+Lestari&golongan=33"


@pytest.mark.parametrize("veil", ["~", "~abc", "~gAAAAABnot-ours", "~ü"])
def test_a_torn_veil_asks_for_nothing(veil: str) -> None:
    assert opened(QueryDict(urlencode({"cari": veil})))["cari"] == ""


def test_a_veil_outlives_a_new_secret() -> None:
    address = veiled(QueryDict(f"cari={NIP}"), "cari")
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[_secret()]):
        assert opened(address)["cari"] == NIP
    with override_settings(SECRET_KEY="another installation"):
        assert opened(address)["cari"] == ""


def test_a_browser_without_scripts_is_sent_to_an_address_it_may_keep(rf: RequestFactory) -> None:
    answer = view(rf.post("/pegawai/", {"cari": NIP, "jenis": "pns", "unit": ""}))
    address = urlsplit(answer["Location"])
    assert (answer.status_code, address.path) == (302, "/pegawai/")
    assert set(parse_qs(address.query)) == {"cari", "jenis"}
    assert NIP not in answer["Location"]
    again = view(rf.get(answer["Location"])).content.decode()
    assert again.startswith(NIP + "|cari=~")
    assert view(rf.post("/pegawai/", {"cari": ""}))["Location"] == "/pegawai/"


def test_htmx_gets_its_fragment_at_once_and_the_address_beside_it(rf: RequestFactory) -> None:
    answer = view(rf.post("/pegawai/", {"cari": NIP}, headers={"HX-Request": "true"}))
    assert answer.content.decode().startswith(NIP + "|cari=~")
    assert answer["HX-Push-Url"].startswith("/pegawai/?cari=~")
    assert NIP not in answer["HX-Push-Url"]


def _secret() -> str:
    from django.conf import settings

    return str(settings.SECRET_KEY)


def test_the_mark_of_access_survives() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    page.access = "mark"  # type: ignore[attr-defined]
    wrapped: Callable[..., HttpResponse] = searched("cari")(page)
    assert wrapped.access == "mark"  # type: ignore[attr-defined]
