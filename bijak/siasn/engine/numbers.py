"""NIP, NI PPPK and NIK for whole columns. Layouts: Perka BKN 22/2007 and 43/2007; see ``kernel.nip``."""

import numpy as np

from bijak.siasn.engine.moments import Days, Ints, days_between, first_day, months_of, years_of
from bijak.siasn.engine.persons import Kind, Persons


def places_within(keys: Ints) -> Ints:
    """For each entry its place (from 0) among the entries with an equal key, in order of appearance."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_first = np.ones(len(keys), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(is_first)
    places = np.empty(len(keys), np.int64)
    places[order] = np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
    return places


def nips(persons: Persons) -> Ints:
    """Eighteen digits as int64 (a birth year begins with 19 or 20, so no zero stands in front).

    The national numbering counts everyone born and appointed in the same months, so a region sees gaps; they are made
    here by a start that differs from family to family of numbers.
    """
    day = _yyyymmdd(persons.born)
    year, month = 1970 + persons.appointed // 12, persons.appointed % 12 + 1
    marker = np.where(persons.kind >= Kind.PPPK, 21, month)
    family = ((day * 10_000 + year) * 100 + marker) * 10 + persons.is_woman + 1
    place = places_within(family)
    start = np.where(persons.is_pns, family % 17, family % 60)
    sequence = 1 + start + place
    if sequence.max() > 999:
        raise OverflowError("More people share a birth date and an appointment than three digits can count.")
    return family * 1000 + sequence


def niks(persons: Persons, region: str) -> Ints:
    """Sixteen digits with the region's code and district 00, which no district bears: nobody's NIK can be met."""
    month, year = months_of(persons.born) % 12 + 1, years_of(persons.born)
    day = _day_of_month(persons.born) + 40 * persons.is_woman
    key: Ints = (int(region) * 100 * 100 + day) * 10_000 + month * 100 + year % 100
    nik: Ints = key * 10_000 + 1 + places_within(key)
    return nik


def _yyyymmdd(days: Days) -> Ints:
    month = months_of(days) % 12 + 1
    written: Ints = years_of(days) * 10_000 + month * 100 + _day_of_month(days)
    return written


def _day_of_month(days: Days) -> Ints:
    return days_between(first_day(months_of(days)), days) + 1
