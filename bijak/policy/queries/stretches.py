"""A text, or one chapter of it, as plain words in one field, and what becomes of it when they are written anew.

Only the stretch is read again: what stands before and behind it is not touched, but for its numbers and for the
words that cite what moved.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import cast
from uuid import UUID

from bijak.legaltext import comparing, following, numbering, reader, tree, writing
from bijak.policy.queries.texts import Clause, tree_of_clauses

_LEVELS = {kind: level for level, kind in enumerate((*tree.HEADERS, *tree.CLAUSES), start=1)} | {"teks": 5}
"""How deep a part stands by its kind alone; words without a place stand where a pasal would."""


_ABOVE = "BAB I\nISI"
"""What stands for all that is above a stretch: the reader looks for a body, and that begins with a bab."""
_INSIDE = ("bagian", "paragraf", *tree.CLAUSES, "penutup", "penjelasan", "lampiran")


@dataclass(frozen=True)
class Stretch:
    """Some clauses of a text that follow each other: ``parts[start:end]`` of all of them."""

    parts: Sequence[Clause]
    start: int
    end: int

    @property
    def clauses(self) -> Sequence[Clause]:
        return self.parts[self.start : self.end]

    @property
    def first(self) -> UUID:
        return self.clauses[0].provision

    @property
    def last(self) -> UUID:
        return self.clauses[-1].provision

    @property
    def basis(self) -> str:
        """What stands in it, as one short word: another one as soon as anybody changes a part of it."""
        return basis_of(
            (each.provision_id, each.kind, each.label, each.heading, each.text) for each in self.clauses
        )

    @cached_property
    def text(self) -> str:
        """Its words, one part a line."""
        return writing.plain(self._tree).lstrip("\n")

    @cached_property
    def is_readable(self) -> bool:
        """Whether its words read back to the same parts: else nobody could write in them without losing some."""
        return _flat(self.read(self.text)) == _flat(self._tree)

    def read(self, text: str) -> tree.Node:
        """The parts of some words in its place."""
        return _read(text, inside=self.start > 0 and self.clauses[0].kind in _INSIDE)

    @property
    def _tree(self) -> tree.Node:
        _root, nodes = tree_of_clauses(self.parts)
        inside = {id(node) for node in nodes[self.start : self.end]}
        lower = {id(child) for node in nodes[self.start : self.end] for child in node.children}
        tops = [node for node in nodes[self.start : self.end] if id(node) not in lower]
        for node in nodes[self.start : self.end]:
            node.children = [child for child in node.children if id(child) in inside]
        return tree.Node("dokumen", children=tops)


@dataclass(frozen=True)
class Rewritten:
    """A text with one stretch written anew. Nothing is saved.

    ``paths`` lead to each part in order, ``provisions`` say which it is: a key, or None for a new one.
    """

    paths: Sequence[tuple[tree.Node, ...]]
    provisions: Sequence[int | None]
    changes: Sequence[comparing.Change]
    names: Mapping[object, str]
    unread: Sequence[str]

    @property
    def is_same(self) -> bool:
        return all(change.kind == "same" for change in self.changes)


def basis_of(said: Iterable[tuple[int, str, str, str, str]]) -> str:
    """The same of provisions with their kind, label, heading and text."""
    return sha256(repr([*said]).encode()).hexdigest()[:32]


def stretch_between(parts: Sequence[Clause], first: str, last: str) -> Stretch | None:
    """The stretch from one provision to another; None where one of them is gone."""
    places = {str(each.provision): place for place, each in enumerate(parts)}
    if first not in places or last not in places or places[first] > places[last]:
        return None
    return Stretch(parts, places[first], places[last] + 1)


type Known = Mapping[int, UUID]
"""Which provisions some parts of a text that was typed are, by their places among its parts, whatever they say."""


def rewritten(stretch: Stretch, text: str, known: Known = MappingProxyType({})) -> Rewritten:
    """What becomes of a text when a stretch of it reads so: who is who, numbered anew where parts came or went."""
    old_root, old = tree_of_clauses(stretch.parts)
    fragment = stretch.read(text)
    read = list(fragment.walk())[1:]
    matched = cast(
        dict[int, int],
        comparing.match(
            [_piece(place, old[place]) for place in range(stretch.start, stretch.end)],
            [_piece(place, node) for place, node in enumerate(read)],
        ),
    )
    places = {stretch.parts[place].provision: place for place in range(stretch.start, stretch.end)}
    for index, provision in known.items():
        place = places.get(provision)
        if place is not None and index < len(read) and old[place].kind == read[index].kind:
            matched = {other: each for other, each in matched.items() if each != place} | {index: place}
    new, origins = _joined(stretch, fragment, read, matched)
    root, nodes = new[0], new[1:]
    same = {id(old[place]): node for node, place in zip(nodes, origins, strict=True) if place is not None}
    shapes = [(node.kind, node.label) for node in nodes]
    is_moved = origins != list(range(len(old))) or shapes != [(node.kind, node.label) for node in old]
    if is_moved:
        numbering.renumber(root.children)
        by_id = {id(node): node for node in nodes}
        for node_id, words in following.follow(old_root, root, same).texts.items():
            by_id[node_id].text = words
    paths = list(root.paths())[1:]
    keys: list[object] = [
        stretch.parts[place].provision_id if place is not None else f"new {index}"
        for index, place in enumerate(origins)
    ]
    names = {clause.provision_id: clause.name for clause in stretch.parts} | {
        key: tree.address(path) or tree.name(path[-1]) for key, path in zip(keys, paths, strict=True)
    }
    return Rewritten(
        paths=[path[1:] for path in paths],
        provisions=[stretch.parts[place].provision_id if place is not None else None for place in origins],
        changes=comparing.compare(
            [
                _piece(clause.provision_id, node)
                for clause, node in zip(stretch.parts, tree_of_clauses(stretch.parts)[1], strict=True)
            ],
            [_piece(key, node) for key, node in zip(keys, nodes, strict=True)],
        ),
        names=names,
        unread=[node.text for node in read if node.kind == "teks"],
    )


def _read(text: str, *, inside: bool) -> tree.Node:
    """The parts of some words, a penjelasan whole; ``inside``: they begin in the midst of a body."""
    text = text.replace("\0", "")
    root = reader.parse(f"{_ABOVE}\n{text}" if inside else text).root
    if inside and root.children:
        above = root.children.pop(0)
        loose = above.heading.removeprefix("ISI").strip()
        root.children = [*([tree.Node("teks", text=loose)] if loose else []), *above.children, *root.children]
    root.children = [writing.folded(node) for node in root.children]
    return root


def _joined(
    stretch: Stretch, fragment: tree.Node, read: Sequence[tree.Node], matched: Mapping[int, int]
) -> tuple[list[tree.Node], list[int | None]]:
    """The whole text anew, its root first, and for each part the place it had."""
    old_root, old = tree_of_clauses(stretch.parts)
    parent_of = {id(child): node for node in (old_root, *old) for child in node.children}
    read_parent = {id(child): node for node in (fragment, *read) for child in node.children}
    root = tree.Node("dokumen")
    copies: dict[int, tree.Node] = {id(old_root): root}
    path, found, origins = [root], [root], list[int | None]()

    def put(source: tree.Node, above: tree.Node | None, place: int | None) -> None:
        node = tree.Node(source.kind, source.label, source.heading, source.text)
        copies[id(source)] = node
        wanted = copies.get(id(above)) if above is not None else None
        depth = next((depth for depth, each in enumerate(path) if each is wanted), None)
        if depth is None:
            level = _LEVELS.get(node.kind, 0)
            depth = max(
                (d for d, each in enumerate(path) if d == 0 or 0 < _LEVELS.get(each.kind, 0) < level),
                default=0,
            )
        del path[depth + 1 :]
        path[-1].children.append(node)
        path.append(node)
        found.append(node)
        origins.append(place)

    inside = {id(node) for node in old[stretch.start : stretch.end]}
    for place, node in enumerate(old[: stretch.start]):
        put(node, parent_of[id(node)], place)
    for index, node in enumerate(read):
        was = matched.get(index)
        above: tree.Node | None = read_parent[id(node)]
        if above is fragment:
            above = None if was is None or id(parent_of[id(old[was])]) in inside else parent_of[id(old[was])]
        put(node, above, was)
        if was is not None:
            copies[id(old[was])] = copies[id(node)]
    for place, node in enumerate(old[stretch.end :], start=stretch.end):
        put(node, parent_of[id(node)], place)
    return found, origins


def _piece(key: object, node: tree.Node) -> comparing.Piece:
    return comparing.Piece(key, node.kind, node.label, node.heading, node.text)


def _flat(root: tree.Node) -> list[tuple[str, str, str, str, int]]:
    return [
        (path[-1].kind, path[-1].label, path[-1].heading, path[-1].text, len(path)) for path in root.paths()
    ][1:]
