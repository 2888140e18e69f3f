"""The index of units and of the agency: sums over the people of units, kept by the last run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from django.db.models import QuerySet

from bijak.kernel import hiding
from bijak.organization import queries as organization
from bijak.policy import queries as policy
from bijak.professionalism import rules
from bijak.professionalism.models import Measuring, UnitIndex
from bijak.professionalism.queries.telling import ALL, Telling

_SUMS = ("people", "measured", *rules.DIMENSIONS, "categories", "gains", "gainers")


@dataclass(frozen=True)
class Index:
    """The people of some units together. ``of_dimension`` holds means; without anybody measured they are 0."""

    people: int
    measured: int
    of_dimension: dict[str, float]
    categories: dict[str, int]
    gains: dict[str, float]
    gainers: dict[str, int]

    @property
    def mean(self) -> float:
        """The index: the mean over those of whom it is known."""
        return sum(self.of_dimension.values())

    @property
    def unmeasured(self) -> int:
        return self.people - self.measured

    @property
    def tells_unmeasured(self) -> bool:
        """Whether those who are not measured are enough to be counted, or nobody."""
        return self.unmeasured == 0 or self.unmeasured >= hiding.K


NOBODY = Index(0, 0, dict.fromkeys(rules.DIMENSIONS, 0.0), dict.fromkeys(rules.CATEGORIES, 0), {}, {})


@dataclass(frozen=True)
class Part:
    """A unit with all below it. ``change`` against the year before, None where that is not known."""

    unit: organization.Unit
    index: Index
    before: Index

    @property
    def change(self) -> float | None:
        return self.index.mean - self.before.mean if self.index.measured and self.before.measured else None


@dataclass(frozen=True)
class Lifted:
    """By how much a unit's index would rise if everybody took one step who can."""

    code: str
    people: int
    points: float
    lift: float


def years() -> list[int]:
    """The years that are measured, the latest first."""
    return list(UnitIndex.objects.order_by("-year").values_list("year", flat=True).distinct())


def whole(year: int, *, reach: organization.Scope, path: str = "") -> Index:
    """Everyone within reach who worked under a unit."""
    return _together(_own(year, reach, path))


def parts_of(path: str, year: int, *, reach: organization.Scope) -> list[Part]:
    """The offices of the agency, or a unit and those right below it, as far as anybody in them was to be measured."""
    now, before = list(_own(year, reach)), list(_own(year - 1, reach))
    found = (Part(unit, _together(now, unit.path), _together(before, unit.path)) for unit in _shown(path))
    return [part for part in found if part.index.people]


def telling(year: int, *, reach: organization.Scope) -> Telling:
    """What may be told of a year to somebody who counts within reach. Three queries."""
    measured = UnitIndex.objects.filter(year=year).order_by("pk").values_list("unit__path", "measured")
    return Telling(
        {path or ALL: count for path, count in measured},
        units=list(organization.active_units().order_by().values_list("path", flat=True)),
        offices=[unit.path for unit in organization.offices()],
        tops=None if reach.everything else reach.paths,
    )


@dataclass(frozen=True)
class Told:
    """The index of some units as far as somebody may know it.

    ``parts`` beside whether each is told; of a part that was not told the year before the change is not.
    ``tells_all``: also how many are not measured, and how people are spread, which page by page would tell of a few.
    """

    index: Index
    before: Index
    is_told: bool
    was_told: bool
    tells_all: bool
    parts: list[tuple[Part, bool]]

    @property
    def change(self) -> float | None:
        """Against the year before."""
        is_known = self.is_told and self.was_told and self.index.measured and self.before.measured
        return self.index.mean - self.before.mean if is_known else None


def seen(path: str, year: int, *, reach: organization.Scope) -> Told:
    """What somebody is told of a unit, and of those right below, who may open everyone within reach."""
    index, before = (whole(each, reach=reach, path=path) for each in (year, year - 1))
    parts = [(part, True) for part in parts_of(path, year, reach=reach)]
    return Told(index, before, is_told=True, was_told=True, tells_all=True, parts=parts)


def counted(path: str, year: int, *, reach: organization.Scope) -> Told:
    """What somebody is told of it who may count them, but not see them."""
    now, then = (telling(each, reach=reach) for each in (year, year - 1))
    path = now.nearest(path)
    index, before = (whole(each, reach=reach, path=path) for each in (year, year - 1))
    told, were_told = now.parts(path), then.parts(path)
    is_told, was_told = now.tells(path), then.tells(path)
    return Told(
        index, before, is_told, was_told,
        tells_all=now.counts_all and path == ALL and is_told,
        parts=[
            (
                part if part.unit.path in were_told or (was_told and part.unit.path == path)
                else replace(part, before=NOBODY),
                part.unit.path in told or (is_told and part.unit.path == path),
            )
            for part in parts_of(path, year, reach=reach)
        ],
    )  # fmt: skip


def lifts(index: Index) -> list[Lifted]:
    """What each step would do, the lightest first; those that nobody can take are left out."""
    return [
        Lifted(code, index.gainers[code], index.gains[code], index.gains[code] / max(index.measured, 1))
        for code in rules.STEPS
        if index.gainers.get(code)
    ]


def last_measuring() -> Measuring | None:
    return Measuring.objects.exclude(finished_at=None).order_by("-pk").first()


def is_asked() -> bool:
    return Measuring.objects.filter(finished_at=None).exists()


def _shown(path: str) -> list[organization.Unit]:
    if not path:
        return organization.offices()
    chosen = organization.active_units().filter(path=path)
    return [*chosen, *(child for unit in chosen for child in organization.children(unit))]


def _own(year: int, reach: organization.Scope, path: str = "") -> QuerySet[UnitIndex, Any]:
    kept = UnitIndex.objects.filter(reach.q("unit__path"), year=year)
    if path:
        kept = kept.filter(unit__path__startswith=path)
    return kept.order_by("pk").values_list("unit__path", *_SUMS)


def _together(own: Iterable[tuple[Any, ...]], path: str = "") -> Index:
    below = list(_below(own, path))
    if not below:
        return NOBODY
    people, measured, *dimensions, categories, gains, gainers = (
        np.sum(column, axis=0).tolist() for column in zip(*below, strict=True)
    )
    return Index(
        people,
        measured,
        {code: each / max(measured, 1) for code, each in zip(rules.DIMENSIONS, dimensions, strict=True)},
        dict(zip(rules.CATEGORIES, categories, strict=True)),
        dict(zip(rules.STEPS, gains, strict=True)),
        dict(zip(rules.STEPS, gainers, strict=True)),
    )


def _below(own: Iterable[tuple[Any, ...]], path: str) -> Iterator[tuple[Any, ...]]:
    for where, *sums in own:
        if not path or (where or "").startswith(path):
            yield tuple(sums)


def category_of(mean: float, *, on: date) -> str:
    """What the law of a day would call a mean."""
    return str(rules.category(mean, policy.terms("professionalism", on=on)).item())
