"""Write the instrument that turns one text into another: "Peraturan … tentang Perubahan atas Peraturan …".

The sentences are those of UU 12/2011, Lampiran II, on amendments (unverified: the numbers of its paragraphs), and of
laws in force (UU 3/2009). Three have no model there and are plain words: "Judul BAB V dihapus" (its pasal stay),
"Setelah judul BAB V disisipkan" and "Sebelum Pasal 1 disisipkan".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bijak.legaltext import labels, writing
from bijak.legaltext.amending import applying, bodies, labelling
from bijak.legaltext.amending.bodies import RANK, CannotAmend
from bijak.legaltext.amending.labelling import Slot
from bijak.legaltext.lint.rules import gettext_noop as _
from bijak.legaltext.tree import CLAUSES, HEADERS, Document, Node, address, name

FROM_PROMULGATION = "%(regulation)s ini mulai berlaku pada tanggal diundangkan."
_SMALL = frozenset("tentang dan atau di dalam pada untuk bagi dengan yang dari ke oleh serta atas".split())
_ISSUED = re.compile(
    r"(?:Peraturan|Keputusan|Qanun|Instruksi) (?:Daerah|Wali ?kota|Bupati|Gubernur|Presiden|Pemerintah|Menteri)"
    r"|Undang-Undang",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Instrument:
    """What amends: as a tree and as text; and ``result``, the text as it reads once amended."""

    document: Document
    text: str
    result: Document


def write(
    old: Document,
    new: Document,
    *,
    same: Mapping[int, Node] | None = None,
    title: str = "",
    earlier: Sequence[str] = (),
    commencement: str = FROM_PROMULGATION,
) -> Instrument:
    """The instrument that makes ``new`` out of ``old``, proven by carrying it out.

    ``same`` as in ``labelling.merge``. ``title`` is how ``old`` is cited, by default read from its heading;
    ``earlier`` cites the regulations that amended it before, the latest last. Raises ``CannotAmend``, naming the first
    differing place, if carrying the instrument out does not give the new text; and if nothing changed.
    """
    slots = labelling.merge(old, new, same)
    result = bodies.with_body(old.root, [bodies.copy(slot.becomes) for slot in slots])
    _refuse_other_annexes(old, new)
    instructions = _Instructions(slots).written
    if not instructions:
        raise CannotAmend(_("Kedua naskah berbunyi sama; tidak ada yang perlu diubah."))
    root = _instrument(instructions, title or citation(old), earlier, commencement)
    text = writing.plain(root)
    _prove(old, text, result)
    return Instrument(bodies.document(root), text, result)


def citation(document: Document) -> str:
    """How a regulation is cited, from its heading: "Peraturan Wali Kota Pontianak Nomor 5 Tahun 2026 tentang …"."""
    heading = next((n.text or n.heading for n in document.root.children if n.kind == "judul"), "")
    heading = re.split(r"\s+DENGAN RAHMAT\b|\n(?:WALI KOTA|WALIKOTA|BUPATI|GUBERNUR|PRESIDEN)\b", heading)[0]
    heading = re.sub(r"\A.*?(?=PERATURAN|UNDANG|KEPUTUSAN|QANUN)", "", " ".join(heading.split()), count=1)
    if not heading.isupper():
        return heading or "Peraturan Nomor … Tahun … tentang …"
    words = set(re.findall(r"\w+", " ".join(n.text for n in document.root.walk() if n.kind in CLAUSES)))
    short = {
        word for word in words if word.isupper() and 1 < len(word) < 6 and word.capitalize() not in words
    }
    return " ".join(word if word in short else _capital(word) for word in heading.split())


def _capital(word: str) -> str:
    if word.lower() in _SMALL:
        return word.lower()
    return re.sub(r"\w+", lambda part: part[0].capitalize(), word)


def _refuse_other_annexes(old: Document, new: Document) -> None:
    these, those = ([node for node in side.root.children if node.kind == "lampiran"] for side in (old, new))
    if those and any(bodies.differing(these, those)):
        raise CannotAmend(
            _(
                "Lampiran berbeda. Perubahan lampiran belum dapat ditulis sebagai instruksi; samakan lampirannya dan "
                "tulis perubahannya sendiri."
            )
        )


def _prove(old: Document, text: str, result: Document) -> None:
    applied = applying.apply(old, text)
    if applied.refused:
        refusal = applied.refused[0]
        raise CannotAmend(_("Naskah perubahan tidak dapat diterapkan kembali: %(place)s"), str(refusal))
    path = next(bodies.differing(applied.document.root.children, result.root.children), None)
    if path is not None:
        raise CannotAmend(
            _(
                "Bila diterapkan pada naskah lama, naskah perubahan memberi bunyi lain pada %(place)s. Periksa apakah "
                "di sana ada baris yang mirip awal pasal, ayat, atau angka."
            ),
            address(path) or path[-1].kind,
        )


# The instructions ---------------------------------------------------------------------------------


class _Instructions:
    """Goes through the amended text once, and says what to do to the old one to get there."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.written: list[Node] = []
        index = 0
        while index < len(slots):
            index = self._instruct(index)

    def _instruct(self, index: int) -> int:
        """Write what the part at ``index`` needs, together with those after it that are joined to it."""
        slot = self.slots[index]
        if slot.old is None:
            return self._insert(index)
        if slot.new is None:
            return self._delete(index)
        if slot.kind in HEADERS:
            if bodies.said(slot.old) != bodies.said(slot.new):
                self._say(
                    f"Judul {self._address(index)} diubah sehingga berbunyi sebagai berikut:", [slot.new]
                )
        elif not bodies.same(slot.old, slot.new):
            if slot.kind != "pasal":
                raise CannotAmend(_("Bagian di luar pasal berubah: %(place)s."), bodies.said(slot.new)[:80])
            self._change(slot.old, slot.new)
        return index + 1

    def _say(self, sentence: str, quoted: Sequence[Node] = ()) -> None:
        top = Node("angka", str(len(self.written) + 1), text=sentence)
        top.children = bodies.nested([bodies.copy(unit) for unit in quoted])
        self.written.append(top)

    # Taken out ----------------------------------------------------------------------------------

    def _delete(self, index: int) -> int:
        slot = self.slots[index]
        assert slot.old is not None
        if bodies.is_gone(slot.old):
            return index + 1
        if slot.kind in HEADERS:
            below = self._held_before(index)
            if all(each.new is None for each in below):
                self._say(f"{self._address(index)} dihapus.")
                return index + 1 + len(below)
            self._say(f"Judul {self._address(index)} dihapus.")
            return index + 1
        if slot.kind != "pasal":
            raise CannotAmend(_("Bagian di luar pasal dihapus: %(place)s."), bodies.said(slot.old)[:80])
        names = []
        while index < len(self.slots):
            each = self.slots[index]
            if each.kind != "pasal" or each.new is not None or each.old is None or bodies.is_gone(each.old):
                break
            names.append(name(each.old))
            index += 1
        self._say(f"{_joined(names)} dihapus.")
        return index

    def _held_before(self, index: int) -> list[Slot]:
        """What a header held in the old text."""
        rank = RANK[self.slots[index].kind]
        olds = (slot for slot in self.slots[index + 1 :] if slot.old is not None)
        return list(takewhile(lambda slot: RANK.get(slot.kind, len(RANK)) > rank, olds))

    # Put in -------------------------------------------------------------------------------------

    def _insert(self, index: int) -> int:
        """One instruction for the new parts of one kind that stand together, with what they hold."""
        kind = self.slots[index].kind
        if kind not in RANK:
            raise CannotAmend(
                _("Bagian di luar pasal ditambahkan: %(place)s."),
                bodies.said(self.slots[index].becomes)[:80],
            )
        end = index
        while end < len(self.slots) and self.slots[end].old is None:
            each = self.slots[end].kind
            if each not in RANK or RANK[each] < RANK[kind]:
                break
            end += 1
        quoted = [slot.becomes for slot in self.slots[index:end]]
        tops = [name(unit) for unit in quoted if unit.kind == kind]
        where = self._before(index, end)
        self._say(
            f"{where} disisipkan {_counted(len(tops))} {kind}, yakni {_joined(tops)} "
            "yang berbunyi sebagai berikut:",
            quoted,
        )
        return end

    def _before(self, index: int, end: int) -> str:
        """The place of what is inserted: its neighbours, as the text stands when this instruction is reached."""
        kind = self.slots[index].kind
        above = self.slots[index - 1] if index else None
        ahead = next((e for e in self.slots[end:] if e.old is not None), None)
        if kind in HEADERS and (ahead is None or RANK.get(ahead.kind, len(RANK)) <= RANK[kind]):
            sibling = self._sibling(index)
            if sibling is not None:
                wider = self._wider(index)
                if ahead is not None and ahead.kind == kind:
                    first, second = name(self.slots[sibling].becomes), name(ahead.becomes)
                    return f"Di antara {first} dan {second}{wider and ' ' + wider}"
                return f"Setelah {self._address(sibling)}"
        if above is None:
            if ahead is None:
                raise CannotAmend(_("Naskah lama tidak memuat ketentuan, sehingga tidak dapat disisipi."))
            return f"Sebelum {name(ahead.becomes)}"
        before = next((e for e in reversed(self.slots[:index]) if e.kind == "pasal"), None)
        after = next((e for e in self.slots[end:] if e.old is not None and e.kind == "pasal"), None)
        if above.kind in HEADERS:
            header = self._address(index - 1)
            if kind == "pasal" and before and after:
                return f"Di antara {name(before.becomes)} dan {name(after.becomes)} dalam {header}"
            return f"Setelah judul {header}"
        if above.kind != "pasal":
            raise CannotAmend(_("Di belakang bagian di luar pasal disisipkan ketentuan: %(place)s."),
                              bodies.said(above.becomes)[:80])  # fmt: skip
        if after is not None and (kind == "pasal" or after is ahead):
            return f"Di antara {name(above.becomes)} dan {name(after.becomes)}"
        return f"Setelah {name(above.becomes)}"

    def _sibling(self, index: int) -> int | None:
        """The header of the same kind before one, in the same wider part."""
        rank = RANK[self.slots[index].kind]
        for place in range(index - 1, -1, -1):
            found = RANK.get(self.slots[place].kind, len(RANK))
            if found == rank:
                return place
            if found < rank:
                return None
        return None

    def _wider(self, index: int) -> str:
        """The parts that a header stands in, the nearest first: "Bagian Kedua BAB III"; none for a bab or buku."""
        names = []
        rank = RANK[self.slots[index].kind]
        for place in range(index - 1, -1, -1):
            unit = self.slots[place].becomes
            if rank <= RANK["bab"]:
                break
            if RANK.get(unit.kind, len(RANK)) < rank:
                rank = RANK[unit.kind]
                names.append(name(unit))
        return " ".join(names)

    def _address(self, index: int) -> str:
        """How a header is named in an instruction: "Paragraf 1 Bagian Kedua BAB III"."""
        return f"{name(self.slots[index].becomes)} {self._wider(index)}".rstrip()

    # Changed ------------------------------------------------------------------------------------

    def _change(self, old: Node, new: Node) -> None:
        pasal = name(new)
        said = _ayat_that_changed(old, new)
        if said:
            self._say(f"{said} sehingga {pasal} berbunyi sebagai berikut:", [new])
        else:
            self._say(f"Ketentuan {pasal} diubah sehingga berbunyi sebagai berikut:", [new])


