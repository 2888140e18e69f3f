"""How many people at once were rated, and what credit points they hold: as columns, for whoever decides by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl
from django.db import connection

from bijak.performance.models import CreditKind
from bijak.quality import rules as posts

_RATINGS = r"""
    SELECT string_agg(concat_ws(E'\t', employee_id, year, predicate), E'\n') FROM performance_skprating
    WHERE replaced_by_id IS NULL AND year < %s AND employee_id = ANY(%s)
"""
_CREDITS = r"""
    SELECT string_agg(
        concat_ws(E'\t', employee_id, translate(position, E'\t\n\r', '   '), points, until_on), E'\n'
    )
    FROM performance_creditpoint
    WHERE replaced_by_id IS NULL AND until_on <= %s AND kind <> %s AND employee_id = ANY(%s)
"""

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
    known = _told(_RATINGS, [on.year, keys.tolist()], {"year": pl.Int64, "predicate": pl.String})
    agreed = (
        pl.when(pl.col("predicate").n_unique() == 1).then(pl.col("predicate").first()).otherwise(pl.lit(""))
    )
    told = (
        known.group_by("employee", "year")
        .agg(agreed.alias("predicate"))
        .sort("employee", "year", descending=[False, True])
        .with_columns(pl.int_range(pl.len()).over("employee").alias("back"))
        .filter(pl.col("back") < years)
    )
    rows, back = _places(keys, told["employee"].to_numpy()), told["back"].to_numpy()
    rated = Rated(keys, np.zeros((len(keys), years), np.int64), np.full((len(keys), years), "", "U20"))
    rated.year[rows, back] = told["year"].to_numpy()
    rated.predicate[rows, back] = np.array(told["predicate"].to_list(), "U20")
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
    schema = {"position": pl.String, "points": pl.Float64, "until": pl.Date}
    told = (
        _told(_CREDITS, [on, CreditKind.ASSESSED, keys.tolist()], schema)
        .group_by("employee", "position")
        .agg(pl.col("points").sum(), pl.col("until").max())
        .sort("until", "employee", "position")
    )
    levels = {title: posts.post_of("functional", "", title) for title in told["position"].unique().to_list()}
    level = np.array([levels[title] for title in told["position"].to_list()], "U12")
    rows, points = _places(keys, told["employee"].to_numpy()), told["points"].to_numpy()
    until = told["until"].to_numpy().astype("datetime64[D]")
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


def _places(keys: npt.NDArray[np.int64], owner: npt.NDArray[np.int64]) -> npt.NDArray[np.intp]:
    """Where each owner stands among the keys; only of them was asked."""
    order = np.argsort(keys)
    return np.asarray(order[np.searchsorted(keys, owner, sorter=order)])


def _told(question: str, asked: Any, schema: dict[str, Any]) -> pl.DataFrame:
    """Rows by the hundred thousand come as one text: one by one they take several times as long."""
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        (text,) = cursor.fetchone() or (None,)
    return pl.read_csv(
        (text or "").encode(),
        separator="\t",
        quote_char=None,
        has_header=False,
        schema={"employee": pl.Int64} | schema,
        raise_if_empty=False,
    ).with_columns(pl.col(pl.String).fill_null(""))
