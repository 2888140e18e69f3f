"""What is on record that takes people away from their posts, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

from bijak.people.queries.sanctions import LEVELS

_ENDING = """
    SELECT k.employee, s.is_leaving, s.is_undated, b.level
    FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS k (employee, place)
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(effective_from > %(on)s), false) AS is_leaving,
               coalesce(bool_or(effective_from IS NULL), false) AS is_undated
        FROM people_separation
        WHERE employee_id = k.employee AND believed_until IS NULL AND decree_on <= %(on)s
    ) AS s
    CROSS JOIN LATERAL (
        SELECT CASE WHEN coalesce(bool_or(level_code = ''), false) AND NOT bool_or(level_code = 'B') THEN NULL
                    ELSE coalesce(max(array_position(%(levels)s::varchar[], level_code)), 0) END AS level
        FROM people_sanctionspell
        WHERE employee_id = k.employee AND believed_until IS NULL
          AND from_on <= %(on)s AND (until_on IS NULL OR until_on > %(on)s)
    ) AS b
    ORDER BY k.place
"""


@dataclass(frozen=True)
class Ending:
    """Of some people on a day, in the order in which they were asked about.

    ``is_leaving``: a decree ends her employment on a later day; ``is_undated``: one does that names no day.
    ``sanction_level`` is the gravest sanction that runs, a place in ``LEVELS`` from 1; 0 for none, NaN where it is not
    known.
    """

    employee: npt.NDArray[np.int64]
    is_leaving: npt.NDArray[np.bool_]
    is_undated: npt.NDArray[np.bool_]
    sanction_level: npt.NDArray[np.float64]


def ending(employees: Sequence[int], *, on: date) -> Ending:
    """What speaks for people's going by a day. One query."""
    types: tuple[npt.DTypeLike, ...] = (np.int64, np.bool_, np.bool_, np.float64)
    asked: dict[str, Any] = {"keys": list(employees), "on": on, "levels": list(LEVELS)}
    with connection.cursor() as cursor:
        cursor.execute(_ENDING, asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(types)
    return Ending(*(np.array(column, dtype) for column, dtype in zip(found, types, strict=True)))
