"""Everyone of a day by age, rank, unit, year of retirement and the like: as bars, and who stands behind each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from os.path import commonprefix

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from bijak.kernel import hiding
from bijak.kernel.columns import column
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.people import texts
from bijak.people.models import EmployeeKind, EmployeeToday
from bijak.people.queries.everyone import working
from bijak.people.queries.gathering import Gathered, alphabet
from bijak.people.queries.portraits import (
    COLUMNS,
    TYPES,
    UNRECORDED,
    Breakdown,
    Portrait,
    by_name,
    retirement_ages,
    retirement_days,
    retirements,
    traits,
)

YEARS_AHEAD = 10
"""So many calendar years of retirements are told apart, the running one included."""

ITSELF, OTHERS = "langsung", "lain"
"""The keys of those who work in a unit itself and in none under it, and in parts of it that are too many to be told."""

MOST_PARTS = 50
"""So many parts of a unit are told apart: the largest."""

# Told apart -------------------------------------------------------------------------------------


def breakdowns(known: Gathered, *, under: str = "") -> dict[str, Breakdown]:
    """By the name that an address gives them. Without retirement on days before the law says anything about it.

    ``under`` is the path of the unit whose people they are.
    """
    columns = {
        "usia": "born_on",
        "jenis_kelamin": "sex",
        "jenis": "kind",
        "golongan": "rank_code",
        "pendidikan": "education",
    }
    found = {
        name: Breakdown(each.labels, each.codes[known.places[columns[name]]])
        for name, each in traits(known.values).items()
    }
    with suppress(NotInForce):
        found["pensiun"] = _by_retirement(known)
    found["bagian"] = _by_part(known, under)
    return found


def _by_retirement(known: Gathered) -> Breakdown:
    # Of each age until which somebody works, for each day of birth: a few thousand days, whoever many people there are.
    ages = retirement_ages(known.values)
    told, which = np.unique(np.where(ages.unknown, np.nan, ages.values), return_inverse=True)
    births = known.values.born_on
    days = np.empty((len(told), len(births)), "datetime64[D]")
    for place, age in enumerate(told):
        days[place] = retirement_days(births, column(np.full(len(births), age)))
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
    return Breakdown(labels, codes[which[known.places["post"]], known.places["born_on"]])


def _by_part(known: Gathered, under: str) -> Breakdown:
    """By the units right below one, each with all that lies below it; without one, below what holds them all."""
    paths = dict(
        organization.known_units().filter(path__startswith=under).order_by().values_list("pk", "path")
    )
    held = np.flatnonzero(np.bincount(known.places["unit"]))
    steps = [paths.get(unit, "").split("/")[:-1] for unit in known.values.unit[held].tolist()]
    above = under.split("/")[:-1] or commonprefix(list(filter(None, steps)))
    parts = [int(each[len(above)]) if len(each) > len(above) else None for each in steps]
    named = organization.known_units().filter(pk__in=_largest(parts, known.places["unit"], held))
    labels: dict[str, str] = {}
    places: dict[int | None, int] = {}
    for pk, uuid, name in named.values_list("pk", "uuid", "name"):
        places[pk] = len(labels)
        labels[str(uuid)] = name
    itself, elsewhere, unrecorded = (len(labels) + place for place in range(3))
    codes = np.zeros(len(known.values.unit), np.intp)
    codes[held] = [
        unrecorded if not path else itself if part is None else places.get(part, elsewhere)
        for part, path in zip(parts, steps, strict=True)
    ]
    labels |= {ITSELF: _("Langsung di unit ini"), OTHERS: _("Bagian lain"), UNRECORDED: _("Tidak tercatat")}
    return Breakdown(labels, codes[known.places["unit"]])


def _largest(
    parts: Sequence[int | None], units: npt.NDArray[np.int32], held: npt.NDArray[np.intp]
) -> list[int]:
    """As many of the parts of a unit as a page has room for, by their people."""
    sizes: Counter[int] = Counter()
    for part, people in zip(parts, np.bincount(units)[held].tolist(), strict=True):
        if part is not None:
            sizes[part] += people
    return sorted(sizes, key=lambda part: (-sizes[part], part))[:MOST_PARTS]


# Counted ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bar:
    """How many are in a group, None where too few to be told; ``width`` in percent of the longest bar."""

    label: str
    address: str
    people: int | None
    width: float

    @property
    def unit(self) -> str:
        """The UUID of the unit whose people these are, where they are those of a unit."""
        key = self.address.partition("&bagian=")[2]
        return "" if key in (ITSELF, OTHERS, UNRECORDED) else key


def bars(named: Mapping[str, Breakdown], *, hides_beside: Sequence[Breakdown] | None = None) -> list[Bar]:
    """A bar for each group that has people, of one breakdown or of two crossed; ``address`` chooses it in the list.

    ``hides_beside``: small groups are not told, and cannot be worked out from what the page tells of these breakdowns.
    """
    (first, *others) = named.values()
    codes, shape = first.codes, [len(first.labels)]
    for other in others:
        codes, shape = codes * len(other.labels) + other.codes, [*shape, len(other.labels)]
    sizes = np.bincount(codes, minlength=int(np.prod(shape))).tolist()
    addresses = _addresses(named)
    told: Collection[str] = addresses
    if hides_beside is not None:
        counts = dict(zip(addresses, sizes, strict=True))
        told = hiding.shown_beside(counts, [_crossed(codes, each, len(sizes)) for each in hides_beside])
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


def _crossed(codes: npt.NDArray[np.intp], other: Breakdown, groups: int) -> hiding.Crossing:
    """How many of each group are in each group of another breakdown."""
    kinds = len(other.labels)
    crossing: hiding.Crossing = (
        np.bincount(codes * kinds + other.codes, minlength=groups * kinds).reshape(groups, kinds).tolist()
    )
    return crossing


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
    """The people behind a figure in the order of their names, looked at page by page."""

    def __init__(self, known: Gathered, *, reach: organization.Scope) -> None:
        self._on = known.on
        ordered = alphabet() if reach.everything else by_name(reach)
        self._keys = ordered[np.isin(ordered, known.employee)]

    def __len__(self) -> int:
        return len(self._keys)

    def __getitem__(self, page: slice) -> list[Portrayed]:
        keys = self._keys[page]
        known = Portrait(
            self._on, *working(COLUMNS, TYPES, on=self._on, kinds=EmployeeKind.values, among=keys.tolist())
        )
        keys = keys[np.isin(keys, known.employee)]
        known = known[np.searchsorted(known.employee, keys)]
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
