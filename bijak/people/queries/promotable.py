"""What the law of rank promotion asks about every PNS, as columns."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import sql

from bijak.people import texts
from bijak.people.queries.portraits import NOBODY, Portrait, retirements

ON_LEAVE = ("02", "13")
"""Standings of those on unpaid leave: they belong here, and are not promoted."""

_DAY = "datetime64[D]"
_NO_DAY = np.datetime64("NaT", "D").astype(np.int64)
"""Days come as numbers, this one for none: a hundred thousand of them in a fiftieth of the time."""

_COLUMNS: Mapping[str, tuple[str, npt.DTypeLike]] = {
    "employee": ("t.employee_id", np.int64),
    "unit": ("coalesce(p.unit_id, 0)", np.int64),
    "kind": ("m.kind", "U20"),
    "standing": ("t.standing_code", "U3"),
    "rank": ("coalesce(r.rank_code, '')", "U4"),
    "rank_from": ("r.from_on", _DAY),
    "position_kind": ("coalesce(p.kind, '')", "U12"),
    "position_title": ("coalesce(p.title, '')", object),
    "echelon": ("coalesce(p.echelon_code, '')", "U2"),
    "position_from": ("p.from_on", _DAY),
    "education": ("coalesce(d.level, '')", "U2"),
    "born_on": ("t.born_on", _DAY),
    "served_from": ("f.from_on", _DAY),
    "sanction": ("coalesce(x.weight, 0)", np.int64),
    "sanction_until": ("x.until_on", _DAY),
    "was_sanctioned": ("h.employee_id IS NOT NULL", np.bool_),
    "sanctioned_until": ("h.until_on", _DAY),
    "leave_days": ("coalesce(l.days, 0)", np.int64),
    "outstanding": ("coalesce(a.outstanding_on >= r.from_on, false)", np.bool_),
    "discovery": ("coalesce(a.discovery_on >= r.from_on, false)", np.bool_),
}

SANCTIONS = ("none", "light", "", "medium", "heavy")
"""By weight: of a sanction whose level is not known it is unknown which it is, unless a heavier one is being served."""

_QUESTION = """
    SELECT {columns}
    FROM people_employeetoday AS t
    JOIN people_employmentspell AS m ON m.employee_id = t.employee_id AND m.believed_until IS NULL AND m.kind = 'pns'
         AND m.from_on <= %(on)s AND (m.until_on IS NULL OR m.until_on > %(on)s)
    LEFT JOIN people_rankspell AS r ON r.employee_id = t.employee_id AND r.believed_until IS NULL
         AND r.from_on <= %(on)s AND (r.until_on IS NULL OR r.until_on > %(on)s)
    LEFT JOIN people_positionspell AS p ON p.employee_id = t.employee_id AND p.believed_until IS NULL
         AND p.assignment = 'definitive' AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on > %(on)s)
    LEFT JOIN (
        SELECT employee_id, max(level_code) AS level FROM people_educationrecord
        WHERE believed_until IS NULL AND graduated_year <= extract(year FROM %(on)s::date) AND {among}
        GROUP BY employee_id
    ) AS d ON d.employee_id = t.employee_id
    LEFT JOIN (
        SELECT employee_id, min(from_on) AS from_on FROM people_employmentspell
        WHERE believed_until IS NULL AND kind IN ('cpns', 'pns') AND {among} GROUP BY employee_id
    ) AS f ON f.employee_id = t.employee_id
    LEFT JOIN (
        SELECT employee_id, max(CASE level_code WHEN 'B' THEN 4 WHEN 'S' THEN 3 WHEN '' THEN 2 ELSE 1 END) AS weight,
               CASE WHEN bool_and(until_on IS NOT NULL) FILTER (WHERE level_code IN ('S', 'B'))
                    THEN max(until_on) FILTER (WHERE level_code IN ('S', 'B')) END AS until_on
        FROM people_sanctionspell
        WHERE believed_until IS NULL AND from_on <= %(on)s AND (until_on IS NULL OR until_on > %(on)s) AND {among}
        GROUP BY employee_id
    ) AS x ON x.employee_id = t.employee_id
    LEFT JOIN (
        SELECT employee_id, max(coalesce(until_on, '9999-12-31')) AS until_on FROM people_sanctionspell
        WHERE believed_until IS NULL AND from_on <= %(on)s AND level_code IN ('S', 'B') AND {among}
        GROUP BY employee_id
    ) AS h ON h.employee_id = t.employee_id
    LEFT JOIN (
        SELECT v.employee_id,
               sum(least(v.until_on, v.returned_on, %(on)s::date) - greatest(v.from_on, k.from_on)) AS days
        FROM people_unpaidleavespell AS v
        JOIN people_rankspell AS k ON k.employee_id = v.employee_id AND k.believed_until IS NULL
             AND k.from_on <= %(on)s AND (k.until_on IS NULL OR k.until_on > %(on)s)
        WHERE v.believed_until IS NULL AND v.from_on < %(on)s
          AND least(v.until_on, v.returned_on, %(on)s::date) > greatest(v.from_on, k.from_on)
        GROUP BY v.employee_id
    ) AS l ON l.employee_id = t.employee_id
    LEFT JOIN (
        SELECT employee_id, max(day) FILTER (WHERE award_code = '307') AS outstanding_on,
               max(day) FILTER (WHERE award_code = '308') AS discovery_on
        FROM (
            SELECT employee_id, award_code, coalesce(decree_on, make_date(year, 12, 31)) AS day FROM people_award
            WHERE believed_until IS NULL AND award_code IN ('307', '308')
        ) AS w WHERE day <= %(on)s GROUP BY employee_id
    ) AS a ON a.employee_id = t.employee_id
    WHERE t.standing_code = ANY(%(standings)s) AND {among_today}
    ORDER BY t.employee_id
