"""Every page: nothing serious for axe-core, fits a phone, calls nobody else, works without JavaScript."""

import pytest
from playwright.sync_api import Page

from tests.browser.pages import PAGES, STATES
from tests.conftest import COLOURS, PHONE, Opener

PARTS = ("main", "header", "main h1")


@pytest.mark.parametrize(
    ("persona", "path"),
    [*PAGES, *(pytest.param(*each, marks=pytest.mark.slow) for each in STATES)],
    ids=lambda value: value or "stranger",
)
def test_the_page_serves_everybody(window: Opener, places: dict[str, str], persona: str, path: str) -> None:
    """One visit tells most of it, for to open pages is what takes the time.

    JavaScript may add (a passkey's button, say); what it adds is never the only way.
    """
    address = path.format(**places)
    full = window(persona).open(address)
    assert full.faults() == [], "on a desk, light"
    said = [_lines(full.page, part) for part in PARTS]

    full.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert full.faults(COLOURS) == [], "on a desk, dark"
    full.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert full.faults() == [], "on a phone, dark"
    assert full.overflow() <= 0
    # After all this looking whatever it asks for later has been asked for, too.
    assert full.hosts == {full.address.removeprefix("http://")}
    assert full.complaints == []
    full.page.context.add_cookies([{"name": "django_language", "value": "en", "url": full.address}])
    full.open(address)
    assert full.page.locator("html").get_attribute("lang") == "en"
    assert full.overflow() <= 0, "on a phone, in English"

    plain = window(persona, scripts=False).open(address)
    main, header, heading = (_lines(plain.page, part) for part in PARTS)
    assert set(main) <= set(said[0])
    assert set(header) <= set(said[1])
    assert heading == said[2]


def _lines(page: Page, part: str) -> list[str]:
    """What stands there, but for codes: the key of an authenticator app is another at each visit."""
    found = page.locator(part).first
    codes = found.locator("code").all_inner_texts()
    lines = [line.strip() for line in found.inner_text().splitlines()]
    return [line for line in lines if line and not any(code in line for code in codes)]
