"""The frame of every page, in a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.conftest import Newcomer, Opener
from tests.journeys.steps import enter_by_link


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_an_employee_chooses_english_and_dark(window: Opener, scripts: bool) -> None:
    page = window("employee", scripts=scripts).open("/").page
    page.locator("summary", has=page.get_by_role("img", name="Bahasa")).click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("summary", has=page.get_by_role("img", name="Appearance")).click()
    page.locator("button[name=theme][value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_page_follows_the_device_until_told_otherwise(window: Opener) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = window().open("/").page.evaluate(colour)
    dark = window(dark=True).open("/").page.evaluate(colour)
    assert light != dark


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_the_menu_of_a_phone_opens_and_closes(window: Opener, scripts: bool) -> None:
    page = window("employee", phone=True, scripts=scripts).open("/").page
    menu = page.get_by_role("navigation", name="Menu utama")
    expect(menu).to_be_hidden()
    page.get_by_role("link", name="Buka menu").click()
    expect(menu).to_be_visible()
    expect(menu.get_by_role("link", name="Beranda")).to_be_visible()
    others = menu.get_by_role("link", name="Jalur karier")
    if scripts:  # only the group of the page is unfolded
        expect(others).to_be_hidden()
        menu.get_by_text("Karier dan hak saya").click()
    expect(others).to_be_visible()
    menu.get_by_role("link", name="Tutup menu").click()
    expect(menu).to_be_hidden()


def test_a_keyboard_reaches_the_content_first(window: Opener) -> None:
    page = window("employee").open("/").page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_menu_closes_by_escape_and_gives_the_focus_back(window: Opener) -> None:
    page = window("employee").open("/").page
    opener = page.locator(".shell-header details").first.locator("summary")
    opener.click()
    page.keyboard.press("Escape")
    expect(page.locator(".shell-header details").first).not_to_have_attribute("open", "")
    expect(opener).to_be_focused()


def test_what_was_typed_is_offered_after_a_crash(window: Opener) -> None:
    """With the edition that the form was opened on, or the server would not see what came in between."""
    page = window("employee").open("/ui/").page
    name = page.get_by_label("Nama lengkap").first

    def come_with(edition: int) -> None:
        hidden = f'<input type="hidden" name="edition" value="{edition}">'
        name.evaluate("(field, html) => field.form.insertAdjacentHTML('beforeend', html)", hidden)

    come_with(1)
    name.fill("Ani Lestari")
    page.get_by_label("PPPK").first.check()
    page.goto("about:blank")
    page.go_back()
    page.reload()
    come_with(2)
    page.get_by_role("button", name="Isi kembali").click()
    expect(name).to_have_value("Ani Lestari")
    expect(page.locator("input[name=edition]").last).to_have_value("1")
    expect(page.get_by_label("PPPK").first).to_be_checked()


def test_what_was_typed_is_forgotten_on_signing_out(
    window: Opener, newcomer: Callable[..., Newcomer]
) -> None:
    """A newcomer's session: the other tests share those of the personas."""
    opened = window()
    enter_by_link(opened.page, opened.address + newcomer("Budi Santoso").link)
    page = opened.open("/ui/").page
    page.get_by_label("Nama lengkap").first.fill("Budi Santoso")
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.locator("summary.shell-person").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.locator("summary.shell-person")).to_have_count(0)
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_printed_page_has_only_its_content(window: Opener) -> None:
    page = window("employee").open("/ui/").page
    page.emulate_media(media="print")
    for part in (".shell-header", ".shell-navigation", ".shell-footer"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()


def test_a_first_visit_and_a_second_stay_within_their_budget(window: Opener) -> None:
    """250 KB over the wire for the first page, 30 KB for a later one, 60 KB of HTML."""
    opened = window("officer")
    wire = opened.page.context.new_cdp_session(opened.page)
    wire.send("Network.enable")
    received: list[float] = []
    wire.on("Network.loadingFinished", lambda event: received.append(_size(event)))
    opened.open("/ui/").page.wait_for_load_state("networkidle")
    assert sum(received) <= 250_000
    received.clear()
    opened.open("/").page.wait_for_load_state("networkidle")
    assert sum(received) <= 30_000
    assert len(opened.page.content()) <= 60_000


def _size(event: dict[str, Any]) -> float:
    return float(event["encodedDataLength"])


@pytest.mark.parametrize("path", ["/tidak-ada/", "/akun/daftar/"])
def test_an_error_page_says_what_to_do(window: Opener, path: str) -> None:
    opened = window("employee")
    opened.page.goto(opened.address + path)
    expect(opened.page.get_by_role("link", name="Ke beranda")).to_be_visible()
    assert opened.faults() == []