"""


def promotable(on: date, *, among: Sequence[int] | None = None) -> dict[str, npt.NDArray[Any]]:
    """Columns by name in the order of keys, of every PNS on a day, or of some; by what we know now. Three queries.

    What is not known is "", NaT or None; ``unit`` is 0 where no position is held. ``sanction`` is the place in
    ``SANCTIONS`` of the heaviest that is being served; ``was_sanctioned`` asks for any of middle or heavy kind, ended
    or not. ``leave_days`` counts unpaid leave within the rank; ``outstanding`` and ``discovery`` ask for the national
    awards (307, 308) of that time. ``retires_on`` is by the position and the law of the day.
    """
    where = sql.SQL("(%(among)s::bigint[] IS NULL OR {} = ANY(%(among)s))")
    question = sql.SQL(_QUESTION).format(
        columns=sql.SQL(", ").join(
            sql.SQL(f"coalesce({column} - date 'epoch', {_NO_DAY})" if kind == _DAY else column)
            for column, kind in _COLUMNS.values()
        ),
        among=where.format(sql.Identifier("employee_id")),
        among_today=where.format(sql.Identifier("t", "employee_id")),
    )
    asked: dict[str, Any] = {
        "on": on,
        "among": None if among is None else list(among),
        "standings": [*texts.ACTIVE_STANDINGS, *ON_LEAVE],
    }
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(_COLUMNS)
    columns = {
        name: np.array(column, np.int64).view(_DAY) if kind == _DAY else np.array(column, kind)
        for (name, (_sql, kind)), column in zip(_COLUMNS.items(), found, strict=True)
    }
    columns["retires_on"] = _retirements(columns, on)
    return columns


def _retirements(columns: Mapping[str, npt.NDArray[Any]], on: date) -> npt.NDArray[np.datetime64]:
    names = {"rank_code": "rank", "sex": "standing"}  # a retirement asks neither
    held = (columns[names.get(name, name)] for name in NOBODY.__dataclass_fields__ if name != "on")
    return retirements(Portrait(on, *held))
