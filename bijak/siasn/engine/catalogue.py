"""What people are drawn from: names, positions, diplomas, training, regions; read from the TOML files here."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

AGENCIES = tuple(sorted(path.stem for path in (HERE / "agencies").glob("*.toml")))

LEVELS = ("05", "10", "15", "20", "25", "30", "40", "42", "45", "47", "50")
"""Levels of education by SIASN id, in the order in which one follows the other."""

FINISHED_AT = (12, 15, 18, 19, 20, 21, 22, 24, 26, 30, 34)
"""Usual age at the diploma of each level (assumption)."""

START_RANK = (0, 2, 4, 4, 5, 6, 8, 9, 9, 9, 10)
"""Starting rank of each level, as a step of the ladder I/a to IV/e (PP 98/2000; PP 99/2000)."""

CEILING = (4, 6, 9, 9, 9, 10, 11, 12, 12, 12, 13)
"""Highest rank by regular promotion with each level (PP 99/2000 Pasal 8)."""

RANK_CODES = (
    "11",
    "12",
    "13",
    "14",
    "21",
    "22",
    "23",
    "24",
    "31",
    "32",
    "33",
    "34",
    "41",
    "42",
    "43",
    "44",
    "45",
)

PPPK_GRADES = ("I", "IV", "V", "V", "VI", "VII", "IX", "X", "X", "X", "XI")
"""Pay class of a PPPK by level of education (Perpres 98/2020 jo. 11/2024)."""

BANDS = {
    11: (15, 16),
    12: (14, 16),
    21: (14, 15),
    22: (13, 14),
    31: (12, 13),
    32: (11, 12),
    41: (10, 11),
    42: (9, 10),
}
"""Lowest and highest rank of a structural position by echelon id (PP 100/2000 jo. 13/2002), as steps of the ladder."""

EXPERT_LEVELS = ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Ahli Utama")
SKILLED_LEVELS = ("Pemula", "Terampil", "Mahir", "Penyelia")
LADDERS = {"expert": EXPERT_LEVELS, "skilled": SKILLED_LEVELS}
"""Levels of a functional position by track, lowest first."""

TEACHER_BEFORE_EXPERT = "Guru Pratama"


@dataclass(frozen=True)
class Family:
    """A kind of position: its career track, its women's share, its diplomas.

    ``retires_all``: the retirement age of every level that ``retires`` does not name.
    """

    code: str
    title: str
    track: str
    programme: str
    women: float
    degrees: dict[str, float]
    retires_all: int = 0
    retires: dict[str, int] = field(default_factory=dict)
    senior: bool = False


@cache
def _positions() -> dict[str, Any]:
    return tomllib.loads((HERE / "positions.toml").read_text("utf-8"))


@cache
def families() -> tuple[Family, ...]:
    return tuple(Family(**entry) for entry in _positions()["family"])


@cache
def functional_ages() -> dict[str, int]:
    """The age at which each functional position of the catalogue retires, by its title."""
    usual = _positions()["retires"]
    ages = {
        f"{family.title} {level}": family.retires.get(level) or family.retires_all or usual[level]
        for family in families()
        for level in LADDERS.get(family.track, ())
    }
    return ages | {TEACHER_BEFORE_EXPERT: ages["Guru Ahli Pertama"]}


@cache
def profiles() -> dict[str, dict[str, float]]:
    """Staff of each kind of workplace: weights by code of the family."""
    return dict(_positions()["profile"])


@cache
def programmes() -> dict[str, dict[str, list[list[str]]]]:
    """Programmes of study: code of the group, level id, then name, title after and title before the name."""
    return {
        entry["code"]: {key: rows for key, rows in entry.items() if key != "code"}
        for entry in _positions()["programme"]
    }


@dataclass(frozen=True)
class Form:
    """A form of training: SIASN jenisDiklat id and name, certificate class, hours from and to, weight, subjects."""

    id: int
    name: str
    certificate: str
    hours: list[int]
    weight: float
    subjects: list[str]


@cache
def _training() -> dict[str, Any]:
    return tomllib.loads((HERE / "training.toml").read_text("utf-8"))


@cache
def forms() -> tuple[Form, ...]:
    return tuple(Form(**entry) for entry in _training()["form"])


def organisers() -> list[str]:
    return list(_training()["organisers"])


@cache
def cultures() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "names.toml").read_text("utf-8"))


@cache
def agency(code: str) -> dict[str, Any]:
    """The region ``pontianak``, ``mamuju`` or ``jakarta``; KeyError names the ones there are."""
    if code not in AGENCIES:
        raise KeyError(f"No agency {code!r}; there are {', '.join(AGENCIES)}.")
    return tomllib.loads((HERE / "agencies" / f"{code}.toml").read_text("utf-8"))
