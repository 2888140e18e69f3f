"""Every accent that an agency may choose is legible (WCAG 2.2, 1.4.3: 4.5 to 1), in light and in dark."""

import re
from pathlib import Path

import pytest

from bijak import shell
from bijak.shell.registries import ACCENTS

CSS = (Path(shell.__file__).parent / "static/shell/shell.css").read_text()
RULE = re.compile(r'(?::root|\[data-accent="(\w+)"\]) \{ --accent: (#\w+); --accent-dark: (#\w+); \}')
COLOURS = {name or "blue": (light, dark) for name, light, dark in RULE.findall(CSS)}
WHITE, PAPER, NIGHT = "#fafafa", "#fafafa", "#262626"


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_accent_has_its_colours() -> None:
    assert set(COLOURS) == set(ACCENTS)


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_is_legible_as_a_button_and_as_a_link(accent: str) -> None:
    light, dark = COLOURS[accent]
    assert contrast(light, WHITE) >= 4.5, "words on a button"
    assert contrast(light, PAPER) >= 4.5, "a link by day"
    assert contrast(dark, NIGHT) >= 4.5, "a link by night"
