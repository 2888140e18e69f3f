"""What is on record about everyone who works here today, as columns for rules that look for mistakes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from psycopg import sql

from bijak.kernel import ranks
from bijak.people import rules, texts

_COLUMNS: Mapping[str, tuple[str, npt.DTypeLike]] = {
    "employee": ("t.employee_id", np.int64),
    "unit": ("coalesce(t.unit_id, 0)", np.int64),
    "nip": ("i.nip", "U19"),
    "name": ("i.name", object),
    "born_on": ("i.born_on", "datetime64[D]"),
    "sex": ("i.sex", "U1"),
    "nik": ("i.nik", "U17"),
    "nik_is_valid": ("i.is_nik_valid", object),
    "nik_is_shared": ("d.nik IS NOT NULL", np.bool_),
    "kind": ("t.kind", "U20"),
    "kind_from": ("t.kind_from", "datetime64[D]"),
    "appointed_on": ("m.from_on", "datetime64[D]"),
    "contract_ends_on": ("c.contract_ends_on", "datetime64[D]"),
    "rank_code": ("t.rank_code", "U4"),
    "rank_order": ("t.rank_order", np.int64),
    "rank_from": ("t.rank_from", "datetime64[D]"),
    "rank_sank_from": ("k.before", "U4"),
    "rank_sank_to": ("k.rank_code", "U4"),
    "rank_sank_on": ("k.from_on", "datetime64[D]"),
    "position_kind": ("t.position_kind", "U12"),
    "position_title": ("t.position_title", object),
    "position_from": ("t.position_from", "datetime64[D]"),
    "echelon": ("t.echelon_code", "U2"),
    "education": ("t.education_level", "U2"),
    "separated_on": ("s.separated_on", "datetime64[D]"),
    "leave_from": ("v.from_on", "datetime64[D]"),
    "leave_until": ("v.until_on", "datetime64[D]"),
    "ranks_without_decree": ("coalesce(r.bare, 0)", np.int64),
    "positions_without_decree": ("coalesce(p.bare, 0)", np.int64),
    "appointments_without_decree": ("coalesce(m.bare, 0)", np.int64),
    "first_decree_on": ("least(r.decree_on, p.decree_on, m.decree_on)", "datetime64[D]"),
}

_AMONG = sql.SQL("(%(among)s::bigint[] IS NULL OR {key} = ANY(%(among)s))")

_HISTORY = sql.SQL(
    """
    SELECT employee_id, min(from_on) AS from_on, min(decree_on) AS decree_on,
           count(*) FILTER (WHERE decree_no = '') AS bare
    FROM {table} WHERE believed_until IS NULL AND {among} GROUP BY employee_id
    """
)

_FACTS = sql.SQL(
    """
    SELECT {columns}
    FROM people_employeetoday AS t
    JOIN people_identity AS i ON i.employee_id = t.employee_id AND i.believed_until IS NULL
    LEFT JOIN ({employments}) AS m ON m.employee_id = t.employee_id
    LEFT JOIN people_employmentspell AS c
        ON c.employee_id = t.employee_id AND c.believed_until IS NULL AND c.from_on = t.kind_from
    LEFT JOIN ({ranks}) AS r ON r.employee_id = t.employee_id
    LEFT JOIN ({positions}) AS p ON p.employee_id = t.employee_id
    LEFT JOIN (
        SELECT employee_id, min(coalesce(effective_from, decree_on)) AS separated_on
        FROM people_separation WHERE believed_until IS NULL AND {among} GROUP BY employee_id
    ) AS s ON s.employee_id = t.employee_id
    LEFT JOIN (
        SELECT nik FROM people_identity
        WHERE believed_until IS NULL AND nik <> '' AND (%(among)s::bigint[] IS NULL OR nik IN (
            SELECT nik FROM people_identity WHERE believed_until IS NULL AND employee_id = ANY(%(among)s)
        ))
        GROUP BY nik HAVING count(*) > 1
    ) AS d ON d.nik = i.nik
    LEFT JOIN (
        SELECT DISTINCT ON (employee_id) employee_id, before, rank_code, from_on
        FROM (
            SELECT employee_id, rank_code, from_on,
                   lag(rank_code) OVER (PARTITION BY employee_id ORDER BY from_on) AS before
            FROM people_rankspell
            WHERE believed_until IS NULL AND rank_code = ANY(%(ranks)s) AND {among}
        ) AS steps
        WHERE rank_code < before AND NOT EXISTS (
            SELECT FROM people_sanctionspell AS x
            WHERE x.employee_id = steps.employee_id AND x.believed_until IS NULL
              AND x.kind_code = ANY(%(lowering)s) AND x.from_on <= steps.from_on
        )
        ORDER BY employee_id, from_on DESC
    ) AS k ON k.employee_id = t.employee_id
    LEFT JOIN (
        SELECT DISTINCT ON (employee_id) employee_id, from_on,
               coalesce(least(until_on, returned_on), '9999-12-31') AS until_on
        FROM people_unpaidleavespell WHERE believed_until IS NULL AND {among}
        ORDER BY employee_id, from_on DESC
    ) AS v ON v.employee_id = t.employee_id
    WHERE t.standing_code = ANY(%(standings)s) AND {among_today}
    ORDER BY t.employee_id
    """
)


def _question() -> sql.Composed:
    among = _AMONG.format(key=sql.Identifier("employee_id"))
    histories = {
        name: _HISTORY.format(table=sql.Identifier(f"people_{table}spell"), among=among)
        for name, table in {"employments": "employment", "ranks": "rank", "positions": "position"}.items()
    }
    return _FACTS.format(
        columns=sql.SQL(", ").join(sql.SQL(column) for column, _type in _COLUMNS.values()),
        among=among,
        among_today=_AMONG.format(key=sql.Identifier("t", "employee_id")),
        **histories,
    )


def facts(*, among: Sequence[int] | None = None) -> dict[str, npt.NDArray[Any]]:
    """Columns by name, in the order of keys: of all who are active today, or of some. One query.

    What is not known is "", NaT or None. ``unit`` is 0 where no position is held. ``rank_sank_…``: the last step down
    among the ranks of a PNS that no sanction explains. ``leave_…``: the last unpaid leave, until 9999 while it goes on.
    ``…_without_decree`` counts rows of a history; ``appointed_on`` and ``first_decree_on`` are the earliest of theirs.
    """
    asked: dict[str, Any] = {
        "among": None if among is None else list(among),
        "ranks": [rank.code for rank in ranks.PNS],
        "lowering": list(rules.LOWERING),
        "standings": list(texts.ACTIVE_STANDINGS),
    }
    with connection.cursor() as cursor:
        cursor.execute(_question(), asked)
        found = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(_COLUMNS)
    return {
        name: np.array(["" if each is None else each for each in column], dtype)
        if np.dtype(dtype).kind == "U"
        else np.array(column, dtype)
        for (name, (_sql, dtype)), column in zip(_COLUMNS.items(), found, strict=True)
    }
