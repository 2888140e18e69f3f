"""Let references follow the provisions that they cite, after parts were added, moved, taken out and numbered anew."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bijak.legaltext import references
from bijak.legaltext.references import Reference
from bijak.legaltext.tree import CLAUSES, Node, address


class Followed(NamedTuple):
    """``texts``: the words that changed, by the id of the new node. ``lost``: references to what is gone, as
    they stand in the old tree; their words are kept."""

    texts: dict[int, str]
    lost: list[Reference]


class _Edit(NamedTuple):
    start: int
    end: int
    words: str


def follow(old: Node, new: Node, same: Mapping[int, Node]) -> Followed:
    """The words of ``new`` with every reference at its target's present address.

    ``same`` says by the id of a node of ``old`` which node of ``new`` it is; nodes without one are gone. Only words
    that are still those of the old text are rewritten. A reference whose target went to another pasal gets the
    whole address: "ayat (2)" becomes "Pasal 9 ayat (1)".
    """
    return _Following(old, new, same).followed


class _Following:
    def __init__(self, old: Node, new: Node, same: Mapping[int, Node]) -> None:
        self.same = same
        self.paths = {id(path[-1]): path for path in new.paths()}
        self.edits: defaultdict[int, set[_Edit]] = defaultdict(set)
        found = list(references.find(old))
        self.inside: defaultdict[int, list[Reference]] = defaultdict(list)
        for reference in found:
            if reference.within is not None:
                self.inside[id(reference.within)].append(reference)
        lost = []
        words = {}
        for reference in found:
            node = same.get(id(reference.node))
            if node is None or reference.target is None:
                continue
            if id(reference.target) not in same:
                # Of "Pasal 7 ayat (1)" without a Pasal 7 only "Pasal 7" is named.
                if reference.within is None or self._is_kept(reference.within.target):
                    lost.append(reference)
            elif node.text == reference.node.text:
                words[id(node)] = node.text
                self._follow(reference, node)
        self.followed = Followed(
            {key: _edited(words[key], edits) for key, edits in self.edits.items() if edits}, lost
        )

    def _is_kept(self, target: Node | None) -> bool:
        return target is not None and id(target) in self.same

    def _follow(self, reference: Reference, node: Node) -> None:
        around = reference.within
        edits = self.edits[id(node)]
        together = self.inside[id(around)] if around is not None else [reference]
        if all(self._is_found(each, node) for each in together):
            label = self._path(reference)[-1].label
            if _bare(label) != _bare(reference.label):
                edits.add(_Edit(reference.label_start, reference.label_end, label))
            return
        start = reference
        while start.within is not None and self.inside[id(start.within)][0] is start:
            start = start.within
        edits.difference_update({edit for edit in edits if edit.start >= start.start})
        whole = address(part for part in self._path(reference) if part.kind in CLAUSES)
        edits.add(_Edit(start.start, reference.end, whole))

    def _path(self, reference: Reference) -> tuple[Node, ...]:
        """The way to what a reference cites, as it stands now; empty if it is gone."""
        target = self.same.get(id(reference.target))
        return self.paths[id(target)] if target is not None else ()

    def _is_found(self, reference: Reference, node: Node) -> bool:
        """Whether the reference needs no more than another label; or its target is gone, and it stays as it is."""
        path = self._path(reference)
        if not path:
            return True
        if reference.within is not None:
            wider = self.same.get(id(reference.within.target))
            return any(part is wider for part in path)
        if reference.kind not in CLAUSES or reference.kind == "pasal":
            return True
        return any(part is path[-2] for part in self.paths[id(node)])


def _edited(words: str, edits: Iterable[_Edit]) -> str:
    for edit in sorted(edits, reverse=True):
        words = words[: edit.start] + edit.words + words[edit.end :]
    return words


def _bare(label: str) -> str:
    return "".join(label.split()).lower()
