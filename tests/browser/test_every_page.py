"""Every page: nothing serious for axe-core, fits a phone, calls nobody else, works without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES
from tests.conftest import PHONE, Opener

every_page = pytest.mark.parametrize(("persona", "path"), PAGES, ids=lambda value: value or "stranger")


@every_page
def test_the_page_is_accessible_in_both_themes_and_sizes(
    window: Opener, places: dict[str, str], persona: str, path: str
) -> None:
    opened = window(persona).open(path.format(**places))
    assert opened.faults() == [], "on a desk, light"
    opened.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert opened.faults() == [], "on a desk, dark"
    opened.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert opened.faults() == [], "on a phone, dark"
    assert opened.overflow() <= 0
    opened.page.context.add_cookies([{"name": "django_language", "value": "en", "url": opened.address}])
    opened.open(path.format(**places))
    assert opened.page.locator("html").get_attribute("lang") == "en"
    assert opened.overflow() <= 0, "on a phone, in English"


@every_page
def test_the_page_needs_no_other_host_and_no_javascript(
    window: Opener, places: dict[str, str], persona: str, path: str
) -> None:
    """JavaScript may add (a passkey's button, say); what it adds is never the only way."""
    full = window(persona).open(path.format(**places))
    full.page.wait_for_load_state("networkidle")
    assert full.hosts == {full.address.removeprefix("http://")}
    assert full.complaints == []
    plain = window(persona, scripts=False).open(path.format(**places))
    for part in ("main", "header"):
        assert set(_lines(plain.page, part)) <= set(_lines(full.page, part))
    assert _lines(plain.page, "main h1") == _lines(full.page, "main h1")


def _lines(page: Page, part: str) -> list[str]:
    """What stands there, but for codes: the key of an authenticator app is another at each visit."""
    found = page.locator(part).first
    codes = found.locator("code").all_inner_texts()
    lines = [line.strip() for line in found.inner_text().splitlines()]
    return [line for line in lines if line and not any(code in line for code in codes)]
