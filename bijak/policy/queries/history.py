"""What was done to a version, and how it read before."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from bijak.legaltext import comparing, tree
from bijak.policy.models import Act, Change, Passage, Version

type Said = tuple[str, str, str, str]
"""Kind, label, heading and text of a part."""


@dataclass(frozen=True)
class State:
    """How a version reads: its provisions in order, each with the one it belongs to, and what each says.

    ``editions`` are known of how it reads now.
    """

    order: Sequence[tuple[int, int | None]]
    said: Mapping[int, Said]
    editions: Mapping[int, int] = field(default_factory=dict)

    def pieces(self) -> list[comparing.Piece]:
        return [comparing.Piece(key, *self.said[key]) for key, _parent in self.order]

    def paths(self) -> list[tuple[tree.Node, ...]]:
        """The way to each part, in order."""
        found: dict[int, tuple[tree.Node, ...]] = {}
        for key, parent in self.order:
            above = found[parent] if parent is not None else ()
            node = tree.Node(*self.said[key])
            if above:
                above[-1].children.append(node)
            found[key] = (*above, node)
        return list(found.values())


def state_of(version: Version) -> State:
    """How a version reads now: one query."""
    provision_of: dict[int | None, int] = {}
    order: list[tuple[int, int | None]] = []
    said: dict[int, Said] = {}
    editions: dict[int, int] = {}
    rows = Passage.objects.filter(version=version).order_by("position", "pk")
    for key, parent, provision, edition, *words in rows.values_list(
        "pk", "parent", "provision", "edition", "kind", "label", "heading", "text"
    ):
        provision_of[key] = provision
        order.append((provision, provision_of.get(parent)))
        said[provision] = (words[0], words[1], words[2], words[3])
        editions[provision] = edition
    return State(order, said, editions)


def altered(before: State, after: State) -> dict[str, Any]:
    """What ``Change.before`` keeps of a change; empty where nothing changed."""
    said = {str(key): words for key, words in before.said.items() if after.said.get(key) != words}
    order = None if before.order == after.order else before.order
    return {"order": order, "said": said} if said or order is not None else {}


def state_before(change: Change) -> State:
    """How its version read before a change: from now on back, change by change."""
    return deque(_back(change.version, _since(change)), maxlen=1)[0]


def earlier_states(version: Version) -> Iterator[State]:
    """How a version read before its last change, before the one before that, and so on."""
    yield from _back(version, Change.objects.filter(version=version).order_by("-pk"))


def _back(version: Version, changes: QuerySet[Change]) -> Iterator[State]:
    now = state_of(version)
    order, said = now.order, dict(now.said)
    for before in changes.values_list("before", flat=True).iterator(chunk_size=20):
        said |= {int(key): tuple(words) for key, words in before["said"].items()}
        if before["order"] is not None:
            order = [(key, parent) for key, parent in before["order"]]
        yield State(order, {key: said[key] for key, _parent in order})


@dataclass(frozen=True)
class Gone:
    """A provision as it was when it was taken out: its edition, and of each term it set code, value and first day."""

    edition: int
    terms: Sequence[tuple[str, str, str | None]]


def gone_since(change: Change) -> dict[int, Gone]:
    """What this change and those after it took out, each as it went the last time."""
    found: dict[int, Gone] = {}
    for before in _since(change).values_list("before", flat=True):
        for key, (edition, terms) in before.get("gone", {}).items():
            found.setdefault(int(key), Gone(edition, terms))
    return found


def _since(change: Change) -> QuerySet[Change]:
    """This change and all after it, the newest first."""
    return Change.objects.filter(version=change.version_id, pk__gte=change.pk).order_by("-pk")


def changes_of(version: Version) -> QuerySet[Change]:
    """What was done to a version, the newest first; without what it was before, which may be long."""
    return (
        Change.objects.filter(version=version)
        .select_related("made_by", "provision", "version")
        .defer("before")
        .order_by("-pk")
    )


@dataclass(frozen=True)
class Steps:
    """How a version came to read as it does, as an editor sees it; ``undone`` are the keys of what stands undone.

    ``undo``: the last change that stands; ``redo``: the last undoing, as long as nothing else was done after it.
    """

    last: Change | None
    undo: Change | None
    redo: Change | None
    undone: frozenset[int]


def steps_of(version: Version) -> Steps:
    """Follow the changes of a version as an editor does: each undoing goes one change further back. Two queries."""
    standing: list[int] = []
    waiting: list[tuple[int, int]] = []  # what was undone, and by which change
    undone: set[int] = set()
    rows = list(Change.objects.filter(version=version).order_by("pk").values_list("pk", "act"))
    for key, act in rows:
        if act == Act.UNDONE:
            waiting.append((standing.pop(), key))
            undone.add(waiting[-1][0])
        elif act == Act.REDONE:
            standing.append(waiting.pop()[0])
            undone.discard(standing[-1])
        else:
            standing.append(key)
            waiting.clear()
    last = rows[-1][0] if rows else 0
    undo = standing[-1] if standing else 0
    redo = waiting[-1][1] if waiting else 0
    found = changes_of(version).in_bulk([last, undo, redo])
    return Steps(found.get(last), found.get(undo), found.get(redo), frozenset(undone))


def words_at(passage: Passage, edition: int) -> tuple[str, str] | None:
    """Heading and text of a passage in an earlier edition, where a change of its words tells."""
    rows = Change.objects.filter(
        version=passage.version_id, provision=passage.provision_id, act=Act.EDITED, before__edition=edition
    ).order_by("-pk")
    for before in rows.values_list("before", flat=True)[:1]:
        _kind, _label, heading, text = before["said"][str(passage.provision_id)]
        return heading, text
    return None


def last_writer(passage: Passage) -> str:
    """Who changed the words of a passage last, or its version as a whole; empty where nobody is known."""
    change = (
        Change.objects.filter(version=passage.version_id, before__said__has_key=str(passage.provision_id))
        .select_related("made_by")
        .defer("before")
        .order_by("-pk")
        .first()
    )
    return change.made_by.name if change and change.made_by else ""


@dataclass(frozen=True)
class News:
    """What somebody saved in a passage since one saw it: by whom, and the words changed; none where only she knows."""

    by: str
    words: tuple[tuple[str, str], ...]


def news_of(passage: Passage, seen: int) -> News:
    """What became of a passage since its edition ``seen``."""
    before = words_at(passage, seen)
    return News(
        last_writer(passage),
        words_between(before, (passage.heading, passage.text)) if before else (("same", passage.text),),
    )


def words_between(old: tuple[str, str], new: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The runs of words kept, taken out and put in between two readings of a part, heading and text."""
    return comparing.words("\n".join(filter(None, old)), "\n".join(filter(None, new)))


def differences(old: State, new: State) -> list[comparing.Change]:
    """What became of each provision from one state to the other."""
    return comparing.compare(old.pieces(), new.pieces())


def names_in(state: State) -> dict[object, str]:
    """How each provision is called in a state."""
    return {
        key: tree.address(path) or tree.name(path[-1])
        for (key, _parent), path in zip(state.order, state.paths(), strict=True)
    }
