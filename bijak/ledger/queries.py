"""Questions to the record: what happened to a subject, the signed root, and proofs."""

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from bijak.ledger import merkle
from bijak.ledger.models import Checkpoint, Entry, Leaf, Node

type Subject = Any
"""A model instance with a ``uuid``, or a pair of kind and UUID."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry's leaf is in the tree of a checkpoint (RFC 9162 §2.1.3)."""

    index: int
    leaf_hash: bytes
    hashes: tuple[bytes, ...]
    checkpoint: Checkpoint

    @property
    def holds(self) -> bool:
        root = bytes(self.checkpoint.root)
        return merkle.is_included(self.leaf_hash, self.index, self.checkpoint.size, self.hashes, root)


class NotYetSequenced(LookupError):
    """The entry waits for the sequencer; its proof exists within a minute."""


def identify(subject: Subject) -> tuple[str, UUID]:
    if isinstance(subject, tuple):
        kind, uuid = subject
        return kind, uuid
    return subject._meta.label_lower, subject.uuid


def entries_for(subject: Subject) -> QuerySet[Entry]:
    """What happened to a subject, newest first."""
    kind, uuid = identify(subject)
    return Entry.objects.filter(subject_uuid=uuid, subject_kind=kind).order_by("-pk")


def entries() -> QuerySet[Entry]:
    """Everything that was ever recorded, newest first."""
    return Entry.objects.order_by("-pk")


def checkpoint() -> Checkpoint | None:
    """The newest signed root; ``None`` while nothing was ever sequenced."""
    return Checkpoint.objects.order_by("-size", "-pk").first()


def root() -> bytes:
    """The root of the newest checkpoint."""
    newest = checkpoint()
    return bytes(newest.root) if newest else merkle.EMPTY_ROOT


def proof(entry: Entry, *, at: Checkpoint | None = None) -> Proof:
    """The proof that an entry is in the tree of the newest checkpoint, or of an older one."""
    at = at or checkpoint()
    if entry.leaf_id is None or at is None or entry.leaf_id >= at.size:
        raise NotYetSequenced(f"Entry {entry.uuid} has no place in that tree yet.")
    path = merkle.inclusion_path(entry.leaf_id, at.size)
    leaf = Leaf.objects.get(pk=entry.leaf_id)
    return Proof(leaf.index, leaf.hash, tuple(_hashes(path)), at)


def growth(size: int) -> str:
    """The proof that the log was only appended to since the checkpoint of that size (C2SP `tlog-witness`).

    Raises ``Checkpoint.DoesNotExist`` where there never was one.
    """
    first = Checkpoint.objects.filter(size=size, size__gt=0).order_by("pk")[:1].get()
    second = checkpoint() or first
    hashes = _hashes(merkle.consistency_path(first.size, second.size)) if first.size < second.size else []
    lines = [f"old {first.size}", *(base64.b64encode(each).decode() for each in hashes)]
    return "\n".join(lines) + "\n\n" + second.note


def frontier(size: int) -> merkle.Frontier:
    """The right edge of the stored tree of ``size`` leaves: one query, log2(size) rows at most."""
    coordinates = merkle.cover((0, size))
    known = _nodes(coordinates)
    return merkle.Frontier(size, [known[node] for node in coordinates])


def _hashes(path: list[merkle.Span]) -> list[bytes]:
    covers = [merkle.cover(span) for span in path]
    known = _nodes([node for cover in covers for node in cover])
    return [merkle.fold([known[node] for node in cover]) for cover in covers]


def _nodes(coordinates: Iterable[merkle.Coordinate]) -> dict[merkle.Coordinate, bytes]:
    wanted = Q(pk=None)
    for level, index in coordinates:
        wanted |= Q(level=level, index=index)
    rows = Node.objects.filter(wanted).order_by("pk").values_list("level", "index", "hash")
    return {(level, index): bytes(node) for level, index, node in rows}
