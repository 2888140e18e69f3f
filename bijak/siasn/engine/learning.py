"""What people learned, how they were rated, and for what a few were punished.

Training is unequal on purpose, as it is in life: it depends on the unit, on how far out the unit lies, on the post, and
on who went last year.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from bijak.siasn.engine import catalogue
from bijak.siasn.engine.moments import (
    Days,
    Ints,
    Reals,
    days_between,
    first_day,
    later,
    month_of,
    months_of,
    years_of,
)
from bijak.siasn.engine.persons import Bools, Kind, Persons
from bijak.siasn.engine.posts import Positions

INITIAL_TRAINING_FROM = 540
"""2015: the initial training of CPNS (Latsar) in its present form."""

INITIAL_TRAINING_HOURS = 647
LEADERSHIP = {21: (4, 900), 22: (4, 900), 31: (3, 900), 32: (3, 900), 41: (2, 700), 42: (2, 700)}
"""SIASN latihanStruktural id and hours of the leadership programme for an echelon (hours: assumption)."""


@dataclass
class Trainings:
    """Trainings followed, sorted by person.

    ``form``: place in ``catalogue.forms()`` of a course; ``structural``: SIASN id of a programme.
    """

    person: Ints
    form: Ints
    subject: Ints
    structural: Ints
    hours: Ints
    start: Days
    end: Days
    organiser: Ints


@dataclass
class Ratings:
    """Yearly ratings; 1 above, 2 as expected, 3 below expectation (PermenPANRB 6/2022)."""

    person: Ints
    year: Ints
    results: Ints
    behaviour: Ints


@dataclass
class Sanctions:
    """Sanctions, sorted by person; ``kind``: SIASN jenisHukuman id, ``months``: how long it lasts, 0 for a warning."""

    person: Ints
    kind: Ints
    start: Days
    months: Ints

    @property
    def end(self) -> Days:
        return first_day(months_of(self.start) + self.months)


PREDICATES = np.array([[1, 2, 4], [2, 2, 4], [3, 3, 5]])
"""SIASN kuadran by results (rows) and behaviour (columns), both above, as expected, below (PermenPANRB 6/2022)."""

SANCTION_WEIGHTS = {1: 0.36, 2: 0.24, 3: 0.12, 23: 0.10, 24: 0.05, 25: 0.06, 27: 0.04, 28: 0.03}
"""By SIASN jenisHukuman id (PP 94/2021; shares: assumption). The dismissed are not on the list any more."""

SANCTION_MONTHS = {23: 6, 24: 9, 25: 12, 27: 12, 28: 12}
REASONS = (
    "Tidak masuk kerja tanpa alasan yang sah",
    "Tidak menaati ketentuan jam kerja",
    "Melanggar kewajiban sebagai PNS",
)
SANCTION_LEVELS = {1: "R", 2: "R", 3: "R", 23: "S", 24: "S", 25: "S", 27: "B", 28: "B"}


def train(
    agency: dict[str, Any], persons: Persons, positions: Positions, rng: np.random.Generator, *, on: date
) -> tuple[Trainings, Trainings]:
    """Structural programmes, and courses of three years; the share that had none last year is the agency's."""
    programmes = _programmes(persons, positions, rng, on)
    pull = _pull(persons, rng)
    last = on.year - 1
    served = persons.appointed <= (last - 1970) * 12 + 10
    was_in_programme = np.zeros(len(persons), bool)
    was_in_programme[programmes.person[years_of(programmes.end) == last]] = True
    wanted = 1.0 - agency["untrained"]
    low, high = -8.0, 8.0
    for _step in range(50):
        level = (low + high) / 2
        reached = np.where(was_in_programme, 1.0, served / (1 + np.exp(-(pull + level)))).mean()
        low, high = (level, high) if reached < wanted else (low, level)
    years = [_courses(persons, pull + low, rng, year, on) for year in (last - 1, last, on.year)]
    return programmes, _joined(years)


def _joined(parts: list[Trainings]) -> Trainings:
    columns = [
        np.concatenate(column) for column in zip(*(vars(part).values() for part in parts), strict=True)
    ]
    order = np.lexsort((columns[5], columns[0]))
    return Trainings(*(column[order] for column in columns))


def _pull(persons: Persons, rng: np.random.Generator) -> Reals:
    """How strongly training finds its way to a person: log odds."""
    units = persons.units
    offices = units.offices()
    of_office = rng.normal(0.0, 0.45, len(units))[offices]
    of_unit = rng.normal(0.0, 0.35, len(units)) - 1.7 * np.array(units.remoteness)
    own = rng.normal(0.0, 0.7, len(persons))
    pull: Reals = (
        (of_office + of_unit)[persons.unit]
        + own
        + 0.9 * persons.is_head
        + 0.35 * (persons.education >= 6)
        - 0.7 * (persons.kind == Kind.PART_TIME)
    )
    return pull


