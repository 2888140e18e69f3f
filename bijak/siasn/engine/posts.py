"""Which positions people held: levels of a functional position follow the rank, posts follow one another upwards."""

from dataclasses import dataclass

import numpy as np

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.careers import FROM_INTAKE, Ranks
from bijak.siasn.engine.moments import Days, Ints, first_day, later
from bijak.siasn.engine.persons import Bools, Persons

EXECUTOR, POST, BEFORE_EXPERT = -1, -2, -3
"""Levels outside a functional ladder: executor, structural post, and what an expert was below III/a."""

STEP_BELOW = {11: 12, 12: 21, 21: 22, 22: 31, 31: 32, 32: 41, 41: 42}
"""The echelon from which one usually comes."""


@dataclass
class Positions:
    """Positions held, sorted by person and time; the last definitive one is the present one.

    ``level``: place in the ladder of the family's track, or EXECUTOR, POST, BEFORE_EXPERT.
    """

    person: Ints
    unit: Ints
    family: Ints
    level: Ints
    echelon: Ints
    day: Days
    is_additional: Bools


def place(persons: Persons, ranks: Ranks, rng: np.random.Generator, *, today: int) -> Positions:
    """Every position held until a month. Of two definitive ones on a day the later in the career stands."""
    first_unit, moved = _moves(persons, rng, today)
    level = _levels(persons, ranks)
    parts = [
        _ladder(persons, ranks, level, first_unit, moved, today),
        _grades(persons),
        _transfers(persons, ranks, level, first_unit, moved),
        *_posts(persons, rng, today),
        _school_heads(persons, ranks, rng, today),
    ]
    columns = [
        np.concatenate(column) for column in zip(*(vars(part).values() for part in parts), strict=True)
    ]
    person, _unit, _family, _level, _echelon, day, is_additional = columns
    order = np.lexsort((is_additional, day, person))
    columns = [column[order] for column in columns]
    person, _unit, _family, _level, _echelon, day, is_additional = columns
    kept = np.ones(len(person), bool)
    kept[:-1] = (person[:-1] != person[1:]) | (day[:-1] != day[1:]) | is_additional[1:]
    return Positions(*(column[kept] for column in columns))


def _held(
    persons: Persons,
    person: Ints,
    unit: Ints,
    level: Ints,
    months: Ints,
    *,
    echelon: Ints | None = None,
    after: Ints | int = 0,
    is_additional: bool = False,
) -> Positions:
    """Positions from the first day of months, or some days ``after`` it."""
    none = np.zeros(len(person), np.int64)
    day = later(first_day(months), after)
    echelons = none if echelon is None else echelon
    additional = np.full(len(person), is_additional)
    return Positions(person, unit, persons.family[person], level, echelons, day, additional)


def levels_of(track: str, rank: Ints) -> Ints:
    """The level (jenjang) of a functional position that goes with a rank (tables of PermenPANRB 1/2023)."""
    if track == "expert":
        return np.select([rank < 8, rank <= 9, rank <= 11, rank <= 14], [BEFORE_EXPERT, 0, 1, 2], default=3)
    if track == "skilled":
        return np.select([rank <= 4, rank <= 7, rank <= 9], [0, 1, 2], default=3)
    return np.full(len(rank), EXECUTOR)


def _levels(persons: Persons, ranks: Ranks) -> Ints:
    """The level at each step of rank; who heads a unit today was an executor before."""
    level = np.full(len(ranks.person), EXECUTOR)
    for index, family in enumerate(catalogue.families()):
        here = persons.family[ranks.person] == index
        level[here] = levels_of(family.track, ranks.rank[here])
    level[persons.is_head[ranks.person]] = EXECUTOR
    return level


def _moves(persons: Persons, rng: np.random.Generator, today: int) -> tuple[Ints, Ints]:
    """Where each began, and the month in which she came to where she is; half of those with six years have moved.

    Staff come from a unit of the same kind, heads from any office.
    """
    size = len(persons)
    has_moved = (
        persons.is_pns & (today - persons.appointed > 72) & ((rng.random(size) < 0.5) | persons.is_head)
    )
    first = persons.unit.copy()
    profile = np.array(persons.units.profiles)[persons.unit]
    for name in np.unique(profile):
        staff = (profile == name) & ~persons.is_head
        first[staff & has_moved] = rng.choice(
            np.append(np.unique(persons.unit[staff]), 0), (staff & has_moved).sum()
        )
    desks = np.unique(persons.unit[np.isin(profile, ("office", "district")) & ~persons.is_head])
    first[persons.is_head] = rng.choice(np.append(desks, 0), persons.is_head.sum())
    first = np.where(
        first == 0, persons.unit, first
    )  # the root, where nobody works, stands for "nowhere else"
    span = rng.random(size) * np.maximum(today - persons.appointed - 30, 0)
    return first, persons.appointed + 24 + span.astype(np.int64)