def _ayat_that_changed(old: Node, new: Node) -> str:
    """ "Ketentuan ayat (2) Pasal 8 diubah, serta di antara ayat (3) dan …"; empty where the whole pasal changed."""
    before = {child.label: child for child in old.children}
    after = {child.label: child for child in new.children}
    is_by_ayat = all(child.kind == "ayat" for child in (*old.children, *new.children))
    if not (before and after and is_by_ayat and before.keys() <= after.keys() and old.text == new.text):
        return ""
    pasal = name(new)
    differing = [label for label, ayat in before.items() if not bodies.same(ayat, after[label])]
    deleted = [label for label in differing if bodies.is_gone(after[label])]
    changed = [label for label in differing if label not in deleted]
    if len(changed) == len(before):
        return ""
    parts = []
    if changed:
        parts.append(f"ketentuan {_joined(_ayat(changed))} {pasal} diubah")
    order = list(after)
    for run in _runs(order, before):
        place = order.index(run[0])
        how_many = f"{_counted(len(run))} ayat, yakni {_joined(_ayat(run))}"
        following = next((label for label in order[place:] if label in before), None)
        if following is None:
            parts.append(f"{pasal} ditambahkan {how_many}")
        else:
            around = " dan ".join(_ayat([order[place - 1], following]))
            parts.append(f"di antara {around} {pasal} disisipkan {how_many}")
    if deleted:
        parts.append(f"ketentuan {_joined(_ayat(deleted))} {pasal} dihapus")
    said = ", serta ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)
    return said[:1].upper() + said[1:]


