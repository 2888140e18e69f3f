"""What the people who work here are like on a day: as columns, and by age, rank, education and the like."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, Self

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.kernel.columns import Column
from bijak.kernel.days import years_between
from bijak.kernel.records import Record
from bijak.kernel.rows import Rows
from bijak.organization import queries as organization
from bijak.people import access, rules, texts
from bijak.people.models import EmployeeKind, EmployeeToday, Sex
from bijak.people.queries.everyone import working

UNRECORDED = "-"
"""The key of those of whom a thing is not known."""

YOUNGEST, OLDEST, STEP = 25, 65, 5
"""Ages (years) that begin the second and the last band of the pyramid, and how wide a band is."""

COLUMNS = """
    m.employee_id, i.born_on, i.sex, m.kind, coalesce(r.rank_code, ''), coalesce(p.kind, ''), coalesce(p.title, ''),
    coalesce(p.echelon_code, ''), coalesce(p.unit_id, 0), coalesce((
        SELECT max(d.level_code) FROM people_educationrecord AS d
        WHERE d.employee_id = m.employee_id AND d.believed_until IS NULL
          AND d.graduated_year <= extract(year FROM %(on)s::date)
    ), '')
"""
TYPES: tuple[npt.DTypeLike, ...] = (
    np.int64,
    "datetime64[D]",
    "U1",
    "U20",
    "U4",
    "U12",
    object,
    "U2",
    np.int64,
    "U2",
)


@dataclass(frozen=True)
class Portrait(Rows):
    """Active people on a day, as columns in the order of their keys; what is not known is "" or 0."""

    on: date
    employee: npt.NDArray[np.int64]
    born_on: npt.NDArray[np.datetime64]
    sex: npt.NDArray[np.str_]
    kind: npt.NDArray[np.str_]
    rank_code: npt.NDArray[np.str_]
    position_kind: npt.NDArray[np.str_]
    position_title: npt.NDArray[np.object_]
    echelon: npt.NDArray[np.str_]
    unit: npt.NDArray[np.int64]
    education: npt.NDArray[np.str_]


NOBODY = Portrait(date.max, *(np.array([], dtype) for dtype in TYPES))


def portrait(on: date, *, reach: organization.Scope, unit_path: str = "") -> Portrait:
    """Everyone within reach today as she was on a day; ``unit_path`` keeps those who worked under a unit then."""
    found = Portrait(on, *working(COLUMNS, TYPES, on=on, kinds=EmployeeKind.values))
    return within(found, reach=reach, unit_path=unit_path)


class Placed(Protocol):
    """Columns of people, their units among them."""

    @property
    def employee(self) -> npt.NDArray[np.int64]: ...
    @property
    def unit(self) -> npt.NDArray[np.int64]: ...
    def __getitem__(self, chosen: npt.NDArray[np.bool_], /) -> Self: ...


def within[P: Placed](found: P, *, reach: organization.Scope, unit_path: str = "") -> P:
    """Those within reach today who worked under a unit on the day."""
    if not reach.everything:
        found = found[np.isin(found.employee, by_name(reach))]
    if unit_path:
        below = organization.known_units().filter(path__startswith=unit_path).order_by()
        found = found[np.isin(found.unit, np.fromiter(below.values_list("pk", flat=True), np.int64))]
    return found


def by_name(reach: organization.Scope) -> npt.NDArray[np.int64]:
    """The keys of those within reach today, in the order of their names."""
    rows = EmployeeToday.objects.filter(reach.q("unit__path")).order_by("name", "pk")
    return np.fromiter(rows.values_list("pk", flat=True), np.int64)


def sees_all_that_she_counts(account: Account, *, today: date) -> bool:
    """Whether an account may open the data of everyone whom it may count."""
    counted = organization.scope(account, access.Permission.COUNT, today=today)
    seen = organization.scope(account, access.Permission.VIEW, today=today)
    return seen.everything or set(counted.paths) <= set(seen.paths) and not counted.everything


# Breakdowns -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Breakdown:
    """``codes[i]`` is the place of person i's group in ``labels``, whose keys an address can name."""

    labels: Mapping[str, str]
    codes: npt.NDArray[np.intp]

    def chosen(self, key: str) -> npt.NDArray[np.bool_]:
        """Who belongs to a group; nobody where there is no such group."""
        place = list(self.labels).index(key) if key in self.labels else -1
        return np.asarray(self.codes == place)


def traits(known: Portrait) -> dict[str, Breakdown]:
    """The breakdowns that rest on no law."""
    return {
        "usia": _by_age(known),
        "jenis_kelamin": _coded(known.sex, {each.value: each.label for each in Sex}),
        "jenis": _coded(known.kind, {each.value: each.label for each in EmployeeKind}),
        "golongan": _coded(known.rank_code, texts.RANKS),
        "pendidikan": _coded(known.education, texts.EDUCATION_LEVELS),
    }


def chosen(groups: Mapping[str, Breakdown], wanted: Mapping[str, str]) -> npt.NDArray[np.bool_]:
    """Who belongs to a group of each breakdown that is named."""
    among = np.ones(len(groups["usia"].codes), dtype=np.bool_)
    for name, key in wanted.items():
        among &= groups[name].chosen(key)
    return among


def _coded(values: npt.NDArray[np.str_], labels: Mapping[str, Any]) -> Breakdown:
    places = {key: place for place, key in enumerate(labels)}
    held, inverse = np.unique(values, return_inverse=True)
    codes = np.array([places.get(str(key), len(labels)) for key in held], dtype=np.intp)[inverse]
    words = {key: str(label) for key, label in labels.items()}
    return Breakdown({**words, UNRECORDED: _("Tidak tercatat")}, codes)


def _by_age(known: Portrait) -> Breakdown:
    starts = list(range(YOUNGEST, OLDEST + 1, STEP))
    labels = {"0": _("Di bawah %(age)s") % {"age": YOUNGEST}}
    labels |= {str(start): f"{start}–{start + STEP - 1}" for start in starts[:-1]}
    labels[str(OLDEST)] = _("%(age)s ke atas") % {"age": OLDEST}
    ages = years_between(known.born_on, np.datetime64(known.on)).values
    return Breakdown(labels, np.searchsorted(starts, ages, side="right"))


def retirements(known: Portrait) -> npt.NDArray[np.datetime64]:
    """The day on which each retires, by her position then and the law then; NaT where that is not known."""
    return retirement_days(known.born_on, retirement_ages(known))


def retirement_days(born_on: npt.NDArray[np.datetime64], ages: Column) -> npt.NDArray[np.datetime64]:
    day = rules.retires_on(born_on, ages)
    return np.where(day.unknown, np.datetime64("NaT", "D"), day.values)


def retirement_ages(known: Portrait) -> Column:
    """Until what age each works, by her position then and the law then."""
    is_functional = known.position_kind == "functional"
    of_titles = organization.retirement_ages(set(known.position_title[is_functional]))
    own = [
        of_titles.get(title.casefold(), np.nan) if functional else np.nan
        for title, functional in zip(known.position_title, is_functional, strict=True)
    ]
    record = Record(
        {
            "position_kind": _known(known.position_kind),
            "echelon": _known(known.echelon),
            "functional_age": np.array(own, dtype=np.float64),
        }
    )
    return rules.retirement_age(record, rules.TERMS.on(known.on))


def _known(words: npt.NDArray[np.str_]) -> Any:
    return np.ma.masked_where(words == "", words)