def _ladder(
    persons: Persons, ranks: Ranks, level: Ints, first_unit: Ints, moved: Ints, today: int
) -> Positions:
    """The position at appointment, and each change of level a month after the rank that called for it."""
    is_first = ranks.kind == FROM_INTAKE
    has_risen = ~is_first & (level != np.roll(level, 1))
    which = np.flatnonzero(is_first | has_risen)
    person = ranks.person[which]
    month = np.minimum(ranks.month[which] + has_risen[which], today)
    unit = np.where(month < moved[person], first_unit[person], persons.unit[person])
    return _held(persons, person, unit, level[which], month)


def _grades(persons: Persons) -> Positions:
    """PPPK hold the position they were appointed to."""
    person = np.flatnonzero(~persons.is_pns)
    track = np.array([family.track for family in catalogue.families()])[persons.family[person]]
    skilled = (persons.education[person] > catalogue.LEVELS.index("15")).astype(np.int64)
    level = np.select(
        [track == "expert", track == "skilled"], [np.zeros_like(person), skilled], default=EXECUTOR
    )
    return _held(persons, person, persons.unit[person], level, persons.appointed[person])


def _transfers(persons: Persons, ranks: Ranks, level: Ints, first_unit: Ints, moved: Ints) -> Positions:
    """Staff who began elsewhere came to their unit in the level that they had then."""
    person = np.flatnonzero((first_unit != persons.unit) & ~persons.is_head)
    month = moved[person]
    step = np.searchsorted(ranks.person * 10_000 + ranks.month, person * 10_000 + month, side="right") - 1
    return _held(persons, person, persons.unit[person], level[step], month)


def _posts(persons: Persons, rng: np.random.Generator, today: int) -> list[Positions]:
    """The present post of each head, and the lower ones before it, two to five years each."""
    echelons = np.array(persons.units.echelons)
    head = np.flatnonzero(persons.is_head)
    echelon, unit, earliest = persons.echelon[head], persons.unit[head], persons.appointed[head] + 50
    month = np.maximum(today - rng.integers(2, 58, len(head)), earliest)
    held = []
    while len(head):
        level, after = np.full(len(head), POST), rng.integers(0, 27, len(head))
        held.append(_held(persons, head, unit, level, month, echelon=echelon, after=after))
        month = month - rng.integers(24, 62, len(head))
        echelon = np.array([STEP_BELOW.get(int(code), 0) for code in echelon], np.int64)
        goes_on = (echelon > 0) & (month > earliest)
        head, echelon, month, earliest = head[goes_on], echelon[goes_on], month[goes_on], earliest[goes_on]
        unit = persons.unit[head]
        for code in np.unique(echelon):
            if len(choice := np.flatnonzero(echelons == code)):
                unit[echelon == code] = rng.choice(choice, (echelon == code).sum())
    return held


def _school_heads(persons: Persons, ranks: Ranks, rng: np.random.Generator, today: int) -> Positions:
    """Schools and clinics are led by the highest in rank among their staff, as an additional task."""
    is_led = np.isin(np.array(persons.units.profiles), ("school", "clinic"))
    person = leaders(persons, ranks)[is_led]
    person = person[person >= 0]
    person = person[
        persons.is_pns[person] & ~persons.is_head[person] & (today - persons.appointed[person] > 40)
    ]
    month = np.maximum(today - rng.integers(3, 70, len(person)), persons.appointed[person] + 30)
    level = np.full(len(person), POST)
    return _held(persons, person, persons.unit[person], level, month, is_additional=True)


def leaders(persons: Persons, ranks: Ranks) -> Ints:
    """Who leads each unit: its head, or the highest in rank of its staff; -1 where nobody works."""
    rank = np.where(ranks.last >= 0, ranks.rank[ranks.last], -1)
    score = persons.is_head * 1_000_000 + (rank + 1) * 10_000 - persons.appointed
    order = np.lexsort((score, persons.unit))
    lead = np.full(len(persons.units), -1)
    lead[persons.unit[order]] = order  # the last one written to a unit has the highest score
    return lead


def superiors(persons: Persons, ranks: Ranks) -> Ints:
    """Who rates each person: the leader of her unit; for a leader the one of the nearest unit above; -1 at the top."""
    lead = leaders(persons, ranks)
    if len(lead) > 1:
        lead[0] = lead[1]  # offices answer to the regional secretary, who stands first below the root
    parents = np.array(persons.units.parents)
    above = np.full(len(lead), -1)
    for unit in range(1, len(lead)):
        parent = parents[unit]
        above[unit] = lead[parent] if lead[parent] >= 0 else above[parent]
    own = lead[persons.unit]
    return np.where(own == np.arange(len(persons)), above[persons.unit], own)
