"""The whole made-up workforce, as arrays."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.siasn.engine import (
    careers,
    catalogue,
    columns,
    learning,
    names,
    numbers,
    persons,
    posts,
    structure,
)
from bijak.siasn.engine.careers import Ranks
from bijak.siasn.engine.learning import Ratings, Sanctions, Trainings
from bijak.siasn.engine.moments import Ints, month_of
from bijak.siasn.engine.persons import Persons
from bijak.siasn.engine.posts import Positions


@dataclass(frozen=True)
class Workforce:
    """Everything that was drawn. ``tables`` writes it down, a stretch of people at a time.

    ``present``: the row of ``positions`` that each holds today. ``chance``: a number of each person's own, for
    choices on which nothing else depends.
    """

    code: str
    seed: int
    on: date
    persons: Persons
    nip: Ints
    nik: Ints
    names: npt.NDArray[Any]
    religion: Ints
    ranks: Ranks
    positions: Positions
    programmes: Trainings
    courses: Trainings
    ratings: Ratings
    sanctions: Sanctions
    superior: Ints
    present: Ints
    siasn_ids: list[str]
    chance: Ints

    def __len__(self) -> int:
        return len(self.persons)

    @property
    def agency(self) -> dict[str, Any]:
        return catalogue.agency(self.code)


def generate(code: str, *, people: int, seed: int, on: date) -> Workforce:
    """Draw the workforce of an agency as it stands on a day. The same arguments give the same workforce."""
    rng = np.random.default_rng([seed, people])
    today = month_of(on)
    agency = catalogue.agency(code)
    everyone = persons.draw(code, structure.staff(code, people, rng), rng, on=on)
    everyone = persons.shuffled(everyone, rng)
    called, religion = names.compose(agency["cultures"], everyone.is_woman, rng)
    ranks = careers.climb(everyone, rng, today=today)
    positions = posts.place(everyone, ranks, rng, today=today)
    sanctions = learning.punish(everyone, rng, on=on)
    programmes, courses = learning.train(agency, everyone, positions, rng, on=on)
    definitive = np.flatnonzero(~positions.is_additional)
    present = np.zeros(people, np.int64)
    present[positions.person[definitive]] = definitive  # sorted by day: the last one written stays
    return Workforce(
        code=code,
        seed=seed,
        on=on,
        persons=everyone,
        nip=numbers.nips(everyone),
        nik=numbers.niks(everyone, agency["nik_region"]),
        names=called,
        religion=religion,
        ranks=ranks,
        positions=positions,
        programmes=programmes,
        courses=courses,
        ratings=learning.rate(everyone, sanctions, rng, on=on),
        sanctions=sanctions,
        superior=posts.superiors(everyone, ranks),
        present=present,
        siasn_ids=columns.ids(people, rng),
        chance=rng.integers(0, 1 << 40, people),
    )
