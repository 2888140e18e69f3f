"""The whole record as text that ``verifying`` can check without us."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from bijak.ledger.leaf import canonical_json
from bijak.ledger.models import Checkpoint, Entry, Leaf, Node
from bijak.ledger.verifying import FORMAT

CHUNK = 2_000


def lines() -> Iterator[bytes]:
    """The lines of an export, in constant memory. A log only grows, so no lock or snapshot is needed."""
    checkpoints = list(Checkpoint.objects.order_by("size", "pk"))
    size = checkpoints[-1].size if checkpoints else 0
    keys = list(dict.fromkeys(checkpoint.verifier for checkpoint in checkpoints))
    yield _line({"format": FORMAT, "keys": keys, "size": size, "version": 1})
    signed = deque(checkpoints)
    for written, leaf in enumerate(_leaves(size), start=1):
        yield _line(leaf)
        while signed and signed[0].size == written:
            yield _line({"checkpoint": signed.popleft().note})


def _leaves(size: int) -> Iterator[dict[str, Any]]:
    for start in range(0, size, CHUNK):
        span = (start, min(start + CHUNK, size) - 1)
        hashes = dict(
            Node.objects.filter(level=0, index__range=span).order_by("index").values_list("index", "hash")
        )
        entries = {
            entry.leaf_id: entry
            for entry in Entry.objects.filter(leaf__gte=span[0], leaf__lte=span[1]).order_by("leaf_id")
        }
        for leaf in Leaf.objects.filter(index__range=span).order_by("index"):
            entry = entries.get(leaf.index)
            yield {
                "commitment": bytes(leaf.commitment).hex(),
                "entry": entry.content if entry else None,
                "hash": bytes(hashes.get(leaf.index, b"")).hex(),
                "leaf": leaf.index,
                "salt": bytes(entry.salt).hex() if entry else None,
                "version": leaf.version,
            }


def _line(content: dict[str, Any]) -> bytes:
    return canonical_json(content) + b"\n"
