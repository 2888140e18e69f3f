"""Who holds which post: what the establishment asks upwards."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from django.urls import reverse

from bijak.accounts.models import Account
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.organization.registries import Holder, PostKey
from bijak.people import texts
from bijak.people.models import Assignment
from bijak.people.queries.portraits import portrait, retirements
from bijak.people.queries.visible import visible_to

_HELD = """
    SELECT p.employee_id, p.unit_id, p.title, p.assignment
    FROM people_positionspell AS p
    JOIN people_standingspell AS s ON s.employee_id = p.employee_id AND s.believed_until IS NULL
         AND (s.until_on IS NULL OR s.until_on > %(on)s)
         AND (s.from_on <= %(on)s OR NOT EXISTS (
             SELECT FROM people_standingspell AS earlier
             WHERE earlier.employee_id = s.employee_id AND earlier.believed_until IS NULL
               AND earlier.from_on < s.from_on
         ))
    WHERE p.believed_until IS NULL AND p.unit_id = ANY(%(units)s)
      AND p.from_on <= %(on)s AND (p.until_on IS NULL OR p.until_on > %(on)s)
      AND s.standing_code = ANY(%(standings)s)
    ORDER BY p.unit_id, p.assignment, p.employee_id, p.id
"""
"""Positions that active people hold on a day. As in ``workforce``, before a standing was first seen it held already."""

_COUNTS = (
    "SELECT unit_id, title, count(*) FROM ("  # noqa: S608  # both parts are ours
    + _HELD
    + ") AS held WHERE assignment = 'definitive' GROUP BY unit_id, title"
)


def counts(day: date, units: Sequence[int]) -> Mapping[PostKey, int]:
    """How many hold each title of some units on a day by right: who only acts (Plt., Plh.) fills no place."""
    return {(unit, title): count for unit, title, count in _rows(_COUNTS, day, units)}


def leaving(day: date, until: date, units: Sequence[int]) -> Mapping[PostKey, int]:
    """How many of those who hold each title of some units on a day retire after it, by ``until``.

    Nobody on days before the law says anything about it, and nobody whose retirement cannot be told.
    """
    known = portrait(day, reach=organization.EVERYTHING)
    known = known[np.isin(known.unit, np.array(units, dtype=np.int64))]
    try:
        days = retirements(known)
    except NotInForce:
        return {}
    chosen = known[(days > np.datetime64(day)) & (days <= np.datetime64(until))]
    return Counter(
        (int(unit), str(title)) for unit, title in zip(chosen.unit, chosen.position_title, strict=True)
    )


def holders(
    account: Account, *, day: date, today: date, units: Sequence[int]
) -> Mapping[PostKey, Sequence[Holder]]:
    """Who holds each title of some units on a day, by right or acting, as far as an account may see them today."""
    held = _rows(_HELD, day, units)
    people = visible_to(account, today=today).in_bulk({employee for employee, *_rest in held})
    found: dict[PostKey, list[Holder]] = {}
    for employee, unit, title, assignment in held:
        if person := people.get(employee):
            note = "" if assignment == Assignment.DEFINITIVE else str(Assignment(assignment).label)
            url = reverse("people:person", args=[person.uuid])
            found.setdefault((unit, title), []).append(Holder(person.full_name, url, note))
    for each in found.values():
        each.sort(key=lambda holder: (holder.note, holder.name))
    return found


def _rows(question: str, day: date, units: Sequence[int]) -> list[tuple[Any, ...]]:
    asked: dict[str, Any] = {"on": day, "units": list(units), "standings": list(texts.ACTIVE_STANDINGS)}
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        return list(cursor.fetchall())
