"""Carry out an amending regulation on the text it amends: "Pasal I", its numbered instructions, and what they quote."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from bijak.legaltext import reader
from bijak.legaltext.amending import bodies
from bijak.legaltext.amending.bodies import RANK, CannotAmend, Refusal
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import HEADERS, Document, Node, name


class Applied(NamedTuple):
    """The amended text, and the instructions that could not be carried out: those changed nothing."""

    document: Document
    refused: tuple[Refusal, ...]


class Named(NamedTuple):
    """A part that an instruction names; ``within`` are the wider parts it says it stands in."""

    kind: str
    label: str
    within: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join(name(Node(*each)) for each in ((self.kind, self.label), *self.within))


_NAME = re.compile(
    r"""\b(?:
      B(?:UKU|uku)\s+(?P<buku>[IVXLC]+[A-Z]?\b|[Kk][Ee]\w+)
    | B(?:AB|ab)\s+(?P<bab>[IVXLC]+(?:\s?[A-Z])?)\b
    | B(?:agian|AGIAN)\s+(?P<bagian>(?:Ke\w+|Pertama)(?:\s(?:Belas|Puluh)(?:\s(?!Ba[bg])[A-Z][a-z]+)?)?
        (?:\s[A-Z]\b)?|[IVX]+\b|[A-Z]\b)
    | Paragraf\s+(?P<paragraf>\d+[A-Z]?\b|Ke\w+)
    | Pasal\s+(?P<pasal>\d+(?:\s?[A-Z]{1,2})?)\b
    | ayat\s+\((?P<ayat>\d+[a-z]?)\)
    | huruf\s+(?P<huruf>[a-z]{1,2}\d?)\b
    | angka\s+(?P<angka>\d+[a-z]?)\b
    )""",
    re.X,
)
_INSERTS = re.compile(
    r"\b(?:disisip|ditambah)(?:kan|i)?\s+(?:(?:dengan\s+)?\d+\s*\([^)]*\)\s*)?(?P<kind>buku|bab|bagian|paragraf|pasal)\b",
    re.I,
)
_VERB = re.compile(r"\b(?:diubah|dihapus|di hapus|disisip\w*|ditambah\w*|berbunyi)\b")
_REGULATION = re.compile(
    r"\s*\bdalam (?:Peraturan|Keputusan|Undang-[Uu]ndang|Qanun|Instruksi)\b.*"
    r"(?=\s(?:diubah|dihapus|disisip\w*|ditambah\w*)\b)"
)
"""The regulation that is amended, as it is cited before the verb; the amendments before it may be named there."""
_RANGE = re.compile(r"\s*(?:sampai dengan|s\.d\.)\s*")
_AYAT = re.compile(r"(?:^|\s)\((\d+[a-z]?)\)\s+")
_CLOSING = '”"'


def apply(old: Document, instrument: str | Document | Node) -> Applied:
    """``old`` as amended. Every instruction is carried out whole or not at all; those that cannot be are named."""
    root = instrument if isinstance(instrument, Node) else None
    if isinstance(instrument, str):
        root = reader.parse(instrument).root
    elif isinstance(instrument, Document):
        root = instrument.root
    assert root is not None
    text = _Text(bodies.units(bodies.body(bodies.copy(old.root))))
    refused = []
    instructions = _instructions(bodies.copy(root))
    if not instructions:
        refused.append(Refusal(_("Naskah perubahan ini tidak memuat Pasal I yang berisi perubahan.")))
    for number, node in instructions:
        before = text.row
        try:
            text.carry_out(node)
        except CannotAmend as problem:
            text.row = before
            refused.append(Refusal(problem.refusal.reason, problem.refusal.place, number))
    return Applied(bodies.with_body(old.root, [bodies.copy(unit) for unit in text.row]), tuple(refused))


def consolidate(original: Document, instruments: Iterable[str | Document | Node]) -> Applied:
    """The text after several amendments, the earliest first."""
    applied = Applied(original, ())
    for instrument in instruments:
        following = apply(applied.document, instrument)
        applied = Applied(following.document, applied.refused + following.refused)
    return applied


def _instructions(root: Node) -> list[tuple[int, Node]]:
    """The items of Pasal I by number; or Pasal I itself, number 0, where it is a single instruction."""
    first = next((node for node in root.children if node.kind == "pasal" and node.label == "I"), None)
    if first is None:
        return []
    items = [child for child in first.children if child.kind == "angka"]
    if items and not _VERB.search(_REGULATION.sub("", first.text).replace("diubah sebagai berikut", "")):
        return [(int(re.sub(r"\D", "", item.label) or 0), item) for item in items]
    return [(0, first)]


class _Text:
    """The row of units of a text, while instructions are carried out on it, one after the other."""

    def __init__(self, row: list[Node]) -> None:
        self.row = row

    def carry_out(self, node: Node) -> None:
        """Do what an instruction says; ``CannotAmend`` if it cannot be understood or does not fit the text."""
        sentence, tail = _sentence(node.text)
        quoted = _quoted(node)
        inserts = _INSERTS.search(sentence)
        if inserts:
            self._insert(sentence, inserts, quoted)
        elif quoted:
            self._replace(sentence, quoted)
        elif re.search(r"\bdihapus\W*\Z", sentence):
            self._delete(sentence)
        elif tail and _AYAT.match(tail):
            self._replace_ayat(sentence, tail)
        else:
            raise CannotAmend(_("Instruksi ini tidak memuat bunyi yang baru: “%(place)s”."), sentence[:120])

    # Where ----------------------------------------------------------------------------------------

    def find(self, wanted: Named) -> int:
        """The place of the unit that an instruction names."""
        found = []
        around: dict[str, str] = {}
        for index, unit in enumerate(self.row):
            if unit.kind in HEADERS:
                for kind in HEADERS[RANK[unit.kind] :]:
                    around.pop(kind, None)
                around[unit.kind] = unit.label
            if (unit.kind, _bare(unit.label)) == (wanted.kind, _bare(wanted.label)) and all(
                _bare(around.get(kind, "")) == _bare(label) for kind, label in wanted.within
            ):
                found.append(index)
        if not found:
            raise CannotAmend(_("%(place)s tidak ada dalam peraturan yang diubah."), str(wanted))
        if len(found) > 1:
            raise CannotAmend(_("Ada lebih dari satu %(place)s dalam peraturan yang diubah."), str(wanted))
        return found[0]

    def _end(self, index: int) -> int:
        """Where what a unit holds ends."""
        rank = RANK.get(self.row[index].kind, len(RANK))
        if rank >= RANK["pasal"]:
            return index + 1
        for place in range(index + 1, len(self.row)):
            if RANK.get(self.row[place].kind, len(RANK)) <= rank:
                return place
        return len(self.row)

    def _anchor(self, phrase: str) -> int:
        """The place that "Di antara Pasal 5 dan Pasal 6", "Setelah BAB II" or "Sebelum Pasal 1" means."""
        where, within = phrase, None
        behind = re.search(r"\bdalam\s+(?=B(?:AB|ab|agian|UKU|uku)\b|Paragraf)", phrase)
        if behind and behind.start() > 0:
            where, within = phrase[: behind.start()], named(phrase[behind.end() :])[0]
        parts = named(where)
        units = [part for part in parts if part.kind in RANK]
        if not units:
            raise CannotAmend(_("Tempat sisipan tidak dikenali: “%(place)s”."), phrase[:120])
        first = units[0]
        if re.search(r"\b[Ss]ebelum\b", where):
            return self.find(units[-1])
        if re.search(r"\bjudul\b", where):
            return self.find(first) + 1
        here = self._end(self.find(first))
        if within is not None:
            here = self.find(within) + 1
        if re.search(r"\b[Dd]i\s?antara\b", where) and len(units) > 1:
            second = self.find(units[1])
            between = [unit for unit in self.row[here:second] if unit.kind == first.kind]
            if second < here or between:
                raise CannotAmend(
                    _("%(place)s tidak berurutan dalam peraturan yang diubah."), f"{first} dan {units[1]}"
                )
        return here

    # What -----------------------------------------------------------------------------------------

    def _insert(self, sentence: str, inserts: re.Match[str], quoted: Sequence[Node]) -> None:
        if not quoted:
            raise CannotAmend(_("Bunyi yang disisipkan tidak dikutip: “%(place)s”."), sentence[:120])
        here = self._anchor(sentence[: inserts.start()])
        kind = inserts["kind"].lower()
        said = [each for each in named(sentence[inserts.end() :]) if each.kind == kind]
        tops = [Named(unit.kind, unit.label) for unit in quoted if unit.kind == kind]
        told = {_bare(each.label) for each in said}
        if told and not told <= {_bare(each.label) for each in tops}:
            raise CannotAmend(
                _("Yang disisipkan tidak sama dengan yang dikutip: %(place)s."), ", ".join(map(str, said))
            )
        known = {(unit.kind, _bare(unit.label)) for unit in self.row if unit.kind in ("pasal", "bab", "buku")}
        for unit in quoted:
            if (unit.kind, _bare(unit.label)) in known:
                raise CannotAmend(_("%(place)s sudah ada dalam peraturan yang diubah."), name(unit))
        self.row = [*self.row[:here], *quoted, *self.row[here:]]

    def _replace(self, sentence: str, quoted: Sequence[Node]) -> None:
        """Put what is quoted in the place of what has its number; what has none yet goes behind the one before it."""
        parts = named(sentence)
        headers = [part for part in parts if part.kind in HEADERS]
        # "Pasal 37 dipecah menjadi 2 (dua) pasal yakni Pasal 37 dan Pasal 37A": the latter need not be there yet.
        known = re.split(r"\b(?:dipecah|menjadi|yakni)\b", sentence)[0]
        pasal = [part.label for part in named(known) if part.kind == "pasal"]
        whole = re.search(r"\bsehingga\s+(?:keseluruhan\s+)?(?:ketentuan\s+)?Pasal\b", sentence) is not None
        by_ayat = not whole and any(part.kind == "ayat" for part in parts)
        place: int | None = None
        for unit in quoted:
            wanted = Named(unit.kind, unit.label)
            if headers and unit.kind == headers[0].kind and _bare(headers[0].label) == _bare(unit.label):
                wanted = headers[0]
            try:
                place = self.find(wanted)
            except CannotAmend:
                if place is None or wanted.label in pasal:
                    raise
                place += 1
                self.row = [*self.row[:place], unit, *self.row[place:]]
                continue
            reads = _with_ayat(self.row[place], unit) if by_ayat and unit.kind == "pasal" else unit
            self.row = [*self.row[:place], reads, *self.row[place + 1 :]]

    def _replace_ayat(self, sentence: str, tail: str) -> None:
        """ "Ketentuan ayat (2) Pasal 7 diubah sehingga berbunyi sebagai berikut: (2) …" """
        pasal = [part for part in named(sentence) if part.kind == "pasal"]
        if len(pasal) != 1:
            raise CannotAmend(_("Pasal yang diubah tidak dikenali: “%(place)s”."), sentence[:120])
        place = self.find(pasal[0])
        found = list(_AYAT.finditer(tail))
        ends = [match.start() for match in found[1:]] + [len(tail)]
        new = Node("pasal", self.row[place].label)
        for match, end in zip(found, ends, strict=True):
            new.children.append(Node("ayat", match[1], text=tail[match.end() : end].strip(_CLOSING + " ")))
        self.row = [*self.row[:place], _with_ayat(self.row[place], new), *self.row[place + 1 :]]

    def _delete(self, sentence: str) -> None:
        for wanted, inner in self._targets(sentence):
            place = self.find(wanted)
            if inner:
                unit = bodies.copy(self.row[place])
                _delete_inside(unit, inner, wanted)
                self.row = [*self.row[:place], unit, *self.row[place + 1 :]]
                continue
            end = place + 1 if re.match(r"\s*[Jj]udul\b", sentence) else self._end(place)
            self.row = [*self.row[:place], *map(bodies.gone, self.row[place:end]), *self.row[end:]]

    def _targets(self, sentence: str) -> list[tuple[Named, tuple[Named, ...]]]:
        """The units that are taken out; with each the ayat, huruf or angka inside it, if only that is."""
        parts = named(sentence)
        if not parts:
            raise CannotAmend(_("Yang dihapus tidak dikenali: “%(place)s”."), sentence[:120])
        pasal = [part for part in parts if part.kind == "pasal"]
        inner = [part for part in parts if part.kind not in RANK]
        if inner:
            if len(pasal) != 1:
                raise CannotAmend(_("Pasal yang diubah tidak dikenali: “%(place)s”."), sentence[:120])
            return [(pasal[0], tuple(chain)) for chain in _chains(inner)]
        if not pasal:
            return [(part, ()) for part in parts]
        if _RANGE.search(sentence) and len(pasal) == 2:
            first, last = self.find(pasal[0]), self.find(pasal[1])
            return [(Named(u.kind, u.label), ()) for u in self.row[first : last + 1] if u.kind == "pasal"]
        return [(part, ()) for part in pasal]


def named(phrase: str) -> list[Named]:
    """The parts that a phrase names; a wider header right behind a narrower one says where it stands."""
    found: list[Named] = []
    reached = 0
    for match in _NAME.finditer(phrase):
        kind = match.lastgroup or ""
        label = " ".join(match[kind].split())
        label = label if kind == "bagian" else label.replace(" ", "")
        direct = not phrase[reached : match.start()].strip()
        reached = match.end()
        last = found[-1] if found else None
        if last is not None and direct and kind in HEADERS and last.kind in HEADERS:
            narrowest = last.within[-1][0] if last.within else last.kind
            if RANK[kind] < RANK[narrowest]:
                # "Bagian Kesatu dan Bagian Kedua BAB III": both stand there.
                for place in range(len(found) - 1, -1, -1):
                    if found[place].kind != last.kind or found[place].within != last.within:
                        break
                    found[place] = found[place]._replace(within=(*found[place].within, (kind, label)))
                continue
        found.append(Named(kind, label))
    return found


def _chains(inner: Sequence[Named]) -> list[list[Named]]:
    """ "ayat (1) huruf a dan huruf b" as (1) a, (1) b; "ayat (2) dan ayat (3)" as (2), (3)."""
    order = ("ayat", "huruf", "angka")
    chains: list[list[Named]] = []
    current: list[Named] = []
    for part, following in pairwise([*inner, None]):
        assert part is not None
        while current and order.index(current[-1].kind) >= order.index(part.kind):
            current.pop()
        current.append(part)
        if following is None or order.index(following.kind) <= order.index(part.kind):
            chains.append(list(current))
    return chains


def _delete_inside(unit: Node, chain: Sequence[Named], wanted: Named) -> None:
    node = unit
    for step in chain:
        inside = next((n for n in node.children if n.kind == step.kind and n.label == step.label), None)
        if inside is None:
            raise CannotAmend(_("%(place)s tidak ada dalam peraturan yang diubah."),
                              " ".join(map(str, (wanted, *chain))))  # fmt: skip
        node = inside
    node.heading, node.text, node.children = "", bodies.GONE, []


def _with_ayat(old: Node, new: Node) -> Node:
    """A pasal of which only some ayat are quoted: those in their places, new ones behind the one before them."""
    labels = {child.label for child in new.children}
    if not new.children or any(child.kind != "ayat" for child in new.children):
        return new
    if {child.label for child in old.children} <= labels:
        return new
    merged = bodies.copy(old)
    place = len(merged.children)
    for child in new.children:
        at = next((i for i, ayat in enumerate(merged.children) if ayat.label == child.label), None)
        if at is None:
            merged.children.insert(place, child)
            place += 1
        else:
            merged.children[at] = child
            place = at + 1
    return merged


def _sentence(text: str) -> tuple[str, str]:
    """The instruction without the regulation it names, and what is quoted behind it on the same line."""
    text = re.sub(r"\bdi hapus\b", "dihapus", " ".join(text.split()))
    text = re.sub(r"\bDiantara\b", "Di antara", text)
    head, colon, tail = text.partition("berikut:")
    return _REGULATION.sub("", head + colon).strip(), tail.strip(_CLOSING + "“ ")


def _quoted(node: Node) -> list[Node]:
    """The headers and pasal that an instruction quotes, without the quotation marks around them."""
    row = bodies.units(child for child in node.children if child.kind in (*HEADERS, "pasal"))
    if row and node.text.rstrip().endswith(("“", '"')):
        last = list(row[-1].walk())[-1]
        last.text = last.text.rstrip(_CLOSING)
    return row


def _bare(label: str) -> str:
    return label.replace(" ", "").lower()
