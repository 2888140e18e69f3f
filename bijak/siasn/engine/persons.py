"""The people: for each place in the organisation a sex, a diploma, a day of birth and a day of appointment.

Months are counted from January 1970, ranks as steps of the ladder (0 is I/a, 16 is IV/e), levels of education as
places in ``catalogue.LEVELS``.
"""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.moments import YEAR, Days, Ints, Reals, ages, first_day, later, month_of
from bijak.siasn.engine.structure import Staffing, Units

type Bools = npt.NDArray[np.bool_]
type Tracks = npt.NDArray[np.str_]


class Kind(IntEnum):
    PNS = 0
    CPNS = 1
    PPPK = 2
    PART_TIME = 3


# People taken on in each year, of those still here: the intake after 2004 that made honorary staff civil servants, the
# moratoria of 2011-2013 and 2015-2017, the rounds of 2018, 2019, 2021 and 2024 (relative weights; assumption).
INTAKE = dict.fromkeys(range(1990, 1997), 0.5) | dict(
    zip(
        range(1997, 2026),
        [0.5, 0.7, 0.7, 0.8, 0.8, 1.0, 1.2, 1.6]  # to 2004
        + [3.6, 4.4, 4.6, 4.8, 5.2, 5.0]  # 2005 to 2010
        + [1.2, 0.4, 0.6, 3.2, 3.0, 0.5, 0.6, 0.8]  # to 2018
        + [5.4, 1.8, 2.6, 2.8, 0.6, 1.2, 3.0],  # to 2025
        strict=True,
    )
)
PPPK_INTAKE = {2021: 0.05, 2022: 0.24, 2023: 0.21, 2024: 0.24, 2025: 0.26}
HONORARY_YEARS = (2005, 2010)

SERVICE_OF_HEADS = {
    11: (25, 33),
    12: (24, 33),
    21: (22, 33),
    22: (20, 33),
    31: (16, 31),
    32: (13, 29),
    41: (9, 26),
    42: (7, 22),
}
"""Years since appointment of the holder of a post, by echelon (assumption, wide enough for the bands of rank)."""

WOMEN_AMONG_HEADS = {11: 0.15, 12: 0.15, 21: 0.17, 22: 0.20, 31: 0.30, 32: 0.40, 41: 0.46, 42: 0.50}
MASTERS_AMONG_HEADS = {11: 0.9, 12: 0.9, 21: 0.85, 22: 0.78, 31: 0.52, 32: 0.38, 41: 0.16, 42: 0.08}

PART_TIME_FROM = (669, 671, 672)
"""October and December 2025, January 2026: the first appointments under KepmenPANRB 16/2025."""


@dataclass
class Persons:
    """Columns, one entry for each person; ``units`` is the organisation they work in."""

    units: Units
    unit: Ints
    is_head: Bools
    echelon: Ints
    family: Ints
    kind: Ints
    is_woman: Bools
    born: Days
    appointed: Ints  # month of the first appointment
    first_education: Ints
    education: Ints
    upgraded: Ints  # month of the later diploma; -1 where there is none
    retires_at: Ints

    def __len__(self) -> int:
        return len(self.unit)

    @property
    def is_pns(self) -> Bools:
        """PNS and CPNS: they have ranks, the PPPK have grades."""
        return self.kind <= Kind.CPNS


def shuffled(everyone: Persons, rng: np.random.Generator) -> Persons:
    """A national export is sorted by its own id: people of one unit do not stand together."""
    order = rng.permutation(len(everyone))
    return Persons(
        **{key: value if key == "units" else value[order] for key, value in vars(everyone).items()}
    )


def draw(code: str, staffing: Staffing, rng: np.random.Generator, *, on: date) -> Persons:
    """People for every place, as they are on a day."""
    agency = catalogue.agency(code)
    units, unit, is_head = staffing.units, staffing.unit, staffing.is_head
    echelon = np.where(is_head, np.array(units.echelons)[unit], 0)
    family = _families(units, unit, is_head, rng)
    kind, family = _kinds(agency["employment"], family, is_head, rng, today=month_of(on))
    is_woman = _women(agency["women"], family, echelon, rng)
    education = _degrees(family, echelon, kind, rng)
    titles = catalogue.families()
    retires_at = np.array([f.retires_all or 58 for f in titles])[family]
    retires_at = np.where(is_head, np.where(echelon <= 22, 60, 58), retires_at)
    appointed = np.zeros(len(unit), np.int64)
    first, upgraded, born = education.copy(), np.full(len(unit), -1), np.zeros(len(unit), "datetime64[D]")
    todo = np.arange(len(unit))
    for attempt in range(60):
        appointed[todo] = _appointments(kind[todo], echelon[todo], family[todo], rng, today=month_of(on))
        first[todo] = _first_diplomas(
            education[todo], appointed[todo], kind[todo], echelon[todo], family[todo], rng, month_of(on)
        )
        entry = _entry_ages(first[todo], appointed[todo], kind[todo], rng, tame=attempt > 30)
        days = (entry * YEAR).astype(np.int64) + rng.integers(0, 28, len(todo))
        born[todo] = later(first_day(appointed[todo]), -days)
        todo = todo[ages(born[todo], on) > retires_at[todo] - 0.1]
        if not len(todo):
            break
    else:
        raise ArithmeticError("Some people could not be made young enough for their posts.")
    who = np.flatnonzero(first != education)
    span = np.maximum(month_of(on) - 90 - appointed[who], 1)
    upgraded[who] = appointed[who] + 30 + (rng.random(len(who)) * span).astype(np.int64)
    return Persons(
        units=units,
        unit=unit,
        is_head=is_head,
        echelon=echelon,
        family=family,
        kind=kind,
        is_woman=is_woman,
        born=born,
        appointed=appointed,
        first_education=first,
        education=education,
        upgraded=upgraded,
        retires_at=retires_at,
    )


