"""What changed between two texts of a regulation, and which provision of the new one is which of the old one."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal, NamedTuple

from bijak.legaltext.tree import CLAUSES, HEADERS

type Key = Hashable
type Op = Literal["same", "deleted", "inserted"]
type Kind = Literal["same", "moved", "renumbered", "changed", "inserted", "deleted"]

SIMILAR_HERE = 0.3
"""Share of common words from which a part in the same place counts as the same part, changed."""
SIMILAR_ELSEWHERE = 0.6
"""The same for a part in another place."""
_DIFF_CELLS = 4_000_000
"""Words of one times words of the other up to which two passages are compared word by word."""
_EXACT_CELLS = 90_000
"""The same up to which every word may begin a run that was kept."""

_DEPTH = {kind: depth for depth, kind in enumerate(("judul", *HEADERS, *CLAUSES))}
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


class Piece(NamedTuple):
    """A part of a text as it lies in a list in the order of the document; ``key`` says who it is."""

    key: Key
    kind: str
    label: str
    heading: str
    text: str


@dataclass(frozen=True)
class Change:
    """What became of one part."""

    kind: Kind
    old: Piece | None
    new: Piece | None

    @cached_property
    def words(self) -> tuple[tuple[Op, str], ...]:
        """The runs of text kept, taken out and put in, heading first; looked for when asked, for that takes longest."""
        before = _full(self.old) if self.old else ""
        after = _full(self.new) if self.new else ""
        if before == after:
            return (("same", after),) if after else ()
        return words(before, after)


def compare(old: Sequence[Piece], new: Sequence[Piece]) -> list[Change]:
    """Each part of both texts once, in the order of the new one; deleted parts where they stood in the old one.

    Parts are the same where their keys are. Words that changed weigh more than a move, a move more than a number.
    """
    before = {piece.key: place for place, piece in enumerate(old)}
    staying = _longest_rising([before[piece.key] for piece in new if piece.key in before])
    kept = {piece.key for piece in new}
    changes: list[Change] = []
    shown = 0
    for piece in new:
        place = before.get(piece.key)
        if place is None:
            changes.append(Change("inserted", None, piece))
            continue
        if place in staying:
            changes.extend(_deleted(old[shown:place], kept))
            shown = place + 1
        changes.append(_changed(old[place], piece, moved=place not in staying))
    changes.extend(_deleted(old[shown:], kept))
    return changes


def match(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, Key]:
    """Which part of ``new`` (by its index) is which part of ``old`` (by its key); what is not named is new.

    Same words elsewhere: moved. Same place and similar words: changed. A part without words of its own (a pasal
    of ayat) is the one that most of its children come from. Only parts of one kind can be the same.
    """
    return _Match(old, new).found


def words(old: str, new: str) -> tuple[tuple[Op, str], ...]:
    """The runs of text that were kept, taken out and put in, in reading order."""
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    head = _shared(first, second)
    tail = _shared(first[head:][::-1], second[head:][::-1])
    end, new_end = len(first) - tail, len(second) - tail
    runs: list[tuple[Op, str]] = [
        ("same", "".join(second[:head])),
        *_between(first[head:end], second[head:new_end]),
        ("same", "".join(second[new_end:])),
    ]
    return tuple(run for run in runs if run[1])


def _shared(first: Sequence[str], second: Sequence[str]) -> int:
    """With how many of the same words two texts begin."""
    pairs = zip(first, second, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _between(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[Op, str]]:
    cells = len(first) * len(second)
    if cells > _DIFF_CELLS:
        yield "deleted", "".join(first)
        yield "inserted", "".join(second)
        return
    # Words that fill a long passage (dots of a form, cells of a table) would take cubic time: they start no match.
    for op, a, b, c, d in SequenceMatcher(None, first, second, autojunk=cells > _EXACT_CELLS).get_opcodes():
        if op == "equal":
            yield "same", "".join(second[c:d])
            continue
        yield "deleted", "".join(first[a:b])
        yield "inserted", "".join(second[c:d])


def _changed(old: Piece, new: Piece, *, moved: bool) -> Change:
    kind: Kind = "same"
    if _full(old) != _full(new):
        kind = "changed"
    elif moved:
        kind = "moved"
    elif (old.kind, old.label) != (new.kind, new.label):
        kind = "renumbered"
    return Change(kind, old, new)


def _deleted(pieces: Sequence[Piece], kept: set[Key]) -> Iterator[Change]:
    for piece in pieces:
        if piece.key not in kept:
            yield Change("deleted", piece, None)


def _full(piece: Piece) -> str:
    return f"{piece.heading}\n{piece.text}".strip()


def _longest_rising(places: Sequence[int]) -> set[int]:
    """The most parts that stand in the same order as before: they stayed, the others moved."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, place in enumerate(places):
        length = bisect_left(tails, place)
        previous.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[length] = place
            ends[length] = index
    staying: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        staying.add(places[index])
        index = previous[index]
    return staying


