"""Everyone of a day, kept between questions until a record changes: a few small numbers for each person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from threading import Lock
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt

from bijak.people.models import Change, EmployeeKind, EmployeeToday
from bijak.people.queries.everyone import working
from bijak.people.queries.portraits import COLUMNS, TYPES, Portrait

DAYS_KEPT = 2
"""Today and one more: of a million people a day takes some forty megabytes in each process."""

RECENT = 300
"""So many changes are looked at: one that began before others may be committed after them."""

A_FEW = 100
"""So many people are read anew beside those that are kept; of more everyone is."""


type Changes = Mapping[UUID, tuple[int | None, datetime]]
"""The newest changes that are committed: whose records, where they are one person's, and when."""


type Version = frozenset[UUID]
"""What is another after every change that is committed."""


@dataclass(frozen=True)
class Gathered:
    """The people of a day in the order of their keys.

    ``values`` holds in each column what occurs in it; ``places[name][i]`` is where the value of person i stands. Of
    a position its kind, echelon and title stand together, under ``post``.
    """

    on: date
    changes: Changes
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
    def recorded_at(self) -> datetime | None:
        """When records last changed."""
        return max((at for _employee, at in self.changes.values()), default=None)

    @property
    def unit(self) -> npt.NDArray[np.int64]:
        return self.values.unit[self.places["unit"]]


def everyone(on: date) -> Gathered:
    """All who work here on a day, by what is on record now."""
    changes = _recent()
    with _reading:  # who asks meanwhile finds it read
        before = _kept.pop(on, None)
        if before is None or (altered := _altered(before.changes, changes)) is None:
            now = _read(on, changes)
        elif altered:
            now = _laid_over(before, _read(on, changes, among=sorted(altered)), altered)
        else:
            now = before
        _kept[on] = now
        while len(_kept) > DAYS_KEPT:
            del _kept[next(iter(_kept))]
    return now


_kept: dict[date, Gathered] = {}
_reading = Lock()


def _recent() -> Changes:
    changes = Change.objects.order_by("-pk").values_list("uuid", "employee", "at")[:RECENT]
    return {uuid: (employee, at) for uuid, employee, at in changes}


def version() -> Version:
    return frozenset(_recent())


def _altered(before: Changes, now: Changes) -> set[int] | None:
    """Whose records changed between two looks; None where that cannot be told, or they are too many."""
    if not now.keys() & before.keys():
        return None if now or before else set()
    people = {now[uuid][0] for uuid in now.keys() - before.keys()}
    found = {employee for employee in people if employee is not None}
    return None if None in people or len(found) > A_FEW else found


def _read(on: date, changes: Changes, among: Sequence[int] | None = None) -> Gathered:
    types = [np.int64 if name == "employee" else object for name in _NAMES]
    read = working(COLUMNS, types, on=on, kinds=EmployeeKind.values, among=among)
    columns = dict(zip(_NAMES, read, strict=True))
    employee = columns.pop("employee")
    posts, places = _told_apart(list(zip(*(columns.pop(name) for name in _POST), strict=True)))
    values: dict[str, Any] = dict(zip(_POST, zip(*posts, strict=True), strict=True)) if posts else {}
    of = {"post": places}
    for name, column in columns.items():
        values[name], of[name] = _told_apart(column.tolist())
    told = (np.array(values.get(name, ()), dtype) for name, dtype in zip(_NAMES, TYPES, strict=True))
    return Gathered(on, changes, employee, Portrait(on, *told), of)


def _laid_over(before: Gathered, anew: Gathered, altered: set[int]) -> Gathered:
    """All of before but those who changed, and these as they are now; a value may then stand twice."""
    kept = before[~np.isin(before.employee, list(altered))]
    employee = np.concatenate([kept.employee, anew.employee])
    order = np.argsort(employee, kind="stable")
    both = (np.concatenate([getattr(kept.values, name), getattr(anew.values, name)]) for name in _NAMES)
    places = {
        name: np.concatenate([kept.places[name], anew.places[name] + len(getattr(kept.values, column))])[
            order
        ]
        for name, column in _COLUMN_OF.items()
    }
    return Gathered(before.on, anew.changes, employee[order], Portrait(before.on, *both), places)


@lru_cache(maxsize=1)
def _alphabet(_now: Version) -> npt.NDArray[np.int64]:
    keys = EmployeeToday.objects.order_by("name", "pk").values_list("pk", flat=True)
    return np.fromiter(keys, np.int64)


def alphabet() -> npt.NDArray[np.int64]:
    """The keys of all of today, in the order of their names."""
    now = version()
    with _reading:
        return _alphabet(now)


_NAMES = tuple(name for name in Portrait.__dataclass_fields__ if name != "on")
_POST = ("position_kind", "echelon", "position_title")
_COLUMN_OF = {name: name for name in _NAMES if name not in ("employee", *_POST)} | {"post": _POST[0]}


def _told_apart(column: list[Any]) -> tuple[list[Any], npt.NDArray[np.int32]]:
    """Each value once, and where the value of each row stands among them."""
    places: dict[Any, int] = {}
    found = [places.setdefault(value, len(places)) for value in column]
    return list(places), np.array(found, np.int32)
