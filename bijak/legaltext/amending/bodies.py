"""The body of a regulation as one row of headers and pasal, which an amendment changes one by one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import HEADERS, Document, Node, counted

GONE = "Dihapus."
"""What a part says that was taken out: its number stays (UU 12/2011, Lampiran II, on amendments)."""
RANK = {kind: rank for rank, kind in enumerate((*HEADERS, "pasal"))}
"""How wide a unit is; a unit stands in the nearest ones before it that are wider."""
_BEFORE = ("judul", "menimbang", "mengingat", "memutuskan")
_AFTER = ("penutup", "penjelasan", "lampiran")
_NUMBERED = _("Angka %(number)s: %(sentence)s")
_GONE = re.compile(r"\W*(?:di\s?hapus)\W*", re.I)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What cannot be done, and where. ``reason`` is a sentence with a place for ``%(place)s``.

    ``number`` is the instruction's, 0 where there is none.
    """

    reason: str
    place: str = ""
    number: int = 0

    def say(self, translate: Callable[[str], str] = str) -> str:
        """The whole sentence, in the language that ``translate`` puts it into."""
        sentence = translate(self.reason) % {"place": self.place}
        if not self.number:
            return sentence
        return translate(_NUMBERED) % {"number": self.number, "sentence": sentence}

    def __str__(self) -> str:
        return self.say()


class CannotAmend(ValueError):
    """A draft that no instrument can bring about, or an instruction that cannot be carried out."""

    def __init__(self, reason: str, place: str = "") -> None:
        self.refusal = Refusal(reason, place)
        super().__init__(str(self.refusal))


def units(nodes: Iterable[Node]) -> list[Node]:
    """Headers and pasal in the order of the text. Takes the trees apart: a header holds nothing afterwards."""
    found = []
    waiting = list(reversed(list(nodes)))
    while waiting:
        node = waiting.pop()
        found.append(node)
        if node.kind in HEADERS:
            waiting.extend(reversed(node.children))
            node.children = []
    return found


def body(root: Node) -> list[Node]:
    """What stands between the opening and the closing of a regulation."""
    return [node for node in root.children if node.kind not in (*_BEFORE, *_AFTER)]


def nested(row: Iterable[Node]) -> list[Node]:
    """The units as trees again: every one in the nearest wider header before it."""
    tops: list[Node] = []
    open_headers: list[Node] = []
    for unit in row:
        while open_headers and RANK[open_headers[-1].kind] >= RANK.get(unit.kind, len(RANK)):
            open_headers.pop()
        (open_headers[-1].children if open_headers else tops).append(unit)
        if unit.kind in HEADERS:
            unit.children = []
            open_headers.append(unit)
    return tops


def with_body(root: Node, row: Iterable[Node]) -> Document:
    """The regulation with another body; its opening and closing are those it was enacted with."""
    before = [copy(node) for node in root.children if node.kind in _BEFORE]
    after = [copy(node) for node in root.children if node.kind in _AFTER]
    return document(replace(root, children=[*before, *nested(row), *after]))


def document(root: Node) -> Document:
    """A tree that was made, not read: nothing in it is unread."""
    return Document(root, (), counted(root))


def copy(node: Node) -> Node:
    """The node and all below, to be changed without changing the original."""
    top = replace(node, children=[])
    waiting = [(node, top)]
    while waiting:
        source, made = waiting.pop()
        for child in source.children:
            twin = replace(child, children=[])
            made.children.append(twin)
            waiting.append((child, twin))
    return top


def gone(unit: Node) -> Node:
    """What stays of a part that was taken out."""
    # Replaced, not made: who the part is stays with it, where its caller's nodes know that.
    if unit.kind in HEADERS:
        return replace(unit, heading=GONE, text="", children=[])
    return replace(unit, heading="", text=GONE, children=[])


def is_gone(node: Node) -> bool:
    """Whether a part only says that it was taken out."""
    return (node.kind in HEADERS or not node.children) and bool(_GONE.fullmatch(said(node)))


def said(node: Node) -> str:
    """The words of one part, heading and text, without regard to line breaks."""
    return " ".join(f"{node.heading} {node.text}".split())


def same(one: Node, other: Node) -> bool:
    """Whether two parts say the same under the same numbers, with all below."""
    return next(differing([one], [other]), None) is None


def differing(ones: Sequence[Node], others: Sequence[Node]) -> Iterator[tuple[Node, ...]]:
    """The ways to the places where two rows of trees do not say the same, the first first."""
    waiting: list[tuple[tuple[Node, ...], Node | None, Node | None]] = []

    def wait_for(path: tuple[Node, ...], these: Sequence[Node], those: Sequence[Node]) -> None:
        longer = max(len(these), len(those))
        for place in range(longer - 1, -1, -1):
            one = these[place] if place < len(these) else None
            other = those[place] if place < len(those) else None
            waiting.append((path, one, other))

    wait_for((), ones, others)
    while waiting:
        path, one, other = waiting.pop()
        if one is None or other is None:
            yield tuple(part for part in (*path, one or other) if part is not None)
        elif (one.kind, one.label, said(one)) != (other.kind, other.label, said(other)):
            yield (*path, one)
        else:
            wait_for((*path, one), one.children, other.children)
