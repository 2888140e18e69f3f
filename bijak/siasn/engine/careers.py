"""How people rose: ranks by the steps of PP 99/2000, to the ceiling of diploma, track or post."""

from dataclasses import dataclass

import numpy as np

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.moments import Ints
from bijak.siasn.engine.persons import Bools, Kind, Persons, Tracks

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
    half_yearly = month - within + np.select([within <= 3, within <= 9], [3, 9], default=15)
    two_monthly = month + 1 - month % 2  # February is 1
    period: Ints = np.select(
        [month < SIX_PERIODS_FROM, month < TWELVE_PERIODS_FROM], [half_yearly, two_monthly], month
    )
    # Nobody waits beyond October 2025 for a date of the older law.
    latest: Ints = np.maximum(month, TWELVE_PERIODS_FROM)
    return np.minimum(period, latest)


def climb(persons: Persons, rng: np.random.Generator, *, today: int) -> Ranks:
    """Ranks of every PNS from the first one to today's."""
    track = np.array([family.track for family in catalogue.families()])[persons.family]
    start = np.array(catalogue.START_RANK)[persons.first_education]
    top = _ceilings(persons, track, rng)
    pace = _paces(persons, start, today)
    people = np.flatnonzero(persons.is_pns)
    rank, month = start.copy(), persons.appointed.copy()
    rows = [(people, rank[people], month[people], np.full(len(people), FROM_INTAKE))]
    while len(people):
        step = _next_step(persons, people, rank[people], month[people], track[people], pace[people], rng)
        goes_on = (step.month <= today) & (step.rank <= top[people]) & ~step.is_blocked
        waits = step.is_blocked & (step.resumes > month[people]) & (step.resumes <= today)
        month[people[waits]] = step.resumes[waits]
        moved = people[goes_on]
        rank[moved], month[moved] = step.rank[goes_on], step.month[goes_on]
        rows.append((moved, rank[moved], month[moved], step.kind[goes_on]))
        people = people[goes_on | waits]
    person, ranks, months, kinds = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((months, person))
    person = person[order]
    last = np.full(len(persons), -1)
    last[person] = np.arange(len(person))
    return Ranks(person, ranks[order], months[order], kinds[order], last)


@dataclass
class _Step:
    """The next promotion of some people, if nothing else stands against it.

    ``is_blocked``: the diploma does not carry a regular promotion so far. ``resumes``: the month from which the four
    years may be taken as served once a later diploma counts; 0 where there is none.
    """

    rank: Ints
    month: Ints
    kind: Ints
    is_blocked: Bools
    resumes: Ints


def _next_step(
    persons: Persons,
    people: Ints,
    rank: Ints,
    month: Ints,
    track: Tracks,
    pace: Ints,
    rng: np.random.Generator,
) -> _Step:
    """Heads by their pace; functional positions by credit, four years on average; others after four years or later."""
    is_head = persons.is_head[people]
    is_functional = (track != "executor") & ~is_head
    late = np.where(rng.random(len(people)) < 0.55, 0, rng.geometric(1 / 9, len(people)))
    credit = np.clip(rng.normal(46, 9, len(people)), 25, 80).astype(np.int64)
    served = np.select([is_head, is_functional], [pace, credit], FOUR_YEARS + late)
    due = next_period(month + served)
    # A diploma earned in service counts ten months after it (recognition, exam), and at the earliest a year in rank.
    has_diploma = persons.upgraded[people] >= 0
    counts_from = persons.upgraded[people] + 10
    adjusted = np.array(catalogue.START_RANK)[persons.education[people]]
    recognised = next_period(np.maximum(counts_from, month + 12))
    rises = has_diploma & ~is_head & (adjusted > rank + 1) & (recognised <= due)
    when, new = np.where(rises, recognised, due), np.where(rises, adjusted, rank + 1)
    counts = has_diploma & (counts_from <= when)
    education = np.where(counts, persons.education[people], persons.first_education[people])
    exceeds = new > np.array(catalogue.CEILING)[education]
    by_post = is_head & ((served < FOUR_YEARS) | exceeds)
    kind = np.select([rises, is_functional, by_post], [BY_DIPLOMA, BY_CREDIT, BY_POST], REGULAR)
    resumes = np.where(has_diploma, counts_from - FOUR_YEARS, 0)
    return _Step(new, when, kind, is_blocked=exceeds & (kind == REGULAR), resumes=resumes)


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


def _paces(persons: Persons, start: Ints, today: int) -> Ints:
    """Months between promotions of a head, so that the lowest rank of the post is reached in the time served."""
    least = np.zeros(len(persons), np.int64)
    for echelon, (low, _high) in catalogue.BANDS.items():
        least[persons.echelon == echelon] = low
    steps = np.maximum(least - start, 0)
    room: Ints = (today - persons.appointed - 7 * steps - 6) // np.maximum(steps, 1)
    return np.clip(room, 13, FOUR_YEARS)
