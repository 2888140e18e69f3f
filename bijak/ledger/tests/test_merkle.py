"""The tree against published vectors of RFC 6962/9162, and against the RFC's own recursion."""

from base64 import b64decode
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bijak.ledger import merkle

# The reference inputs and roots of the Certificate Transparency project, trees of 1 to 8 leaves.
INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [merkle.leaf_hash(content) for content in INPUTS]


class Tree:
    """A store of nodes in memory, answering as the database does."""

    def __init__(self, size: int) -> None:
        self.leaves = [merkle.leaf_hash(number.to_bytes(4)) for number in range(size)]
        self.frontier = merkle.Frontier()
        self.nodes = {
            (level, index): node for leaf in self.leaves for level, index, node in self.frontier.append(leaf)
        }

    def hashes(self, path: list[merkle.Span]) -> list[bytes]:
        return [merkle.fold([self.nodes[node] for node in merkle.cover(span)]) for span in path]


def mth(leaves: list[bytes]) -> bytes:
    """RFC 9162 §2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = max(2**power for power in range(64) if 2**power < len(leaves))
    return merkle.node_hash(mth(leaves[:split]), mth(leaves[split:]))


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.Frontier().root == merkle.EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_implementation(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_an_inclusion_proof_of_the_reference_implementation_is_ours() -> None:
    proof = [
        b64decode("bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0="),
        b64decode("Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4="),
        b64decode("vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms="),
    ]
    assert [merkle.root(LEAVES[slice(*span)]) for span in merkle.inclusion_path(1, 5)] == proof
    assert merkle.is_included(LEAVES[1], 1, 5, proof, bytes.fromhex(ROOTS[4]))


def test_a_consistency_proof_of_the_reference_implementation_is_ours() -> None:
    proof = [
        b64decode("DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o="),
        b64decode("sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8="),
        b64decode("037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc="),
    ]
    assert [merkle.root(LEAVES[slice(*span)]) for span in merkle.consistency_path(6, 7)] == proof
    assert merkle.is_consistent(6, 7, proof, bytes.fromhex(ROOTS[5]), bytes.fromhex(ROOTS[6]))


def test_the_seven_leaves_drawn_in_the_rfc_have_the_proofs_it_lists() -> None:
    """RFC 9162 §2.1.5: a0 b, c … are written there as the runs of leaves they stand for."""
    assert merkle.inclusion_path(0, 7) == [(1, 2), (2, 4), (4, 7)]  # b, h, l
    assert merkle.inclusion_path(3, 7) == [(2, 3), (0, 2), (4, 7)]  # c, g, l
    assert merkle.inclusion_path(4, 7) == [(5, 6), (6, 7), (0, 4)]  # f, j, k
    assert merkle.inclusion_path(6, 7) == [(4, 6), (0, 4)]  # i, k
    assert merkle.consistency_path(3, 7) == [(2, 3), (3, 4), (0, 2), (4, 7)]  # c, d, g, l
    assert merkle.consistency_path(4, 7) == [(4, 7)]  # l
    assert merkle.consistency_path(6, 7) == [(4, 6), (6, 7), (0, 4)]  # i, j, k


def test_a_growing_tree_has_the_root_of_the_recursion_at_every_size() -> None:
    tree, frontier = Tree(130), merkle.Frontier()
    for size, leaf in enumerate(tree.leaves, start=1):
        frontier.append(leaf)
        assert frontier.root == mth(tree.leaves[:size])
        assert len(frontier.peaks) == size.bit_count()


def test_every_proof_of_every_small_tree_holds() -> None:
    tree = Tree(33)
    for size in range(1, 34):
        root = mth(tree.leaves[:size])
        for index in range(size):
            proof = tree.hashes(merkle.inclusion_path(index, size))
            assert merkle.is_included(tree.leaves[index], index, size, proof, root)
        for first in range(1, size + 1):
            proof = tree.hashes(merkle.consistency_path(first, size))
            assert merkle.is_consistent(first, size, proof, mth(tree.leaves[:first]), root)


@given(st.integers(1, 300), st.data())
def test_no_altered_proof_of_inclusion_holds(size: int, data: st.DataObject) -> None:
    tree = Tree(size)
    index = data.draw(st.integers(0, size - 1))
    proof = tree.hashes(merkle.inclusion_path(index, size))
    other = bytes(32)
    root, leaf = tree.frontier.root, tree.leaves[index]
    assert not merkle.is_included(other, index, size, proof, root)
    assert not merkle.is_included(leaf, index, size, proof, other)
    assert not merkle.is_included(leaf, index, size, [*proof, other], root)
    assert not merkle.is_included(leaf, size, size, proof, root)
    assert not merkle.is_included(leaf, -1, size, proof, root)
    for place in range(len(proof)):
        assert not merkle.is_included(leaf, index, size, proof[:place] + [other] + proof[place + 1 :], root)
        assert not merkle.is_included(leaf, index, size, proof[:place] + proof[place + 1 :], root)


@given(st.integers(2, 300), st.data())
def test_no_altered_proof_of_consistency_holds(size: int, data: st.DataObject) -> None:
    tree = Tree(size)
    first = data.draw(st.integers(1, size - 1))
    proof = tree.hashes(merkle.consistency_path(first, size))
    before, after, other = merkle.root(tree.leaves[:first]), tree.frontier.root, bytes(32)
    assert merkle.is_consistent(first, size, proof, before, after)
    assert not merkle.is_consistent(first, size, proof, other, after)
    assert not merkle.is_consistent(first, size, proof, before, other)
    assert not merkle.is_consistent(first, size, [], before, after)
    assert not merkle.is_consistent(first, size, [*proof, other], before, after)
    assert not merkle.is_consistent(0, size, proof, before, after)
    for place in range(len(proof)):
        assert not merkle.is_consistent(
            first, size, proof[:place] + [other] + proof[place + 1 :], before, after
        )


def test_proofs_of_what_is_not_there_are_refused() -> None:
    with pytest.raises(ValueError, match="Leaf 5 is not in a tree of 5 leaves"):
        merkle.inclusion_path(5, 5)
    with pytest.raises(ValueError, match="A tree of 6 leaves cannot begin one of 5"):
        merkle.consistency_path(6, 5)
