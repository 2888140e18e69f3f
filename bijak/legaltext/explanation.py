"""Read a penjelasan: I. umum, II. pasal demi pasal, and under each pasal what is said of its ayat, huruf and angka."""

import re

from bijak.legaltext import labels
from bijak.legaltext.tree import Node

_GENERAL = re.compile(r"(?:I ?\. ?)?(?:PENJELASAN )?UMUM ?[.:]?", re.I)
_BY_CLAUSE = re.compile(r"(?:II ?\. ?)?(?:PENJELASAN )?PASAL DEMI PASAL ?[.:]?", re.I)
_GAZETTE = re.compile(r"TAMBAHAN (?:LEMBARAN|BERITA)\b")
_AND = r"(?:,? ?(?:dan|s\.? ?d\.?|s/d|sampai dengan|,) ?"
_PART = re.compile(
    rf"(?:P(?:asa[l1I]|ASAL) ?(?P<pasal>[\dlIO]+(?: ?[A-Z])?|[IVX]+){_AND}(?:Pasal )?\d+[A-Z]?)*"
    rf"|A(?:yat|YAT) ?\( ?(?P<ayat>[\dlIO]+[a-z]?) ?\){_AND}(?:[Aa]yat )?\(\d+[a-z]?\))*"
    rf"|H(?:uruf|URUF) (?P<huruf>[a-z]{{1,2}}){_AND}(?:[Hh]uruf )?[a-z])*"
    rf"|(?:Angka|ANGKA|Butir) (?P<angka>\d+){_AND}(?:[Aa]ngka )?\d+)*) ?[.:)]?(?= (?!Undang)[A-Z“\"]|$)"
)
"""``Pasal 5``, ``Ayat (1) dan ayat (2)``, ``Huruf a``: alone on a line, or with a sentence behind it."""
_SLID = re.compile(r"(?<=[.;”\"]) (?=(?:Pasal \d+[A-Z]?|Ayat \(\d+\)|Huruf [a-z]|Angka \d+)$)", re.M)
"""Before a header that slid to the end of the line above."""
_CITES = re.compile(
    r"\b(?:dalam|pada|dan|atau|dengan|oleh|dari|ketentuan|ayat|huruf|angka|pasal|yang|sebagai|jo\.?)$|,$",
    re.I,
)
"""How a line ends whose sentence goes on with a reference."""
_BEGINNINGS = frozenset("AHBPIUTpiu")
"""What a line begins with that begins a part; most lines do not, and are not looked at further."""
_LONGEST_HEADING = 60
_ENDED = (".", ":", ";", "”", '"', "-")


def read(text: str) -> Node:
    """A penjelasan as a part with parts. ``heading`` of a part is how it is printed: ``Ayat (1) dan ayat (2)``.

    A line that only goes on citing (``dalam`` above, ``Pasal 5`` below) begins no part.
    """
    root = Node("penjelasan")
    path = [root]
    lines: list[str] = []
    printed = _SLID.sub("\n", text).split("\n")
    for before, line, after in zip(["", *printed], printed, [*printed[1:], ""], strict=False):
        begins = line[:1] in _BEGINNINGS and (
            _half(path, line) or _part(path, before if lines else ".", line, after)
        )
        if not begins:
            lines.append(line)
            continue
        depth, node, rest = begins
        path[-1].text = _joined(path[-1], lines)
        del path[depth:]
        path[-1].children.append(node)
        path.append(node)
        lines = [rest] if rest else []
    path[-1].text = _joined(path[-1], lines)
    return root


def _joined(node: Node, lines: list[str]) -> str:
    return ("\n" if node.kind in ("penjelasan", "umum", "penutup") else " ").join(lines)


def _half(path: list[Node], line: str) -> tuple[int, Node, str] | None:
    """Where the general half begins, the one by clause, or what follows both."""
    if len(line) < _LONGEST_HEADING:
        if _BY_CLAUSE.fullmatch(line):
            return 1, Node("pasal_demi_pasal", heading=line), ""
        if len(path) == 1 and _GENERAL.fullmatch(line):
            return 1, Node("umum", heading=line), ""
    return (1, Node("penutup"), line) if _GAZETTE.match(line) else None


def _part(path: list[Node], before: str, line: str, after: str) -> tuple[int, Node, str] | None:
    """The part that ``line`` begins, how deep it lies, and what else is on the line."""
    if len(path) == 1 or path[1].kind != "pasal_demi_pasal":
        return None
    found = _PART.match(line)
    if not found:
        return None
    kind = _kind(found)
    label = _label(path, kind, found[kind].replace(" ", ""))
    depth = _depth(path, kind, label)
    if not depth:
        return None
    if not before.endswith(_ENDED):
        goes_on = after[:1].islower() or _CITES.search(before) is not None
        if goes_on or not _follows(path, depth, kind, label):
            return None
    is_plain = kind == "pasal" and found[0] == f"Pasal {label}"
    return depth, Node(kind, label, heading="" if is_plain else found[0]), line[found.end() :].strip()


def _label(path: list[Node], kind: str, printed: str) -> str:
    """The number that is meant: of the readings of a spoilt one, what follows there."""
    last = next((node.label for node in reversed(path) if node.kind == kind), "")
    expected = labels.following(last) if last else ("1", "I")
    if printed in expected or kind not in ("pasal", "ayat"):
        return printed
    return next((reading for reading in labels.pasal_readings(printed) if reading in expected), printed)


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind in ("pasal", "ayat", "huruf", "angka") if found[kind])


def _depth(path: list[Node], kind: str, label: str) -> int:
    """Where in ``path`` the part goes; 0 where it can be none, as an ayat of no pasal."""
    if kind == "pasal":
        is_quoted = (
            len(path) > 3 and not path[2].label[:1].isdigit() and path[3].kind == "angka" and label.isalnum()
        )
        return 4 if is_quoted and label[0].isdigit() else 2
    if len(path) < 3:
        return 0
    for depth in range(len(path) - 1, 2, -1):
        if path[depth].kind == kind and (label in labels.following(path[depth].label) or kind == "ayat"):
            return depth
    same = [depth for depth in range(3, len(path)) if path[depth].kind == kind]
    if same and label not in ("1", "a"):
        return same[-1]
    return len(path) if kind != "ayat" else min(len(path), _above_ayat(path))


def _above_ayat(path: list[Node]) -> int:
    return max(depth for depth, node in enumerate(path) if node.kind == "pasal") + 1


def _follows(path: list[Node], depth: int, kind: str, label: str) -> bool:
    """Whether the label counts on from the part that stood there, or is the first."""
    if depth < len(path) and path[depth].kind == kind:
        return label in labels.following(path[depth].label)
    return label in ("1", "a", "I")
