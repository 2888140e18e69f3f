"""A tree as text, one part a line, in a form that the reader reads back to the same tree."""

import re

from bijak.legaltext.tree import Node

UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say: for whoever writes a text as XML, also within a Word file."""
_MARKS = {"ayat": "({})", "huruf": "{}.", "angka": "{}.", "huruf2": "{})", "angka2": "{})"}


def mark(node: Node) -> str:
    """What stands before the text of a clause: ``(1)``, ``a.``, ``1)``; empty for others."""
    return _MARKS.get(node.kind, "").format(node.label)


def plain(root: Node) -> str:
    """The whole text below ``root``, in order, no word left out."""
    return "\n".join(line for node in root.walk() for line in _lines(node)) + "\n"


def _lines(node: Node) -> list[str]:
    if node.kind == "pasal" and node.heading.startswith("Pasal"):
        return [line for line in (f"\n{node.heading}", node.text) if line]
    if node.kind in ("buku", "bab"):
        head = f"\n{node.kind.upper()} {node.label}"
    elif node.kind in ("bagian", "paragraf", "pasal"):
        head = f"\n{node.kind.capitalize()} {node.label}"
    elif node.kind in ("judul", "dokumen"):
        head = node.heading
    elif node.kind in ("menimbang", "mengingat", "memperhatikan", "memutuskan"):
        head = f"\n{node.heading}:"
    elif node.kind == "diktum":
        return [f"{node.label}: {node.text}".rstrip()]
    elif node.kind in _MARKS and not node.heading:
        return [f"{mark(node)} {node.text}".rstrip()]
    else:
        head = f"\n{node.heading}" if node.heading else ""
    headings = [node.heading] if node.kind in ("buku", "bab", "bagian", "paragraf", "pasal") else []
    return [line for line in (head, *headings, node.text) if line]


def folded(node: Node) -> Node:
    """A penjelasan as one part with all its words, for whom its parts are no provisions; another part as it is."""
    if node.kind != "penjelasan" or not node.children:
        return node
    return Node(node.kind, node.label, text="\n".join(line for line in plain(node).split("\n") if line))
