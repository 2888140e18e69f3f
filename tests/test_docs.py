"""The documentation keeps its promises: pictures are there, pages are reachable, links lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[1]
GUIDE = ROOT / "docs/panduan"
OURS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("bijak/**/*.md")])
LINK = re.compile(r"(!?)\[[^\]]*\]\(\s*<?([^)>\s]+)>?[^)]*\)")
ELSEWHERE = re.compile(r"^(?:[a-z][a-z+.-]*:|//)", re.IGNORECASE)


@pytest.mark.parametrize("page", OURS, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_ours_leads_somewhere(page: Path) -> None:
    dead = [target for target in _targets(page) if not _exists(page, target)]
    assert dead == []


def test_every_page_of_the_guide_is_in_its_index() -> None:
    linked = {(GUIDE / target).resolve() for target in _targets(GUIDE / "index.md") if target.endswith(".md")}
    assert {page for page in GUIDE.glob("*.md") if page.name != "index.md"} <= linked


def test_every_picture_of_the_guide_is_used_and_light() -> None:
    pictures = set(GUIDE.glob("gambar/*.png"))
    used = {(page.parent / target).resolve() for page in GUIDE.glob("*.md") for target in _targets(page)}
    assert pictures
    assert pictures <= used
    assert sum(picture.stat().st_size for picture in pictures) < 3_000_000


def _targets(page: Path) -> Iterator[str]:
    """Links and pictures within the repository; what stands in code is no link."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)
    for _picture, target in LINK.findall(text):
        if not ELSEWHERE.match(target):
            yield target


def _exists(page: Path, target: str) -> bool:
    path, _, anchor = unquote(target).partition("#")
    file = (page.parent / path).resolve() if path else page
    if not file.exists() or not file.is_relative_to(ROOT):
        return False
    return not anchor or file.suffix != ".md" or anchor in set(_anchors(file))


def _anchors(page: Path) -> Iterator[str]:
    """The names under which the headings of a page can be reached, as code forges make them."""
    for heading in re.findall(r"^#+\s+(.+?)\s*$", page.read_text(), flags=re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
