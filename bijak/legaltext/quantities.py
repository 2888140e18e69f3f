"""Numbers that a provision sets: "paling sedikit 24 (dua puluh empat) jam pelajaran per tahun".

``quantities`` reads how many of what, at least or at most, in which span of time, for whom and from which day. It
knows no term: whoever does decides which quantity is one. Every run of a pattern is bounded, so that a nasty text
takes linear time.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from bijak.legaltext.lint.numbers import spell, value

type Bound = Literal["minimum", "maximum", ""]

UNITS = (
    "jam pelajaran", "jam kerja", "jam", "JP", "hari kerja", "hari kalender", "hari", "minggu", "bulan", "triwulan",
    "semester", "tahun", "menit", "persen", "rupiah", "kali", "orang", "angka kredit", "poin",
)  # fmt: skip
"""What is counted in regulations; a caller who counts other things names them."""
FAR = 400
"""How many characters around a number are read for whom and from when it is."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number at ``text[start:end]``, its words in brackets included; its unit ends at ``unit_end``.

    ``said`` is what the words in brackets say; None where there are none, or none that are a number. ``limit`` are
    the words that make it a ``bound``. ``period`` is the span it is counted in (``tahun``, ``3 bulan``), ``whom``
    the kinds of employee named before it, ``since`` the day from which it is to hold, where the text says so.
    """

    start: int
    end: int
    unit_end: int
    value: Decimal
    said: Decimal | None
    unit: str
    bound: Bound = ""
    limit: str = ""
    period: str = ""
    whom: tuple[str, ...] = ()
    since: date | None = None

    @property
    def is_plain(self) -> bool:
        """Whether its digits and its words say the same."""
        return self.said is None or self.said == self.value


_NUMBER = re.compile(
    r"(?<![\w.,/–-])(?P<money>Rp\.?\s{0,2})?(?:(?P<times>\d{1,3})\s{0,2}[xX×]\s{0,2})?(?:"
    r"(?P<whole>\d{1,3}(?:\.\d{3}){1,4}|\d{1,15})(?:,(?P<part>\d{1,4})|,-|\.-)?(?![.,]?\d)(?! \d{1,2}\s?\()"
    # A slip of the scanner, "l0 (sepuluh)" or "2 4 (dua puluh empat)": read only where the words agree.
    r"|(?P<slip>[lIO\d](?:[lIO\d. ]{0,4}[lIO\d])?)(?=\s{0,3}\([a-z]))"
    r"(?P<percent>\s{0,2}%)?(?:\s{0,3}\((?P<words>[^()]{2,160})\))?"
)
_MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
# What stands before a number that counts nothing, but names a provision, a regulation, a year or a place.
_NAMES = re.compile(
    r"(?:pasal|ayat|huruf|angka|nomor|no\.?|tahun|tanggal|bab|bagian|paragraf|lampiran|butir|pukul|halaman|romawi)"
    r"\s{0,3}$",
    re.IGNORECASE,
)
_SLIPS = str.maketrans("lIO", "110")
_LOOK, _NEXT = 90, 45
"""How many characters before a number may bound it, and after its unit may say in which span."""
_LIMIT = re.compile(
    r"(?P<words>paling\s{1,3}(?P<word>sedikit|kurang|singkat|cepat|rendah|banyak|lama|lambat|tinggi|besar|jauh)"
    r"|(?P<least>sekurang-kurangnya|setidak-tidaknya|sesedikit-sedikitnya|minimal|minimum|tidak\s{1,3}kurang\s{1,3}dari)"
    r"|(?P<most>sebanyak-banyaknya|selama-lamanya|selambat-lambatnya|setinggi-tingginya|maksimal|maksimum"
    r"|tidak\s{1,3}lebih\s{1,3}dari))"
    r"(?:\s{1,3}(?:sebesar|sebanyak|selama|sejumlah|dalam|jangka|waktu|adalah|untuk|hanya|setara|mencapai|dengan"
    r"|jumlah|nilai|setiap|dari))*\s{0,3}$",
    re.IGNORECASE,
)
_LEAST = {"sedikit", "kurang", "singkat", "cepat", "rendah"}
_SPAN = r"(?P<span>tahun|semester|triwulan|bulan|minggu|hari|periode)"
_PERIOD = re.compile(
    r"(?:/\s?|(?:\bper|\b(?:untuk\s{1,3})?setiap|\btiap|\btiap-tiap|\bdalam(?:\s{1,3}(?:jangka|kurun)\s{1,3}waktu)?)"
    r"\s{1,3}(?:(?P<times>\d{1,3})\s{0,3}(?:\([a-z ]{2,40}\)\s{0,3})?|(?:satu|suatu)\s{1,3})?|\bse)"
    rf"{_SPAN}(?:nya)?\b(?!\s{{1,3}}\d{{4}})",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;.](?=\s)")
_WHOM = re.compile(
    r"\b(?:(?P<CPNS>CPNS|calon\s{1,3}(?:PNS|pegawai\s{1,3}negeri\s{1,3}sipil))"
    r"|(?P<PNS>PNS|pegawai\s{1,3}negeri\s{1,3}sipil)"
    r"|(?P<PPPK>PPPK|pegawai\s{1,3}pemerintah\s{1,3}dengan\s{1,3}perjanjian\s{1,3}kerja)"
    r"|(?P<ASN>(?:pegawai\s{1,3})?ASN|aparatur\s{1,3}sipil\s{1,3}negara))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:mulai|sejak|terhitung)\s{1,3}(?:(?:mulai|sejak|berlaku|pada)\s{1,3}){0,3}"
    rf"(?:tanggal\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}(?P<month>{'|'.join(_MONTHS)})\s{{1,3}}|tahun\s{{1,3}})(?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s{0,3}(?:dan|atau|sampai(?:\s{1,3}dengan)?|hingga|s\.d\.)\s{1,3}", re.IGNORECASE)
_NEAR = 60
"""Within how many characters a number takes the unit of the next ("20 dan paling banyak 40 JP"), or a day."""


def quantities(text: str, units: Iterable[str] = ()) -> list[Quantity]:
    """Every number that counts something, in the order of the text; not the spans that others are counted in.

    ``units`` are further things to count, beside those of ``UNITS``.
    """
    counted = _units(tuple(units))
    found: list[Quantity] = []
    for place in reversed(list(_NUMBER.finditer(text))):
        if quantity := _read(text, place, counted, found[-1] if found else None):
            found.append(quantity)
    found.reverse()
    starts = [each.start for each in found]
    people = [(each.start(), each.lastgroup or "") for each in _WHOM.finditer(text)]
    whole, spans = [], set()
    for each in found:
        bounded, (start, end) = _bounded(text, each)
        whom = (kind for _at, kind in _between(people, each.start - FAR, each.start))
        whole.append(replace(bounded, whom=tuple(dict.fromkeys(whom))))
        spans.update(starts[bisect_left(starts, start) : bisect_left(starts, end)])
    return _dated(text, [each for each in whole if each.start not in spans])


def _dated(text: str, found: list[Quantity]) -> list[Quantity]:
    """The same, each with the day named for it: just before it, else just after it, else somewhere before it."""
    starts = [each.start for each in found]
    for named in _SINCE.finditer(text):
        place, day = bisect_left(starts, named.end()), _day(named)
        ahead = starts[place] - named.end() if place < len(found) else FAR + 1
        behind = named.start() - found[place - 1].unit_end if place else FAR + 1
        if ahead > _NEAR and behind <= _NEAR and ";" not in text[named.start() - behind : named.start()]:
            place -= 1
        elif ahead > FAR:
            continue
        found[place] = replace(found[place], since=day)
    return found


def _between[T](places: list[tuple[int, T]], start: int, end: int) -> list[tuple[int, T]]:
    first, last = (bisect_left(places, at, key=itemgetter(0)) for at in (start, end))
    return places[first:last]


@lru_cache(maxsize=32)
def _units(more: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted({each.lower() for each in (*UNITS, *more)}, key=lambda each: (-len(each), each))
    known = "|".join(re.escape(each).replace(r"\ ", r"\s{1,3}") for each in longest)
    return re.compile(rf"\s{{0,3}}(?<![A-Za-z])(?P<unit>{known})\b(?!\s{{1,3}}\d{{4}})", re.IGNORECASE)


def _read(
    text: str, place: re.Match[str], counted: re.Pattern[str], following: Quantity | None
) -> Quantity | None:
    """The number at a place with its unit; None for what counts nothing."""
    if _NAMES.search(text, max(0, place.start() - 20), place.start()):
        return None
    words = place["words"] or ""
    said = value(words) if words else None
    number = _digits(place)
    if place["slip"] and said != number:
        return None
    end = place.end() if said is not None else place.end("percent" if place["percent"] else _last(place))
    after = counted.match(text, end)
    if place["money"]:
        unit, unit_end = "rupiah", end
    elif place["percent"]:
        unit, unit_end = "persen", end
    elif after:
        unit, unit_end = after["unit"], after.end()
    elif inside := counted.search(words):
        unit, unit_end = inside["unit"], end
    elif following and following.start - end < _NEAR and _BETWEEN.match(text, end):
        unit, unit_end = following.unit, end
    else:
        return None
    return Quantity(place.start(), end, unit_end, number, said, " ".join(unit.split()))


def _digits(place: re.Match[str]) -> Decimal:
    if place["slip"]:
        return Decimal(re.sub(r"[. ]", "", place["slip"]).translate(_SLIPS))
    whole = place["whole"].replace(".", "")
    return int(place["times"] or 1) * Decimal(f"{whole}.{place['part']}" if place["part"] else whole)


def _last(place: re.Match[str]) -> str:
    return "part" if place["part"] else "slip" if place["slip"] else "whole"


def _bounded(text: str, quantity: Quantity) -> tuple[Quantity, tuple[int, int]]:
    """The same with its bound and period; and where the span stands that it is counted in."""
    start, end = quantity.start, quantity.unit_end
    limit = _LIMIT.search(text, max(0, start - _LOOK), start)
    bound: Bound = ""
    if limit:
        bound = "minimum" if limit["least"] or (limit["word"] or "").lower() in _LEAST else "maximum"
    stop = re.search(r"[;.]", text[end : end + _NEXT])
    period = _PERIOD.search(text, end, end + (stop.start() if stop else _NEXT))
    if period is None:  # "Setiap tahun PNS mengikuti …", and not what another sentence or item is counted in
        begin = max(0, start - _LOOK)
        *_before, begin = [begin, *(each.end() for each in _STOP.finditer(text, begin, start))]
        *_rest, period = [None, *_PERIOD.finditer(text, begin, start)]
    words = " ".join(limit["words"].lower().split()) if limit else ""
    bounded = replace(quantity, bound=bound, limit=words, period=_span(period) if period else "")
    return bounded, period.span() if period else (0, 0)


def _span(found: re.Match[str]) -> str:
    times = found["times"] or "1"
    return found["span"].lower() if times == "1" else f"{times} {found['span'].lower()}"


def _day(found: re.Match[str]) -> date | None:
    if not found["day"]:
        return date(int(found["year"]), 1, 1) if int(found["year"]) else None
    try:
        return date(int(found["year"]), _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:
        return None


def written(number: Decimal) -> str:
    """A number as a provision writes it: ``25 (dua puluh lima)``, ``37,5 (tiga puluh tujuh koma lima)``."""
    whole, _dot, part = f"{number.normalize():f}".partition(".")
    digits = f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")
    words = spell(int(whole)) + (f" koma {' '.join(spell(int(digit)) for digit in part)}" if part else "")
    return f"{digits} ({words})"
