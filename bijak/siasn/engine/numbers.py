"""NIP, NI PPPK and NIK for whole columns. Layouts: Perka BKN 22/2007 and 43/2007; see ``kernel.nip``."""

import numpy as np

from bijak.siasn.engine.persons import Kind, Persons


def places_within(keys: np.ndarray) -> np.ndarray:
    """For each entry its place (from 0) among the entries with an equal key, in order of appearance."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_first = np.ones(len(keys), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    starts = np.flatnonzero(is_first)
    places = np.empty(len(keys), np.int64)
    places[order] = np.arange(len(keys)) - np.repeat(starts, np.diff(np.append(starts, len(keys))))
    return places


def nips(persons: Persons) -> np.ndarray:
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


def niks(persons: Persons, region: str) -> np.ndarray:
    """Sixteen digits with the region's code and district 00, which no district bears: nobody's NIK can be met."""
    days = persons.born.astype("datetime64[D]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (days - days.astype("datetime64[M]")).astype(np.int64) + 1 + 40 * persons.is_woman
    key = (int(region) * 100 * 100 + day) * 10_000 + month * 100 + year % 100
    return key * 10_000 + 1 + places_within(key)


def _yyyymmdd(days: np.ndarray) -> np.ndarray:
    months = days.astype("datetime64[M]")
    month = months.astype(np.int64)
    return (1970 + month // 12) * 10_000 + (month % 12 + 1) * 100 + (days - months).astype(np.int64) + 1