class _Side:
    """One text as ``match`` looks at it: where each part stands, in whom, and in which words."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.words = [tuple(_WORD.findall(_full(piece).lower())) for piece in pieces]
        self.bags: dict[int, Counter[str]] = {}
        self.parents: list[int] = []
        self.paths: list[tuple[str, ...]] = []
        above: list[tuple[int, int]] = []
        seen: Counter[tuple[str, ...]] = Counter()
        for index, piece in enumerate(pieces):
            depth = _DEPTH.get(piece.kind, 0)
            while above and above[-1][0] >= depth:
                above.pop()
            parent = above[-1][1] if above else -1
            above.append((depth, index))
            own = f"{piece.kind} {piece.label}"
            # A pasal is cited without the bab it stands in.
            path = (own,) if parent < 0 or piece.kind == "pasal" else (*self.paths[parent], own)
            seen[path] += 1
            self.parents.append(parent)
            self.paths.append(path if seen[path] == 1 else (*path, f"#{seen[path]}"))

    def bag(self, index: int) -> Counter[str]:
        """How often each word stands in a part; most parts are found without counting."""
        if index not in self.bags:
            self.bags[index] = Counter(self.words[index])
        return self.bags[index]


class _Match:
    """Pairs parts in rounds, the surest first; each part is paired once."""

    def __init__(self, old: Sequence[Piece], new: Sequence[Piece]) -> None:
        self.old, self.new = _Side(old), _Side(new)
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()
        self._by_same_words()
        self._by_children()
        self._by_place(SIMILAR_HERE)
        self._by_similar_words()
        self._by_children()
        self._by_place(0.0)
        self.found = {index: old[place].key for index, place in self.pairs.items()}

    def _pair(self, index: int, place: int) -> None:
        self.pairs[index] = place
        self.taken.add(place)

    def _free(self) -> Iterator[int]:
        return (index for index in range(len(self.new.pieces)) if index not in self.pairs)

    def _by_same_words(self) -> None:
        waiting: defaultdict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
        for place, piece in enumerate(self.old.pieces):
            if self.old.words[place]:
                waiting[piece.kind, self.old.words[place]].append(place)
        at = {path: place for place, path in enumerate(self.old.paths)}
        # Where the same words stand in several places ("Cukup jelas."), those that stayed go first.
        for staying in (True, False):
            for index in self._free():
                places = waiting.get((self.new.pieces[index].kind, self.new.words[index]))
                if not places:
                    continue
                if staying and at.get(self.new.paths[index]) not in places:
                    continue
                place = at[self.new.paths[index]] if staying else places[0]
                places.remove(place)
                self._pair(index, place)

    def _by_children(self) -> None:
        votes: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for index in range(len(self.new.pieces) - 1, -1, -1):
            if index not in self.pairs and votes[index]:
                for place, _count in votes[index].most_common():
                    if place not in self.taken and self._same_kind(index, place):
                        self._pair(index, place)
                        break
            parent = self.new.parents[index]
            if parent >= 0 and index in self.pairs:
                place = self.old.parents[self.pairs[index]]
                if place >= 0:
                    votes[parent][place] += 1

    def _by_place(self, similar: float) -> None:
        at = {path: place for place, path in enumerate(self.old.paths) if place not in self.taken}
        for index in self._free():
            place = at.get(self.new.paths[index])
            if place is None or not self._same_kind(index, place):
                continue
            wordless = not self.old.words[place] and not self.new.words[index]
            if wordless or (similar and self._likeness(index, place) >= similar):
                self._pair(index, place)

    def _by_similar_words(self) -> None:
        """Parts that kept most of their words elsewhere, the most alike first; found through their rare words."""
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place in range(len(self.old.pieces)):
            if place not in self.taken:
                for word in self.old.bag(place):
                    holders[word].append(place)
        likely: list[tuple[float, int, int, int]] = []
        for index in self._free():
            candidates: Counter[int] = Counter()
            rare = sorted(
                (word for word in self.new.bag(index) if word in holders), key=lambda w: len(holders[w])
            )
            for word in rare[:8]:
                candidates.update(holders[word][:50])
            for place, _shared in candidates.most_common(5):
                likeness = self._likeness(index, place)
                if likeness >= SIMILAR_ELSEWHERE and self._same_kind(index, place):
                    likely.append((-likeness, abs(index - place), index, place))
        for _unlike, _far, index, place in sorted(likely):
            if index not in self.pairs and place not in self.taken:
                self._pair(index, place)

    def _same_kind(self, index: int, place: int) -> bool:
        return self.new.pieces[index].kind == self.old.pieces[place].kind

    def _likeness(self, index: int, place: int) -> float:
        """Twice the common words by all words, repeats counted (Dice); 1.0 for the same, 0.0 for none."""
        first, second = self.new.bag(index), self.old.bag(place)
        total = first.total() + second.total()
        return 2 * (first & second).total() / total if total else 0.0
