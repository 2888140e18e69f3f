"""How far everyone has come on a day, as columns: what lists in an order of their own are made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection

from bijak.kernel.rows import Rows
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.models import Assignment, EmployeeKind, EmployeeToday, Sex
from bijak.people.queries.everyone import working
from bijak.people.queries.gathering import Version, alphabet, everyone, version
from bijak.people.queries.listing import Filter, narrowed
from bijak.people.queries.portraits import Portrait, retirements, within

_NO_DAY = np.datetime64("NaT", "D")

# A CPNS and a PNS serve on without a break; a contract (PPPK) is another service.
_BEGINNINGS = """
    m.employee_id, m.from_on, least(m.until_on, m.contract_ends_on + 1), (
        SELECT min(e.from_on) FROM people_employmentspell AS e
        WHERE e.employee_id = m.employee_id AND e.believed_until IS NULL
          AND (e.kind IN ('cpns', 'pns')) = (m.kind IN ('cpns', 'pns'))
    ), r.from_on, r.service_years * 12 + coalesce(r.service_months, 0), p.from_on, (
        SELECT d.graduated_year FROM people_educationrecord AS d
        WHERE d.employee_id = m.employee_id AND d.believed_until IS NULL
          AND d.graduated_year <= extract(year FROM %(on)s::date)
        ORDER BY d.level_code DESC, d.graduated_year LIMIT 1
    )
"""
_TYPES: tuple[npt.DTypeLike, ...] = (
    np.int64, *["datetime64[D]"] * 4, np.float64, "datetime64[D]", np.float64,
)  # fmt: skip


class Face(NamedTuple):
    """By what one knows somebody today."""

    uuid: UUID
    nip: str
    full_name: str


@dataclass(frozen=True)
class Careers(Portrait):
    """A portrait with the days on which things began; NaT and NaN where they are not known.

    ``kind_until`` is the first day on which she is not so employed, or not by a contract that is known.
    ``served_from`` is the first day as a civil servant (TMT CPNS) or of the first contract; ``credit`` the months of
    service (masa kerja golongan) that counted when the rank was given; ``graduated`` the year of the highest diploma.
    What is below the columns is read for the people at hand only, so cut a page out first.
    """

    kind_from: npt.NDArray[np.datetime64]
    kind_until: npt.NDArray[np.datetime64]
    served_from: npt.NDArray[np.datetime64]
    rank_from: npt.NDArray[np.datetime64]
    credit: npt.NDArray[np.float64]
    position_from: npt.NDArray[np.datetime64]
    graduated: npt.NDArray[np.float64]

    @cached_property
    def faces(self) -> list[Face]:
        keys = self.employee.tolist()
        rows = EmployeeToday.objects.filter(pk__in=set(keys)).order_by().values_list("pk", *Face._fields)
        found = {key: Face(*face) for key, *face in rows}
        return [found[key] for key in keys]

    @cached_property
    def units(self) -> list[str]:
        names = organization.names_of(set(self.unit.tolist()))
        return [names.get(unit, "") for unit in self.unit.tolist()]

    @cached_property
    def kinds(self) -> list[str]:
        return _worded(self.kind, EmployeeKind)

    @cached_property
    def sexes(self) -> list[str]:
        return _worded(self.sex, Sex)

    @cached_property
    def ranks(self) -> list[str]:
        return [texts.RANKS.get(code, "") for code in self.rank_code.tolist()]

    @cached_property
    def rank_titles(self) -> list[str]:
        return [texts.RANK_TITLES.get(code, "") for code in self.rank_code.tolist()]

    @cached_property
    def rank_order(self) -> npt.NDArray[np.int64]:
        """Higher for a higher rank; 0 where none is known."""
        return _looked_up(self.rank_code, texts.RANK_ORDERS)

    @cached_property
    def echelons(self) -> list[str]:
        return [texts.ECHELONS.get(code, "") for code in self.echelon.tolist()]

    @cached_property
    def education_levels(self) -> list[str]:
        return [texts.EDUCATION_LEVELS.get(code, "") for code in self.education.tolist()]

    @cached_property
    def retires(self) -> npt.NDArray[np.datetime64]:
        """The day on which each retires; NaT where that, or the law of the day, is not known."""
        try:
            return retirements(self)
        except NotInForce:
            return np.full(len(self), _NO_DAY)

    @cached_property
    def studied(self) -> list[str]:
        """What each studied at her highest level."""
        question = """
            SELECT DISTINCT ON (employee_id) employee_id, programme FROM people_educationrecord
            WHERE believed_until IS NULL AND employee_id = ANY(%s) AND graduated_year <= %s
            ORDER BY employee_id, level_code DESC, graduated_year
        """
        found = dict(self._asked(question, self.on.year))
        return [found.get(key, "") for key in self.employee.tolist()]

    @cached_property
    def alphabet(self) -> npt.NDArray[np.int64]:
        """The place of each in the order of names."""
        ordered = alphabet()
        places = np.argsort(ordered)
        return np.asarray(places[np.searchsorted(ordered, self.employee, sorter=places)])

    @cached_property
    def interrupted_until(self) -> npt.NDArray[np.datetime64]:
        """The first day after a sanction of middle or heavy kind or a leave without pay that began by the day.

        NaT for those who had none; the far future for what has no end yet. A sanction whose kind is not known does not
        count here; see ``has_unclear_sanction``.
        """
        question = """
            SELECT employee_id, max(coalesce(until_on, '9999-12-31')) FROM (
                SELECT employee_id, until_on FROM people_sanctionspell
                WHERE believed_until IS NULL AND employee_id = ANY(%s) AND from_on <= %s AND level_code IN ('S', 'B')
                UNION ALL
                SELECT employee_id, until_on FROM people_unpaidleavespell
                WHERE believed_until IS NULL AND employee_id = ANY(%s) AND from_on <= %s
            ) AS breaks GROUP BY employee_id
        """
        keys = self.employee.tolist()
        found = dict(_rows(question, [keys, self.on, keys, self.on]))
        return np.array([found.get(key) for key in keys], "datetime64[D]")

    @cached_property
    def has_unclear_sanction(self) -> npt.NDArray[np.bool_]:
        question = """
            SELECT DISTINCT employee_id FROM people_sanctionspell
            WHERE believed_until IS NULL AND employee_id = ANY(%s) AND from_on <= %s AND level_code = ''
        """
        return np.isin(self.employee, [key for (key,) in self._asked(question, self.on)])

    def awarded(self, codes: Sequence[str]) -> npt.NDArray[np.int64]:
        """The place, from 1, of the last of some awards that each had by the year of the day; 0 for none of them."""
        question = """
            SELECT employee_id, max(array_position(%s::varchar[], award_code)) FROM people_award
            WHERE believed_until IS NULL AND employee_id = ANY(%s) AND award_code = ANY(%s) AND year <= %s
            GROUP BY employee_id
        """
        keys = self.employee.tolist()
        found = dict(_rows(question, [list(codes), keys, list(codes), self.on.year]))
        return np.array([found.get(key, 0) for key in keys], np.int64)

    def _asked(self, question: str, on: date | int) -> list[tuple[Any, ...]]:
        return _rows(question, [self.employee.tolist(), on])


def careers(on: date, *, reach: organization.Scope, unit_path: str = "") -> Careers:
    """Everyone within reach today as she was on a day; ``unit_path`` keeps those who worked under a unit then."""
    now = version()
    with _reading:  # who asks meanwhile finds it read
        keys, *beginnings = _beginnings(on, now)
    known = within(everyone(on), reach=reach, unit_path=unit_path)
    # Who was recorded between the two questions has no beginnings yet.
    known = known[np.isin(known.employee, keys)]
    rows = np.searchsorted(keys, known.employee)
    return Careers(on, *known.columns(), *(column[rows] for column in beginnings))


_reading = Lock()


@lru_cache(maxsize=1)
def _beginnings(on: date, _now: Version) -> list[npt.NDArray[Any]]:
    """Kept until a record changes: of a million people some sixty megabytes."""
    return working(_BEGINNINGS, _TYPES, on=on, kinds=EmployeeKind.values)


def named(known: Careers, words: str) -> npt.NDArray[np.bool_]:
    """Whose name or NIP has the words, as the list of people finds them."""
    people = narrowed(EmployeeToday.objects.all(), Filter(text=words, includes_inactive=True))
    return np.isin(known.employee, np.fromiter(people.values_list("pk", flat=True), np.int64))


@dataclass(frozen=True)
class Acting(Rows):
    """Those who do another's work for a time (Plt., Plh., Pj.), a row for each assignment."""

    who: Careers
    assignment: npt.NDArray[np.str_]
    title: npt.NDArray[np.object_]
    unit: npt.NDArray[np.int64]
    from_on: npt.NDArray[np.datetime64]
    until_on: npt.NDArray[np.datetime64]

    @cached_property
    def assignments(self) -> list[str]:
        return _worded(self.assignment, Assignment)

    @cached_property
    def units(self) -> list[str]:
        names = organization.names_of(set(self.unit.tolist()))
        return [names.get(unit, "") for unit in self.unit.tolist()]


