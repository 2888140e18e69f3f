"""What we say of some people today, field by field as text: to lay beside what other systems say."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from django.db import connection
from psycopg import sql

from bijak.people import texts
from bijak.people.models import EmployeeKind, EmployeeToday, PositionKind, Separation, Sex

_COLUMNS = {
    **{
        name: f"i.{name}"
        for name in (
            *("nip", "name", "front_title", "back_title", "birth_place", "sex", "religion", "marital_status"),
            *("nik", "npwp", "bpjs", "phone", "email", "gov_email"),
        )
    },
    "born_on": "i.born_on::text",
    "kind": "t.kind",
    "standing_code": "t.standing_code",
    "rank_code": "t.rank_code",
    "rank_from": "t.rank_from::text",
    "position_title": "t.position_title",
    "position_from": "t.position_from::text",
    "unit": "t.unit_id",
    "address": "a.address",
    "education_level": "t.education_level",
    "corrected_at": "CASE WHEN c.batch_id IS NULL THEN c.at END",
    "presence": "CASE WHEN t.standing_code = ANY(%(standings)s) AND s.employee_id IS NULL THEN 'active' END",
}

_LEFT = """
    SELECT DISTINCT employee_id FROM people_separation
    WHERE believed_until IS NULL AND employee_id = ANY(%(among)s)
"""

_FACES = sql.SQL(
    """
    SELECT t.employee_id, {columns}
    FROM people_employeetoday AS t
    JOIN people_identity AS i ON i.employee_id = t.employee_id AND i.believed_until IS NULL
    JOIN people_change AS c ON c.id = i.change_id
    LEFT JOIN people_addressspell AS a
        ON a.employee_id = t.employee_id AND a.believed_until IS NULL AND a.until_on IS NULL
    LEFT JOIN ({left}) AS s ON s.employee_id = t.employee_id
    WHERE t.employee_id = ANY(%(among)s)
    """
).format(columns=sql.SQL(", ").join(map(sql.SQL, _COLUMNS.values())), left=sql.SQL(_LEFT))


def faces(employees: Sequence[int]) -> dict[int, dict[str, Any]]:
    """By the key of the person. Codes are ours, days as 2024-04-01, what is not known is "" or None; one query.

    ``unit`` is a key; ``corrected_at`` when somebody last changed the identity by hand, None after an import;
    ``presence`` is "active" of those who work here: active by their standing, and no separation is on record.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FACES, {"among": list(employees), "standings": list(texts.ACTIVE_STANDINGS)})
        return {key: dict(zip(_COLUMNS, values, strict=True)) for key, *values in cursor.fetchall()}


def present() -> list[int]:
    """The keys of all whose ``presence`` a face calls active, in their order. One query."""
    left = Separation.objects.filter(believed_until=None).order_by().values("employee")
    here = EmployeeToday.objects.filter(standing_code__in=texts.ACTIVE_STANDINGS).exclude(employee__in=left)
    return list(here.order_by("employee").values_list("employee", flat=True))


WORDS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "sex": {each.value: each.label for each in Sex},
        "kind": {each.value: each.label for each in EmployeeKind},
        "religion": texts.RELIGIONS,
        "marital_status": texts.MARITAL_STATUSES,
        "standing_code": texts.STANDINGS,
        "rank_code": texts.RANKS,
        "position_kind": {each.value: each.label for each in PositionKind},
        "education_level": texts.EDUCATION_LEVELS,
    }
)
"""What the codes of a face are called, by field."""
