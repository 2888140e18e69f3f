"""Ranks of PNS (pangkat, golongan ruang) and grades of PPPK (golongan).

PNS: PP 99/2000 jo. PP 12/2002, with the two-digit codes of SIASN: the first digit is the golongan, the second
the ruang, so codes compare as ranks do. PPPK: Perpres 98/2020 jo. Perpres 11/2024; golongan I to XVII,
without names.
"""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Rank:
    """A rank of a PNS: code ``"33"``, grade ``"III/c"``, title ``"Penata"``. Sorts from Juru Muda upwards."""

    code: str
    grade: str
    title: str

    def __str__(self) -> str:
        return f"{self.title} ({self.grade})"


@dataclass(frozen=True, order=True)
class PppkGrade:
    """A pay class of a PPPK: number 9, grade ``"IX"``."""

    number: int
    grade: str

    def __str__(self) -> str:
        return self.grade


class UnknownRank(LookupError):
    """No rank has this code or grade."""


_TITLES = {
    "I": ("Juru Muda", "Juru Muda Tingkat I", "Juru", "Juru Tingkat I"),
    "II": ("Pengatur Muda", "Pengatur Muda Tingkat I", "Pengatur", "Pengatur Tingkat I"),
    "III": ("Penata Muda", "Penata Muda Tingkat I", "Penata", "Penata Tingkat I"),
    "IV": ("Pembina", "Pembina Tingkat I", "Pembina Utama Muda", "Pembina Utama Madya", "Pembina Utama"),
}

PNS: tuple[Rank, ...] = tuple(
    Rank(f"{golongan}{ruang}", f"{roman}/{'abcde'[ruang - 1]}", title)
    for golongan, (roman, titles) in enumerate(_TITLES.items(), start=1)
    for ruang, title in enumerate(titles, start=1)
)

_ROMANS = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII".split()

PPPK: tuple[PppkGrade, ...] = tuple(PppkGrade(number, roman) for number, roman in enumerate(_ROMANS, start=1))

ORDER = {rank.code: place for place, rank in enumerate(PNS)}
"""How many ranks of a PNS lie below the one of a code."""

_BY_CODE = {rank.code: rank for rank in PNS}
_BY_GRADE = {rank.grade.upper(): rank for rank in PNS}
_BY_PPPK_GRADE = {grade.grade: grade for grade in PPPK}


def by_code(code: str | int) -> Rank:
    """The PNS rank with a SIASN code: ``33`` is Penata, III/c."""
    try:
        return _BY_CODE[str(code)]
    except KeyError:
        raise UnknownRank(f"No rank has the code {code}.") from None


def by_grade(grade: str) -> Rank:
    """The PNS rank of a golongan ruang, however it was typed: ``III/c``, ``iii/C``, ``III / c``."""
    try:
        return _BY_GRADE[grade.replace(" ", "").upper()]
    except KeyError:
        raise UnknownRank(f"No rank has the grade {grade}.") from None


def by_pppk_grade(grade: str | int) -> PppkGrade:
    """The PPPK grade of a Roman or Arabic number: ``IX``, ``"9"`` or ``9``."""
    wanted = str(grade).strip().upper()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(PPPK):
        return PPPK[int(wanted) - 1]
    try:
        return _BY_PPPK_GRADE[wanted]
    except KeyError:
        raise UnknownRank(f"No PPPK grade is called {grade}.") from None