def acting(known: Careers, *, units: Sequence[int] | None = None) -> Acting:
    """What the people at hand do beside or instead of their own position on their day, the longest first.

    ``units`` asks about posts of some units only.
    """
    question = """
        SELECT employee_id, assignment, title, unit_id, from_on, until_on FROM people_positionspell
        WHERE believed_until IS NULL AND employee_id = ANY(%(keys)s) AND assignment = ANY(%(assignments)s)
          AND (%(units)s::bigint[] IS NULL OR unit_id = ANY(%(units)s))
          AND from_on <= %(on)s AND (until_on IS NULL OR until_on > %(on)s)
        ORDER BY from_on, employee_id, id
    """
    assignments = [Assignment.ACTING, Assignment.DAILY, Assignment.INTERIM]
    asked = {"keys": known.employee.tolist(), "on": known.on, "assignments": assignments, "units": units}
    found = list(zip(*_rows(question, asked), strict=True)) or [()] * 6
    types: tuple[npt.DTypeLike, ...] = (np.int64, "U12", object, np.int64, "datetime64[D]", "datetime64[D]")
    employee, *rest = (np.array(column, dtype) for column, dtype in zip(found, types, strict=True))
    return Acting(known[np.searchsorted(known.employee, employee)], *rest)


def _worded(codes: npt.NDArray[np.str_], choices: Any) -> list[str]:
    labels = {each.value: str(each.label) for each in choices}
    return [labels.get(code, code) for code in codes.tolist()]


def _looked_up(codes: npt.NDArray[np.str_], table: dict[str, int]) -> npt.NDArray[np.int64]:
    held, places = np.unique(codes, return_inverse=True)
    return np.array([table.get(str(code), 0) for code in held], np.int64)[places]


def _rows(question: str, asked: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, asked)
        return list(cursor.fetchall())
