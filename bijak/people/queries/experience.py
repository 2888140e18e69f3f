"""What people have done so far and how they conducted themselves, as columns: what a post looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

_EXPERIENCE = """
    SELECT k.employee, p.since, p.posts, p.acting, s.heaviest, s.is_unclear, s.is_serving
    FROM unnest(%(keys)s::bigint[]) WITH ORDINALITY AS k (employee, place)
    CROSS JOIN LATERAL (
        SELECT min(from_on) FILTER (WHERE assignment = 'definitive' AND kind = %(kind)s) AS since,
               count(DISTINCT (title, unit_id)) FILTER (WHERE assignment = 'definitive') AS posts,
               count(*) FILTER (WHERE assignment <> 'definitive') AS acting
        FROM people_positionspell
        WHERE employee_id = k.employee AND believed_until IS NULL AND from_on <= %(on)s
    ) AS p
    CROSS JOIN LATERAL (
        SELECT coalesce(max(array_position(ARRAY['R', 'S', 'B'], level_code::text)), 0) AS heaviest,
               coalesce(bool_or(level_code = ''), false) AS is_unclear,
               coalesce(bool_or(until_on IS NULL OR until_on > %(on)s), false) AS is_serving
        FROM people_sanctionspell
        WHERE employee_id = k.employee AND believed_until IS NULL AND from_on <= %(on)s
    ) AS s
    ORDER BY k.place
"""


@dataclass(frozen=True)
class Experience:
    """Of some people by a day, in the order in which they were asked about.

    ``since`` is the first day in a position of the kind asked for, NaT where there was none; ``posts`` how many
    positions were held by right, ``acting`` how many on behalf of another (Plt., Plh., Pj.). ``heaviest`` is the
    gravest sanction on record: 0 none, 1 light, 2 medium, 3 heavy; ``is_unclear`` where the level of one is not known.
    """

    employee: npt.NDArray[np.int64]
    since: npt.NDArray[np.datetime64]
    posts: npt.NDArray[np.int64]
    acting: npt.NDArray[np.int64]
    heaviest: npt.NDArray[np.int64]
    is_unclear: npt.NDArray[np.bool_]
    is_serving: npt.NDArray[np.bool_]


def experience(employees: Sequence[int], *, kind: str, on: date) -> Experience:
    """What people did by a day; ``kind`` is the kind of position whose beginning is asked for. One query."""
    types: tuple[npt.DTypeLike, ...] = (np.int64, "datetime64[D]", *[np.int64] * 3, np.bool_, np.bool_)
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {"keys": list(employees), "kind": kind, "on": on}
        cursor.execute(_EXPERIENCE, asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(types)
    return Experience(*(np.array(column, dtype) for column, dtype in zip(found, types, strict=True)))