def _pick(weights: dict[int, float], rng: np.random.Generator, size: int) -> Ints:
    chances = np.array(list(weights.values()), float)
    return rng.choice(np.array(list(weights)), size, p=chances / chances.sum())


def _families(units: Units, unit: Ints, is_head: Bools, rng: np.random.Generator) -> Ints:
    """What each works as: the profile of her workplace, mixed with the functional families of her office."""
    number = {family.code: index for index, family in enumerate(catalogue.families())}
    mixes: dict[tuple[str, tuple[str, ...]], int] = {}
    mix_of_unit = np.array(
        [mixes.setdefault(key, len(mixes)) for key in zip(units.profiles, units.families, strict=True)]
    )
    mix = mix_of_unit[unit]
    chance = rng.random(len(unit))
    family = np.zeros(len(unit), np.int64)
    for (profile, functional), index in mixes.items():
        weights = dict(catalogue.profiles()[profile])
        for code in functional:
            weights[code] = weights.get(code, 0.0) + 0.8 / len(functional)
        edges = np.cumsum(list(weights.values()))
        here = np.flatnonzero(mix == index)
        codes = np.array([number[code] for code in weights])
        family[here] = codes[np.searchsorted(edges / edges[-1], chance[here], side="right")]
    in_hospital = np.array([profile == "hospital" for profile in units.profiles])[unit]
    return np.where(is_head, np.where(in_hospital, number["dokter"], number["penelaah"]), family)


def _kinds(
    employment: dict[str, float], family: Ints, is_head: Bools, rng: np.random.Generator, *, today: int
) -> tuple[Ints, Ints]:
    """PNS, CPNS, PPPK or part-time. Part-time posts exist only for teachers, health staff and operational work."""
    families = catalogue.families()
    shares = np.array([employment[key] for key in ("pns", "cpns", "pppk", "part_time")])
    shares[0] = max(0.0, shares[0] * len(family) - is_head.sum()) / len(family)
    if today <= PART_TIME_FROM[0]:
        shares[2], shares[3] = shares[2] + shares[3], 0.0
    edges = np.cumsum(shares)
    kind = np.searchsorted(edges / edges[-1], rng.random(len(family)), side="right")
    is_senior = np.array([f.senior for f in families])[family]
    kind = np.where(is_head | is_senior, Kind.PNS, kind)
    number = {f.code: index for index, f in enumerate(families)}
    open_to_part_time = np.array(
        [
            f.programme not in ("umum", "teknik", "hayati", "lapangan")
            or "layanan" in f.code
            or "operator" in f.code
            for f in families
        ]
    )
    moved = (kind == Kind.PART_TIME) & ~open_to_part_time[family]
    instead = np.array(
        [
            number["penata_layanan" if f.track == "expert" or "40" in f.degrees else "operator"]
            for f in families
        ]
    )
    return kind, np.where(moved, instead[family], family)


def _women(target: float, family: Ints, echelon: Ints, rng: np.random.Generator) -> Bools:
    """Women by profession and echelon, shifted so that the whole meets the published share."""
    share = np.array([f.women for f in catalogue.families()])[family]
    for level, women in WOMEN_AMONG_HEADS.items():
        share[echelon == level] = women
    is_free = share < 1.0
    odds = np.log(share[is_free] / (1.0 - share[is_free]))
    wanted = target * len(share) - (~is_free).sum()
    low, high = -6.0, 6.0
    for _step in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if (1 / (1 + np.exp(-odds - middle))).sum() < wanted else (low, middle)
    share[is_free] = 1 / (1 + np.exp(-odds - low))
    return rng.random(len(share)) < share


