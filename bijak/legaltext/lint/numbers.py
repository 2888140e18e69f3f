"""Rules about numbers and their words: "24 (dua puluh empat)"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from bijak.legaltext import labels
from bijak.legaltext.lint import sources
from bijak.legaltext.lint.rules import Spot, Text, Wanted, rule
from bijak.legaltext.lint.rules import gettext_noop as _

_UNITS = {labels.words(n): n for n in range(1, 10)} | {"nol": 0, "kesatu": 1, "pertama": 1}
_UNITS |= {f"ke{labels.words(n)}": n for n in range(2, 10)}
_WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100, "kesepuluh": 10, "kesebelas": 11, "keseratus": 100}
_SCALES = {
    "ribu": 10**3,
    "juta": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
    "trilyun": 10**12,
}
_SCALES_OF_ONE = {"seribu": 10**3, "sejuta": 10**6, "semiliar": 10**9, "semilyar": 10**9}
_GLUED = re.compile(rf"\b({'|'.join(_UNITS)})(puluh|belas|ratus|ribu|juta)\b")


def spell(number: int) -> str:
    """``1.500.000`` as ``satu juta lima ratus ribu``; up to 999 trillion."""
    if not number:
        return "nol"
    said = []
    for name, scale in (("triliun", 10**12), ("miliar", 10**9), ("juta", 10**6), ("ribu", 10**3)):
        times, number = divmod(number, scale)
        if times:
            said.append("seribu" if (name, times) == ("ribu", 1) else f"{labels.words(times)} {name}")
    return " ".join([*said, labels.words(number)]).strip()


def value(words: str) -> Decimal | None:
    """``dua puluh empat jam`` as 24, ``nol koma enam belas persen`` as 0.16; ``None`` for what is no number.

    Reads as far as the words are those of a number.
    """
    total = group = digit = 0
    read = False
    rest = iter(_GLUED.sub(r"\1 \2", words.lower().replace(",", " ").replace("-", " ")).split())
    for word in rest:
        if word in _UNITS:
            group, digit = group + _UNITS[word], _UNITS[word]
        elif word in _WHOLE:
            group += _WHOLE[word]
        elif word in ("puluh", "belas", "ratus") and read:
            group += {"puluh": digit * 9, "belas": 10, "ratus": digit * 99}[word]
        elif word in _SCALES and read:
            total, group = total + (group or 1) * _SCALES[word], 0
        elif word in _SCALES_OF_ONE:
            total += _SCALES_OF_ONE[word]
        elif word == "setengah":
            return Decimal(total + group) + Decimal("0.5")
        elif word == "kali" and read and (again := value(" ".join(rest))) is not None:
            return (total + group) * again
        elif word == "koma" and read:
            return total + group + _fraction(" ".join(rest))
        else:
            break
        read = True
    return Decimal(total + group) if read else None


def _fraction(words: str) -> Decimal:
    """What stands after the comma, said digit by digit or as one number."""
    digits = []
    for word in words.split():
        if word not in _UNITS:
            break
        digits.append(str(_UNITS[word]))
    whole = value(words)
    if len(digits) > 1 or (digits and whole == int(digits[0])):
        return Decimal("0." + "".join(digits))
    return Decimal(f"0.{int(whole)}") if whole else Decimal(0)


_IN_BRACKETS = Wanted(re.compile(r"\((?P<words>[^()\0]{2,120})\)"), ("(",))
_NUMBER = re.compile(
    r"(?<![\w.,/])(?<!\w-)(?:ke-|(?P<times>\d+)\s*[xX×]\s*)?"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d+)(?:,(?P<part>\d+|-+)|\.-)?\s*[%‰]?\s*\Z"
)
_DIGITS = 15
"""Of the longest number that is spelt: 999 trillion."""
_LONGEST = 40
"""How far before its words a number begins."""


@rule(
    "number-in-words",
    "error",
    title=_("Angka dan sebutannya"),
    why=_("“%(number)s” tidak sama dengan “%(words)s”."),
    fix=_("Samakan: sebutan %(number)s adalah “%(right)s”."),
    source=sources.NUMBERS,
    good="Pasal 1\nPaling sedikit 24 (dua puluh empat) jam, 0,16% (nol koma satu enam persen), dan "
    "Rp1.500.000,00 (satu juta lima ratus ribu rupiah).",
    bad="Pasal 1\nPaling sedikit 24 (dua puluh lima) jam.",
)
def number_in_words(text: Text) -> Iterator[Spot]:
    for path, begins, found in text.search(_IN_BRACKETS):
        said = value(found["words"])
        at = found.start()
        number = _NUMBER.search(found.string, max(begins, at - _LONGEST), at) if said is not None else None
        if number is None:
            continue
        whole = number["whole"].replace(".", "")
        if len(whole) > _DIGITS:
            continue
        part = (number["part"] or "").strip("-").rstrip("0")
        times = int(number["times"] or 1)
        if said == times * Decimal(f"{whole}.{part or 0}"):
            continue
        right = f"{spell(times)} kali " if number["times"] else ""
        right += spell(int(whole)) + (
            f" koma {' '.join(spell(int(digit)) for digit in part)}" if part else ""
        )
        yield Spot(
            path,
            found.start("words") - begins,
            found.end("words") - begins,
            {"number": number[0].strip(), "words": found["words"], "right": right},
            right + _tail(found["words"]),
        )


_TAIL = re.compile(r"\s+(?:rupiah|persen|per\s|orang|hari|bulan|tahun|kali|jam|menit)\b.*", re.S)


def _tail(words: str) -> str:
    found = _TAIL.search(words)
    return found[0] if found else ""


_COUNTED = ("tahun", "bulan", "minggu", "hari", "jam", "menit", "orang", "kali", "persen")
_UNIT = Wanted(
    re.compile(rf" (?:{'|'.join(_COUNTED)})\b(?! \d{{4}})"), tuple(f" {unit}" for unit in _COUNTED)
)
_BARE = re.compile(r"(?<![\w.,/(-])\d{1,3}(?:\.\d{3}){0,4}\Z")


@rule(
    "number-without-words",
    "hint",
    title=_("Bilangan tanpa sebutan"),
    why=_("Bilangan “%(number)s” tidak diikuti sebutannya dalam kurung."),
    fix=_("Tulis “%(number)s (%(right)s)”."),
    source=sources.NUMBERS,
    good="Pasal 1\nPaling lama 14 (empat belas) hari.",
    bad="Pasal 1\nPaling lama 14 hari.",
)
def number_without_words(text: Text) -> Iterator[Spot]:
    for path, begins, found in text.search(_UNIT):
        at = found.start()
        number = _BARE.search(found.string, max(begins, at - _LONGEST), at)
        if number is not None:
            right = spell(int(number[0].replace(".", "")))
            yield Spot(
                path,
                number.start() - begins,
                at - begins,
                {"number": number[0], "right": right},
                f"{number[0]} ({right})",
            )
