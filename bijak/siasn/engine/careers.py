"""How people rose: ranks by the steps of PP 99/2000, positions that fit them."""

from dataclasses import dataclass

import numpy as np

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.persons import Ints, Kind, Persons

REGULAR, BY_POST, BY_CREDIT, BY_DIPLOMA, FROM_INTAKE = 101, 201, 202, 203, 211
"""SIASN jenisKP."""

EXECUTOR, POST, BEFORE_EXPERT = -1, -2, -3
"""Levels outside a functional ladder: executor, structural post, and what an expert was below III/a."""

FOUR_YEARS = 48
TWELVE_PERIODS_FROM = 669
"""October 2025: every first of a month (Peraturan BKN 4/2025); before it every second month from 2024, April and October before."""
SIX_PERIODS_FROM = 648


@dataclass
class Ranks:
    """Steps taken, sorted by person and time; ``last`` is the place of each PNS's present one (-1 for a PPPK)."""

    person: Ints
    rank: Ints
    month: Ints
    kind: Ints
    last: Ints


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
    day: np.ndarray  # datetime64[D]
    is_additional: np.ndarray


def next_period(month: Ints) -> Ints:
    """The first promotion date on or after a month, by the law of that month."""
    within = month % 12  # 0 January
    year = month - within
    half_yearly = year + np.select([within <= 3, within <= 9], [3, 9], default=15)
    two_monthly = month + 1 - month % 2  # February is 1
    period = np.where(
        month < SIX_PERIODS_FROM, half_yearly, np.where(month < TWELVE_PERIODS_FROM, two_monthly, month)
    )
    return np.minimum(
        period, np.where(month < TWELVE_PERIODS_FROM, np.maximum(month, TWELVE_PERIODS_FROM), period)
    )


def climb(persons: Persons, rng: np.random.Generator, *, today: int) -> Ranks:
    """Ranks of every PNS from the first one to today's."""
    families = catalogue.families()
    track = np.array([f.track for f in families])[persons.family]
    start = np.array(catalogue.START_RANK)[persons.first_education]
    adjusted = np.array(catalogue.START_RANK)[persons.education]
    regular_top = np.array(catalogue.CEILING)
    top = _ceilings(persons, track, rng)
    interval = _intervals(persons, start, today)
    people = np.flatnonzero(persons.is_pns)
    rank, month = start.copy(), persons.appointed.copy()
    rows = [(people, rank[people], month[people], np.full(len(people), FROM_INTAKE))]
    while len(people):
        step = interval[people]
        is_head, is_functional = (
            persons.is_head[people],
            (track[people] != "executor") & ~persons.is_head[people],
        )
        late = np.where(rng.random(len(people)) < 0.55, 0, rng.geometric(1 / 9, len(people)))
        credit = np.clip(rng.normal(46, 9, len(people)), 25, 80).astype(np.int64)
        step = np.where(is_head, step, np.where(is_functional, credit, FOUR_YEARS + late))
        due = next_period(month[people] + step)
        has_diploma = persons.upgraded[people] >= 0
        recognised = next_period(np.maximum(persons.upgraded[people] + 10, month[people] + 12))
        rises = (
            has_diploma
            & (adjusted[people] > rank[people] + 1)
            & (recognised < np.maximum(due, recognised + 1))
        )
        rises &= ~is_head
        when = np.where(rises, recognised, due)
        new = np.where(rises, adjusted[people], rank[people] + 1)
        education = np.where(
            has_diploma & (persons.upgraded[people] + 10 <= when),
            persons.education[people],
            persons.first_education[people],
        )
        exceeds = new > regular_top[education]
        kind = np.select(
            [rises, is_functional, is_head & ((step < FOUR_YEARS) | exceeds)],
            [BY_DIPLOMA, BY_CREDIT, BY_POST],
            default=REGULAR,
        )
        blocked = exceeds & (kind == REGULAR)
        goes_on = (when <= today) & (new <= top[people]) & ~blocked
        # Who waits at the ceiling of the old diploma goes on when the new one counts.
        waits = blocked & has_diploma & (persons.upgraded[people] + 10 > when) & (when <= today)
        month[people[waits]] = np.maximum(
            month[people[waits]], persons.upgraded[people[waits]] + 10 - FOUR_YEARS
        )
        moved = people[goes_on]
        rank[moved], month[moved] = new[goes_on], when[goes_on]
        rows.append((moved, rank[moved], month[moved], kind[goes_on]))
        people = people[goes_on | waits]
    person, steps, months, kinds = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((months, person))
    person = person[order]
    last = np.full(len(persons), -1)
    last[person] = np.arange(len(person))
    return Ranks(person, steps[order], months[order], kinds[order], last)


