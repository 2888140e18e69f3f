"""How many people at once were rated, and what credit points they hold: as columns, for whoever decides by them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from bijak.performance.models import CreditKind
from bijak.quality import rules as posts

type Keys = npt.NDArray[np.int64] | Sequence[int]


@dataclass(frozen=True)
class Rated:
    """The last years in which each was rated, the latest first: a row for each person, a column for each year.

    ``year`` is 0 and ``predicate`` "" where there are no more; a year with a predicate of "" was rated twice, and not
    alike: which of the two is right is not known here.
    """

    employee: npt.NDArray[np.int64]
    year: npt.NDArray[np.int64]
    predicate: npt.NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.employee)

    def in_year(self, year: int) -> npt.NDArray[np.object_]:
        """The predicate of one year, None where it is not known: ready for a Record."""
        here = (self.year == year) & (self.predicate != "")
        found = np.full(len(self), None, dtype=object)
        rows, places = np.nonzero(here)
        found[rows] = self.predicate[rows, places]
        return found


def ratings(employee_keys: Keys, *, years: int = 2, on: date) -> Rated:
    """The predicates of the last ``years`` rated years of people, in the order of the keys. One query.

    Of the year of ``on`` itself none: it is rated when it is over.
    """
    keys = np.asarray(employee_keys, np.int64)
    question = """
        SELECT employee_id, year, CASE WHEN min(predicate) = max(predicate) THEN min(predicate) ELSE '' END
        FROM performance_skprating
        WHERE replaced_by_id IS NULL AND year < %s AND employee_id = ANY(%s)
        GROUP BY employee_id, year ORDER BY employee_id, year DESC
    """
    owner, year, predicate = _asked(question, [on.year, keys.tolist()], (np.int64, np.int64, "U20"))
    given, first = np.unique(owner, return_index=True)
    back = np.arange(len(owner)) - first[np.searchsorted(given, owner)]
    rows, found = _places(keys, owner)
    kept = found & (back < years)
    rated = Rated(keys, np.zeros((len(keys), years), np.int64), np.full((len(keys), years), "", "U20"))
    rated.year[rows[kept], back[kept]] = year[kept]
    rated.predicate[rows[kept], back[kept]] = predicate[kept]
    return rated


@dataclass(frozen=True)
class Credit:
    """Credit points that each gathered by a day at the levels (jenjang) of her functional position.

    ``level`` and ``points`` are those of the latest assessment; "" and NaN where there is none, or where its title
    tells no level. Points of another level do not count on: ask ``at`` with the level that each holds.
    """

    employee: npt.NDArray[np.int64]
    level: npt.NDArray[np.str_]
    points: npt.NDArray[np.float64]
    until: npt.NDArray[np.datetime64]
    """The first day that the latest assessment does not cover."""
    gathered: dict[str, npt.NDArray[np.float64]]
    """Points by level; NaN where there are none at it."""

    def __len__(self) -> int:
        return len(self.employee)

    def at(self, levels: npt.NDArray[np.str_] | Sequence[str]) -> npt.NDArray[np.float64]:
        """What each gathered at the level named for her: 0 where all is of other levels, NaN where nothing is known."""
        wanted = np.asarray(levels)
        points = np.where(self.level == "", np.nan, 0.0)
        for level, gathered in self.gathered.items():
            here = (wanted == level) & ~np.isnan(gathered)
            points[here] = gathered[here]
        return np.where(wanted == "", np.nan, points)


def credit(employee_keys: Keys, *, on: date) -> Credit:
    """Credit points of people by a day, in the order of the keys. One query.

    What was assessed activity by activity, before conversion, counts only once it was integrated.
    """
    keys = np.asarray(employee_keys, np.int64)
    question = """
        SELECT employee_id, position, sum(points)::float8, max(until_on)
        FROM performance_creditpoint
        WHERE replaced_by_id IS NULL AND until_on <= %s AND kind <> %s AND employee_id = ANY(%s)
        GROUP BY employee_id, position ORDER BY max(until_on), employee_id, position
    """
    types = (np.int64, object, np.float64, "datetime64[D]")
    owner, title, points, until = _asked(question, [on, CreditKind.ASSESSED, keys.tolist()], types)
    told, places = np.unique(title.astype(str), return_inverse=True)
    level = np.array([posts.post_of("functional", "", each) for each in told], "U12")[places]
    rows, found = _places(keys, owner)
    rows, level, points, until = rows[found], level[found], points[found], until[found]
    gathered = {}
    for each in np.unique(level[level != ""]).tolist():
        sums = np.full(len(keys), np.nan)
        here = level == each
        sums[rows[here]] = 0.0
        np.add.at(sums, rows[here], points[here])
        gathered[each] = sums
    latest = Credit(
        keys,
        np.full(len(keys), "", "U12"),
        np.full(len(keys), np.nan),
        np.full(len(keys), np.datetime64("NaT", "D")),
        gathered,
    )
    latest.level[rows] = level  # the latest is written last, and stays
    latest.until[rows] = until
    for each, sums in gathered.items():
        here = latest.level == each
        latest.points[here] = sums[here]
    return latest


def _places(keys: npt.NDArray[np.int64], owner: npt.NDArray[np.int64]) -> tuple[Any, Any]:
    """Where each owner stands among the keys, and whether she does."""
    if not len(keys):
        return np.zeros(len(owner), np.int64), np.zeros(len(owner), np.bool_)
    order = np.argsort(keys)
    rows = order[np.minimum(np.searchsorted(keys, owner, sorter=order), len(keys) - 1)]
    return rows, keys[rows] == owner


def _asked(question: str, asked: Any, types: Sequence[npt.DTypeLike]) -> list[npt.NDArray[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(types)
    return [np.array(column, dtype) for column, dtype in zip(found, types, strict=True)]
