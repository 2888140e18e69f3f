"""Read Akoma Ntoso 3.0 as a tree: our own, and that of others as far as its elements say what they are."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

from bijak.legaltext.akomantoso.vocabulary import ELEMENTS, LISTS, NAMESPACE, NUMBERS
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import KINDS, Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KINDS = {element: kind for kind, element in ELEMENTS.items() if element != "point"}
_KINDS |= {"longTitle": "judul", "conclusions": "penutup", "recitals": "menimbang", "citations": "mengingat"}
_POINTS = ("point", "item", "indent", "alinea", "subparagraph", "recital", "citation")
_NAMED = ("hcontainer", "container", "formula")
_OTHERS = (
    "clause", "title", "tome", "division", "rule", "subrule", "proviso", "subsection", "subpart", "subchapter",
    "subtitle", "subdivision", "subclause", "level", "transitional",
)  # fmt: skip
"""Parts of the laws of others, which ours have not."""
_MARKS = (
    ("ayat", re.compile(r"\(\w+\)")),
    ("huruf2", re.compile(r"[a-z]+\)")),
    ("angka2", re.compile(r"\d\w*\)")),
    ("angka", re.compile(r"\d\w*\.?")),
    ("huruf", re.compile(r"[a-z]+\.?")),
)
"""What the number of a point says that it is."""
_THROUGH = ("list", "sublist", "blockList", "content", "intro", "wrapUp", "body", "mainBody")
"""What only holds others, and is no part."""
_HEADED = ("num", "heading", "subheading")
_DEEPEST = 100


class CannotRead(Exception):
    """A file that is no Akoma Ntoso, or is made to harm. Says so in a sentence."""


def is_readable() -> bool:
    """Whether ``bijak[akn]`` is installed."""
    return find_spec("defusedxml") is not None


def is_one(beginning: bytes) -> bool:
    """Whether a file that begins so means to be Akoma Ntoso, whatever it is called."""
    return beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"akomaNtoso" in beginning[:2_000]


def read(content: bytes | str) -> Node:
    """The tree of an ``act``, a ``bill`` or another document; raises ``CannotRead``.

    Elements of others that have no part of ours are kept as ``teks``: no word is lost. Takes linear time.
    """
    top = _parsed(content)
    if top.tag != f"{{{NAMESPACE}}}akomaNtoso" or not len(top):
        raise CannotRead(_("Berkas XML ini bukan Akoma Ntoso 3.0."))
    root = Node("dokumen")
    for place in top[0]:
        tag = _tag(place)
        if tag in ("preface", "preamble", "coverPage"):
            held = _take(place, Node("judul" if tag == "preface" else "teks"))
            root.children += [Node(held.kind, text=held.text)] if held.text else []
            root.children += held.children
        elif tag in ("body", "mainBody"):
            body = _take(place, Node("dokumen"))
            root.text = body.text
            root.children += body.children
        elif tag == "conclusions":
            root.children.append(_take(place, Node("penutup")))
        elif tag == "attachments":
            root.children += [_attachment(element) for element in place]
        elif tag != "meta":
            root.children.append(Node("teks", text=_line(place)))
    return root


def _parsed(content: bytes | str) -> "Element":
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import ParseError, fromstring
    except ImportError:
        raise CannotRead(
            _("Akoma Ntoso baru dapat dibaca sesudah paket tambahan bijak[akn] dipasang.")
        ) from None
    try:
        top: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise CannotRead(_("Berkas XML ini memuat deklarasi yang berbahaya, jadi tidak dibaca.")) from None
    except (ParseError, ValueError, LookupError):
        raise CannotRead(_("Berkas ini bukan XML yang utuh.")) from None
    level = [top]
    for _depth in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return top
    raise CannotRead(_("Berkas XML ini bersarang terlalu dalam."))


def _take(element: "Element", node: Node) -> Node:
    """Put what an element holds into a part: its number, its words, and the parts below."""
    lines: list[str] = []
    for child, is_own in _held(element):
        tag = _tag(child)
        if is_own and tag in _HEADED:
            _head(node, tag, _line(child))
        elif is_own and tag == "p" and child.get("class") == "heading" and not lines:
            node.heading = _line(child)
        elif kind := _kind(child):
            node.children.append(_take(child, Node(kind)))
        elif not node.children:
            lines.extend(_lines(child))
        elif words := "\n".join(_lines(child)):
            node.children.append(Node("teks", text=words))
    node.text = "\n".join(lines)
    return node


def _held(element: "Element") -> Iterator[tuple["Element", bool]]:
    """What an element holds, past what has no meaning of its own; and whether it is its own number or heading.

    Words that stand there without a paragraph, as no schema lets them, are one.
    """
    yield from _bare(element, element.text)
    for child in element:
        if _is_through(child):
            for inner, _is_own in _held(child):
                yield inner, False
        else:
            yield child, True
        yield from _bare(element, child.tail)


def _bare(element: "Element", words: str | None) -> Iterator[tuple["Element", bool]]:
    if words and not words.isspace():
        paragraph = element.makeelement(f"{{{NAMESPACE}}}p", {})
        paragraph.text = words
        yield paragraph, False


def _is_through(element: "Element") -> bool:
    tag = _tag(element)
    if tag in ("recital", "citation"):
        return element.get("class") is None and all(_tag(child) != "num" for child in element)
    return tag in _THROUGH or (tag == "hcontainer" and element.get("name") == "dokumen")


def _head(node: Node, tag: str, words: str) -> None:
    if tag == "num" and node.kind != "teks":
        before, _brackets, after = NUMBERS.get(node.kind, "{}").partition("{}")
        is_ours = words.startswith(before) and words.endswith(after) and len(words) > len(before + after)
        node.label = words[len(before) : len(words) - len(after)] if is_ours else words.strip("(). ")
    else:
        node.heading = f"{node.heading} {words}".strip()


def _kind(element: "Element") -> str:
    """Which part of ours an element is; empty where it is words."""
    tag = _tag(element)
    said = element.get("class" if tag in (*_POINTS, *LISTS.values()) else "name", "")
    if tag in _POINTS:
        if said in KINDS:
            return said
        number = next((_line(child) for child in element if _tag(child) == "num"), "")
        return next((kind for kind, mark in _MARKS if mark.fullmatch(number)), "teks")
    if tag in LISTS.values() and said in LISTS:
        return said
    if tag in _NAMED:
        return said if said in KINDS else "teks"
    return _KINDS.get(tag, "teks" if tag in _OTHERS else "")


def _attachment(element: "Element") -> Node:
    """A penjelasan or lampiran; an attachment of others is a lampiran."""
    inner = next((child for child in element if _tag(child) not in _HEADED), None)
    said = inner.get("name", "") if inner is not None else ""
    node = Node(said if said in ("penjelasan", "lampiran") else "lampiran")
    for place in inner if inner is not None else ():
        if _tag(place) != "meta":
            held = _take(place, Node(node.kind))
            node.text = "\n".join(text for text in (node.text, held.text) if text)
            node.children += held.children
    for child in element:
        if _tag(child) in _HEADED:
            _head(node, _tag(child), _line(child))
    return node


def _lines(element: "Element") -> Iterator[str]:
    """The words of a block, each paragraph of it a line, with the notes that it holds."""
    for each in list(_paragraphs(element)) or [element]:
        yield _line(each)


def _paragraphs(element: "Element") -> Iterator["Element"]:
    """The outermost ones: a paragraph within one (of a note, say) is said with it."""
    if _tag(element) == "p":
        yield element
        return
    for child in element:
        yield from _paragraphs(child)


def _line(element: "Element") -> str:
    return " ".join("".join(element.itertext()).split())


def _tag(element: "Element") -> str:
    return str(element.tag).removeprefix(f"{{{NAMESPACE}}}")
