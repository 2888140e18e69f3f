"""Find what a provision's words refer to: ``Pasal 7 ayat (1) huruf a``, ``ayat (2)``, ``Bab II``, another law.

A reference is one label in one node's ``text``: "ayat (1) dan ayat (3)" are two. It leads to a node of the same
text, to another regulation (``elsewhere``), or nowhere (``is_dangling``). Labels stand where ``label_start`` and
``label_end`` say, so that ``rewrite`` can give them the number that their target has by now.

    before = list(references.find(root))
    numbering.renumber(root.children)
    texts = references.rewrite(before)          # the nodes whose words changed, by id, with their new words
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bijak.legaltext import labels
from bijak.legaltext.tree import CLAUSES, HEADERS, Node, name

REGULATION = "peraturan"
"""The kind of a reference to another regulation as a whole."""
_ORDER = (*HEADERS, *CLAUSES)
_ORDINAL = r"[Kk][Ee]\w+(?:\s+(?:[Bb]elas|[Pp]uluh)(?:\s+[A-Z]\w+)?)?"
_MENTION = re.compile(
    # Beginnings first, and what stands before them after: so the scanner leaps from one to the next.
    rf"""[AaPHhBb](?<![A-Za-z].)(?:
      (?<=[Aa])yat\s*\(\s?(?P<ayat>\d{{1,3}}\s?[a-z]?)\s?\)
    | (?<=P)(?:asal|ASAL)\s*(?P<pasal>\d{{1,3}}(?:\s?[A-Z]{{1,2}}(?![A-Za-z]))?|[IVX]{{1,6}})(?=\W|ayat|$)
    | (?<=[Hh])uruf\s+(?P<huruf>(?P<letter>[a-z])(?P=letter)?\d?)(?!\w)(?P<deep>\))?
    | (?:(?<=[Aa])ngka|(?<=[Bb])utir)\s+(?P<angka>\d{{1,3}}[a-z]?)(?!\w|[.,]\d|\s\()(?P<deeper>\))?
    | (?<=B)(?:ab|AB)\s+(?P<bab>[IVXLC]+[A-Z]?)(?!\w)
    | (?<=B)agian\s+(?P<bagian>{_ORDINAL})
    | (?<=P)aragraf\s+(?P<paragraf>\d{{1,2}})(?!\w)
    | (?<=B)(?:uku|UKU)\s+(?P<buku>{_ORDINAL}|[IVX]+)(?!\w)
    )""",
    re.X,
)
_OF_BRACKET = {"deep": "huruf", "deeper": "angka"}
_JOIN = (
    r"(?:\s*,\s*|\s+)(?:(?:dan\s*/\s*atau|dan\s+atau|dan|atau|serta|maupun|hingga|sampai\s+dengan"
    r"|s\.?d\.?|jo\.?|juncto|kecuali)\s+)?"
)
_JOINED = re.compile(rf"{_JOIN}|\s*,?\s*|\s*(?:/|-|s\s?/\s?d)\s*")
_MORE = {
    "ayat": re.compile(rf"(?:{_JOIN}|\s*-\s*)\(\s?(?P<label>\d{{1,3}}[a-z]?)\s?\)"),
    "huruf": re.compile(rf"(?=\s*,|\s+(?:dan|atau|sampai))(?:{_JOIN})(?P<label>[a-z])(?=[\s,;.]|$)"),
    "pasal": re.compile(
        rf"(?=\s*,|\s+(?:dan|atau|sampai))(?:{_JOIN})(?P<label>\d{{1,3}}[A-Z]?)"
        r"(?=\s*(?:$|[,;.]|(?:dan|atau|sampai|sebagaimana|di|ayat|huruf)\b))(?![.,]\d)"
    ),
}
_MORE["angka"] = _MORE["pasal"]
"""How a list goes on without naming its kind again: "ayat (1), (2), dan (3)", "huruf a dan b"."""

_ISSUED = (
    r"(?:[Uu]ndang[-\s]{1,3}[Uu]ndang|UU|UUD|Kitab|KUH\w+|Peraturan|Perda|Perwali?|Perbup|Pergub|Perpres|PP|Perppu"
    r"|Keputusan|Ketetapan|Instruksi|Ordonansi|Reglemen|Staatsblad|Konvensi|Convention|Statuta|Protokol|Anggaran\s+Dasar)\b"
)
_THIS = re.compile(rf"{_ISSUED}(?:\s+[A-Z][\w-]*){{0,6}}\s+ini\b")
_OTHERS_AFTER = re.compile(rf"\s*,?\s*(?:dari\s+)?(?={_ISSUED})(?!{_THIS.pattern})")
_OTHERS_BEFORE = re.compile(r"\b(?:Tahun\s+\d{4}|Dasar\s+1945|UUD|KUH\w+),?\s*(?:khususnya|terutama)?\s*\Z")
_NAMED = re.compile(
    r"\b(?:Undang[-\s]{1,3}[Uu]ndang|Peraturan|Keputusan|Instruksi|Ketetapan)(?:\s+[A-Z][\w/-]*){0,8}?"
    r"\s+(?:Nomor|No\.?)\s*[\w./-]+(?:\s+Tahun\s+\d{4})?"
    r"|\bUndang[-\s]{1,3}[Uu]ndang\s+Dasar(?:\s+Negara\s+Republik\s+Indonesia)?(?:\s+Tahun)?(?:\s+1945)?"
)
_SILENT = ("judul", "penutup", "penjelasan", "lampiran")
"""Parts whose words are read as another text's."""


