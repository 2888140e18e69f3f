"""A regulation as a tree of parts, in the order and with the names of UU 12/2011, Lampiran II."""

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

HEADERS = ("buku", "bab", "bagian", "paragraf")
"""Parts that group pasal, the widest first."""
CLAUSES = ("pasal", "ayat", "huruf", "angka", "huruf2", "angka2")
"""Parts that oblige somebody: what a comment, a term or a question may hang on."""
KINDS = (
    "judul", "menimbang", "mengingat", "memperhatikan", "memutuskan", "diktum", "isi", *HEADERS, *CLAUSES,
    "penutup", "penjelasan", "umum", "pasal_demi_pasal", "lampiran", "teks",
)  # fmt: skip
"""``huruf2`` and ``angka2`` are the deeper lists ``a)`` and ``1)``; a ``diktum`` (``KESATU``) is what a keputusan
has for pasal, ``isi`` the whole of a surat edaran; ``umum`` and ``pasal_demi_pasal`` are the halves of a penjelasan;
``teks`` is what has no place of its own."""


class Named(Protocol):
    """Whatever has the kind and the label of a part."""

    @property
    def kind(self) -> str: ...

    @property
    def label(self) -> str: ...


@dataclass(slots=True)
class Node:
    """One part. Its text stands before its children; ``label`` is bare: ``7``, ``1``, ``a``, ``II``, ``Kesatu``.

    A clause within a penjelasan has as ``heading`` how it is printed there: ``Ayat (1)``, ``Huruf a``.
    """

    kind: str
    label: str = ""
    heading: str = ""
    text: str = ""
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This node and all below, in the order of the document."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def paths(self, *, but: Container[str] = ()) -> Iterator[tuple["Node", ...]]:
        """The way from here to every node, ends included, in the order of the document.

        Parts of a kind in ``but`` are left out, with all below them.
        """
        waiting: list[tuple[Node, ...]] = [(self,)]
        while waiting:
            path = waiting.pop()
            yield path
            for child in reversed(path[-1].children):
                if child.kind not in but:
                    waiting.append((*path, child))


@dataclass(frozen=True, slots=True)
class Document:
    """What the reader made of a text.

    ``unread`` are the passages it found no place for: they are in the tree too, as ``teks``, where they stood.
    ``furniture`` are the page numbers and running heads it took out. ``counts`` is what ``counted`` says.
    """

    root: Node
    unread: tuple[str, ...]
    counts: dict[str, int]
    furniture: tuple[str, ...] = ()


def counted(root: Node) -> dict[str, int]:
    """How many parts there are of each kind, penjelasan and lampiran aside."""
    return dict(
        Counter(path[-1].kind for path in root.paths(but=("penjelasan", "lampiran")) if len(path) > 1)
    )


def name(part: Named) -> str:
    """What one calls a part: ``Pasal 7``, ``ayat (1)``, ``huruf a``, ``BAB II``, ``Bagian Kesatu``."""
    if part.kind == "ayat":
        return f"ayat ({part.label})"
    if part.kind == "bab":
        return f"BAB {part.label}"
    if part.kind in ("huruf2", "angka2"):
        return f"{part.kind[:-1]} {part.label})"
    if part.kind in ("huruf", "angka"):
        return f"{part.kind} {part.label}"
    return f"{part.kind.replace('_', ' ').capitalize()} {part.label}".rstrip()


def address(path: Iterable[Named]) -> str:
    """How a part is cited: ``Pasal 7 ayat (1) huruf a``, ``Menimbang huruf a``, ``BAB II Bagian Kesatu``.

    ``path`` leads from anywhere above to the part. What stands above a pasal is not part of its citation,
    except where the pasal belongs to a penjelasan or a lampiran.
    """
    names: list[str] = []
    for part in path:
        if part.kind in ("", "dokumen", "teks"):
            continue
        if part.kind == "pasal":
            names = [n for n in names if n.startswith(("Penjelasan", "Lampiran"))]
        names.append(name(part))
    return " ".join(names)
