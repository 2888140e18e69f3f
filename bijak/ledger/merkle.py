"""The Merkle tree of RFC 9162 §2.1 over SHA-256: hashes, roots, growth, proofs and their verification.

Nothing here knows what a leaf means or where hashes are kept. A *node* is a perfect subtree, named by its
level (0 for leaves) and its index on that level; it never changes once complete. A *span* ``(start, end)`` is
any run of leaves that the RFC hashes as one; its hash folds the nodes that cover it. So a store that keeps
nodes answers every proof by reading O(log n) of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

type Hash = bytes
type Coordinate = tuple[int, int]
type Span = tuple[int, int]

EMPTY_ROOT: Hash = sha256(b"").digest()


def leaf_hash(content: bytes) -> Hash:
    return sha256(b"\x00" + content).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[Hash]) -> Hash:
    """The hash of neighbour nodes from left to right, the larger ones first; of nothing, the empty root."""
    if not hashes:
        return EMPTY_ROOT
    result = hashes[-1]
    for left in reversed(hashes[:-1]):
        result = node_hash(left, result)
    return result


def cover(span: Span) -> list[Coordinate]:
    """The fewest nodes that make up a span, from left to right."""
    start, end = span
    nodes = []
    while start < end:
        fits = (end - start).bit_length() - 1
        level = min(fits, (start & -start).bit_length() - 1) if start else fits
        nodes.append((level, start >> level))
        start += 1 << level
    return nodes


@dataclass(slots=True)
class Frontier:
    """The right edge of a tree: all that is needed to let it grow, one hash for each bit set in its size."""

    size: int = 0
    peaks: list[Hash] = field(default_factory=list)

    def append(self, leaf: Hash) -> list[tuple[int, int, Hash]]:
        """Add a leaf hash; returns the nodes it completed, the leaf first, as (level, index, hash)."""
        completed = [(0, self.size, leaf)]
        level, index, top = 0, self.size, leaf
        while index & 1:
            top = node_hash(self.peaks.pop(), top)
            level, index = level + 1, index >> 1
            completed.append((level, index, top))
        self.peaks.append(top)
        self.size += 1
        return completed

    @property
    def root(self) -> Hash:
        return fold(self.peaks)


def root(leaves: Iterable[Hash]) -> Hash:
    """The Merkle Tree Hash of leaf hashes (RFC 9162 §2.1.1)."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root


def inclusion_path(index: int, size: int) -> list[Span]:
    """The spans whose hashes prove that a leaf is in the tree of ``size`` leaves (RFC 9162 §2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"Leaf {index} is not in a tree of {size} leaves.")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def consistency_path(first: int, second: int) -> list[Span]:
    """The spans whose hashes prove that one tree begins another, given their sizes (RFC 9162 §2.1.4.1)."""
    if not 0 < first <= second:
        raise ValueError(f"A tree of {first} leaves cannot begin one of {second}.")
    path = []
    start, end, is_known = 0, second, True
    while first != end:
        middle = start + _split(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start, is_known = middle, False
    if not is_known:
        path.append((start, end))
    return path[::-1]


def is_included(leaf: Hash, index: int, size: int, proof: Sequence[Hash], root: Hash) -> bool:
    """Whether a proof leads from a leaf hash to the root (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            result = node_hash(sibling, result)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            result = node_hash(result, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and result == root


def is_consistent(
    first: int, second: int, proof: Sequence[Hash], first_root: Hash, second_root: Hash
) -> bool:
    """Whether a proof shows that the second tree only appended to the first (RFC 9162 §2.1.4.2)."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    position, last = first - 1, second - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and older == first_root and newer == second_root


def _split(width: int) -> int:
    """The largest power of two smaller than ``width``."""
    return 1 << (width - 1).bit_length() - 1
