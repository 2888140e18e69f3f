"""How people rose: ranks by the steps of PP 99/2000, to the ceiling of diploma, track or post."""

from dataclasses import dataclass

import numpy as np

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.moments import Ints
from bijak.siasn.engine.persons import Kind, Persons, Tracks

REGULAR, BY_POST, BY_CREDIT, BY_DIPLOMA, FROM_INTAKE = 101, 201, 202, 203, 211
"""SIASN jenisKP."""

FOUR_YEARS = 48
TWELVE_PERIODS_FROM = 669
"""October 2025: every first of a month (Peraturan BKN 4/2025)."""

SIX_PERIODS_FROM = 648
"""January 2024: every second month (Peraturan BKN 4/2023); April and October before that."""


@dataclass
class Ranks:
    """Steps taken, sorted by person and time; ``last`` is the place of each PNS's present one (-1 for a PPPK)."""

    person: Ints
    rank: Ints
    month: Ints
    kind: Ints
    last: Ints


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


def _ceilings(persons: Persons, track: Tracks, rng: np.random.Generator) -> Ints:
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
    room: Ints = (today - persons.appointed - 7 * steps - 6) // np.maximum(steps, 1)
    return np.clip(room, 13, FOUR_YEARS)
