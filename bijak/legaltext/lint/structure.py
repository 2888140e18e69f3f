"""Rules about the parts themselves: their numbers, what they hold, how deep they go."""

from collections.abc import Iterator

from bijak.legaltext import labels, numbering
from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Path, Spot, Text, rule
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import HEADERS, Node, name

_LISTED = ("huruf", "angka", "huruf2", "angka2")
_BODY = (*HEADERS, "pasal", "ayat", *_LISTED)


@rule(
    "numbering",
    "error",
    title=_("Penomoran"),
    why=_("Sesudah %(before)s seharusnya %(expected)s, bukan %(found)s."),
    fix=_("Nomori kembali, dan sesuaikan pengacuan kepadanya."),
    source=sources.BODY,
    good="Pasal 1\nSatu.\nPasal 2\nDua.\nPasal 3\nTiga.",
    bad="Pasal 1\nSatu.\nPasal 3\nTiga.\nPasal 4\nEmpat.",
)
def numbers(text: Text) -> Iterator[Spot]:
    """Numbers that jump or repeat. Bab and pasal are counted through the text; all else within what holds it."""
    expected: dict[object, tuple[str, ...]] = {}
    before: dict[object, Node] = {}
    for path in text.paths:
        node = path[-1]
        label = _plain(node)
        if node.kind not in _BODY or not label or _is_quoted(text, path):
            continue
        series = node.kind if node.kind in ("bab", "pasal") else (id(path[-2]), node.kind)
        wanted = expected.get(series) or (numbering.label_of(node.kind, 1),)
        following = _following(node.kind, label)
        if label not in wanted:
            last = name(before.get(series, path[-2]))
            shown = name(Node(node.kind, wanted[0]))
            yield Spot(path, said={"before": last, "expected": shown, "found": name(node)})
            # One slip is one finding: the next may go on from what is printed, or from what should be.
            following += _following(node.kind, wanted[0])
        expected[series], before[series] = following, node


def _plain(node: Node) -> str:
    """The label as the law writes it: ``Pertama`` of older laws is ``Kesatu``; empty if it counts otherwise."""
    if node.kind == "bagian":
        number = labels.ordinal_value(node.label)
        return labels.ordinal(number) if number else ""
    if node.kind in ("bab", "buku"):
        return node.label if labels.roman_value(node.label.rstrip("AB")) else ""
    if node.kind in ("paragraf", "pasal", "ayat") and not node.label[:1].isdigit():
        return ""
    return node.label


def _following(kind: str, label: str) -> tuple[str, ...]:
    """Which labels may follow: the next one, or one put in between (``5A``, ``(1a)``)."""
    if kind in ("bab", "buku"):
        number = labels.roman_value(label.rstrip("AB")) or 0
        return (labels.roman(number + 1), f"{label}A")
    if kind == "bagian":
        return (labels.ordinal((labels.ordinal_value(label) or 0) + 1),)
    return labels.following(label)


def _is_quoted(text: Text, path: Path) -> bool:
    """Whether it belongs to the text that an amending regulation changes, or is its Pasal I or II."""
    return text.is_amending and any(part.kind == "pasal" for part in path)


@rule(
    "empty-header",
    "error",
    title=_("Judul bagian tanpa isi"),
    why=_("%(part)s tidak memuat satu pasal pun."),
    fix=_("Isi dengan pasal, atau hapus."),
    source=sources.BODY,
    good="BAB I\nUMUM\nPasal 1\nSatu.",
    bad="BAB I\nUMUM\nPasal 1\nSatu.\nBAB II\nPENUTUP",
)
def empty_header(text: Text) -> Iterator[Spot]:
    for path in text.paths:
        if path[-1].kind in HEADERS and not path[-1].children:
            yield Spot(path, said={"part": name(path[-1])})


@rule(
    "empty-clause",
    "error",
    title=_("Ketentuan tanpa bunyi"),
    why=_("%(part)s tidak berbunyi apa pun."),
    fix=_("Tulis bunyinya, atau hapus."),
    source=sources.BODY,
    good="Pasal 1\nSatu.",
    bad="Pasal 1\nPasal 2\nDua.",
)
def empty_clause(text: Text) -> Iterator[Spot]:
    for path in text.clauses:
        if not path[-1].text and not path[-1].children:
            yield Spot(path, said={"part": name(path[-1])})


@rule(
    "header-title",
    "warning",
    title=_("Bab tanpa judul"),
    why=_("%(part)s tidak berjudul."),
    fix=_("Beri judul yang menyebut isinya."),
    source=sources.BODY,
    good="BAB I\nKETENTUAN UMUM\nPasal 1\nSatu.",
    bad="BAB I\nPasal 1\nSatu.",
)
def header_title(text: Text) -> Iterator[Spot]:
    for path in text.paths:
        if path[-1].kind in HEADERS and not path[-1].heading:
            yield Spot(path, said={"part": name(path[-1])})


@rule(
    "loose-text",
    "warning",
    title=_("Pasal dengan ayat dan teks lepas"),
    why=_("%(part)s memuat ayat, tetapi juga teks di luar ayat."),
    fix=_("Jadikan teks itu ayat tersendiri, atau gabungkan dengan ayatnya."),
    source=sources.BODY,
    good="Pasal 1\n(1) Satu.\n(2) Dua.",
    bad="Pasal 1\nSetiap pegawai belajar.\n(1) Satu.\n(2) Dua.",
)
def loose_text(text: Text) -> Iterator[Spot]:
    for path in text.clauses:
        node = path[-1]
        if node.kind != "pasal" or not any(child.kind == "ayat" for child in node.children):
            continue
        if node.text or any(child.kind in _LISTED for child in node.children):
            yield Spot(path, 0, len(node.text), {"part": name(node)})


@rule(
    "single-ayat",
    "warning",
    title=_("Pasal dengan satu ayat"),
    why=_("%(part)s hanya memuat satu ayat."),
    fix=_("Hapus nomor ayatnya: norma tunggal ditulis langsung dalam pasal."),
    source=sources.BODY,
    good="Pasal 1\nSatu.",
    bad="Pasal 1\n(1) Satu.\nPasal 2\nDua.",
)
def single_ayat(text: Text) -> Iterator[Spot]:
    for path in text.clauses:
        if path[-1].kind == "pasal" and [child.kind for child in path[-1].children].count("ayat") == 1:
            yield Spot(path, said={"part": name(path[-1])})


@rule(
    "list-depth",
    "error",
    title=_("Rincian lebih dari empat tingkat"),
    why=_("Rincian ini berada pada tingkat ke-%(level)s; batasnya 4 (empat)."),
    fix=_("Bagi pasal ini ke dalam pasal atau ayat lain."),
    source=sources.LISTS,
    good="Pasal 1\n(1) Isi:\na. satu:\n1. dua:\na) tiga:\n1) empat; dan\n2) lima.\n(2) Dua.",
    bad="Pasal 1\n(1) Isi:\na. satu:\n1. dua:\na) tiga:\n1) empat:\na. lima; dan\nb. enam.\n(2) Dua.",
)
def list_depth(text: Text) -> Iterator[Spot]:
    for path in text.clauses:
        level = sum(part.kind in _LISTED for part in path)
        if level > 4 and path[-2].children[0] is path[-1] and not text.is_amending:
            yield Spot(path, said={"level": str(level)})
