"""Who was sanctioned within some years, as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

LEVELS = ("R", "S", "B")
"""Codes of the levels, each heavier than the last: ringan, sedang, berat (PP 94/2021 Pasal 8)."""


@dataclass(frozen=True)
class Sanctioned:
    """Those who were, in the order of their keys; ``heaviest`` is a place in ``LEVELS`` from 1, 0 where not known.

    ``last_on`` is the day of the last sanction.
    """

    employee: npt.NDArray[np.int64]
    heaviest: npt.NDArray[np.int64]
    last_on: npt.NDArray[np.datetime64]


def sanctioned_between(since: date, until: date, *, among: Sequence[int] | None = None) -> Sanctioned:
    """Sanctions that began after ``since``, up to ``until``. One whose level is not known may be the heaviest."""
    question = """
        SELECT employee_id,
               CASE WHEN bool_or(level_code = '') AND bool_and(level_code <> 'B') THEN 0
                    ELSE coalesce(max(array_position(%(levels)s::varchar[], level_code)), 0) END,
               max(from_on)
        FROM people_sanctionspell
        WHERE believed_until IS NULL AND from_on > %(since)s AND from_on <= %(until)s
          AND (%(among)s::bigint[] IS NULL OR employee_id = ANY(%(among)s))
        GROUP BY employee_id ORDER BY employee_id
    """
    asked: dict[str, Any] = {
        "levels": list(LEVELS),
        "since": since,
        "until": until,
        "among": None if among is None else list(among),
    }
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        employee, heaviest, last_on = list(zip(*cursor.fetchall(), strict=True)) or [()] * 3
    return Sanctioned(
        np.array(employee, np.int64), np.array(heaviest, np.int64), np.array(last_on, "datetime64[D]")
    )
