"""Give the parts of a regulation their numbers again, after one was added, moved or taken out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bijak.legaltext import labels
from bijak.legaltext.tree import HEADERS, Node


class Renumbered(NamedTuple):
    """A node that got another label; ``before`` is the one it had."""

    node: Node
    before: str


_THROUGH_THE_DOCUMENT = ("bab", "pasal")
"""Numbered without a break; all others begin anew under each parent (UU 12/2011, Lampiran II)."""


def label_of(kind: str, place: int) -> str:
    """The label of the part at ``place`` (from 1) among its kind; empty for kinds without one."""
    if kind in ("bab", "buku"):
        return labels.roman(place)
    if kind == "bagian":
        return labels.ordinal(place)
    if kind in ("huruf", "huruf2"):
        return labels.letter(place)
    if kind in ("paragraf", "pasal", "ayat", "angka", "angka2"):
        return str(place)
    return ""


def renumber(nodes: Sequence[Node]) -> list[Renumbered]:
    """Number ``nodes`` and all below in place; say which labels changed.

    What an amending law quotes inside its pasal, penjelasan and lampiran keep their numbers: they are another
    text's. Its own pasal are Pasal I and Pasal II. A part of a kind without number keeps its label.
    """
    numbered = list(_numbered(nodes))
    is_amending = any(node.kind == "pasal" and node.label.isalpha() for node, _place in numbered)
    changed: list[Renumbered] = []
    running = dict.fromkeys(_THROUGH_THE_DOCUMENT, 0)
    for node, beside in numbered:
        place = beside
        if node.kind in running:
            running[node.kind] = place = running[node.kind] + 1
        is_roman = is_amending and node.kind == "pasal"
        label = labels.roman(place) if is_roman else label_of(node.kind, place) or node.label
        if label != node.label:
            changed.append(Renumbered(node, node.label))
            node.label = label
    return changed


def _numbered(nodes: Sequence[Node], *, within: bool = False) -> Iterator[tuple[Node, int]]:
    """What is numbered, in order, with its place among those of its kind beside it; ``within``: inside a pasal."""
    counts: Counter[str] = Counter()
    for node in nodes:
        if node.kind in ("penjelasan", "lampiran") or (within and node.kind in (*HEADERS, "pasal")):
            continue
        counts[node.kind] += 1
        yield node, counts[node.kind]
        yield from _numbered(node.children, within=within or node.kind == "pasal")