def _ceilings(persons: Persons, track: np.ndarray, rng: np.random.Generator) -> Ints:
    """The rank beyond which nobody goes: of the diploma, of the track, of the post."""
    chance = rng.random(len(persons))
    # Most teachers stay at IV/a, where research counts for the first time (assumption).
    expert = np.select([chance < 0.66, chance < 0.88, chance < 0.99], [12, 13, 14], default=15)
    top = np.select(
        [track == "expert", track == "skilled"],
        [expert, 11],
        default=np.array(catalogue.CEILING)[persons.education],
    )
    for echelon, (_low, high) in catalogue.BANDS.items():
        top[persons.echelon == echelon] = high
    return np.where(persons.kind == Kind.CPNS, 0, top)


def _intervals(persons: Persons, start: Ints, today: int) -> Ints:
    """Months between promotions of a head, so that the lowest rank of the post is reached in the time served."""
    least = np.zeros(len(persons), np.int64)
    for echelon, (low, _high) in catalogue.BANDS.items():
        least[persons.echelon == echelon] = low
    steps = np.maximum(least - start, 0)
    room = (today - persons.appointed - 7 * steps - 6) // np.maximum(steps, 1)
    return np.clip(room, 13, FOUR_YEARS)


def levels_of(track: str, rank: Ints) -> Ints:
    """The level (jenjang) of a functional position that goes with a rank (PermenPANRB 1/2023; AK tables)."""
    if track == "expert":
        return np.select([rank <= 9, rank <= 11, rank <= 14], [0, 1, 2], default=3)
    if track == "skilled":
        return np.select([rank <= 4, rank <= 7, rank <= 9], [0, 1, 2], default=3)
    return np.full(len(rank), EXECUTOR)


def place(persons: Persons, ranks: Ranks, rng: np.random.Generator, *, today: int) -> Positions:
    """Every position held: levels of a functional position follow the rank, posts follow one another upwards."""
    families = catalogue.families()
    rows: list[tuple[Ints, Ints, Ints, Ints, Ints, np.ndarray, np.ndarray]] = []

    def add(
        person: Ints, unit: Ints, level: Ints, echelon: Ints, day: np.ndarray, *, additional: bool = False
    ) -> None:
        rows.append(
            (person, unit, persons.family[person], level, echelon, day, np.full(len(person), additional))
        )

    level_of_step = np.full(len(ranks.person), EXECUTOR)
    for index, family in enumerate(families):
        here = persons.family[ranks.person] == index
        level = levels_of(family.track, ranks.rank[here])
        level_of_step[here] = np.where(
            (family.track == "expert") & (ranks.rank[here] < 8), BEFORE_EXPERT, level
        )
    level_of_step[persons.is_head[ranks.person]] = EXECUTOR
    first_unit = _first_units(persons, rng, today)
    is_first = ranks.kind == FROM_INTAKE
    changes = ~is_first & (level_of_step != np.roll(level_of_step, 1))
    for which, units, after in (
        (np.flatnonzero(is_first), first_unit, 0),
        (np.flatnonzero(changes), persons.unit, 1),
    ):
        person = ranks.person[which]
        day = _day(np.minimum(ranks.month[which] + after, today))
        add(person, units[person], level_of_step[which], np.zeros(len(which), np.int64), day)
    pppk = np.flatnonzero(~persons.is_pns)
    add(
        pppk,
        persons.unit[pppk],
        _level_of_grade(persons, pppk),
        np.zeros(len(pppk), np.int64),
        _day(persons.appointed[pppk]),
    )
    _posts(persons, add, rng, today)
    _moves(persons, first_unit, level_of_step, ranks, add, rng, today)
    _school_heads(persons, ranks, add, rng, today)
    columns = [np.concatenate(column) for column in zip(*rows, strict=True)]
    order = np.lexsort((columns[6], columns[5], columns[0]))
    person, unit, family, level, echelon, day, additional = (column[order] for column in columns)
    kept = np.ones(
        len(person), bool
    )  # of two definitive positions on one day the later one in the career stands
    kept[:-1] = ~((person[:-1] == person[1:]) & (day[:-1] == day[1:]) & ~additional[1:])
    return Positions(*(column[kept] for column in (person, unit, family, level, echelon, day, additional)))


def _day(months: Ints) -> np.ndarray:
    return months.astype("datetime64[M]").astype("datetime64[D]")