@dataclass(slots=True, eq=False)
class Reference:
    """One label that ``node.text[start:end]`` cites, and where it leads.

    ``within`` is the wider reference that it goes on: "ayat (1)" in "Pasal 7 ayat (1)". A reference is
    ``elsewhere`` if it cites another regulation, or what an amending one changes; its ``target`` is then ``None``.
    """

    node: Node
    start: int
    end: int
    kind: str
    label: str
    label_start: int
    label_end: int
    within: "Reference | None" = None
    target: Node | None = None
    elsewhere: bool = False

    @property
    def is_dangling(self) -> bool:
        """Whether it leads nowhere in this text, and no wider part of it is to blame."""
        return (
            self.target is None
            and not self.elsewhere
            and (self.within is None or self.within.target is not None)
        )

    @property
    def address(self) -> str:
        """As it is written, the wider part before it: ``Pasal 7 ayat (1)``, ``ayat (2)``."""
        if self.kind == REGULATION:
            return self.label
        said = name(Node(self.kind, self.label))
        return f"{self.within.address} {said}" if self.within else said


def find(root: Node) -> Iterator[Reference]:
    """Every reference in the words of a whole text, in its order. Linear in its length."""
    text = _Text(root)
    for path in root.paths(but=_SILENT):
        if path[-1].text:
            yield from text.references(path)


def rewrite(found: Iterable[Reference]) -> dict[int, str]:
    """The words of each node whose references have targets with other labels by now, by ``id(node)``.

    Labels are taken as they are written in ``text``: call it once, after the numbers changed.
    """
    texts: dict[int, str] = {}
    for reference in sorted(found, key=lambda reference: -reference.label_start):
        target = reference.target
        if target is not None and _bare(target.label) != _bare(reference.label):
            words = texts.get(id(reference.node), reference.node.text)
            texts[id(reference.node)] = (
                words[: reference.label_start] + target.label + words[reference.label_end :]
            )
    return texts


def _bare(label: str) -> str:
    return label if label.isdecimal() else "".join(label.split()).lower()