def _degrees(family: Ints, echelon: Ints, kind: Ints, rng: np.random.Generator) -> Ints:
    """Highest diploma today."""
    education = np.zeros(len(family), np.int64)
    chance = rng.random(len(family))
    for index, entry in enumerate(catalogue.families()):
        here = np.flatnonzero(family == index)
        levels = np.array([catalogue.LEVELS.index(code) for code in entry.degrees])
        edges = np.cumsum(list(entry.degrees.values()))
        education[here] = levels[np.searchsorted(edges / edges[-1], chance[here], side="right")]
    masters, bachelor = catalogue.LEVELS.index("45"), catalogue.LEVELS.index("40")
    is_doctor = np.array([f.programme == "dokter" for f in catalogue.families()])[family]
    for level, share in MASTERS_AMONG_HEADS.items():
        here = (echelon == level) & ~is_doctor
        education[here] = np.where(chance[here] < share, masters, bachelor)
    education[(echelon > 0) & (echelon <= 22) & (chance < 0.04)] = catalogue.LEVELS.index("50")
    # A master's degree or a specialisation is earned in service; the newly appointed have the degree of the post.
    new = (kind != Kind.PNS) & (education == masters)
    lacks_bachelor = np.array(
        [f.programme in ("dokter", "dokter_gigi", "perawat", "farmasi") for f in catalogue.families()]
    )[family]
    education[new] = np.where(lacks_bachelor[new], catalogue.LEVELS.index("42"), bachelor)
    return education


def _appointments(kind: Ints, echelon: Ints, family: Ints, rng: np.random.Generator, *, today: int) -> Ints:
    size = len(kind)
    year = _pick({y: w for y, w in INTAKE.items() if (y - 1970) * 12 <= today - 14}, rng, size)
    month = (year - 1970) * 12 + rng.choice([0, 1, 2, 3, 11], size, p=[0.3, 0.1, 0.35, 0.2, 0.05])
    appointed = np.minimum(month, today - 14)
    for level, (low, high) in SERVICE_OF_HEADS.items():
        here = echelon == level
        appointed[here] = today - rng.integers(low * 12, high * 12, here.sum())
    senior = np.array([f.senior for f in catalogue.families()])[family] & (echelon == 0)
    appointed[senior] = today - rng.integers(14 * 12, 32 * 12, senior.sum())
    appointed = np.where(kind == Kind.CPNS, today - rng.choice([5, 8], size), appointed)
    years = {y: w for y, w in PPPK_INTAKE.items() if (y - 1970) * 12 < today} or {
        1970 + (today - 1) // 12: 1.0
    }
    pppk = (_pick(years, rng, size) - 1970) * 12 + rng.integers(0, 7, size)
    appointed = np.where(kind == Kind.PPPK, np.minimum(pppk, today - 1), appointed)
    part_time = np.minimum(rng.choice(np.array(PART_TIME_FROM), size), today - 1)
    return np.where(kind == Kind.PART_TIME, part_time, appointed)


def _first_diplomas(
    education: Ints,
    appointed: Ints,
    kind: Ints,
    echelon: Ints,
    family: Ints,
    rng: np.random.Generator,
    today: int,
) -> Ints:
    """The diploma at appointment. Some got theirs in service; their rank was adjusted later (penyesuaian ijazah)."""
    at = {code: index for index, code in enumerate(catalogue.LEVELS)}
    served = today - appointed
    chance, again = rng.random(len(education)), rng.random(len(education))
    programme = np.array([f.programme for f in catalogue.families()])[family]
    is_clinical = np.isin(programme, ("dokter", "dokter_gigi", "perawat", "farmasi", "bidan"))
    first = education.copy()
    higher = (education >= at["45"]) & (education <= at["47"]) & (served >= 108)
    first = np.where(
        higher & (chance < 0.8), np.where(is_clinical & (programme != "bidan"), at["42"], at["40"]), first
    )
    first = np.where((education == at["50"]) & (served >= 108), at["45"], first)
    may_rise = (served >= 216) & (echelon == 0)
    lower = np.select(
        [programme == "guru", is_clinical, again < 0.45], [at["25"], at["30"], at["30"]], default=at["15"]
    )
    professional = np.isin(education, (at["40"], at["42"])) & ~np.isin(programme, ("dokter", "dokter_gigi"))
    first = np.where(may_rise & professional & (chance < 0.35), lower, first)
    first = np.where(may_rise & (education == at["30"]) & (chance < 0.25) & ~is_clinical, at["15"], first)
    return np.where(kind == Kind.PNS, first, education)


def _entry_ages(first: Ints, appointed: Ints, kind: Ints, rng: np.random.Generator, *, tame: bool) -> Reals:
    """Age in years at appointment: 18 to 35 for PNS (PP 11/2017 Pasal 23), later for honorary staff and PPPK."""
    size = len(first)
    least = np.array(catalogue.FINISHED_AT)[first] + 0.6
    least = np.maximum(least, 18.2)
    usual = least + rng.gamma(1.8, 1.7, size)
    year = 1970 + appointed // 12
    is_honorary = (year >= HONORARY_YEARS[0]) & (year <= HONORARY_YEARS[1]) & (rng.random(size) < 0.4)
    age = np.where(is_honorary, rng.uniform(26.0, 39.5, size), usual)
    age = np.where(kind >= Kind.PPPK, np.clip(rng.normal(35.0, 6.5, size), 22.0, 54.0), age)
    if tame:
        age = usual
    top = np.where(kind >= Kind.PPPK, 54.0, np.where(is_honorary, 39.5, 34.9))
    return np.clip(age, least, np.maximum(top, least + 0.3))
