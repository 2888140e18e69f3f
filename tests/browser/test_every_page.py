"""Every page: nothing serious for axe-core, fits a phone, calls nobody else, works without JavaScript."""

import pytest

from tests.browser.conftest import Opener
from tests.browser.pages import PAGES

every_page = pytest.mark.parametrize(("persona", "path"), PAGES, ids=lambda value: value or "stranger")


@every_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_serious(window: Opener, persona: str, path: str, dark: bool) -> None:
    assert window(persona, dark=dark).open(path).faults() == []


@every_page
def test_the_page_fits_a_phone(window: Opener, persona: str, path: str) -> None:
    phone = window(persona, phone=True).open(path)
    assert phone.overflow() <= 0
    assert phone.faults() == []


@every_page
def test_the_page_calls_no_other_host_and_nothing_complains(window: Opener, persona: str, path: str) -> None:
    opened = window(persona).open(path)
    opened.page.wait_for_load_state("networkidle")
    assert opened.hosts == {opened.address.removeprefix("http://")}
    assert opened.complaints == []


@every_page
def test_the_page_says_the_same_without_javascript(window: Opener, persona: str, path: str) -> None:
    plain = window(persona, scripts=False).open(path).page
    assert plain.locator("main").inner_text() == window(persona).open(path).page.locator("main").inner_text()
