"""Numbers that identify a person: NIP of a PNS, NI PPPK, and NIK.

==== ======================= ==========================================================================
NIP  birth date              8 digits, a date that exists                 Perka BKN 22/2007 and 43/2007
     appointment             6 digits: year and month as CPNS
     sex                     1 man, 2 woman
     sequence                3 digits from 001
NI   birth date              8 digits
PPPK appointment             4 digits: year, then 2 digits of the contract, 21 and up, never a month
     sex, sequence           as above
NIK  region                  6 digits of the first registration, not of domicile; never 0 at the front
     birth                   ddmmyy, the day plus 40 for a woman; the century is not in it
     sequence                4 digits from 0001
==== ======================= ==========================================================================

No number has a check digit: what is checked is the layout. Numbers with a birth date that differs from the
person's own exist and are valid; comparing them is the reader's business, and a warning, not an error.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

type Sex = Literal["L", "P"]

CODES = (
    "nip_empty",
    "nip_not_digits",
    "nip_digits_lost",
    "nip_length",
    "nip_birth_date",
    "nip_appointment",
    "nip_sex",
    "nip_sequence",
)
"""Every code an InvalidNip can carry. Sentences for people are keyed by them."""

NIK_CODES = ("nik_not_digits", "nik_length", "nik_region", "nik_birth_date", "nik_sequence")
"""Every code an InvalidNik can carry."""

_SEXES: dict[str, Sex] = {"1": "L", "2": "P"}
_MARKS = str.maketrans("", "", "'`´‘’\"")
_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
_ZERO_FRACTION = re.compile(r"(\d+)[.,]0+")
_EXACT_IN_A_SPREADSHEET = 10**15
"""A spreadsheet keeps 15 significant digits of a number; the rest of a longer one has become noise."""


class InvalidNip(ValueError):
    """The text is no NIP and no NI PPPK; ``str()`` is one of CODES."""


class InvalidNik(ValueError):
    """The text is no NIK; ``str()`` is one of NIK_CODES."""


@dataclass(frozen=True, slots=True)
class Nip:
    """A well-formed NIP or NI PPPK, read. ``appointed`` is year and month; NI PPPK holds no month."""

    text: str
    kind: Literal["pns", "pppk"]
    born_on: date
    appointed: tuple[int, int | None]
    sex: Sex
    sequence: int

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Nik:
    """A well-formed NIK, read. ``born`` is (day, month, two digits of the year)."""

    text: str
    region: str
    born: tuple[int, int, int]
    sex: Sex

    def fits(self, born_on: date) -> bool:
        """Whether a birth date agrees with the six digits of this NIK."""
        return self.born == (born_on.day, born_on.month, born_on.year % 100)


def clean(cell: str | float | None) -> str:
    """A cell of a file as bare text: no apostrophes, no blanks, no ``.0``.

    Raises InvalidNip("nip_digits_lost") where a spreadsheet rounded it (1.98501012010011E+17): the last
    digits are gone, and guessing them would give the record to another person.
    """
    if cell is None:
        return ""
    if isinstance(cell, str) and cell.isdigit():  # nearly every cell
        return cell
    if isinstance(cell, float):
        if cell != cell:
            return ""
        if cell >= _EXACT_IN_A_SPREADSHEET:
            raise InvalidNip("nip_digits_lost")
        return str(int(cell)) if cell.is_integer() else str(cell)
    text = _BLANKS.sub("", str(cell).translate(_MARKS))
    if _SCIENTIFIC.fullmatch(text):
        raise InvalidNip("nip_digits_lost")
    whole = _ZERO_FRACTION.fullmatch(text)
    return whole[1] if whole else text


def parse(text: str) -> Nip:
    """Read a NIP or NI PPPK of exactly 18 digits, or raise InvalidNip with the first thing that is wrong."""
    if not text:
        raise InvalidNip("nip_empty")
    if not (text.isascii() and text.isdigit()):
        raise InvalidNip("nip_not_digits")
    if len(text) != 18:
        raise InvalidNip("nip_length")
    born_on = _birth_date(text)
    year, marker = int(text[8:12]), int(text[12:14])
    if not (born_on.year < year < 2100 and (1 <= marker <= 12 or marker >= 21)):
        raise InvalidNip("nip_appointment")
    if text[14] not in _SEXES:
        raise InvalidNip("nip_sex")
    if text[15:] == "000":
        raise InvalidNip("nip_sequence")
    is_pns = marker <= 12
    return Nip(
        text=text,
        kind="pns" if is_pns else "pppk",
        born_on=born_on,
        appointed=(year, marker if is_pns else None),
        sex=_SEXES[text[14]],
        sequence=int(text[15:]),
    )


def parse_nik(text: str) -> Nik:
    """Read a NIK of exactly 16 digits, or raise InvalidNik with the first thing that is wrong."""
    if not (text.isascii() and text.isdigit()):
        raise InvalidNik("nik_not_digits")
    if len(text) != 16:
        raise InvalidNik("nik_length")
    if text[0] == "0":
        raise InvalidNik("nik_region")
    day, month, year = int(text[6:8]), int(text[8:10]), int(text[10:12])
    sex: Sex = "P" if day > 40 else "L"
    day = day - 40 if day > 40 else day
    try:
        date(2000 + year, month, day)  # a leap year among 2000..2099 is one among 1901..1999 too
    except ValueError:
        raise InvalidNik("nik_birth_date") from None
    if text[12:] == "0000":
        raise InvalidNik("nik_sequence")
    return Nik(text=text, region=text[:6], born=(day, month, year), sex=sex)


def _birth_date(text: str) -> date:
    if not 1900 <= int(text[:4]) < 2100:
        raise InvalidNip("nip_birth_date")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise InvalidNip("nip_birth_date") from None
