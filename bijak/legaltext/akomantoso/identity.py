"""Who a regulation is: what its title and closing say of it, as the identifiers of Akoma Ntoso."""

import re
from dataclasses import dataclass
from datetime import date

from bijak.legaltext.tree import Node

_MONTHS = {
    "januari": 1, "februari": 2, "pebruari": 2, "maret": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7,
    "agustus": 8, "september": 9, "oktober": 10, "november": 11, "nopember": 11, "desember": 12,
}  # fmt: skip
_KINDS = re.compile(
    r"UNDANG-UNDANG|PERATURAN (?:PEMERINTAH(?: PENGGANTI UNDANG-UNDANG)?|PRESIDEN|DAERAH|GUBERNUR|BUPATI|WALI ?KOTA"
    r"|MENTERI|BADAN|LEMBAGA)|KEPUTUSAN (?:PRESIDEN|MENTERI|GUBERNUR|BUPATI|WALI ?KOTA|KEPALA)|INSTRUKSI|SURAT EDARAN"
)
_HEADS = ("GUBERNUR", "BUPATI", "WALI KOTA", "WALIKOTA", "MENTERI", "BADAN", "LEMBAGA", "KEPALA")
"""Whose name goes on behind the kind: ``PERATURAN BADAN KEPEGAWAIAN NEGARA``."""
_NUMBER = re.compile(
    r"\bNOMOR\s*:?\s*(?P<number>\d[\w./-]*?)(?:[\s/]+TAHUN\s+(?P<year>\d{4}))?(?=\s|\Z)", re.I
)
_SIGNED = re.compile(
    r"(?:Ditetapkan|Disahkan)\b.{0,200}?tanggal\s*:?\s*(\d{1,2})\s+([a-z]+)\s*(\d{4})", re.I | re.S
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What the IRI of a regulation is made of. ``number`` is empty while it has none: then it is a bill.

    ``dated`` is the day of signature, or the year where no more is known.
    """

    subtype: str
    author: str
    number: str
    name: str
    dated: str

    @property
    def element(self) -> str:
        return "act" if self.number else "bill"

    @property
    def day(self) -> str:
        """The schema takes nothing less than a day."""
        return self.dated if "-" in self.dated else f"{self.dated}-01-01"

    @property
    def work(self) -> str:
        """``/akn/id/act/peraturan-wali-kota/wali-kota-pontianak/2026-11-02/12``; ``nn`` for a number it has not yet."""
        parts = (self.element, self.subtype, slug(self.author), self.dated, slug(self.number) or "nn")
        return "/akn/id/" + "/".join(part for part in parts if part)


def identify(root: Node, *, on: date) -> Identity:
    """What a text says of itself; ``on`` is its day where it tells none, as a draft does."""
    title = next((node.text for node in root.children if node.kind == "judul"), "")
    closing = "\n".join(node.text for node in root.children if node.kind == "penutup")
    name, _tentang, about = " ".join(title.split()).partition("TENTANG ")
    number = _NUMBER.search(name)
    kind = _KINDS.search(name.upper())
    subtype = kind[0] if kind else "peraturan"
    place = re.split(r"\bNOMOR\b", name[kind.end() :], flags=re.I)[0].strip(" ,.") if kind else ""
    head = subtype.partition(" ")[2]
    author = f"{head} {place}".strip() if head in _HEADS else place
    year = number["year"] if number else None
    return Identity(
        slug(subtype),
        author if slug(author) else "REPUBLIK INDONESIA",
        number["number"] if number else "",
        re.split(r"\s*DENGAN RAHMAT TUHAN", about, flags=re.I)[0],
        _day(closing) or year or on.isoformat(),
    )


def _day(closing: str) -> str | None:
    found = _SIGNED.search(closing)
    month = _MONTHS.get(found[2].lower()) if found else None
    if found is None or month is None:
        return None
    try:
        return date(int(found[3]), month, int(found[1])).isoformat()
    except ValueError:
        return None


def slug(words: str) -> str:
    """Words as a part of an IRI: ``wali-kota-pontianak``."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
