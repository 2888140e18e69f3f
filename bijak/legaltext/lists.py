"""Find the ayat, huruf and angka in the running text of a pasal."""

import re

from bijak.legaltext import labels
from bijak.legaltext.tree import Node

_ITEM = re.compile(
    r"(?:(?<=\s)|^)(?:\((?P<ayat>\d{1,3}[a-z]?)\)|(?P<huruf>[a-z]{1,2})\.|(?P<angka>\d{1,3})\."
    r"|(?P<huruf2>[a-z]{1,2})\)|(?P<angka2>\d{1,3})\))(?=\s)"
)
_ENDED = re.compile(r"(?:[.;:,]|\b(?:dan|atau|dan/atau))\s*$")
_CITING = re.compile(r"\b(?:pasal|ayat|huruf|angka|nomor|dan|atau|dengan)\s*$", re.I)


def flow(text: str) -> str:
    """Broken lines as one; a word hyphenated at the end of a line keeps its hyphen."""
    return " ".join(re.sub(r"(?<=\w)-[ \t]*\n\s*", "-", text).split())


def itemise(text: str, into: Node) -> None:
    """Put ``text`` into a node: what stands before the first item as its text, the items as its children."""
    stack: list[Node] = []
    node, start = into, 0
    for found in _ITEM.finditer(text):
        kind = str(found.lastgroup)
        label = found[kind]
        depth = _place(stack, kind, label, text, found.start())
        if depth is None:
            continue
        node.text = flow(text[start : found.start()])
        start = found.end()
        del stack[depth:]
        node = Node(kind, label)
        (stack[-1] if stack else into).children.append(node)
        stack.append(node)
    node.text = flow(text[start:])


def _place(stack: list[Node], kind: str, label: str, text: str, at: int) -> int | None:
    """At which depth an item goes into the open lists; ``None`` where it is only mentioned."""
    before = text[max(0, at - 20) : at]
    new_line = not before.strip(" \t") or before.rstrip(" \t").endswith("\n")
    if not new_line and not _ENDED.search(before):
        return None
    if kind == "ayat" and before.strip() and not re.search(r"[.;:]\s*$", before):
        return None
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].kind == kind and label in labels.following(stack[depth].label):
            return depth
    if label not in ("1", "a") or any(open_.kind == kind for open_ in stack):
        return None
    if kind == "ayat" and stack:
        return None
    return len(stack) if new_line or before.rstrip().endswith(":") else None
