"""Take out what belongs to the page and not to the text: page numbers, running heads, addresses of web sites."""

import re
from collections.abc import Iterator, Sequence

_URL = r"(?:(?:https?://|www\.|jdih\.)\S+|[\w.-]+\.go\.id\b\S*)"
_DASHED = r"[-\u2013\u2014] ?[\dlItOS]{1,4} ?[-\u2013\u2014]"
"""The scanner takes ``- 12 -`` for ``- l2 -`` or ``- t2 -``."""
_OF = r"\d{1,4} ?/ ?\d{1,4}"
_NUMBER = rf"(?:{_OF}|{_DASHED}|(?:Halaman|Hal\.?) \d{{1,4}}(?: dari \d{{1,4}})?)"
_GAZETTE = r"(?:19|20)\d\d, ?No\. ?\d{1,5}"
_OF_A_PAGE = re.compile(
    rf"{_URL}(?: {_NUMBER})?|{_NUMBER}(?: ?{_URL})?"
    rf"|{_GAZETTE}(?: (?:{_DASHED}|\d{{1,4}}))?|(?:{_DASHED}|\d{{1,4}}) {_GAZETTE}|SK ?No\.? ?[\dO]{{5,7}} ?[A-C]",
    re.I,
)
"""A line with nothing but a number or an address: of a web site, of the State Gazette, of the State Secretariat."""
_LONGEST = 80
"""Characters of a line that can belong to the page."""
_SLID = re.compile(rf" (?:{_OF}|{_DASHED})$")
"""A page number that slid to the end of the last line of its page."""
_INLINE = re.compile(rf"(?<![\w/]){_OF} {_URL}")
"""Number and address of a page where the line breaks are gone."""
_PRESIDENT = re.compile(r"PRESIDEN\nREPUBLIK INDONE\S{2,4}")
"""The head of each page of the State Gazette, above its number."""
_CATCHWORD = re.compile(r"(\S+).{0,50}?(?:\. ?\. ?\.|\u2026)$")
"""The first words of the next page, at the foot of this one."""
_NO_HEAD = re.compile(
    r"[(\d]|[a-z]{1,2}[.)]|(?:Pasal|Ayat|Huruf|Angka|Bagian|Paragraf|BAB|Cukup)\b|.*[.;:,]$", re.I
)
"""What stands at the top of many pages, and is of the text nevertheless."""
_WATERMARK = re.compile(
    r"\A(?:RANCANGAN|R A N C A N G A N|DRAF|DRAFT)\s(?=(?:PERATURAN|KEPUTUSAN|SURAT|INSTRUKSI)\b)"
)
"""What stands above the title of a draft says how far it is; the law itself is never called so."""
_STAGE = re.compile(r"R ?A ?N ?C ?A ?N ?G ?A ?N|DRAFT?")
"""The same on a line of its own: printed across each page of a draft, it comes out wherever a page begins."""
_LETTERHEAD = re.compile(
    r"\A(?:(?:GUBERNUR|BUPATI|WALI ?KOTA) [^\n]+\n)?PROVINSI ?[.\u2026_][.\u2026_ ]*\n(?=PERATURAN|KEPUTUSAN)"
)
"""Office and province above a title, where the form left dots for a name: ours, and no words of the text."""
_OWN_FOOT = re.compile(
    r"(?:Periksa keaslian lembar ini|Naskah resminya dapat diperiksa) di\s+\S{1,200}?/\s?verifikasi/\s?\w{1,40}/"
    r"|^Naskah konsolidasi, bukan naskah resmi: (?:[^\n]{1,200}\n){0,3}?[^\n]{1,200}\.[ \r]*$",
    re.M,
)
"""What stands at the foot of our own papers, be there one page or many: where it is verified, or that it is none."""
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]+"
)
"""Controls, places to break a word, and what turns the direction of writing: they hide a mark, and say nothing."""
_ORNAMENT = re.compile(r"^(?:\u2022 ?|\*\*)+|\*\*$", re.M)
"""A bullet before a mark, and what makes a line bold where there is no bold."""
_BROKEN_WORD = re.compile(r"(\w+)-\n(\w+)")
_ALWAYS_KNOWN = frozenset(
    "menimbang mengingat memutuskan menetapkan ditetapkan disahkan diundangkan penjelasan lampiran".split()
)
"""Words that stand once in a text, and say where a part begins."""
_NUMBERED = re.compile(r"\b(?:Pasal|Paragraf|Bagian|BAB|BUKU|Ayat|Huruf|Angka|Nomor|Tahun)$", re.I)
"""A line whose number stands on the next."""
_FEWEST = 3
"""So often a line returns, or a number counts on, until it is taken for the page's."""
_SHORTEST_PAGE = 6


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its pages' furniture, and the furniture. Blanks are single, no line is empty.

    So no run of blanks is long, and no later pattern takes more than linear time.
    """
    furniture: list[str] = []

    def take(found: re.Match[str]) -> str:
        furniture.append(" ".join(found[0].split()))
        return ""

    text = INVISIBLE.sub("", text)
    if "verifikasi" in text or "Naskah konsolidasi" in text:
        text = _OWN_FOOT.sub(take, text)
    lines: list[str] = []
    edges: list[int] = []
    for page in text.split("\f"):
        first = len(lines)
        lines += [line for line in (" ".join(line.split()) for line in page.splitlines()) if line]
        if len(lines) > first:
            edges += (first, len(lines) - 1)
    taken = _furniture(lines, edges)
    if lines and _STAGE.fullmatch(lines[0]):
        taken |= {place for place, line in enumerate(lines) if line == lines[0]}
    if taken:
        furniture += [lines[place] for place in sorted(taken)]
        lines = list(_without(lines, taken, furniture))
    text = "\n".join(lines)
    if "**" in text or "\u2022" in text:
        text = _ORNAMENT.sub("", text)
    text = _LETTERHEAD.sub(take, _WATERMARK.sub(take, text))
    if "www." in text:
        text = _INLINE.sub(take, text)
    if "-\n" in text:
        text = _whole_words(text)
    return text, tuple(furniture)


def _furniture(lines: Sequence[str], edges: Sequence[int]) -> set[int]:
    """The places of the lines that belong to a page: its numbers, and what returns beside them or at its ``edges``."""
    short = [(place, line) for place, line in enumerate(lines) if len(line) <= _LONGEST]
    taken = {place for place, line in short if _OF_A_PAGE.fullmatch(line)}
    taken |= _counting(
        [
            (place, int(line))
            for place, line in short
            if line.isdecimal() and len(line) <= 4 and not (place and _NUMBERED.search(lines[place - 1]))
        ]
    )
    if not taken and len(edges) < 2 * _FEWEST:
        return taken
    for place in [place for place in taken if lines[place][0] in "-\u2013\u2014"]:
        if place >= 2 and _PRESIDENT.fullmatch("\n".join(lines[place - 2 : place])):
            taken |= {place - 1, place - 2}
    for _round in range(2):
        taken |= _returning(lines, taken, edges)
    for place in sorted(taken):
        if place and place - 1 not in taken and len(lines[place - 1]) <= _LONGEST:
            catchword = _CATCHWORD.match(lines[place - 1])
            following = next((n for n in range(place, min(place + 8, len(lines))) if n not in taken), None)
            if catchword and following is not None and lines[following].startswith(catchword[1]):
                taken.add(place - 1)
    return taken


def _counting(numbers: Sequence[tuple[int, int]]) -> set[int]:
    """Lines that are one number, each the one after the last, a page apart."""
    runs: list[list[int]] = []
    reached: dict[int, list[int]] = {}
    for place, number in numbers:
        run = reached.get(number - 1)
        if run and place - run[-1] >= _SHORTEST_PAGE:
            del reached[number - 1]
        else:
            run = []
            runs.append(run)
        run.append(place)
        reached[number] = run
    return {place for run in runs if len(run) >= _FEWEST for place in run}


def _returning(lines: Sequence[str], taken: set[int], edges: Sequence[int]) -> set[int]:
    """Lines beside the furniture of most pages, or first or last of most, that say the same but for a number."""
    alike: dict[str, set[int]] = {}
    beside = {other for place in taken for other in (place - 1, place + 1) if 0 <= other < len(lines)}
    for place in beside.union(edges) - taken:
        if len(lines[place]) <= _LONGEST and not _NO_HEAD.match(lines[place]):
            alike.setdefault(re.sub(r"\d+", "0", lines[place]), set()).add(place)
    pages = max(sum(place - 1 not in taken for place in taken), len(edges) // 2)
    often = max(_FEWEST, pages / 2)
    return {place for places in alike.values() if len(places) >= often for place in places}


def _without(lines: Sequence[str], taken: set[int], furniture: list[str]) -> Iterator[str]:
    """The lines that are text, without a number at their end that the pages have."""
    totals = {line.rpartition("/")[2].strip() for line in furniture if re.fullmatch(_OF, line)}
    is_dashed = any(re.fullmatch(_DASHED, line) for line in furniture)
    for place, line in enumerate(lines):
        if place in taken:
            continue
        slid = _SLID.search(line) if line[-1] in "-\u2013\u2014" or line[-1].isdecimal() else None
        if slid and (is_dashed if not line[-1].isdecimal() else slid[0].rpartition("/")[2].strip() in totals):
            furniture.append(slid[0].strip())
            yield line[: slid.start()]
        else:
            yield line


def _whole_words(text: str) -> str:
    """Words broken at the end of a line, whole again: ``melaksana-kan``, but not ``perundang-undangan``.

    A hyphen stays before a number or another case (``PNS-nya``), within a word said twice, and where both halves are
    words of the text by themselves; all that unless the text has the word whole elsewhere.
    """
    known = {word.lower() for word in re.findall(r"\w+", _BROKEN_WORD.sub(" ", text))} | _ALWAYS_KNOWN

    def whole(found: re.Match[str]) -> str:
        first, second = found[1].lower(), found[2].lower()
        is_two = (
            not (first + second).isalpha()
            or found[1].isupper() != found[2][0].isupper()
            or (len(second) > 3 and second[:4] in first)
            or {first, second} <= known
        )
        return f"{found[1]}-{found[2]}" if is_two and first + second not in known else found[1] + found[2]

    return _BROKEN_WORD.sub(whole, text)
