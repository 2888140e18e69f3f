"""A regulation as it stands on paper: lines, each in a style of the official form, with no word of the text left out.

The form is that of local regulations (UU 12/2011, Lampiran II; Permendagri 80/2015). What it asks for and a text
does not say yet is supplied, with dots where nobody knows: the office above the title, number and year, "DENGAN
RAHMAT TUHAN YANG MAHA ESA", the closing with its signatures, the line of the gazette.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bijak.legaltext.tree import CLAUSES, Node, name
from bijak.legaltext.writing import mark

type Style = str
"""``title``, ``recital``, ``enacting``, ``chapter``, ``part``, ``article``, ``body``, ``item``, ``signed``,
``signature``, ``promulgated``, ``gazette``, ``annex``, ``section``, ``explained``."""

BLANK = "..."
GRACE = "DENGAN RAHMAT TUHAN YANG MAHA ESA"

_NAME = re.compile(
    r"PERATURAN\s+(?P<daerah>DAERAH\s+(?=PROVINSI|KABUPATEN|KOTA))?"
    r"(?P<rank>GUBERNUR|BUPATI|WALI\s*KOTA|PROVINSI|KABUPATEN|KOTA)\s+"
    r"(?P<place>.+?)\s*(?=\bNOMOR\b|\bTENTANG\b|\Z)",
    re.DOTALL,
)
_OFFICES = {"PROVINSI": "GUBERNUR", "KABUPATEN": "BUPATI", "KOTA": "WALI KOTA"}
_DOTS = r"[.…_ ]*[.…_]"
_NUMBER = re.compile(rf"^NOMOR\s*:?\s*(?:{_DOTS})?\s*TAHUN\s*(?:{_DOTS})?$", re.IGNORECASE)
_PROVINCE = re.compile(rf"^PROVINSI\s*{_DOTS}$", re.IGNORECASE)
_PLACE = re.compile(rf"^((?:Ditetapkan|Disahkan|Dikeluarkan|Diundangkan) di)\s*{_DOTS}$", re.IGNORECASE)
_DATE = re.compile(rf"^(pada tanggal)\s*(?:{_DOTS})?$", re.IGNORECASE)
_SETTING = re.compile(r"\s*Menetapkan\s*:?\s*", re.IGNORECASE)
_SIGNED = re.compile(r"(?:Ditetapkan|Disahkan|Dikeluarkan)\s+di\b", re.IGNORECASE)
_PROMULGATED = re.compile(r"Diundangkan\s+di\b", re.IGNORECASE)
_GAZETTE_NUMBER = re.compile(
    rf"^((?:BERITA|LEMBARAN)\s+DAERAH\b.*?)\s*TAHUN\s*(?:{_DOTS})?\s*NOMOR\s*(?:{_DOTS})?$"
)
_GAZETTE = re.compile(r"(?:TAMBAHAN\s+)?(?:BERITA|LEMBARAN)\s+(?:DAERAH|NEGARA)\b|NOREG\b")
_STAMP = re.compile(r"t\.?t\.?d\b|\[?tanda tangan", re.IGNORECASE)


class Line(NamedTuple):
    """A paragraph. ``label`` and ``mark`` stand to its left: ``Menimbang``, ``a.``; ``level``: how far in it hangs.

    ``key`` says of which part it is which line, so that two versions can be laid beside each other.
    """

    style: Style
    text: str
    mark: str = ""
    label: str = ""
    level: int = 0
    key: Hashable = None

    @property
    def words(self) -> str:
        """All that is printed."""
        return " ".join(part for part in (self.label, self.mark, self.text) if part)


@dataclass(frozen=True)
class Place:
    """Which province the region lies in, and where its law is set and promulgated; empty where nobody said."""

    province: str = ""
    seat: str = ""


NOWHERE = Place()


@dataclass(frozen=True)
class Promulgation:
    """Where a text stands in the gazette, since which day, by whom."""

    day: str
    by: str
    year: int
    number: int


@dataclass(frozen=True)
class Enactment:
    """What is known once a text was set: it fills the dots. ``day`` as it is written: ``2 November 2026``."""

    number: int
    year: int
    day: str
    signed_by: str
    promulgated: Promulgation | None = None


@dataclass(frozen=True)
class _Issuer:
    """Who sets a regulation, read from its name: ``PERATURAN WALI KOTA CONTOH``, ``PERATURAN DAERAH KOTA CONTOH``."""

    office: str
    region: str
    is_daerah: bool

    @property
    def kind(self) -> str:
        office = self.office.split(self.region.partition(" ")[2])[0].strip()
        return "Peraturan Daerah" if self.is_daerah else f"Peraturan {office.title()}"

    @property
    def gazette(self) -> str:
        return f"{'LEMBARAN' if self.is_daerah else 'BERITA'} DAERAH"


def lay_out(
    root: Node,
    *,
    keys: Mapping[int, Hashable] | None = None,
    enacted: Enactment | None = None,
    place: Place = NOWHERE,
) -> list[Line]:
    """The lines of a regulation. ``keys``: who each node is, by ``id(node)``; without it, its position."""
    names = keys if keys is not None else {id(node): number for number, node in enumerate(root.walk())}
    return _Paper(root, names, enacted, place).lines


def open_places(lines: Iterable[Line]) -> list[str]:
    """The lines that leave open what ``Place`` says: ``PROVINSI ...``, ``Ditetapkan di ...``."""
    return [line.text for line in lines if _PROVINCE.match(line.text) or _PLACE.match(line.text)]


class _Paper:
    def __init__(
        self, root: Node, keys: Mapping[int, Hashable], enacted: Enactment | None, place: Place
    ) -> None:
        self.place = place
        self.lines: list[Line] = []
        self.placed: Counter[Hashable] = Counter()
        self.keys = keys
        self.enacted = enacted
        titles = [node for node in root.children if node.kind == "judul"]
        self.issuer = _issuer(_lines(titles[0].heading, titles[0].text)) if titles else None
        self._add(root, "body", *_lines(root.heading, root.text))
        is_closed = any(node.kind == "penutup" for node in root.children)
        for node in root.children:
            if node.kind in ("penjelasan", "lampiran") and not is_closed:
                self._close()
                is_closed = True
            self._set(node)
        if not is_closed:
            self._close()

    def _add(
        self, node: Node | str, style: Style, *texts: str, mark: str = "", label: str = "", level: int = 0
    ) -> None:
        """The lines of one part; its mark and label stand before the first."""
        who = node if isinstance(node, str) else self.keys.get(id(node))
        for text in texts:
            # Which of its part's lines it is; what is supplied has a name for a part.
            key = (who, style, level)
            self.lines.append(Line(style, text, mark, label, level, (*key, self.placed[key])))
            self.placed[key] += 1
            mark = label = ""

    def _set(self, node: Node, level: int = 0, *, explained: bool = False) -> None:
        """A part and all below it."""
        texts = _lines(node.text)
        if node.kind == "judul":
            self._title(node)
        elif node.kind in ("menimbang", "mengingat", "memperhatikan"):
            return self._recital(node)
        elif node.kind == "memutuskan":
            self._enacting(node)
        elif node.kind == "diktum":
            self._add(node, "recital", *(texts or [""]), label=node.label)
        elif node.kind in ("buku", "bab", "bagian", "paragraf"):
            style = "chapter" if node.kind in ("buku", "bab") else "part"
            printed = f"BUKU {node.label}" if node.kind == "buku" else name(node)
            self._add(node, style, "\n".join((printed, *_lines(node.heading))))
            self._add(node, "body", *texts)
        elif node.kind == "pasal":
            own = node.heading if node.heading.startswith("Pasal") else name(node)
            more = [] if own == node.heading else _lines(node.heading)
            self._add(node, "explained" if explained else "article", "\n".join((own, *more)))
            self._add(node, "body", *texts)
        elif node.kind in CLAUSES and node.heading:
            self._add(node, "explained", node.heading, level=level)
            self._add(node, "body", *texts, level=level)
        elif node.kind in CLAUSES:
            self._add(node, "item", *(texts or [""]), mark=mark(node), level=level)
            level += 1
        elif node.kind == "penutup":
            self._closing(node, texts)
        elif node.kind in ("penjelasan", "lampiran"):
            self._add(
                node, "annex", "\n".join(_lines(node.heading, *(texts if node.kind == "penjelasan" else ())))
            )
            self._add(node, "body", *(texts if node.kind == "lampiran" else ()))
            explained = node.kind == "penjelasan"
        elif node.kind in ("umum", "pasal_demi_pasal"):
            self._add(node, "section", *_lines(node.heading))
            self._add(node, "body", *texts)
        else:
            self._add(node, "body", *_lines(node.heading, node.text), level=level)
        for child in node.children:
            self._set(child, 0 if child.kind == "pasal" else level, explained=explained)
        return None

    # What stands before the first pasal -----------------------------------------------------------

    def _title(self, node: Node) -> None:
        lines = _lines(node.heading, node.text)
        if self.enacted:
            # It is none any more.
            lines = [line for line in lines if line != "RANCANGAN"]
        issuer = self.issuer
        if issuer is None:
            self._add(node, "title", *lines)
            return
        start = next((place for place, line in enumerate(lines) if line.startswith("PERATURAN")), 0)
        if not any(line.startswith(issuer.office) for line in lines[:start]):
            self._add("office", "title", issuer.office)
            if not issuer.region.startswith("PROVINSI") and (self.place.province or not self.enacted):
                self._add("province", "title", self._province)
        number = f"NOMOR {self.enacted.number} TAHUN {self.enacted.year}" if self.enacted else ""
        whole = " ".join(lines)
        for line in lines:
            if not re.search(r"\bNOMOR\b", whole.partition("TENTANG")[0]) and line.startswith("TENTANG"):
                self._add("number", "title", number or f"NOMOR {BLANK} TAHUN {BLANK}")
            is_number, is_province = number and _NUMBER.match(line), _PROVINCE.match(line)
            self._add(node, "title", number if is_number else self._province if is_province else line)
        if GRACE not in whole:
            self._add("grace", "title", GRACE)
            if not lines[-1].endswith(","):
                self._add("setter", "title", f"{issuer.office},")

    def _recital(self, node: Node) -> None:
        """``Menimbang`` once, then what is weighed, each beneath the other."""
        label = node.heading.rstrip(" :")
        if texts := _lines(node.text) or ([] if node.children else [""]):
            self._add(node, "recital", *texts, label=label)
            label = ""
        for child in node.children:
            if child.kind not in CLAUSES:
                self._set(child)
                continue
            self._add(
                child, "recital", *(_lines(child.heading, child.text) or [""]), mark=mark(child), label=label
            )
            label = ""
            for below in child.children:
                self._set(below, 5)

    def _enacting(self, node: Node) -> None:
        self._add(node, "enacting", node.heading.rstrip(" :") + ":")
        text = " ".join(_lines(node.text))
        if found := _SETTING.match(text):
            self._add(node, "recital", text[found.end() :], label="Menetapkan")
        elif text:
            self._add(node, "body", *_lines(node.text))

    # What stands after the last -------------------------------------------------------------------

    def _closing(self, node: Node | str, texts: Sequence[str]) -> None:
        """The sentence of promulgation, who signed where and when, who promulgated, and the gazette."""
        style = "body"
        named: set[str] = set()
        first = next((place for place, text in enumerate(texts) if _SIGNED.match(text)), 0)
        # The sentence before it, wherever its lines were broken.
        texts = [*([" ".join(texts[:first])] if first else []), *texts[first:]]
        for place, text in enumerate(texts):
            before = style
            if _SIGNED.match(text):
                style = "signed"
            elif _PROMULGATED.match(text):
                style = "promulgated"
            elif _GAZETTE.match(text):
                style = "gazette"
            self._add(node, style, self._filled(style, text))
            after = texts[place + 1] if place + 1 < len(texts) else ""
            is_office = style in ("signed", "promulgated") and text.endswith(",") and text.isupper()
            if is_office and before == style:
                if not _STAMP.match(after):
                    self._add(f"{style} by hand", "signature", "")
                is_last = not after or bool(_PROMULGATED.match(after) or _GAZETTE.match(after))
                who = self._who(style)
                if who and is_last and style not in named:
                    self._add(f"{style} by", style, who.upper())
                    named.add(style)

    def _filled(self, style: Style, text: str) -> str:
        """A line of the closing with its place, day or number where they are known and the text has dots."""
        if self.place.seat and (placed := _PLACE.match(text)):
            return f"{placed[1]} {self.place.seat}"
        if self.enacted is None:
            return text
        promulgated = self.enacted.promulgated
        if dated := _DATE.match(text):
            day = self.enacted.day if style == "signed" else promulgated.day if promulgated else ""
            return f"{dated[1]} {day}" if day else text
        if promulgated and (found := _GAZETTE_NUMBER.match(text)):
            return f"{found[1]} TAHUN {promulgated.year} NOMOR {promulgated.number}"
        return text

    @property
    def _province(self) -> str:
        return f"PROVINSI {self.place.province.upper() or BLANK}"

    def _who(self, style: Style) -> str:
        """Whose name stands under an office."""
        if self.enacted is None:
            return ""
        if style == "signed":
            return self.enacted.signed_by
        return self.enacted.promulgated.by if self.enacted.promulgated else ""

    def _close(self) -> None:
        """The closing that the form asks for, of a text that has none."""
        issuer = self.issuer
        if issuer is None or not any(line.style == "article" for line in self.lines):
            return
        region = issuer.region.title()
        self._closing(
            "closing",
            [
                f"Agar setiap orang mengetahuinya, memerintahkan pengundangan {issuer.kind} ini dengan penempatannya "
                f"dalam {issuer.gazette.title()} {region}.",
                f"Ditetapkan di {BLANK}",
                f"pada tanggal {BLANK}",
                f"{issuer.office},",
                f"Diundangkan di {BLANK}",
                f"pada tanggal {BLANK}",
                f"SEKRETARIS DAERAH {issuer.region},",
                f"{issuer.gazette} {issuer.region} TAHUN {BLANK} NOMOR {BLANK}",
            ],
        )


def _lines(*texts: str) -> list[str]:
    return [line for text in texts for each in text.split("\n") if (line := " ".join(each.split()))]


def _issuer(title: Sequence[str]) -> _Issuer | None:
    """Who sets the regulation of that title; nobody where it is not a local one."""
    found = _NAME.search("\n".join(title).partition("TENTANG")[0])
    if found is None:
        return None
    rank, place = " ".join(found["rank"].split()), " ".join(found["place"].split())
    rank = "WALI KOTA" if rank == "WALIKOTA" else rank
    regions = {office: region for region, office in _OFFICES.items()}
    region = regions.get(rank, rank)
    return _Issuer(f"{_OFFICES.get(rank, rank)} {place}", f"{region} {place}", bool(found["daerah"]))
