"""Give the parts of a regulation their numbers again, after one was added, moved or taken out."""

from collections.abc import Sequence
from typing import NamedTuple

from bijak.legaltext import labels
from bijak.legaltext.tree import Node


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

    Pasal quoted inside a pasal (as in an amending law), penjelasan and lampiran keep their numbers: they are
    another text's. A part of a kind without number keeps its label.
    """
    changed: list[Renumbered] = []
    running = dict.fromkeys(_THROUGH_THE_DOCUMENT, 0)
    waiting = [(node, False) for node in reversed(nodes)]
    places: dict[int, int] = {}
    for siblings in [list(nodes), *(node.children for top in nodes for node in top.walk())]:
        counts: dict[str, int] = {}
        for node in siblings:
            counts[node.kind] = counts.get(node.kind, 0) + 1
            places[id(node)] = counts[node.kind]
    while waiting:
        node, within = waiting.pop()
        if node.kind in ("penjelasan", "lampiran") or (within and node.kind == "pasal"):
            continue
        place = places[id(node)]
        if node.kind in running:
            running[node.kind] = place = running[node.kind] + 1
        label = label_of(node.kind, place) or node.label
        if label != node.label:
            changed.append(Renumbered(node, node.label))
            node.label = label
        waiting.extend((child, within or node.kind == "pasal") for child in reversed(node.children))
    return changed
