"""Take out what belongs to the page and not to the text: page numbers, running heads, addresses of web sites."""

import re

_URL = r"(?:https?://|www\.)\S+"
_NUMBER = (
    r"(?:\d{1,4}[ \t]*/[ \t]*\d{1,4}|[-\u2013][ \t]*\d{1,4}[ \t]*[-\u2013]"
    r"|(?:Halaman|Hal\.?)[ \t]+\d{1,4}(?:[ \t]+dari[ \t]+\d{1,4})?)"
)
_LINE = re.compile(rf"^[ \t]*(?:{_URL}(?:[ \t]+{_NUMBER})?|{_NUMBER}(?:[ \t]+{_URL})?)[ \t]*$", re.M | re.I)
_RUN_ON = re.compile(r"(?<![ \t])[ \t]++(\d{1,4}[ \t]*/[ \t]*(\d{1,4}))[ \t]*$", re.M | re.I)
"""A page number that slid to the end of the last line of its page."""
_INLINE = re.compile(rf"(?<![\w/])\d{{1,4}} ?/ ?\d{{1,4}} {_URL}")
"""Number and address of a page where the line breaks are gone."""
_HEAD = re.compile(
    r"^[ \t]*PRESIDEN[ \t]*\n[ \t]*REPUBLIK[ \t]+INDONESIA[ \t]*\n\s*(?=[-\u2013][ \t]*\d+[ \t]*[-\u2013])",
    re.M,
)
"""The head of each page of the State Gazette, above its number."""
_CATCHWORD = re.compile(
    r"^.{0,60}?(?:\. ?\. ?\.|\u2026)[ \t]*$(?=\n\s*[-\u2013][ \t]*\d+[ \t]*[-\u2013])", re.M
)
"""The first words of the next page, at the foot of this one."""
_WATERMARK = re.compile(
    r"\A\s*(?:RANCANGAN|R A N C A N G A N|DRAF|DRAFT)\s+(?=(?:PERATURAN|KEPUTUSAN|SURAT|INSTRUKSI)\b)"
)
"""What stands above the title of a draft says how far it is; the law itself is never called so."""
_WIDE = re.compile(r"[ \t]{2,}")
_TRAILING = re.compile(r"[ \t]\n")
_EMPTY_LINES = re.compile(r"\n{3,}")
_DASHED = re.compile(r"^[ \t]*[-\u2013][ \t]*\d+[ \t]*[-\u2013][ \t]*$", re.M)
_PAGE_OF = re.compile(r"^[ \t]*(\d{1,4})[ \t]*/[ \t]*(\d{1,4})[ \t]*$", re.M)
_BLANKS = {"\u00a0": " ", "\u200b": "", "\u00ad": "", "\f": "\n", "\v": "\n"}


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its pages' furniture, and the furniture, line by line."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for odd, plain in _BLANKS.items():
        text = text.replace(odd, plain)
    # From here on no run of blanks is long: no pattern takes more than linear time.
    text = _EMPTY_LINES.sub("\n\n", _TRAILING.sub("\n", _WIDE.sub(" ", text)))
    furniture: list[str] = []

    def take(found: re.Match[str]) -> str:
        furniture.append(" ".join(found[0].split()))
        return ""

    def take_run_on(found: re.Match[str]) -> str:
        return take(found) if found[2] in pages else found[0]

    text = _WATERMARK.sub(take, text)
    if _DASHED.search(text):
        for pattern in (_CATCHWORD, _HEAD):
            text = pattern.sub(take, text)
    pages = {number for _page, number in _PAGE_OF.findall(text)}
    if pages:
        text = _RUN_ON.sub(take_run_on, text)
    text = _INLINE.sub(take, text)
    return _LINE.sub(take, text), tuple(furniture)
