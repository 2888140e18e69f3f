"""What assessments found: of one person, and of everyone at once as columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Q, QuerySet

from bijak.competency.models import Assessment

NOT_REPLACED = Q(replaced_by=None)


def assessments(employee: int) -> QuerySet[Assessment]:
    """All assessments of a person (key of people.Employee), the latest first."""
    return Assessment.objects.filter(NOT_REPLACED, employee_id=employee).order_by("-assessed_on", "-pk")


@dataclass(frozen=True)
class Assessed:
    """The latest scores of people by a day, in the order of their keys; NaN and NaT where there is none.

    Potential and competence may come from two reports; the days are then those of the older one.
    """

    employee: npt.NDArray[np.int64]
    potential: npt.NDArray[np.float64]
    jpm: npt.NDArray[np.float64]
    assessed_on: npt.NDArray[np.datetime64]
    valid_until: npt.NDArray[np.datetime64]

    def __len__(self) -> int:
        return len(self.employee)


def assessed(employees: Sequence[int] | npt.NDArray[np.int64], *, on: date) -> Assessed:
    """The latest potential and the latest JPM of people, by a day. One query."""
    keys = np.asarray(employees, np.int64)
    question = """
        SELECT DISTINCT ON (employee_id, kind)
               employee_id, kind, score::float8, assessed_on, valid_until
        FROM competency_assessment
        CROSS JOIN LATERAL (VALUES ('potential', potential), ('jpm', jpm)) AS found (kind, score)
        WHERE replaced_by_id IS NULL AND score IS NOT NULL AND assessed_on <= %s AND employee_id = ANY(%s)
        ORDER BY employee_id, kind, assessed_on DESC, id DESC
    """
    with connection.cursor() as cursor:
        cursor.execute(question, [on, keys.tolist()])
        rows = cursor.fetchall()
    scores: dict[tuple[int, str], tuple[float, date, date | None]] = {
        (key, kind): (score, day, until) for key, kind, score, day, until in rows
    }
    nothing = (np.nan, None, None)
    pairs = [
        (scores.get((key, "potential"), nothing), scores.get((key, "jpm"), nothing)) for key in keys.tolist()
    ]
    older = [
        min((each for each in pair if each[1] is not None), key=lambda each: each[1], default=nothing)
        for pair in pairs
    ]
    return Assessed(
        keys,
        np.array([potential[0] for potential, _jpm in pairs], np.float64),
        np.array([jpm[0] for _potential, jpm in pairs], np.float64),
        np.array([day for _score, day, _until in older], "datetime64[D]"),
        np.array([until for _score, _day, until in older], "datetime64[D]"),
    )
