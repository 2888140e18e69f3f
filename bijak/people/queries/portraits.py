"""What the people who work here are like on a day: as columns, and by age, rank, education and the like."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from bijak.accounts.models import Account
from bijak.kernel import hiding
from bijak.kernel.days import years_between
from bijak.kernel.records import Record
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import access, rules, texts
from bijak.people.models import EmployeeKind, EmployeeToday, Sex
from bijak.people.queries.everyone import working

UNRECORDED = "-"
"""The key of those of whom a thing is not known."""

YOUNGEST, OLDEST, STEP = 25, 65, 5
"""Ages (years) that begin the second and the last band of the pyramid, and how wide a band is."""

YEARS_AHEAD = 10
"""So many calendar years of retirements are told apart, the running one included."""

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
class Portrait:
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

    def __len__(self) -> int:
        return len(self.employee)

    def __getitem__(self, chosen: npt.NDArray[Any]) -> Self:
        columns = (getattr(self, name)[chosen] for name in self.__dataclass_fields__ if name != "on")
        return type(self)(self.on, *columns)


NOBODY = Portrait(date.max, *(np.array([], dtype) for dtype in TYPES))


def portrait(on: date, *, reach: organization.Scope, unit_path: str = "") -> Portrait:
    """Everyone within reach today as she was on a day; ``unit_path`` keeps those who worked under a unit then."""
    found = Portrait(on, *working(COLUMNS, TYPES, on=on, kinds=EmployeeKind.values))
    return within(found, reach=reach, unit_path=unit_path)


def within[P: Portrait](found: P, *, reach: organization.Scope, unit_path: str = "") -> P:
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


def breakdowns(known: Portrait) -> dict[str, Breakdown]:
    """By the name that an address gives them. Without retirement on days before the law says anything about it."""
    found = traits(known)
    with suppress(NotInForce):
        found["pensiun"] = _by_retirement(known)
    return found


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
    day = rules.retires_on(known.born_on, rules.retirement_age(record, rules.TERMS.on(known.on)))
    return np.where(day.unknown, np.datetime64("NaT", "D"), day.values)


def _known(words: npt.NDArray[np.str_]) -> Any:
    return np.ma.masked_where(words == "", words)


def _by_retirement(known: Portrait) -> Breakdown:
    days = retirements(known)
    years = [str(known.on.year + ahead) for ahead in range(YEARS_AHEAD)]
    labels = {
        "lewat": _("Sudah lewat"),
        **{year: year for year in years},
        "nanti": _("Sesudahnya"),
        UNRECORDED: _("Belum dapat dihitung"),
    }
    ahead = days.astype("datetime64[Y]").astype(np.int64) + 1970 - known.on.year
    codes = np.clip(ahead, 0, YEARS_AHEAD) + 1
    codes[days <= np.datetime64(known.on)] = 0
    codes[np.isnat(days)] = len(labels) - 1
    return Breakdown(labels, codes)


# Counted ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """How many are in a group, None where too few to be told; ``width`` in percent of the longest bar."""

    label: str
    address: str
    people: int | None
    width: float


def bars(named: Mapping[str, Breakdown], *, hides: bool) -> list[Bar]:
    """A bar for each group that has people, of one breakdown or of two crossed; ``address`` chooses it in the list."""
    (first, *others) = named.values()
    codes, shape = first.codes, [len(first.labels)]
    for other in others:
        codes, shape = codes * len(other.labels) + other.codes, [*shape, len(other.labels)]
    sizes = np.bincount(codes, minlength=int(np.prod(shape))).tolist()
    addresses = _addresses(named)
    told = hiding.shown(dict(zip(addresses, sizes, strict=True))) if hides else addresses
    longest = max(
        (size for address, size in zip(addresses, sizes, strict=True) if address in told), default=0
    )
    found = []
    for (address, label), size in zip(addresses.items(), sizes, strict=True):
        if address not in told:
            found.append(Bar(label, address, None, 0.0))
        else:
            found.append(Bar(label, address, size, round(100 * size / max(longest, 1), 1)))
    return [bar for bar, size in zip(found, sizes, strict=True) if size or others]


def _addresses(named: Mapping[str, Breakdown]) -> dict[str, str]:
    found = {"": ""}
    for name, each in named.items():
        found = {
            f"{address}&{name}={key}": ", ".join(filter(None, (before, label)))
            for address, before in found.items()
            for key, label in each.labels.items()
        }
    return found


# Who they are -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Portrayed:
    """Somebody of the list behind a figure, as she was on its day; ``uuid`` and names are of today."""

    row: EmployeeToday
    rank: str
    position: str
    unit: str
    kind: str
    retires_on: date | None


class Faces:
    """The people of a portrait in the order of their names, cut out page by page."""

    def __init__(self, known: Portrait, *, reach: organization.Scope) -> None:
        self.known = known
        ordered = by_name(reach)
        self._keys = ordered[np.isin(ordered, known.employee)]

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, page: slice) -> list[Portrayed]:
        keys = self._keys[page]
        known = self.known[np.searchsorted(self.known.employee, keys)]
        try:
            days: list[date | None] = retirements(known).tolist()
        except NotInForce:
            days = [None] * len(known)
        rows = EmployeeToday.objects.in_bulk(keys.tolist())
        units = organization.names_of(known.unit.tolist())
        kinds = {kind.value: str(kind.label) for kind in EmployeeKind}
        columns = (known.employee, known.rank_code, known.position_title, known.unit, known.kind)
        return [
            Portrayed(
                rows[key], texts.RANKS.get(rank, ""), title, units.get(unit, ""), kinds.get(kind, kind), day
            )
            for (key, rank, title, unit, kind), day in zip(
                zip(*(column.tolist() for column in columns), strict=True), days, strict=True
            )
        ]
