"""Two people changed one text at the same time: what both did, put together provision by provision."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from bijak.legaltext.comparing import Key
from bijak.legaltext.following import follow
from bijak.legaltext.tree import Node


class Known(NamedTuple):
    """A text whose parts are known: ``keys`` says by the id of a node who it is. What is new has no key."""

    root: Node
    keys: Mapping[int, Key]

    def nodes(self) -> dict[Key, Node]:
        """Who is who, in the order of the document."""
        return {self.keys[id(node)]: node for node in self.root.walk() if id(node) in self.keys}

    def holders(self) -> dict[Key, Node]:
        """The part that each stands in."""
        return {
            self.keys[id(child)]: node
            for node in self.root.walk()
            for child in node.children
            if id(child) in self.keys
        }


def merge(base: Known, mine: Known, theirs: Known, *, within: Collection[Key]) -> list[Key] | None:
    """Put what became of ``base`` in ``theirs`` into ``mine``; return the parts that both changed otherwise.

    ``mine`` is written over; it holds only the parts ``within``. What both changed reads as in ``mine``; a part
    that one changed and the other took out stays. None, and nothing is merged, where they moved parts.
    """
    if _is_rearranged(base, theirs, within):
        return None
    was, now = base.nodes(), theirs.nodes()
    typed = mine.nodes()
    before = _in_their_numbers(base, theirs, {key: node.text for key, node in was.items()})
    for key, words in _in_their_numbers(
        base, theirs, {key: node.text for key, node in typed.items()}
    ).items():
        if key in typed:
            typed[key].text = words
    both = []
    merging = _Merging(mine, theirs, within, typed)
    for key in (key for key in now if key in within):
        old = (was[key].kind, was[key].heading, before[key]) if key in was else None
        theirs_now = _words(now[key])
        if key not in typed:
            if old != theirs_now:
                merging.put(key)
                both += [key] if old else []
            continue
        typed[key].label = now[key].label
        if old == _words(typed[key]):
            typed[key].kind, typed[key].heading, typed[key].text = theirs_now
        elif theirs_now not in (old, _words(typed[key])):
            both.append(key)
    for key in reversed([key for key in was if key in typed and key not in now]):
        is_as_before = (was[key].kind, was[key].heading, before[key]) == _words(typed[key])
        if is_as_before and not typed[key].children:
            merging.holder[key].children.remove(typed[key])
        else:
            both.append(key)
    return both


class _Merging:
    def __init__(self, mine: Known, theirs: Known, within: Collection[Key], typed: dict[Key, Node]) -> None:
        self.root, self.theirs, self.within, self.typed = mine.root, theirs, within, typed
        self.holder = mine.holders()
        self.their_holder, self.their_nodes = theirs.holders(), theirs.nodes()

    def put(self, key: Key) -> None:
        """Let a part of theirs stand where it stands there, with what it stands in, if that was taken out here."""
        above = self.theirs.keys.get(id(self.their_holder[key]))
        if above in self.within and above not in self.typed:
            self.put(above)
        holder = self.typed.get(above, self.root)
        source = self.their_nodes[key]
        node = Node(source.kind, source.label, source.heading, source.text)
        holder.children.insert(self._place(key, holder), node)
        self.typed[key], self.holder[key] = node, holder

    def _place(self, key: Key, holder: Node) -> int:
        """Behind the nearest part before it that stands here too."""
        beside = [self.theirs.keys.get(id(node)) for node in self.their_holder[key].children]
        here = {id(node): place for place, node in enumerate(holder.children)}
        for each in reversed(beside[: beside.index(key)]):
            if (place := here.get(id(self.typed.get(each)))) is not None:
                return place + 1
        return 0


def _is_rearranged(base: Known, theirs: Known, within: Collection[Key]) -> bool:
    old, new = base.nodes(), theirs.nodes()
    above = [
        {key: known.keys.get(id(holder)) for key, holder in known.holders().items()}
        for known in (base, theirs)
    ]
    kept = [[key for key in one if key in within and key in other] for one, other in ((old, new), (new, old))]
    return kept[0] != kept[1] or any(above[0][key] != above[1][key] for key in kept[0])


def _in_their_numbers(base: Known, theirs: Known, words: Mapping[Key, str]) -> dict[Key, str]:
    """Words written against ``base``, with their references at the numbers that these parts have in ``theirs``."""
    (old_root, old), (new_root, new) = (_saying(known, words) for known in (base, theirs))
    same = {id(node): new[key] for key, node in old.items() if key in new}
    texts = follow(old_root, new_root, same).texts
    return {key: texts.get(id(new.get(key)), text) for key, text in words.items()}


def _saying(known: Known, words: Mapping[Key, str]) -> tuple[Node, dict[Key, Node]]:
    """A copy of a text with other words where there are some."""
    nodes: dict[Key, Node] = {}

    def copied(node: Node) -> Node:
        key = known.keys.get(id(node))
        copy = Node(
            node.kind, node.label, node.heading, words.get(key, node.text), list(map(copied, node.children))
        )
        nodes[key] = copy
        return copy

    return copied(known.root), nodes


def _words(node: Node) -> tuple[str, str, str]:
    return node.kind, node.heading, node.text
