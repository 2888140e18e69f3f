"""The first page, the preferences, the ledger's page and the gallery."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from bijak.accounts.models import Account
from bijak.kernel.uuid7 import uuid7
from bijak.ledger import services as ledger
from bijak.ledger.models import Checkpoint, Entry
from bijak.ledger.registries import verbs
from bijak.shell.registries import Due, TileContent, Tiles
from bijak.shell.testing import assert_swap_equals_reload

pytestmark = pytest.mark.django_db

type Browser = Callable[[Account], Client]


@pytest.fixture
def tiles(monkeypatch: pytest.MonkeyPatch) -> Tiles:
    """Only the tiles of this test."""
    own = Tiles()
    monkeypatch.setattr("bijak.desk.queries.home.tiles", own)
    return own


def test_a_citizen_is_told_what_this_is_and_where_to_sign_in(client: Client) -> None:
    page = client.get("/").content.decode()
    assert reverse("account_login") in page
    assert "shell-navigation" not in page


def test_ani_sees_what_waits_for_her_the_late_first(client_of: Browser, ani: Account, tiles: Tiles) -> None:
    tiles.add(
        lambda request: TileContent(
            title="Tugas",
            due=(
                Due(title="Tanpa tanggal", link="/c/"),
                Due(title="Nanti", link="/b/", until=date(2099, 1, 1)),
                Due(title="Dulu", link="/a/", until=date(2020, 1, 1)),
            ),
        )
    )
    page = client_of(ani).get("/").content.decode()
    assert page.index("Dulu") < page.index("Nanti") < page.index("Tanpa tanggal")
    assert "Terlambat sejak 1 Januari 2020" in " ".join(page.split())


def test_a_figure_is_written_in_full_even_when_it_is_zero(
    client_of: Browser, ani: Account, tiles: Tiles
) -> None:
    tiles.add(lambda request: TileContent(title="Pegawai", figure=6493))
    tiles.add(lambda request: TileContent(title="Terlambat", figure=0))
    page = client_of(ani).get("/").content.decode()
    assert '<p class="tile-figure">6.493</p>' in page
    assert '<p class="tile-figure">0</p>' in page


def test_with_nothing_to_do_the_home_page_says_so(client_of: Browser, ani: Account, tiles: Tiles) -> None:
    assert "Tidak ada yang menunggu Anda hari ini." in client_of(ani).get("/").content.decode()


def test_a_name_with_a_script_is_only_a_name(client_of: Browser, ani: Account) -> None:
    ani.name = "<script>alert(1)</script>"
    ani.save()
    assert "<script>alert" not in client_of(ani).get("/").content.decode()


# Preferences ------------------------------------------------------------------------------------


def test_a_browser_that_speaks_english_still_gets_indonesian(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "id"
    assert '<html lang="id"' in page.content.decode()


def test_choosing_english_is_remembered_and_goes_back_to_the_page(client: Client) -> None:
    answer = client.post(reverse("desk:preference"), {"language": "en", "next": "/ui/?hal=2"})
    assert answer["Location"] == "/ui/?hal=2"
    assert client.get("/")["Content-Language"] == "en"


def test_choosing_dark_is_remembered(client: Client) -> None:
    client.post(reverse("desk:preference"), {"theme": "dark", "next": "/"})
    assert 'data-bs-theme="dark"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""]
)
def test_a_preference_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    assert client.post(reverse("desk:preference"), {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_an_unknown_preference_changes_nothing(client: Client) -> None:
    answer = client.post(reverse("desk:preference"), {"theme": "pink", "language": "xx"})
    assert not answer.cookies


def test_a_preference_is_posted(client: Client) -> None:
    assert client.get(reverse("desk:preference")).status_code == 405


# Ledger -----------------------------------------------------------------------------------------


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch, ani: Account, citra: Account) -> None:
    """60 entries about Ani, by Citra."""
    monkeypatch.setattr(verbs, "_labels", {**verbs.all(), "desk.tested": "Diuji"})
    Entry.objects.all().delete()
    for _number in range(60):
        ledger.record("desk.tested", subject=ani, by=citra)


def test_a_citizen_sees_how_to_verify_but_no_entries(client: Client, written: None) -> None:
    page = client.get(reverse("desk:ledger")).content.decode()
    assert "bijak ledger verify" in page
    assert "Diuji" not in page
    assert client.get(reverse("desk:ledger_export")).status_code == 302


def test_ani_may_not_download_the_record(client_of: Browser, ani: Account) -> None:
    assert client_of(ani).get(reverse("desk:ledger_export")).status_code == 403


def test_hadi_reads_the_entries_page_by_page(
    client_of: Browser, hadi: Account, written: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client_of(hadi)
    browser.get(reverse("desk:ledger"))
    with django_assert_max_num_queries(12):
        page = browser.get(reverse("desk:ledger"))
    lines = page.context["lines"]
    assert [line.act for line in lines] == ["Diuji"] * 50
    assert {line.by for line in lines} == {"Citra Dewanti"}
    older = browser.get(reverse("desk:ledger"), {"sebelum": page.context["more"]})
    assert len(older.context["lines"]) == 10
    assert older.context["more"] is None


def test_a_swap_of_the_entries_equals_a_reload(client_of: Browser, hadi: Account, written: None) -> None:
    assert_swap_equals_reload(client_of(hadi), reverse("desk:ledger"), "catatan")


def test_nonsense_in_the_address_shows_the_newest(client_of: Browser, hadi: Account, written: None) -> None:
    page = client_of(hadi).get(reverse("desk:ledger"), {"sebelum": "'; drop table"})
    assert len(page.context["lines"]) == 50


def test_hadi_downloads_the_record(client_of: Browser, hadi: Account, written: None) -> None:
    answer = client_of(hadi).get(reverse("desk:ledger_export"))
    assert b"bijak" in b"".join(answer)  # type: ignore[arg-type]


# Gallery ----------------------------------------------------------------------------------------


def test_the_gallery_shows_every_component(client: Client) -> None:
    page = client.get(reverse("desk:ui")).content.decode()
    for sign in ("card", "empty", "alert-danger", "badge", "field-error", "pagination", "<progress", "btn"):
        assert sign in page


def test_the_gallery_is_small(client: Client) -> None:
    assert len(client.get(reverse("desk:ui")).content) < 60_000


def test_no_page_has_inline_style_or_script(client: Client) -> None:
    for name in ("desk:home", "desk:ui", "desk:ledger"):
        page = client.get(reverse(name)).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count("<script src=")


def test_anyone_takes_the_proof_that_the_record_has_only_grown(client: Client) -> None:
    ledger.record("documents.kept", subject=("documents.document", uuid7()))
    ledger.sequence()
    size = Checkpoint.objects.order_by("-size")[0].size
    answer = client.get(f"/catatan/bukti/{size}/")
    assert answer.content.decode().startswith(f"old {size}\n\n")
    assert f"/catatan/bukti/{size}/" in client.get("/catatan/").content.decode()
    assert client.get("/catatan/bukti/999999/").status_code == 404
