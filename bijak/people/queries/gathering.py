"""Everyone of a day, kept between questions until a record changes: a few small numbers for each person."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from django.db.models import Max, Sum

from bijak.people.models import Change, EmployeeKind, EmployeeToday
from bijak.people.queries.everyone import working
from bijak.people.queries.portraits import COLUMNS, TYPES, Portrait

DAYS_KEPT = 2
"""Today and one more: of a million people a day takes some forty megabytes in each process."""

RECENT = 1_000
"""So many changes are looked at for one that was committed late, after others that began after it."""


class Version(NamedTuple):
    """What changes with every change of records that is committed, and never comes back."""

    at: datetime | None
    recent: int | None


def version() -> Version:
    """Keys are given when a change begins, and seen when it is committed: the sum tells one that is seen late."""
    recent = Change.objects.order_by("-pk")[:RECENT].aggregate(at=Max("at"), recent=Sum("pk"))
    return Version(**recent)


@dataclass(frozen=True)
class Gathered:
    """The people of a day in the order of their keys.

    ``values`` holds in each column what occurs in it, once; ``places[name][i]`` is where the value of person i stands. Of
    a position its kind, echelon and title stand together, under ``post``.
    """

    on: date
    recorded_at: datetime | None
    employee: npt.NDArray[np.int64]
    values: Portrait
    places: dict[str, npt.NDArray[np.int32]]

    def __len__(self) -> int:
        return len(self.employee)

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> "Gathered":
        places = {name: each[chosen] for name, each in self.places.items()}
        return replace(self, employee=self.employee[chosen], places=places)

    def columns(self) -> list[npt.NDArray[Any]]:
        """The columns of a portrait, written out for each person."""
        of = {name: self.places["post" if name in _POST else name] for name in _NAMES if name != "employee"}
        return [self.employee, *(getattr(self.values, name)[places] for name, places in of.items())]

    @property
    def unit(self) -> npt.NDArray[np.int64]:
        return self.values.unit[self.places["unit"]]


def everyone(on: date) -> Gathered:
    """All who work here on a day, by what is on record now."""
    now = version()
    with _reading:  # who asks meanwhile finds it read
        return _everyone(on, now)


def alphabet() -> npt.NDArray[np.int64]:
    """The keys of all of today, in the order of their names."""
    now = version()
    with _reading:
        return _alphabet(now)


_reading = Lock()


@lru_cache(maxsize=1)
def _alphabet(_now: Version) -> npt.NDArray[np.int64]:
    keys = EmployeeToday.objects.order_by("name", "pk").values_list("pk", flat=True)
    return np.fromiter(keys, np.int64)


@lru_cache(maxsize=DAYS_KEPT)
def _everyone(on: date, now: Version) -> Gathered:
    types = [np.int64 if name == "employee" else object for name in _NAMES]
    columns = dict(zip(_NAMES, working(COLUMNS, types, on=on, kinds=EmployeeKind.values), strict=True))
    employee = columns.pop("employee")
    posts, places = _told_apart(list(zip(*(columns.pop(name) for name in _POST), strict=True)))
    values: dict[str, Any] = dict(zip(_POST, zip(*posts, strict=True), strict=True)) if posts else {}
    of = {"post": places}
    for name, column in columns.items():
        values[name], of[name] = _told_apart(column.tolist())
    told = (np.array(values.get(name, ()), dtype) for name, dtype in zip(_NAMES, TYPES, strict=True))
    return Gathered(on, now.at, employee, Portrait(on, *told), of)


_NAMES = tuple(name for name in Portrait.__dataclass_fields__ if name != "on")
_POST = ("position_kind", "echelon", "position_title")


def _told_apart(column: list[Any]) -> tuple[list[Any], npt.NDArray[np.int32]]:
    """Each value once, and where the value of each row stands among them."""
    places: dict[Any, int] = {}
    found = [places.setdefault(value, len(places)) for value in column]
    return list(places), np.array(found, np.int32)
