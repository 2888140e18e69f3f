"""Read a regulation as it comes out of a PDF, a Word file or a paste, and make a tree of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bijak.legaltext import explanation, labels, pages
from bijak.legaltext.placing import Placing, flow
from bijak.legaltext.tree import Document, Node, counted

_SECTION = re.compile(
    r"^[ \t]*(?:(?P<menimbang>Menimbang|MENIMBANG)\b[ \t]*:?|(?P<mengingat>Mengingat|MENGINGAT)\b[ \t]*:?"
    r"|(?P<memperhatikan>Memperhatikan|MEMPERHATIKAN)\b ?:?"
    r"|(?P<memutuskan>MEMUTUSKAN|Memutuskan)[ \t]*:?)",
    re.M,
)
_BODY = re.compile(
    r"^(?:B(?:AB ?|ab )[I1l]\b|B(?:UKU|uku) (?:I\b|K[Ee])|P(?:asa[l1I]|ASAL)\s?[1lI]\b ?[.:]? ?(?:$|(?=[(A-Z])))"
    r"|(?<=[.;:)] )Pasal 1$",
    re.M,
)
_END = re.compile(
    r"^[ \t]*(?:(?P<penutup>(?:Agar|AGAR)[ \t]+(?:supaya[ \t]+)?setiap[ \t]+orang"
    r"|(?:Disahkan|Ditetapkan|DITETAPKAN|Dikeluarkan)[ \t]+[dD][iI]\b)"
    r"|(?P<penjelasan>PENJELASAN[ \t]*$|(?:II?\.?[ \t]*)?PASAL[ \t]+DEMI[ \t]+PASAL\b"
    r"|(?:PENJELASAN|Penjelasan)[ \t]*(?:\n\s*)?(?:ATAS|Atas)\b)"
    r"|(?P<lampiran>LAMPIRAN)\b)",
    re.M,
)
_FIRST = re.compile(r"^(?:BAB [IVXLC]+|Bagian Ke\w+|Pasal \d+[A-Z]?)$", re.M)
"""Where a piece of a body begins."""
_DIKTUM = re.compile(
    r"^(?P<label>PERTAMA|KE[A-Z]{3,}(?: (?:BELAS|PULUH)(?: [A-Z]+)?)?|Pertama|Ke[a-z]{3,}) ?(?::|\n(?=: ?))",
    re.M,
)
"""What a keputusan has for pasal: ``KESATU:``."""
_ITEM = re.compile(r"^(?:Yth\b|(?:1|a)\. |\(1\) )", re.M)
_TITLED = re.compile(r"^TENTANG\b(?:(?!\n(?:\d+|[A-Za-z])[.)] )[^a-z])*(?:\n|\Z)", re.M)
"""How the title of a surat edaran ends, which may stand below the address."""
_SIGNATURE = re.compile(
    r"^(?P<penutup>[A-Z][A-Z .,/()-]{0,80},\n(?:[Tt]\.?[Tt]\.?[Dd]\b|\[?[Tt]anda tangan)|Tembusan ?:)", re.M
)
"""How a letter ends that says neither where nor when."""
_INSTRUCTED = re.compile(r"^(?P<memutuskan>Kepada|KEPADA) ?:", re.M)
"""Whom an instruksi instructs: what stands there before the dikta."""
_LAMPIRAN = re.compile(r"LAMPIRAN ([IVX]{1,8})\b")
_AFTER = ("penutup", "penjelasan", "lampiran")
"""What follows the body, in this order; only a lampiran may be followed by another of its kind."""
_SPACED = re.compile(r"[A-Z](?<![A-Za-z].)(?:(?: [A-Z]){3,}|(?: [a-z]){3,})(?![A-Za-z])")
"""A heading set with blanks between its letters: ``M E M U T U S K A N``, ``P a s a l``. The letter stands first in the
pattern, so that a search goes from one to the next."""

_FULL, _LONG = 300, 5_000
"""Characters of a line: where one is longer than the second, or all are the first on average, breaks were lost."""
_BEGINS = re.compile(r"(?:\(\d|\w{1,2}[.)] |Pasal |BAB )")
_FEWEST_LINES, _ROOM, _ALL_FULL = 5, 0.85, 0.96
"""From so many lines on one sees whether nearly all are nearly full; in a law as it is printed nine in ten may be."""
_UNBROKEN = re.compile(
    r" (?:(?P<header>BAB [IVXLC]+[A-Z]?(?= [A-Z]{2})|Bagian Ke[a-z]+(?: Belas| Puluh(?: [A-Z][a-z]+)?)?(?= [A-Z])"
    r"|Paragraf \d+(?= [A-Z])"
    r"|(?P<pasal>(?:[“\"] ?)?Pasal \d+[A-Z]?(?= (?:\(1\)|[A-Z])))"
    r"|Pasal [IVX]+(?= [A-Z\d]))"
    r"|(?=(?:Menimbang|Mengingat|Memperhatikan|MEMUTUSKAN|Menetapkan) ?:|(?:Agar|AGAR) (?:supaya )?setiap orang"
    r"|(?:PERTAMA|KE[A-Z]{3,}(?: (?:BELAS|PULUH)(?: [A-Z]+)?)?) ?:|Kepada ?: ?1\."
    r"|(?:Disahkan|Ditetapkan) [dD]i [A-Z]|PENJELASAN (?:ATAS )?(?:UNDANG|PERATURAN)|II?\. (?:UMUM|PASAL DEMI)"
    r"|LAMPIRAN [A-Z]"
    r"|(?<=\. )(?:Ayat \(\d+\)|Huruf [a-z]|Angka \d+|Pasal \d+[A-Z]?) [A-Z“])) ?"
)


def parse(text: str) -> Document:
    """The tree of a regulation. Every word of ``text`` is in it, page furniture aside; takes linear time."""
    text, furniture = pages.clean(text)
    text = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    lines = text.split("\n")
    full = _FULL if len(text) > _FULL * len(lines) else _LONG
    if _is_wrapped(lines):
        lines, full = [flow(text)], 0
    if max(map(len, lines)) > full:
        text = "\n".join(_with_breaks(line) if len(line) > full else line for line in lines)
    root = Node("dokumen")
    decides = next((found.end() for found in _SECTION.finditer(text) if found["memutuskan"]), 0)
    body = _BODY.search(text, decides)
    dikta = () if body else _dikta(text, decides)
    body = body or _FIRST.search(text, decides)
    letter = None if body or dikta or decides else _ITEM.search(text)
    begins = dikta[0] if dikta else body or letter
    start = begins.start() if begins else len(text)
    if letter and (titled := _TITLED.search(text)):
        start = titled.end()
    end = _END.search(text, start)
    if letter and (signed := _SIGNATURE.search(text, start, end.start() if end else len(text))):
        end = signed
    stop = end.start() if end else len(text)
    if dikta:
        unread = _opening(text[:start], root, None if decides else _INSTRUCTED.search(text, 0, start))
        ends = [*(found.start() for found in dikta[1:]), stop]
        for found, until in zip(dikta, ends, strict=True):
            root.children.append(Node("diktum", found["label"]))
            unread += _placed(text[found.end() : until].lstrip(" :\n"), root.children[-1])
    else:
        unread = _opening(text[:start], root)
        if letter:
            root.children.append(Node("isi"))
        unread += _placed(text[start:stop], root.children[-1] if letter else root)
    while end:
        kind = end.lastgroup or ""
        following = _END.search(text, end.end())
        while following and _AFTER.index(following.lastgroup or "") < _AFTER.index(kind) + (
            kind != "lampiran"
        ):
            following = _END.search(text, following.end())
        stop = following.start() if following else len(text)
        inner = _by_line(text[end.start() : stop])
        if kind == "penjelasan":
            root.children.append(explanation.read(inner))
        else:
            label = _LAMPIRAN.match(inner)
            root.children.append(Node(kind, label[1] if label else "", text=inner))
        end = following
    return Document(root, tuple(unread), counted(root), furniture)


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether all was set anew in lines of one width, headers among them: no line had room for the next word.

    Items of a list may be of one length too, but each begins a line.
    """
    if len(lines) < _FEWEST_LINES or 2 * sum(map(bool, map(_BEGINS.match, lines))) > len(lines):
        return False
    width = _ROOM * sorted(map(len, lines))[-1 - len(lines) // 50]
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) > width for line, after in pairwise(lines))
    return full > _ALL_FULL * (len(lines) - 1)


