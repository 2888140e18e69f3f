"""Whom a list of people is about: narrowed by what the page of people and its pictures narrow by."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from bijak.lists.registries import Asked
from bijak.people.queries import portraits
from bijak.people.queries.careers import Careers, careers, named


def people(asked: Asked, *kinds: str) -> Careers:
    """Everyone whom the question is about as she was on its day, of some kinds (``pns`` …) or of all."""
    known = careers(asked.on, reach=asked.reach, unit_path=asked.unit_path)
    if kinds:
        known = known[np.isin(known.kind, kinds)]
    if asked.groups:
        known = known[portraits.chosen(portraits.traits(known), asked.groups)]
    if asked.words:
        known = known[named(known, asked.words)]
    if asked.position:
        begins = asked.position.casefold()
        titles = known.position_title
        known = known[np.array([title.casefold().startswith(begins) for title in titles], np.bool_)]
    return known


def in_span(days: npt.NDArray[np.datetime64], asked: Asked) -> npt.NDArray[np.bool_]:
    """Which days lie in the span that is asked about; one that is not known lies in none."""
    return (days >= np.datetime64(asked.since)) & (days <= np.datetime64(asked.until))


def groups() -> Mapping[str, Mapping[str, str]]:
    """What one can narrow to, by the name that an address gives it: keys and what they are called."""
    return {name: each.labels for name, each in portraits.traits(portraits.NOBODY).items()}
