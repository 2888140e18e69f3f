"""What looks like the beginning of a part: headers, ayat, letters and numbers, wherever they stand on a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bijak.legaltext import labels
from bijak.legaltext.tree import HEADERS

_UNIT = "Satu|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan|Sembilan"
_ORDINAL = (
    r"(?:(?:Ke|KE|ke)[-\s]?\w+|Pertama|PERTAMA)"
    rf"(?:[ \t]+(?:Belas|BELAS|belas|Puluh|PULUH|puluh)(?:[ \t]+(?:{_UNIT}))?)?"
)
_MARK = re.compile(
    rf"""[\s.;:,"“](?:
      [(\[{{]\ ?(?P<ayat>[0-9lIO]{{1,3}}[a-z]?)\ ?[)\]}}](?=\s|["“'A-Za-z0-9])
    | (?P<huruf>[a-z]{{1,2}})\.(?=\s|["“A-Za-z(])
    | (?P<angka>\d[\dlO]{{0,2}}|[lO]\d[\dlO]?)\.(?=\s|["“A-Za-z(])
    | (?P<huruf2>[a-z]{{1,2}})\)(?=\s|["“A-Za-z])
    | (?P<angka2>\d{{1,3}})\)(?=\s|["“A-Za-z])
    | P(?:asa[l1I]|ASAL)[ \t]*(?P<pasal>[0-9lO](?:[ \t]?[0-9lO]){{0,3}}[A-Z]{{0,2}}|[IVX]{{1,5}})(?=[\s.:]|$)[.:]?
    | BAB[ \t]+(?P<bab>[IVXLC1l]+[A-Z]?)(?=[\s.:]|$)[.:]?
    | B(?:agian|AGIAN)[ \t]+(?P<bagian>{_ORDINAL}(?=\s|$)|(?:[IVX]+|[A-Z]|\d+)[.:]?(?=[ \t]*(?:\n|$)))
    | P(?:aragraf|ARAGRAF)[ \t]+(?P<paragraf>\d+|{_ORDINAL})[.:]?(?=[ \t]*(?:\n|$))
    | BUKU[ \t]+(?P<buku>[IVXLC]+|KE\w+)(?=[ \t]*(?:\n|$))
    )""",
    re.X,
)
_SLIPS = str.maketrans({"l": "1", "I": "1", "O": "0", " ": None, "\t": None})
_CITING = frozenset("pasal ayat huruf angka butir bab".split())
_COUNTING = frozenset("nomor no no. tahun tanggal pukul rp rp.".split())
_JOINING = frozenset("dan atau dan/atau dengan s.d. sd".split())
_RANGE = re.compile(
    r"\b(?:ayat|huruf|angka|butir|pasal)\s+\(?\w{1,3}\)?\s*"
    r"(?:,|,?\s*\b(?:dan|atau|dan/atau|sampai\s+dengan|s\.?d\.?))\Z",
    re.I,
)
_AND_ENDED = re.compile(r"[;,]\s*(?:dan/atau|dan|atau)(?:\s*/\s*atau)?\Z", re.I)
_BEGINS = re.compile(r"[A-Z\"“'(0-9]|[a-z][.)]\s")
_CITING_GOES_ON = re.compile(r"\s*(?:(?:ayat|huruf|angka|dan|atau|sampai|jo|juncto)\b|[,;)])|[ \t]+Undang")


class Mark(NamedTuple):
    """A possible beginning of a part, and what surrounds it.

    ``starts_line``: nothing but blanks before it on its line. ``ended``: what comes before it reads as complete.
    ``cited``: the words before it make it a reference (``dalam ayat (1)``), ``goes_on`` those after
    it. ``listed``: a comma or "dan" before it. ``alone``: nothing after it on its line. ``capital``: what follows
    begins like a sentence, or with an item. ``titled``: the word before it is written like one of a heading.
    """

    kind: str
    label: str
    start: int
    end: int
    starts_line: bool
    ended: bool
    listed: bool
    cited: bool
    alone: bool
    capital: bool
    titled: bool
    goes_on: bool


def find(text: str) -> Iterator[Mark]:
    """All possible beginnings, in order. Begin ``text`` with a line break: a mark needs something before it."""
    for found in _MARK.finditer(text):
        kind = found.lastgroup or ""
        start, end = found.start() + 1, found.end()
        label = found[kind]
        if kind in ("ayat", "angka") or (
            kind == "pasal" and not (label.isupper() and labels.roman_value(label))
        ):
            label = label.translate(_SLIPS)
        before = text[max(0, start - 48) : start]
        bare = before.rstrip(' \t"“')
        after = text[end : end + 24]
        following = after.lstrip()
        starts_line = not bare or bare[-1] == "\n"
        if (kind in HEADERS or kind == "pasal") and not (starts_line or before[-1:].isspace()):
            continue
        bare = before.rstrip()
        joined = bare.endswith(("dan", "atau", "DAN", "ATAU"))
        yield Mark(
            kind,
            label,
            start,
            end,
            starts_line,
            ended=bare.endswith((".", ";", ":", '"', "”")) or (joined and bool(_AND_ENDED.search(bare))),
            listed=joined or bare.endswith(","),
            cited=_is_cited(bare, kind),
            alone=after.lstrip(" \t.:")[:1] in ("\n", ""),
            capital=bool(_BEGINS.match(following)),
            titled=bare.rpartition(" ")[2].rpartition("\n")[2][:1].isupper(),
            goes_on=bool(_CITING_GOES_ON.match(after)),
        )


def _is_cited(before: str, kind: str) -> bool:
    """Whether these words make a label a reference: ``dalam Pasal``, ``ayat (1) dan``, ``Nomor``."""
    if before.endswith((";", ":")):
        return False
    last = before.rsplit(maxsplit=1)[-1].lower() if before else ""
    if last in _CITING or (kind == "angka" and last in _COUNTING):
        return True
    return (last in _JOINING or last.endswith(",")) and bool(_RANGE.search(before))