def _courses(persons: Persons, pull: Reals, rng: np.random.Generator, year: int, on: date) -> Trainings:
    first, until = date(year, 1, 1), min(on, date(year, 12, 20))
    elapsed = (until - first).days / 353
    goes = rng.random(len(persons)) < elapsed / (1 + np.exp(-pull))
    goes &= persons.appointed <= (year - 1970) * 12 + 10
    goers = np.flatnonzero(goes)
    times = 1 + rng.poisson(np.clip(1.0 * np.exp(0.45 * pull[goers]), 0.1, 4.0) * elapsed)
    person = np.repeat(goers, np.minimum(times, 7))
    size = len(person)
    forms = catalogue.forms()
    weights = np.array([form.weight for form in forms])
    form = rng.choice(len(forms), size, p=weights / weights.sum())
    hours_from, hours_to = (np.array([f.hours[side] for f in forms])[form] for side in (0, 1))
    hours = hours_from + (rng.random(size) ** 1.3 * (hours_to - hours_from + 1)).astype(np.int64)
    duration = np.minimum(hours // 8, 9)
    earliest = np.maximum(np.datetime64(first, "D"), first_day(persons.appointed[person]))
    room = np.maximum(days_between(earliest, until) - duration - 1, 0)
    start = later(earliest, (rng.random(size) * (room + 1)).astype(np.int64))
    end = later(start, duration)
    subject, none = rng.integers(0, 1 << 20, size), np.zeros(size, np.int64)
    organiser = rng.integers(0, len(catalogue.organisers()), size)
    return Trainings(person, form, subject, none, hours, start, end, organiser)


def _programmes(persons: Persons, positions: Positions, rng: np.random.Generator, on: date) -> Trainings:
    """Initial training in the first year of a PNS since 2015; a leadership programme for three posts in four."""
    served_a_year = month_of(on) - persons.appointed >= 10
    new = np.flatnonzero(persons.is_pns & (persons.appointed >= INITIAL_TRAINING_FROM) & served_a_year)
    rows = [
        (new, np.full(len(new), 8), np.full(len(new), INITIAL_TRAINING_HOURS), persons.appointed[new] + 4)
    ]
    for echelon, (structural, hours) in LEADERSHIP.items():
        held = np.flatnonzero((positions.echelon == echelon) & (rng.random(len(positions.person)) < 0.75))
        month = months_of(positions.day[held]) + rng.integers(3, 14, len(held))
        rows.append(
            (positions.person[held], np.full(len(held), structural), np.full(len(held), hours), month)
        )
    person, kind, length, month = (np.concatenate(column) for column in zip(*rows, strict=True))
    start = later(first_day(month), rng.integers(0, 20, len(month)))
    end = later(start, 110)
    done = end <= np.datetime64(on)
    _unique, first = np.unique((person * 16 + kind)[done], return_index=True)
    chosen = np.flatnonzero(done)[first]
    none = np.zeros(len(chosen), np.int64)
    return Trainings(
        person[chosen], none, none, kind[chosen], length[chosen], start[chosen], end[chosen], none + 1
    )


def rate(persons: Persons, sanctions: Sanctions, rng: np.random.Generator, *, on: date) -> Ratings:
    """Ratings of the last two full years: nearly all "as expected" (shares: assumption)."""
    quality = rng.normal(0.0, 1.0, len(persons))
    rows = []
    for year in (on.year - 2, on.year - 1):
        person = np.flatnonzero(persons.appointed <= (year - 1970) * 12 + 5)
        score = 0.6 * quality[person, None] + 0.8 * rng.normal(0.0, 1.0, (len(person), 2))
        results = np.select([score[:, 0] > 0.95, score[:, 0] > -1.9], [1, 2], default=3)
        behaviour = np.select([score[:, 1] > 0.75, score[:, 1] > -2.4], [1, 2], default=3)
        punished = np.isin(person, sanctions.person[years_of(sanctions.start) == year])
        behaviour[punished] = 3
        rows.append((person, np.full(len(person), year), results, behaviour))
    person, years, results, behaviour = (np.concatenate(column) for column in zip(*rows, strict=True))
    order = np.lexsort((years, person))
    return Ratings(person[order], years[order], results[order], behaviour[order])


def punish(persons: Persons, rng: np.random.Generator, *, on: date) -> Sanctions:
    """About one in three hundred was punished in the last three years (assumption: rare, mostly light)."""
    may: Bools = persons.is_pns & ((on.year - 1970) * 12 - persons.appointed > 24)
    chance = np.where(may, rng.random(len(persons)), 1.0)
    person = np.flatnonzero(
        chance < max(0.0045, chance.min() + 1e-9)
    )  # somebody is, so that the file is not empty
    weights = np.array(list(SANCTION_WEIGHTS.values()))
    kind = rng.choice(np.array(list(SANCTION_WEIGHTS)), len(person), p=weights / weights.sum())
    days_ago = rng.integers(20, 3 * 365, len(person))
    earliest = later(first_day(persons.appointed[person]), 400)
    start = np.maximum(later(np.full(len(person), np.datetime64(on, "D")), -days_ago), earliest)
    months = np.array([SANCTION_MONTHS.get(int(k), 0) for k in kind], np.int64)
    return Sanctions(person, kind, start, months)