def _dikta(text: str, start: int) -> Sequence[re.Match[str]]:
    """The beginnings of the dikta of a keputusan, each the one after the last."""
    found: list[re.Match[str]] = []
    for mark in _DIKTUM.finditer(text, start):
        if labels.ordinal_value(mark["label"]) == len(found) + 1:
            found.append(mark)
    return found


def _with_breaks(line: str) -> str:
    """A text without line breaks, with one where a part must begin."""

    def broken(found: re.Match[str]) -> str:
        before = line[max(0, found.start() - 40) : found.start()].rpartition(" ")[2]
        is_cited = not before.endswith((".", ";", ":", "”", '"')) and (
            not before[:1].isupper()
            or before == "Ketentuan"
            or found.string.startswith(" Undang", found.end("pasal"))
        )
        if found["pasal"] and is_cited and not before.isupper():
            return found[0]
        return f"\n{found['header']}\n" if found["header"] else "\n"

    line = f" {line}"
    return _UNBROKEN.sub(broken, line).strip()


def _by_line(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)


def _placed(text: str, root: Node) -> list[str]:
    """Read the body, or one list of items, into ``root``."""
    if not text:
        return []
    before = root.text
    unread = Placing(text, root, is_body=root.kind == "dokumen").unread
    root.text = "\n".join(part for part in (before, root.text) if part)
    return unread


def _opening(text: str, root: Node, instructed: re.Match[str] | None = None) -> list[str]:
    """Title, considerations, legal bases and the deciding words; or those of an instruksi, found by the caller."""
    unread: list[str] = []
    found = [*_SECTION.finditer(text), *([instructed] if instructed else [])]
    found.sort(key=lambda section: section.start())
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