def _first_units(persons: Persons, rng: np.random.Generator, today: int) -> Ints:
    """Half of those who have served six years and more began in another unit of the same kind."""
    unit = persons.unit.copy()
    moved = (
        ((today - persons.appointed) > 72)
        & persons.is_pns
        & ((rng.random(len(unit)) < 0.5) | persons.is_head)
    )
    profiles = np.array(persons.units.profiles)
    for profile in np.unique(profiles):
        here = np.flatnonzero(moved & (profiles[persons.unit] == profile) & ~persons.is_head)
        choice = np.unique(persons.unit[(profiles[persons.unit] == profile) & ~persons.is_head])
        if len(choice):
            unit[here] = rng.choice(choice, len(here))
    heads = np.flatnonzero(persons.is_head)
    staffed = np.unique(persons.unit[~persons.is_head])
    if len(staffed):
        unit[heads] = rng.choice(staffed, len(heads))
    return unit


def _level_of_grade(persons: Persons, people: Ints) -> Ints:
    tracks = np.array([f.track for f in catalogue.families()])[persons.family[people]]
    skilled = np.where(persons.education[people] <= catalogue.LEVELS.index("15"), 0, 1)
    return np.select(
        [tracks == "expert", tracks == "skilled"],
        [np.zeros(len(people), np.int64), skilled],
        default=EXECUTOR,
    )


def _posts(persons: Persons, add, rng: np.random.Generator, today: int) -> None:  # type: ignore[no-untyped-def]
    """The present post of each head and the lower ones before it, two to five years each."""
    echelons = np.array(persons.units.echelons)
    below = {11: 12, 12: 21, 21: 22, 22: 31, 31: 32, 32: 41, 41: 42}
    head = np.flatnonzero(persons.is_head)
    echelon = persons.echelon[head]
    earliest = persons.appointed[head] + 50
    month = np.maximum(today - rng.integers(2, 58, len(head)), earliest)
    unit = persons.unit[head]
    while len(head):
        day = _day(month) + rng.integers(0, 27, len(head))
        add(head, unit, np.full(len(head), POST), echelon, day)
        month = month - rng.integers(24, 62, len(head))
        echelon = np.array([below.get(int(code), 0) for code in echelon])
        goes_on = (echelon > 0) & (month > earliest)
        head, echelon, month, earliest = head[goes_on], echelon[goes_on], month[goes_on], earliest[goes_on]
        unit = np.zeros(len(head), np.int64)
        for code in np.unique(echelon):
            here = echelon == code
            choice = np.flatnonzero(echelons == code)
            if len(choice):
                unit[here] = rng.choice(choice, here.sum())
            else:
                unit[here] = persons.unit[head[here]]


def _moves(persons, first_unit, level_of_step, ranks, add, rng, today: int) -> None:  # type: ignore[no-untyped-def]
    """Those who began elsewhere and hold no post came to their present unit some day, in the level they had then."""
    moved = np.flatnonzero((first_unit != persons.unit) & ~persons.is_head)
    month = (
        persons.appointed[moved]
        + 24
        + (rng.random(len(moved)) * (today - persons.appointed[moved] - 30)).astype(np.int64)
    )
    step = np.searchsorted(ranks.person * 10_000 + ranks.month, moved * 10_000 + month, side="right") - 1
    add(moved, persons.unit[moved], level_of_step[step], np.zeros(len(moved), np.int64), _day(month))


def _school_heads(persons, ranks, add, rng, today: int) -> None:  # type: ignore[no-untyped-def]
    """Schools and clinics are led by the highest in rank among their functional staff, as an additional task."""
    leads = leaders(persons, ranks)
    led = np.flatnonzero(leads >= 0)
    led = led[np.isin(np.array(persons.units.profiles)[led], ("school", "clinic"))]
    person = leads[led]
    person = person[persons.is_pns[person] & ~persons.is_head[person]]
    start = np.maximum(today - rng.integers(3, 70, len(person)), persons.appointed[person] + 30)
    add(
        person,
        persons.unit[person],
        np.full(len(person), POST),
        np.zeros(len(person), np.int64),
        _day(start),
        additional=True,
    )


def leaders(persons: Persons, ranks: Ranks) -> Ints:
    """Who leads each unit: its head, or the highest in rank of its staff; -1 where nobody works."""
    rank = np.where(ranks.last >= 0, ranks.rank[ranks.last], -1)
    score = persons.is_head * 1_000_000 + (rank + 1) * 10_000 - persons.appointed
    order = np.lexsort((score, persons.unit))
    lead = np.full(len(persons.units), -1)
    lead[persons.unit[order]] = order  # the last one written to a unit has the highest score
    return lead


def superiors(persons: Persons, ranks: Ranks) -> Ints:
    """Who rates each person: the leader of her unit, for a leader that of the nearest unit above with one; -1 at the top."""
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
