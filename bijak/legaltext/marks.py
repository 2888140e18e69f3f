"""What looks like the beginning of a part: headers, ayat, letters and numbers, wherever they stand on a line."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bijak.legaltext.tree import HEADERS

_UNIT = "Satu|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan|Sembilan"
_ORDINAL = (
    r"(?:(?:Ke|KE|ke)[-\s]?\w+|Pertama|PERTAMA)"
    rf"(?:[ \t]+(?:Belas|BELAS|belas|Puluh|PULUH|puluh)(?:[ \t]+(?:{_UNIT}))?)?"
)
_ARTICLE = r"[0-9lIOSB](?:\ ?[0-9lIOSB]){0,3}(?:[A-Z]{1,2}|\ [A-Z](?=\n|$|\ [a-z]))?|[IVX]{1,5}"
_MARK = re.compile(
    rf"""[\s.;:,"“](?:
      (?P<letter>[a-z]{{1,2}})[.)](?=[\s"“A-Za-z0-9(])
    | (?P<number>\d[\dlO]{{0,2}}|[lO]\d[\dlO]?)[.)](?=[\s"“A-Za-z(])
    | [(\[{{]\ ?(?P<ayat>[0-9lIO]{{1,3}}[a-z]?)(?:\ ?[)\]}}](?=[\s"“'A-Za-z0-9])|(?=\ [A-Z]))
    | (?<=\n)(?P<bare>[a-z])(?:[ ,:]\ ?)(?=[\w"“(])
    | (?<=\n)(?P<capital>[CKOPSU-XZ])\.(?=\ [a-z(])
    | P(?:asa[l1I]|ASAL)\s?(?P<pasal>{_ARTICLE})(?=[\s.:]|$)[.:]?
    | B(?:AB\ ?|ab\ )(?P<bab>(?:[IVXLC1l]+[A-Z]?|\d{{1,2}}))(?=[\s.:]|$)[.:]?
    | B(?:agian|AGIAN)\ ?(?P<bagian>{_ORDINAL}(?:\ [A-Z](?=\n|$))?(?=\s|$)|(?:[IVX]+|[A-Z]|\d+)[.:]?(?=\n|$))
    | P(?:aragraf|ARAGRAF)\ ?(?P<paragraf>\d+[A-Z]?|{_ORDINAL})[.:]?(?=\n|$)
    | B(?:UKU|uku)\ (?P<buku>[IVXLC]+|K[Ee]\w+)(?=\n|$)
    )""",
    re.X,
)
"""Text is as ``pages.clean`` leaves it: blanks are single. ``bare`` is a letter that lost its full stop, ``capital``
one whose two forms look alike."""
_LONGEST_LABEL = 40
"""Characters; "Kesembilan Puluh Sembilan A" has 27. More are words that lost their blanks."""
_SLIPS = str.maketrans({"l": "1", "I": "1", "O": "0", " ": None})
_KIND = {"letter.": "huruf", "letter)": "huruf2", "number.": "angka", "number)": "angka2"}
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
_CITING_GOES_ON = re.compile(r"\s*(?:(?:ayat|huruf|angka|dan|atau|sampai|jo|juncto)\b|[,;)])| Undang")


class Mark(NamedTuple):
    """A possible beginning of a part, and what surrounds it.

    ``starts_line``: nothing but blanks before it on its line. ``ended``: what comes before it reads as complete.
    ``cited``: the words before it make it a reference (``dalam ayat (1)``), ``goes_on`` those after
    it. ``listed``: a comma or "dan" before it. ``alone``: nothing after it on its line. ``capital``: what follows
    begins like a sentence, or with an item. ``titled``: the word before it is written like one of a heading.
    ``bare``: it is only half printed, ``a`` or ``C.`` for ``c.``, ``(2`` for ``(2)``.
    ``quoted``: behind a quotation mark.
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
    bare: bool
    quoted: bool


def find(text: str) -> Iterator[Mark]:
    """All possible beginnings, in order. Begin ``text`` with a line break: a mark needs something before it."""
    for found in _MARK.finditer(text):
        form = found.lastgroup or ""
        start, end = found.start() + 1, found.end()
        label = found[form]
        if len(label) > _LONGEST_LABEL:
            continue
        last = text[end - 1]
        kind = _KIND.get(form + last, form)
        before = text[max(0, start - 48) : start]
        bare = before.rstrip(' "“')
        starts_line = not bare or bare[-1] == "\n"
        if kind in HEADERS or kind == "pasal":
            if not (starts_line or before[-1:].isspace()):
                continue
        elif kind in ("ayat", "angka"):
            label = label.translate(_SLIPS)
        is_bare = form in ("bare", "capital") or (form == "ayat" and last not in ")]}")
        if is_bare:
            if not starts_line:
                continue
            kind, label = ("ayat", label) if form == "ayat" else ("huruf", label.lower())
        after = text[end : end + 24]
        bare = before.rstrip()
        is_quoted = before[-1:] == '"' or bare.endswith("“")
        bare = bare.removesuffix("“").rstrip()
        joined = bare.endswith(("dan", "atau", "DAN", "ATAU"))
        yield Mark(
            kind,
            label,
            start,
            end,
            starts_line,
            ended=bare.endswith((".", ";", ":", '"', "”")) or (joined and bool(_AND_ENDED.search(bare))),
            listed=joined or bare.endswith(","),
            cited=_is_cited(bare, is_number=kind == "angka" and not starts_line),
            alone=after.lstrip(" .:")[:1] in ("\n", ""),
            capital=bool(_BEGINS.match(after.lstrip())),
            titled=bare.rpartition(" ")[2].rpartition("\n")[2][:1].isupper(),
            goes_on=bool(_CITING_GOES_ON.match(after)),
            bare=is_bare,
            quoted=is_quoted,
        )


def _is_cited(before: str, *, is_number: bool) -> bool:
    """Whether these words make a label a reference: ``dalam Pasal``, ``ayat (1) dan``, ``Nomor``."""
    if before.endswith((";", ":")):
        return False
    last = before.rsplit(maxsplit=1)[-1].lower() if before else ""
    if last in _CITING or (is_number and last in _COUNTING):
        return True
    return (last in _JOINING or last.endswith(",")) and bool(_RANGE.search(before))
