"""Bring a draft into the numbers of an amendment: nothing shifts, what is new goes between (UU 12/2011, Lampiran II).

Inserted pasal are ``5A``, ``5B``, inserted ayat ``(1a)``, bab ``IXA``, bagian ``Kesatu A``; what was taken out keeps
its number and says "Dihapus." Lampiran II speaks of bab, bagian, paragraf, pasal and ayat only: huruf and angka are
numbered anew within their pasal, which is quoted whole.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bijak.legaltext import comparing, labels, references
from bijak.legaltext.amending import bodies
from bijak.legaltext.amending.bodies import RANK, CannotAmend
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import HEADERS, Document, Node, name

_LETTERS = 26
"""How many parts can be put between two: one letter each."""
_THROUGH = ("buku", "bab", "pasal")
"""Numbered through the document; the others begin anew in each wider part."""
_NUMBER = re.compile(r"(\d+)([A-Z]?|[a-z]?)")


@dataclass(slots=True, eq=False)
class Slot:
    """One part of the amended text: ``old`` is what it was, ``new`` what it will be; one of them may be missing."""

    old: Node | None
    new: Node | None

    @property
    def kind(self) -> str:
        return (self.old or self.new or Node("")).kind

    @property
    def becomes(self) -> Node:
        """The part as it will stand; one that was taken out says so."""
        if self.new is not None:
            return self.new
        assert self.old is not None
        return self.old if bodies.is_gone(self.old) else bodies.gone(self.old)


class Place(NamedTuple):
    """A label as a number and how many parts were put behind it: ``5B`` is (5, 2)."""

    number: int
    behind: int


def merge(old: Document, new: Document, same: Mapping[int, Node] | None = None) -> list[Slot]:
    """Both bodies as one row, with amendment labels and with references that follow; ``new`` is not changed.

    ``same`` says which node of ``old`` (value) a node of ``new`` (by id) is; without it they are matched by
    their words. Raises ``CannotAmend`` for what cannot be numbered.
    """
    known = matched(old, new) if same is None else same
    olds, news = _twins(old.root), _twins(new.root)
    pairs = {
        id(twin): olds[id(known[source])]
        for source, twin in news.items()
        if source in known and id(known[source]) in olds and known[source].kind == twin.kind
    }
    root = news[id(new.root)]
    found = list(references.find(root))
    slots = _merged(bodies.units(bodies.body(olds[id(old.root)])), bodies.units(bodies.body(root)), pairs)
    _label(slots)
    for slot in slots:
        if slot.kind == "pasal" and slot.old is not None and slot.new is not None:
            _merge_ayat(slot.old, slot.new, pairs)
    texts = references.rewrite(found)
    for reference in found:
        reference.node.text = texts.get(id(reference.node), reference.node.text)
    return slots


def _twins(root: Node) -> dict[int, Node]:
    """A copy of each node, by the id of its original."""
    return {id(node): twin for node, twin in zip(root.walk(), bodies.copy(root).walk(), strict=True)}


def matched(old: Document, new: Document) -> dict[int, Node]:
    """Which node of ``old`` each node of ``new`` (by id) is, as far as the words tell."""
    before = [node for top in bodies.body(old.root) for node in top.walk()]
    after = [node for top in bodies.body(new.root) for node in top.walk()]
    pieces = [comparing.Piece(index, n.kind, n.label, n.heading, n.text) for index, n in enumerate(before)]
    others = [comparing.Piece(index, n.kind, n.label, n.heading, n.text) for index, n in enumerate(after)]
    found = comparing.match(pieces, others)
    return {id(after[index]): before[int(str(key))] for index, key in found.items()}


def _merged(olds: Sequence[Node], news: Sequence[Node], pairs: Mapping[int, Node]) -> list[Slot]:
    """Old and new parts in one row. Where several stand between two that stayed, those taken out go first."""
    place = {id(node): index for index, node in enumerate(olds)}
    at = [place.get(id(pairs[id(node)]), -1) if id(node) in pairs else -1 for node in news]
    at = _restored(olds, news, at)
    staying = _rising(at)
    slots: list[Slot] = []
    shown = 0
    waiting: list[Slot] = []
    for index, node in enumerate(news):
        if index not in staying:
            waiting.append(Slot(None, node))
            continue
        slots += [Slot(olds[gone], None) for gone in range(shown, at[index])]
        slots += [*waiting, Slot(olds[at[index]], node)]
        shown, waiting = at[index] + 1, []
    return [*slots, *(Slot(gone, None) for gone in olds[shown:]), *waiting]


def _restored(olds: Sequence[Node], news: Sequence[Node], at: list[int]) -> list[int]:
    """A part that says "Dihapus." is the one that had its number, not a new one."""
    taken = set(at)
    free = {(node.kind, node.label): index for index, node in enumerate(olds) if index not in taken}
    return [
        free.pop((node.kind, node.label), -1) if place < 0 and bodies.is_gone(node) else place
        for node, place in zip(news, at, strict=True)
    ]


def _rising(at: Sequence[int]) -> set[int]:
    """The most places, by index, that still rise: those parts stayed, the others are taken out and put in anew."""
    tails: list[int] = []
    ends: list[int] = []
    previous: dict[int, int] = {}
    for index, place in enumerate(at):
        if place < 0:
            continue
        length = bisect_left(tails, place)
        previous[index] = ends[length - 1] if length else -1
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    staying: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        staying.add(index)
        index = previous[index]
    return staying


def _merge_ayat(old: Node, new: Node, pairs: Mapping[int, Node]) -> None:
    """Give the ayat of a pasal that stays their amendment numbers; one of other parts is written anew."""
    stay = {id(child) for child in old.children}
    if not (
        _is_of_ayat(old) and _is_of_ayat(new) and any(id(pairs.get(id(n))) in stay for n in new.children)
    ):
        return
    slots = _merged(old.children, new.children, pairs)
    _label(slots)
    new.children = [slot.becomes for slot in slots]


def _is_of_ayat(node: Node) -> bool:
    return bool(node.children) and all(child.kind == "ayat" for child in node.children)


# Labels -------------------------------------------------------------------------------------------


def _label(slots: list[Slot]) -> None:
    """Number what is new: behind the part before it, or, where nothing fits between, in place of the one behind it."""
    latest: dict[str, Node] = {}
    for index, slot in enumerate(slots):
        kind = slot.kind
        if kind in ("", "teks"):
            continue
        _leave_narrower(latest, kind)
        if slot.old is None:
            following = _following(slots, index)
            place = _between(latest.get(kind), following.old if following else None, kind)
            if place is None and following is not None:
                # "Ketentuan Pasal 1 diubah", and what Pasal 1 said goes on as Pasal 1A.
                if any(each.old for each in slots[index + 1 : slots.index(following)]):
                    raise CannotAmend(
                        _(
                            "Di depan %(place)s tidak ada nomor untuk ketentuan yang baru. Letakkan ketentuan itu di "
                            "belakangnya, atau ubah bunyi yang ada."
                        ),
                        name(following.old or following.becomes),
                    )
                slot.old, following.old = following.old, None
            elif place is not None:
                slot.becomes.label = label_of(kind, place)
        if slot.old is not None and slot.new is not None:
            slot.new.label = slot.old.label
        latest[kind] = slot.becomes
    slots[:] = [slot for slot in slots if slot.old or slot.new]


def _leave_narrower(latest: dict[str, Node], kind: str) -> None:
    for narrower in HEADERS[RANK.get(kind, len(HEADERS)) + 1 :]:
        if narrower not in _THROUGH:
            latest.pop(narrower, None)


def _following(slots: Sequence[Slot], index: int) -> Slot | None:
    """The next part of the same kind that has its number already, as far as the numbers go through."""
    kind = slots[index].kind
    for slot in slots[index + 1 :]:
        if slot.old is not None and slot.kind == kind:
            return slot
        if kind not in _THROUGH and RANK.get(slot.kind, len(RANK)) < RANK.get(kind, 0):
            return None
    return None


def _between(previous: Node | None, following: Node | None, kind: str) -> Place | None:
    """The first free place between two parts of a kind; ``None`` if there is none."""
    before = place_of(previous) if previous else None
    ahead = place_of(following) if following else None
    if ahead is None:
        return Place(before.number + 1 if before else 1, 0)
    if before is None:
        return Place(ahead.number - 1, 0) if ahead.number > 1 else None
    for behind in range(before.behind + 1, _LETTERS + 1):
        place = Place(before.number, behind)
        if place >= ahead:
            return None
        if place_in(kind, label_of(kind, place)) == place:
            return place
    raise CannotAmend(
        _(
            "Di belakang %(place)s disisipkan lebih dari 26 ketentuan; susunlah sebagai bab baru atau peraturan baru."
        ),
        name(Node(kind, label_of(kind, Place(before.number, 0)))),
    )


def label_of(kind: str, place: Place) -> str:
    """``(5, 2)`` as ``5B`` for a pasal, ``5b`` for an ayat, ``VB`` for a bab, ``Kelima B`` for a bagian."""
    letter = chr(ord("A") + place.behind - 1) if place.behind else ""
    if kind in ("bab", "buku"):
        return labels.roman(place.number) + letter
    if kind == "bagian":
        return f"{labels.ordinal(place.number)} {letter}".rstrip()
    return f"{place.number}{letter.lower() if kind == 'ayat' else letter}"


def place_of(node: Node) -> Place:
    """Where a label stands among its kind; raises ``CannotAmend`` for one that says no number."""
    place = place_in(node.kind, node.label)
    if place is None:
        raise CannotAmend(
            _("Nomor %(place)s tidak dikenali, sehingga tidak dapat disisipi. Betulkan nomor itu dahulu."),
            name(node),
        )
    return place


def place_in(kind: str, label: str) -> Place | None:
    """The reverse of ``label_of``; ``None`` for what is no such label."""
    if kind in HEADERS and not label[:1].isdigit():
        for bare, letter in _split(kind, label):
            value = labels.roman_value(bare) or labels.ordinal_value(bare)
            if value:
                return Place(value, ord(letter) - ord("A") + 1 if letter else 0)
        return None
    found = _NUMBER.fullmatch(label)
    if not found:
        return None
    return Place(int(found[1]), ord(found[2].upper()) - ord("A") + 1 if found[2] else 0)


def _split(kind: str, label: str) -> Iterator[tuple[str, str]]:
    yield label, ""
    if label[-1:].isupper():
        yield (label[:-2], label[-1]) if kind == "bagian" and label[-2:-1] == " " else (label[:-1], label[-1])