def _runs(order: Sequence[str], known: Mapping[str, Node]) -> list[list[str]]:
    runs: list[list[str]] = []
    for place, label in enumerate(order):
        if label in known:
            continue
        if place and order[place - 1] not in known:
            runs[-1].append(label)
        else:
            runs.append([label])
    return runs


def _ayat(found: Sequence[str]) -> list[str]:
    return [name(Node("ayat", label)) for label in found]


def _joined(names: Sequence[str]) -> str:
    """ "Pasal 5", "Pasal 5 dan Pasal 6", "Pasal 5, Pasal 6, dan Pasal 7"."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"


def _counted(number: int) -> str:
    return f"{number} ({labels.words(number)})"


# The instrument -----------------------------------------------------------------------------------


def _instrument(instructions: list[Node], title: str, earlier: Sequence[str], commencement: str) -> Node:
    """Title, deciding words, Pasal I with its instructions, Pasal II."""
    issued = _ISSUED.match(title)
    kind = issued[0] if issued else "Peraturan"
    ordinal = f"{labels.ordinal(len(earlier) + 1)} " if earlier else ""
    about = f"PERUBAHAN {ordinal}ATAS {title}".upper()
    cited = title
    if earlier:
        often = "telah diubah dengan" if len(earlier) == 1 else "telah beberapa kali diubah, terakhir dengan"
        cited = f"{title} sebagaimana {often} {earlier[-1]}"
    first = Node("pasal", "I")
    if len(instructions) == 1:
        only = instructions[0]
        # A line that began with "BAB II" or "Pasal 9" would look like the beginning of that part.
        said = re.sub(r"\A(?=BUKU|BAB|Bagian|Paragraf|Pasal)", "Ketentuan ", only.text)
        verb = re.search(r"\b(?:diubah|dihapus|disisipkan|ditambahkan)\b", said)
        assert verb is not None
        first.text = f"{said[: verb.start()]}dalam {cited} {said[verb.start() :]}"
        first.children = only.children
    else:
        first.text = f"Beberapa ketentuan dalam {cited} diubah sebagai berikut:"
        first.children = instructions
    return Node(
        "dokumen",
        children=[
            Node("judul", text=f"{kind.upper()}\nNOMOR … TAHUN …\nTENTANG\n{about}"),
            Node("memutuskan", heading="MEMUTUSKAN", text=f"Menetapkan: {kind.upper()} TENTANG {about}."),
            first,
            Node("pasal", "II", text=commencement % {"regulation": kind}),
        ],
    )
