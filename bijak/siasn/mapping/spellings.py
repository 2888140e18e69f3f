"""How offices write what the national tables code: every spelling that means one thing, and no other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from bijak.kernel import ranks
from bijak.siasn.mapping import codes

type Reader = Callable[[str], str | None]
"""A cell as our word or the national code; None where it is neither."""

_FLOAT = re.compile(r"^(\d+)\.0+$")


def key(text: str) -> str:
    """What counts of a spelling: letters and digits, without case, accents and marks."""
    plain = unicodedata.normalize("NFKD", _FLOAT.sub(r"\1", text.strip())).casefold()
    return "".join(mark for mark in plain if mark.isalnum())


def reader(*tables: Mapping[str, str], more: Mapping[str, str] | None = None) -> Reader:
    """Reads the keys of the tables, as codes that may have lost a leading nought or won one, and their names.

    ``tables``: code → name. ``more``: spelling → code. Of two tables the first counts.
    """
    known: dict[str, str] = {}
    for spelling, code in (more or {}).items():
        known.setdefault(key(spelling), code)
    for table in tables:
        for code, name in table.items():
            known.setdefault(key(code), code)
            known.setdefault(key(name), code)

    def read(text: str) -> str | None:
        said = key(text)
        if said.isdecimal():
            return next(
                (known[each] for each in (said, said.zfill(2), said.lstrip("0")) if each in known), None
            )
        return known.get(said)

    return read


def _many(**spellings: str) -> dict[str, str]:
    """Word of ours = its spellings, between bars."""
    return {each: word for word, them in spellings.items() for each in (word, *them.split("|"))}


def _worded(word: str, names: Mapping[str, str], more: Mapping[str, str] | None = None) -> Reader:
    ours = codes.WORDS[word]
    named = {name: ours[code] for code, name in names.items()}
    return reader(more=ours | {each: each for each in ours.values()} | named | dict(more or {}))


RELIGION = _worded(
    "religion",
    codes.RELIGIONS,
    _many(
        protestant="Protestan|Kristen Protestan|Kristen Prot",
        catholic="Katolik|Kristen Katolik|Kristen Katholik",
        buddhist="Buddha|Budda",
        confucian="Khonghucu|Kong Hu Cu|Khong Hu Cu|Konghuchu",
        other="Lain-lain|Kepercayaan|Penghayat Kepercayaan|Kepercayaan terhadap Tuhan YME",
    ),
)
MARITAL_STATUS = _worded(
    "marital_status",
    codes.MARITAL,
    _many(
        married="Kawin|Sudah Kawin|Sudah Menikah",
        divorced="Cerai Hidup",
        widowed="Janda|Duda|Cerai Mati",
        single="Belum Menikah|Tidak Kawin|Tidak Menikah|Lajang",
    ),
)
POSITION_KIND = _worded(
    "position_kind",
    codes.POSITION_KINDS,
    _many(
        structural=(
            "Struktural|Jabatan Pimpinan Tinggi|JPT|Jabatan Pimpinan Tinggi Pratama|JPT Pratama|JPT Madya|"
            "Jabatan Pimpinan Tinggi Madya|Administrator|Jabatan Administrator|Pengawas|Jabatan Pengawas"
        ),
        functional="Fungsional|Jabatan Fungsional|JF|Fungsional Tertentu|JFT|Rangkap",
        executor="Pelaksana|Jabatan Pelaksana|Fungsional Umum|JFU",
    ),
)
SEX = _worded(
    "sex",
    {},
    _many(L="Laki-laki|Laki|Lk|Pria|Male", P="Perempuan|Pr|Wanita|Female"),
)
ASSIGNMENT = _worded(
    "assignment",
    {},
    _many(
        definitive="Definitif",
        acting="Pelaksana Tugas",
        daily="Pelaksana Harian",
        interim="Penjabat",
        additional="Tugas Tambahan",
    ),
)
EXPECTATION = _worded(
    "expectation",
    codes.EXPECTATIONS,
    _many(above="Di atas ekspektasi", as_expected="Sesuai ekspektasi", below="Di bawah ekspektasi"),
)
PREDICATE = _worded("predicate", codes.PREDICATES)
PERIOD = _worded("period", codes.PERIODS)

STANDING = reader(codes.STANDINGS, codes.PPPK_STANDINGS)
EDUCATION_LEVEL = reader(
    codes.EDUCATION_LEVELS,
    more={
        spelling: code
        for code, them in {
            "05": "SD|Sekolah Dasar|SD/Sederajat",
            "10": "SMP|SLTP|SLTP/Sederajat|SMP/Sederajat|MTs",
            "15": "SMA|SLTA|SMU|SLTA/Sederajat|SMA/Sederajat|MA",
            "17": "SMK|STM|SMEA",
            "18": "SPG",
            "20": "D1|D-I|D.I|DI",
            "25": "D2|D-II|D.II|DII|Diploma II",
            "30": "D3|D-III|D.III|DIII|Diploma III|Sarjana Muda",
            "35": "D4|D-IV|D.IV|DIV|Diploma IV",
            "40": "S1|S-1|Sarjana|Strata 1|Strata I|S-I",
            "45": "S2|S-2|Magister|Strata 2|Strata II|S-II",
            "50": "S3|S-3|Doktor|Strata 3|Strata III|S-III",
        }.items()
        for spelling in them.split("|")
    },
)
PROMOTION = reader(codes.PROMOTIONS)
SANCTION = reader(codes.SANCTIONS)
SANCTION_LEVEL = reader({"R": "Ringan", "S": "Sedang", "B": "Berat"})


def _grades(golongan: str, ruang: str) -> Iterable[str]:
    """The letters of a rank or of an echelon, whatever stands between the two parts."""
    numeral = ("", "I", "II", "III", "IV", "V").index(golongan)
    return (f"{golongan}{ruang}", f"{numeral}{ruang}")


def _echelons() -> dict[str, str]:
    spellings = {"NON": "99", "Non Eselon": "99", "Tidak ada": "99", "00": "99"}
    for code, name in codes.ECHELONS.items():
        if code not in ("10", "99"):
            for grade in _grades(*name.split(".")):
                spellings |= {grade: code, f"Eselon {grade}": code}
    return spellings


ECHELON = reader(codes.ECHELONS, more=_echelons())


def _pns_ranks() -> dict[str, str]:
    spellings = {}
    for rank in ranks.PNS:
        titles = {rank.title, rank.title.replace("Tingkat", "Tk")}
        for grade in _grades(*rank.grade.split("/")):
            for each in (grade, f"Golongan {grade}", f"Gol {grade}", *(f"{t}{grade}" for t in titles)):
                spellings[each] = rank.code
            spellings |= {f"{grade}{title}": rank.code for title in titles}
        spellings |= dict.fromkeys(titles, rank.code)
    return spellings


PNS_RANK = reader(codes.RANKS, more=_pns_ranks())
"""III/c, IIIc, 3c, Penata (III/c), 33."""

PPPK_GRADE = reader(
    more={
        spelling: grade.grade
        for grade in ranks.PPPK
        for each in (grade.grade, str(grade.number))
        for spelling in (each, f"Golongan {each}", f"Gol {each}")
    }
)
"""IX, 9, 09, Golongan IX. The ids of the two overlap, so who the row speaks of must be known."""
