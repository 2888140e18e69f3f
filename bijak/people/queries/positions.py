"""Every definitive position that anybody ever held, as columns: what careers are told from."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Q

from bijak.people.models import Assignment, PositionSpell
from bijak.people.queries.gathering import Version, version


@dataclass(frozen=True, eq=False)
class Held:
    """One row for each position, of each person (``employee``) in the order in which she held them.

    Of a position its kind, echelon and title stand together: ``posts[post[i]]`` is that of row i. ``until_on`` is NaT
    where she holds it still.
    """

    employee: npt.NDArray[np.int64]
    unit: npt.NDArray[np.int64]
    from_on: npt.NDArray[np.datetime64]
    until_on: npt.NDArray[np.datetime64]
    post: npt.NDArray[np.int32]
    posts: tuple[tuple[str, str, str], ...]

    def __len__(self) -> int:
        return len(self.employee)


def held_positions() -> Held:
    """What is on record now, of everyone who is or was here; kept until a record changes."""
    now = version()
    with _reading:  # who asks meanwhile finds it read
        return _held(now)


def stood_in_for(*, on: date) -> list[tuple[int, int, str, date]]:
    """Who does another's work on a day (Plt., Plh., Pj.): the person, the unit, the title, and since when."""
    rows = PositionSpell.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on),
        believed_until=None,
        assignment__in=(Assignment.ACTING, Assignment.DAILY, Assignment.INTERIM),
        from_on__lte=on,
    )
    return list(
        rows.order_by("employee", "from_on", "pk").values_list("employee", "unit", "title", "from_on")
    )


_reading = Lock()


@lru_cache(maxsize=1)
def _held(_now: Version) -> Held:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT employee_id, unit_id, from_on, until_on, kind, echelon_code, title FROM people_positionspell
            WHERE believed_until IS NULL AND assignment = 'definitive' ORDER BY employee_id, from_on, id
            """
        )
        rows = cursor.fetchall()
    places: dict[Any, int] = {}
    post = np.array([places.setdefault(row[4:], len(places)) for row in rows], np.int32)
    types: tuple[npt.DTypeLike, ...] = (np.int64, np.int64, "datetime64[D]", "datetime64[D]")
    employee, unit, from_on, until_on = (
        np.array([row[column] for row in rows], dtype) for column, dtype in enumerate(types)
    )
    return Held(employee, unit, from_on, until_on, post, tuple(places))
