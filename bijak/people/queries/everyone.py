"""Everyone at once, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import sql

from bijak.kernel.rows import Rows
from bijak.people import texts


@dataclass(frozen=True)
class Workforce(Rows):
    """The people who work here on a day, as columns in the order of their keys; ``unit`` is 0 where none is known."""

    employee: npt.NDArray[np.int64]
    kind_from: npt.NDArray[np.datetime64]
    sex: npt.NDArray[np.str_]
    rank_code: npt.NDArray[np.str_]
    unit: npt.NDArray[np.int64]


_WORKING = sql.SQL(
    """
    SELECT {columns}
    FROM people_employmentspell AS m
    JOIN people_identity AS i ON i.employee_id = m.employee_id AND i.believed_until IS NULL
    JOIN people_standingspell AS s ON s.employee_id = m.employee_id AND s.believed_until IS NULL
         AND (s.until_on IS NULL OR s.until_on > %(on)s)
         AND (s.from_on <= %(on)s OR s.id IN (
             SELECT DISTINCT ON (employee_id) id FROM people_standingspell
             WHERE believed_until IS NULL AND (%(among)s::bigint[] IS NULL OR employee_id = ANY(%(among)s))
             ORDER BY employee_id, from_on
         ))
    LEFT JOIN people_rankspell AS r ON r.employee_id = m.employee_id AND r.believed_until IS NULL
         AND r.from_on <= %(on)s AND (r.until_on IS NULL OR r.until_on > %(on)s)
    LEFT JOIN people_positionspell AS p ON p.employee_id = m.employee_id AND p.believed_until IS NULL
         AND p.assignment = 'definitive' AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on > %(on)s)
    WHERE m.believed_until IS NULL AND m.kind = ANY(%(kinds)s)
      AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on > %(on)s)
      AND s.standing_code = ANY(%(standings)s)
      AND (%(among)s::bigint[] IS NULL OR m.employee_id = ANY(%(among)s))
    ORDER BY m.employee_id
    """
)


def workforce(on: date, *, kinds: Sequence[str], among: Sequence[int] | None = None) -> Workforce:
    """Everyone of some kinds (``pns``, ``pppk`` …) who is active on a day, by what we know now. One query.

    The national export dates everything but the standing, which counts from the day it was first seen: before that
    day the first one holds. So a day before the first import has an answer, by those who were still here at it.
    ``among`` asks about some people only (keys of Employee), so that one person's page says what is said of all.
    """
    columns = "m.employee_id, m.from_on, i.sex, coalesce(r.rank_code, ''), coalesce(p.unit_id, 0)"
    types = (np.int64, "datetime64[D]", "U1", "U4", np.int64)
    return Workforce(*working(columns, types, on=on, kinds=kinds, among=among))


def working(
    columns: str,
    types: Sequence[npt.DTypeLike],
    *,
    on: date,
    kinds: Sequence[str],
    among: Sequence[int] | None = None,
) -> list[npt.NDArray[Any]]:
    """Columns of those whom ``workforce`` asks about, in the order of their keys.

    ``columns`` is SQL of ours: m is the employment, i the identity, r the rank, p the position, each on that day.
    """
    asked: dict[str, Any] = {
        "on": on,
        "kinds": list(kinds),
        "standings": list(texts.ACTIVE_STANDINGS),
        "among": None if among is None else list(among),
    }
    question = _WORKING.format(columns=sql.SQL(columns))
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(types)
    return [np.array(column, dtype) for column, dtype in zip(found, types, strict=True)]
