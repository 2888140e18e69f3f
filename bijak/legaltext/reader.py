"""Read a regulation as it comes out of a PDF, a Word file or a paste, and make a tree of it."""

import re
from collections import Counter

from bijak.legaltext import pages
from bijak.legaltext.placing import Placing
from bijak.legaltext.tree import Document, Node

_SECTION = re.compile(
    r"^[ \t]*(?:(?P<menimbang>Menimbang|MENIMBANG)\b[ \t]*:?|(?P<mengingat>Mengingat|MENGINGAT)\b[ \t]*:?"
    r"|(?P<memutuskan>MEMUTUSKAN|Memutuskan)[ \t]*:?)",
    re.M,
)
_BODY = re.compile(
    r"^[ \t]*(?:BAB[ \t]+[I1l]\b|BUKU[ \t]+(?:I\b|KE)|P(?:asal|ASAL)[ \t]*[1lI]\b[ \t]*[.:]?[ \t]*(?:$|(?=[(A-Z])))",
    re.M,
)
_END = re.compile(
    r"^[ \t]*(?:(?P<penutup>(?:Agar|AGAR)[ \t]+(?:supaya[ \t]+)?setiap[ \t]+orang"
    r"|(?:Disahkan|Ditetapkan|DITETAPKAN)[ \t]+[dD][iI]\b)"
    r"|(?P<penjelasan>PENJELASAN[ \t]*$|(?:II?\.?[ \t]*)?PASAL[ \t]+DEMI[ \t]+PASAL\b"
    r"|(?:PENJELASAN|Penjelasan)[ \t]*(?:\n\s*)?(?:ATAS|Atas)\b)"
    r"|(?P<lampiran>LAMPIRAN)\b)",
    re.M,
)
_AFTER = ("penutup", "penjelasan", "lampiran")
"""What follows the body, in this order; only a lampiran may be followed by another of its kind."""
_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Z] ){3,}[A-Z](?![A-Za-z])")
"""A heading set with blanks between its letters: ``M E M U T U S K A N``."""

_LONG = 5_000
"""A line of more characters has lost its line breaks on the way."""
_UNBROKEN = re.compile(
    r"(?<![ \t])[ \t]++(?=(?:BAB[ \t]+[IVXLC]+[ \t]+[A-Z]{3}|Pasal[ \t]+\d+[A-Z]?[ \t]+(?:\(1\)|(?!Undang)[A-Z][a-z])"
    r"|Bagian[ \t]+Ke[a-z]+[ \t]+[A-Z]|Paragraf[ \t]+\d+[ \t]+[A-Z]|(?:Menimbang|Mengingat|MEMUTUSKAN)[ \t]*:"
    r"|Menetapkan[ \t]*:|(?:Agar|AGAR)[ \t]+(?:supaya[ \t]+)?setiap[ \t]+orang"
    r"|PENJELASAN[ \t]+ATAS|LAMPIRAN[ \t]+[A-Z]))"
)


def parse(text: str) -> Document:
    """The tree of a regulation. Every word of ``text`` is in it, page furniture aside; takes linear time."""
    text, furniture = pages.clean(text)
    text = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    if any(len(line) > _LONG for line in text.splitlines()):
        text = _UNBROKEN.sub("\n", text)
    root = Node("dokumen")
    decides = next((found.end() for found in _SECTION.finditer(text) if found["memutuskan"]), 0)
    body = _BODY.search(text, decides)
    start = body.start() if body else len(text)
    unread = _opening(text[:start], root)
    end = _END.search(text, start)
    unread += _placed(text[start : end.start() if end else len(text)], root)
    while end:
        kind = end.lastgroup or ""
        following = _END.search(text, end.end())
        while following and _AFTER.index(following.lastgroup or "") < _AFTER.index(kind) + (
            kind != "lampiran"
        ):
            following = _END.search(text, following.end())
        stop = following.start() if following else len(text)
        root.children.append(Node(kind, text=_by_line(text[end.start() : stop])))
        end = following
    counts = Counter(
        node.kind
        for top in root.children
        if top.kind not in ("penjelasan", "lampiran")
        for node in top.walk()
    )
    return Document(root, tuple(unread), dict(counts), furniture)


def _by_line(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _placed(text: str, root: Node) -> list[str]:
    """Read the body, or one list of items, into ``root``."""
    if not text:
        return []
    before = root.text
    unread = Placing(text, root).unread
    root.text = "\n".join(part for part in (before, root.text) if part)
    return unread


def _opening(text: str, root: Node) -> list[str]:
    """Title, considerations, legal bases and the deciding words."""
    unread: list[str] = []
    found = list(_SECTION.finditer(text))
    title = _by_line(text[: found[0].start()] if found else text)
    if title:
        is_title = bool(found or re.search(r"\b(?:PERATURAN|UNDANG-UNDANG|KEPUTUSAN|TENTANG)\b", title))
        root.children.append(Node("judul" if is_title else "teks", text=title))
        if not is_title:
            unread.append(title)
    for section, following in zip(found, [*found, None][1:], strict=True):
        kind = section.lastgroup or ""
        node = Node(kind, heading=section[kind])
        root.children.append(node)
        inner = text[section.end() : following.start() if following else len(text)]
        if kind == "memutuskan":
            node.text = _by_line(inner)
        else:
            unread += _placed(inner, node)
    return unread