class _Text:
    """One text, with what is asked of it again and again."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.inside: dict[int, dict[tuple[str, str], Node]] = {}
        self.amends = False
        top: dict[tuple[str, str], Node] = {}
        waiting = list(reversed(root.children))
        while waiting:
            node = waiting.pop()
            if node.kind == "pasal":
                self.amends = self.amends or labels.roman_value(node.label) is not None
            elif node.kind in HEADERS:
                waiting.extend(reversed(node.children))
            if node.kind in ("buku", "bab", "pasal"):
                top.setdefault((node.kind, _bare(node.label)), node)
        self.top = top

    def child(self, parent: Node, kind: str, label: str) -> Node | None:
        """The part of a node that a citation names; ``huruf a)`` also where the list is printed ``a.``"""
        known = self.inside.get(id(parent))
        if known is None:
            known = {}
            for node in parent.children:
                known.setdefault((node.kind.rstrip("2"), _bare(node.label)), node)
            self.inside[id(parent)] = known
        return known.get((kind.rstrip("2"), _bare(label)))

    def references(self, path: tuple[Node, ...]) -> list[Reference]:
        node = path[-1]
        found: list[Reference] = []
        chain: list[Reference] = []
        for mention in _mentions(node):
            if chain and not _JOINED.fullmatch(node.text, chain[-1].end, mention.start):
                self._settle(path, chain)
                chain = []
            chain.append(mention)
            found.append(mention)
        self._settle(path, chain)
        if found and any(part.kind == "mengingat" for part in path):
            for mention in found:
                mention.elsewhere, mention.target = True, None
        for other in _NAMED.finditer(node.text) if " No" in node.text or " Dasar" in node.text else ():
            words = " ".join(other[0].split())
            found.append(
                Reference(
                    node,
                    other.start(),
                    other.end(),
                    REGULATION,
                    words,
                    other.start(),
                    other.end(),
                    elsewhere=True,
                )
            )
        found.sort(key=lambda reference: reference.start)
        return found

    def _settle(self, path: tuple[Node, ...], chain: list[Reference]) -> None:
        """Say where each of a run of references leads: "Pasal 3 ayat (1), ayat (2), dan Pasal 5"."""
        if not chain:
            return
        words = path[-1].text
        others = _OTHERS_AFTER.match(words, chain[-1].end) or _OTHERS_BEFORE.search(
            words, max(0, chain[0].start - 40), chain[0].start
        )
        wider: list[Reference] = []
        for place, reference in enumerate(chain):
            while wider and not _holds(wider[-1].kind, reference.kind):
                wider.pop()
            reference.within = wider[-1] if wider else None
            # "ayat (2) Pasal 27", as older laws write.
            after = chain[place + 1] if place + 1 < len(chain) else None
            if (
                after is not None
                and reference.within is None
                and _ORDER.index(after.kind) < _ORDER.index(reference.kind)
                and words[reference.end : after.start].isspace()
            ):
                reference.within = after
                self._lead(path, after, others is not None)
            self._lead(path, reference, others is not None)
            wider.append(reference)

    def _lead(self, path: tuple[Node, ...], reference: Reference, others: bool) -> None:
        """Find the target. In a run that names another law at its end, all pasal are that law's."""
        wider = reference.within
        if wider is not None:
            reference.elsewhere = wider.elsewhere
            if wider.target is not None:
                reference.target = self.child(wider.target, reference.kind, reference.label)
        elif reference.kind in ("buku", "bab", "pasal"):
            reference.elsewhere = others or any(part.kind == "menimbang" for part in path)
            if not reference.elsewhere:
                reference.target = self.top.get((reference.kind, _bare(reference.label)))
        else:
            reference.target = self._near(path, reference)
            reference.elsewhere = others and reference.target is None
        if self.amends and any(part.kind == "pasal" for part in path) and not self._stays(reference):
            reference.elsewhere, reference.target = True, None

    def _stays(self, reference: Reference) -> bool:
        """Whether an amending text means itself: its own Pasal I and II, and the lists around the words."""
        if reference.kind == "pasal":
            return labels.roman_value(reference.label) is not None
        return reference.kind in CLAUSES and reference.target is not None

    def _near(self, path: tuple[Node, ...], reference: Reference) -> Node | None:
        """What "ayat (2)" or "huruf c" means where it stands: the innermost list around it that has such an item."""
        for part in reversed(path):
            target = self.child(part, reference.kind, reference.label)
            if target is not None:
                return target
            if part.kind == "pasal" and reference.kind in CLAUSES:
                break
        return None


def _holds(wider: str, kind: str) -> bool:
    """Whether a part of one kind may hold one of another; a definition (angka) may have huruf."""
    return _ORDER.index(wider) < _ORDER.index(kind) or (wider, kind) == ("angka", "huruf")


def _mentions(node: Node) -> Iterator[Reference]:
    """The labels in a node's words, those included that leave out their kind."""
    text = node.text
    for found in _MENTION.finditer(text):
        kind = _OF_BRACKET.get(found.lastgroup or "", found.lastgroup or "")
        label = found[kind]
        if kind == "bagian" and labels.ordinal_value(label) is None:
            continue
        start, end = found.span(kind)
        if found.lastgroup in _OF_BRACKET:
            yield Reference(node, found.start(), found.end(), f"{kind}2", label, start, end)
            continue
        yield Reference(node, found.start(), found.end(), kind, label, start, end)
        reached = found.end()
        more = _MORE.get(kind)
        while more is not None and (following := more.match(text, reached)):
            start, end = following.span("label")
            reached = following.end()
            yield Reference(node, start - (kind == "ayat"), reached, kind, following["label"], start, end)
