"""What higher contexts plug in, and who sees it."""

from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from bijak.shell import registries
from bijak.shell.registries import (
    Brand,
    BrandSource,
    Navigation,
    NavItem,
    PanelContent,
    Panels,
    Section,
    TileContent,
    Tiles,
    worklist,
)


@pytest.fixture
def request_of_citra(rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = SimpleNamespace(is_authenticated=True)  # type: ignore[assignment]
    return request


@pytest.fixture
def citra_holds(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    held: set[str] = set()
    check = registries.PermissionCheck()
    check.register(lambda request, codes: bool(held & set(codes)))
    monkeypatch.setattr(registries, "permissions", check)
    return held


def labels(navigation: Navigation, request: HttpRequest) -> list[str]:
    return [str(item.label) for _section, items in navigation.for_request(request) for item in items]


def test_citra_sees_only_the_entries_she_may_open(
    request_of_citra: HttpRequest, citra_holds: set[str]
) -> None:
    navigation = Navigation()
    navigation.add(NavItem(url_name="home", label="Beranda", icon="home"))
    navigation.add(
        NavItem(url_name="people", label="Pegawai", icon="users", permissions=("people.view", "people.all"))
    )
    assert labels(navigation, request_of_citra) == ["Beranda"]
    citra_holds.add("people.all")
    assert labels(navigation, request_of_citra) == ["Beranda", "Pegawai"]


def test_an_entry_may_decide_for_itself(request_of_citra: HttpRequest) -> None:
    navigation = Navigation()
    navigation.add(
        NavItem(url_name="outbox", label="Surat keluar", icon="mail", visible=lambda request: False)
    )
    assert labels(navigation, request_of_citra) == []


def test_a_stranger_has_no_navigation(rf: RequestFactory) -> None:
    navigation = Navigation()
    navigation.add(NavItem(url_name="home", label="Beranda", icon="home"))
    request = rf.get("/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]
    assert navigation.for_request(request) == []


def test_sections_stand_in_their_order_and_own_ones_last(request_of_citra: HttpRequest) -> None:
    navigation = Navigation()
    for section in ("Lain-lain", Section.SETTINGS, Section.WORKFORCE, Section.SELF):
        navigation.add(NavItem(url_name="x", label="x", icon="home", section=section))
    sections = [section for section, _items in navigation.for_request(request_of_citra)]
    assert sections == ["Untuk saya", "Kepegawaian", "Pengaturan", "Lain-lain"]


def test_a_worklist_is_counted_for_whoever_may_do_it_and_silent_when_empty(
    request_of_citra: HttpRequest, citra_holds: set[str]
) -> None:
    waiting: list[int] = []

    def count() -> int:
        return waiting.pop()  # whoever may not do it does not even ask

    def tile() -> TileContent | None:
        return worklist(
            request_of_citra, "people.edit", count=count, title="T", icon="home", link="/", link_label="Buka"
        )

    assert tile() is None
    citra_holds.add("people.edit")
    waiting += [3, 0]
    assert tile() is None
    assert tile() == TileContent(
        title="T", icon="home", group=Section.WORKFORCE, figure=3, link="/", link_label="Buka"
    )


def test_panels_stand_in_order_and_silent_ones_are_left_out(request_of_citra: HttpRequest) -> None:
    panels = Panels()
    component = "shell/components/badge.html"
    panels.add(
        "place",
        lambda request, subject: PanelContent(component, {"content": subject, "colour": "red", "icon": ""}),
        20,
    )
    panels.add(
        "place",
        lambda request, subject: PanelContent(component, {"content": "<first>", "colour": "red", "icon": ""}),
        10,
    )
    panels.add("place", lambda request, subject: None)
    drawn = panels.render("place", request_of_citra, "second")
    assert drawn.index("&lt;first&gt;") < drawn.index("second")
    assert panels.render("elsewhere", request_of_citra) == ""


def test_tiles_stand_in_order_and_silent_ones_are_left_out(request_of_citra: HttpRequest) -> None:
    tiles = Tiles()
    tiles.add(lambda request: TileContent(title="second"), order=2)
    tiles.add(lambda request: None, order=1)
    tiles.add(lambda request: TileContent(title="first"), order=1)
    assert [tile.title for tile in tiles.for_request(request_of_citra)] == ["first", "second"]


def test_without_an_agency_there_is_still_a_brand() -> None:
    source = BrandSource()
    assert source.current().accent == "blue"
    source.register(lambda: Brand("Pemerintah Kota Contoh", "/lambang.svg", "teal"))
    assert source.current().name == "Pemerintah Kota Contoh"
