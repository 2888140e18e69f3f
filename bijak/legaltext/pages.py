"""Take out what belongs to the page and not to the text: page numbers, running heads, catchwords."""

import re

_URL = re.compile(r"^[ \t]*(?:https?://|www\.)\S+[ \t]*$", re.M)
_PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:\d{1,4}[ \t]*/[ \t]*\d{1,4}|-[ \t]*\d{1,4}[ \t]*-"
    r"|(?:Halaman|Hal\.?)[ \t]+\d{1,4}(?:[ \t]+dari[ \t]+\d{1,4})?)[ \t]*$",
    re.M | re.I,
)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its pages' furniture, and the furniture, line by line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = text.replace("\f", "\n")
    furniture: list[str] = []
    for pattern in (_URL, _PAGE_NUMBER):
        furniture.extend(found.strip() for found in pattern.findall(text))
        text = pattern.sub("", text)
    return text, tuple(furniture)
