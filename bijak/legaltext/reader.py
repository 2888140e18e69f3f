"""Read a regulation as it comes out of a PDF, a Word file or a paste, and make a tree of it."""

import re
from collections import Counter

from bijak.legaltext import labels, lists, pages
from bijak.legaltext.lists import flow
from bijak.legaltext.tree import HEADERS, Document, Node

_SECTION = re.compile(
    r"^[ \t]*(?:(?P<menimbang>Menimbang)\b[ \t]*:?|(?P<mengingat>Mengingat)\b[ \t]*:?"
    r"|(?P<memutuskan>M[ \t]*E[ \t]*M[ \t]*U[ \t]*T[ \t]*U[ \t]*S[ \t]*K[ \t]*A[ \t]*N)[ \t]*:?)",
    re.M | re.I,
)
_HEADER = re.compile(
    r"^[ \t]*(?:(?P<buku>BUKU)[ \t]+(?P<buku_label>[IVXLC]+)\b"
    r"|(?P<bab>BAB)[ \t]+(?P<bab_label>[IVXLC]+[A-Z]?)\b"
    r"|(?P<bagian>Bagian)[ \t]+(?P<bagian_label>(?:Pertama|Ke\w+)(?:[ \t]+(?:Belas|Puluh)(?:[ \t]+\w+)?)?)[ \t]*$"
    r"|(?P<paragraf>Paragraf)[ \t]+(?P<paragraf_label>\d+)[ \t]*$"
    r"|(?P<pasal>Pasal)[ \t]+(?P<pasal_label>\d+[A-Z]?|[IVX]+)[ \t]*$)",
    re.M,
)
_END = re.compile(
    r"^[ \t]*(?:(?P<penutup>Agar (?:supaya )?setiap orang|(?:Disahkan|Ditetapkan) di\b)"
    r"|(?P<penjelasan>P[ \t]*E[ \t]*N[ \t]*J[ \t]*E[ \t]*L[ \t]*A[ \t]*S[ \t]*A[ \t]*N[ \t]*$)"
    r"|(?P<lampiran>LAMPIRAN)\b)",
    re.M,
)


def parse(text: str) -> Document:
    """The tree of a regulation. Every word of ``text`` is in it, page furniture aside; takes linear time."""
    text, furniture = pages.clean(text)
    root = Node("dokumen")
    body = _HEADER.search(text)
    while (
        body
        and body.lastgroup
        and not body.group("bab")
        and not body.group("pasal")
        and not body.group("buku")
    ):
        body = _HEADER.search(text, body.end())
    start = body.start() if body else len(text)
    _opening(text[:start], root)
    end = _END.search(text, start)
    stop = end.start() if end else len(text)
    _body(text[start:stop], root)
    while end:
        following = _END.search(text, end.end())
        while following and end.group("penutup") and following.group("penutup"):
            following = _END.search(text, following.end())
        part = Node(next(kind for kind in ("penutup", "penjelasan", "lampiran") if end.group(kind)))
        part.text = _by_line(text[end.start() : following.start() if following else len(text)])
        root.children.append(part)
        end = following
    unread = tuple(node.text for node in root.children if node.kind == "teks")
    counts = Counter(
        node.kind
        for top in root.children
        if top.kind not in ("penjelasan", "lampiran")
        for node in top.walk()
    )
    return Document(root, unread, dict(counts), furniture)


def _by_line(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _opening(text: str, root: Node) -> None:
    found = list(_SECTION.finditer(text))
    title = _by_line(text[: found[0].start()] if found else text)
    if title:
        root.children.append(Node("judul" if found or root.children else "teks", text=title))
    for section, following in zip(found, [*found[1:], None], strict=True):
        kind = str(section.lastgroup)
        node = Node(kind, heading=section[kind])
        root.children.append(node)
        inner = text[section.end() : following.start() if following else len(text)]
        if kind == "memutuskan":
            node.text = _by_line(inner)
        else:
            lists.itemise(inner, node)


def _body(text: str, root: Node) -> None:
    found = list(_HEADER.finditer(text))
    stack: list[Node] = [root]
    order = {kind: depth for depth, kind in enumerate(("dokumen", *HEADERS, "pasal"))}
    for header, following in zip(found, [*found[1:], None], strict=True):
        kind = next(kind for kind in (*HEADERS, "pasal") if header.group(kind))
        label = header[f"{kind}_label"]
        if kind == "bagian" and labels.ordinal_value(label) is None:
            label = label.split()[0]
        node = Node(kind, label)
        while order[stack[-1].kind] >= order[kind]:
            stack.pop()
        stack[-1].children.append(node)
        stack.append(node)
        inner = text[header.end() : following.start() if following else len(text)]
        if kind == "pasal":
            lists.itemise(inner, node)
        else:
            node.heading = flow(inner)
