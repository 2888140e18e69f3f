"""Where people who held a post went next, after how many years, and what they came from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel import hiding
from bijak.organization.rules import title_key
from bijak.people.queries.positions import Held, held_positions
from bijak.quality import rules as posts

type Ints = npt.NDArray[np.int64]

MOST_FLOWS = 8
"""So many posts are told apart on each side: the ones with the most people."""

MOST_NEIGHBOURS = 5

ECHELONS = ("11", "12", "21", "22", "31", "32", "41", "42")
"""From the highest, in the national table."""


@dataclass(frozen=True)
class Stop:
    """A post as careers pass through it: posts of one echelon together, all others by their title.

    ``key`` stands in addresses. ``family`` is the title without its level, ``titles`` what it is called in records.
    """

    key: str
    kind: str
    title: str
    echelon: str
    family: str
    titles: frozenset[str]

    @property
    def post(self) -> str:
        """As the terms of quality name posts; "" where they have no name for it."""
        return posts.post_of(self.kind, self.echelon, self.title)


@dataclass(frozen=True)
class Trails:
    """Careers as stops: a row for each stay of a person at one, whatever units she passed through there.

    ``until_on`` is NaT where she is there still.
    """

    employee: Ints
    stop: Ints
    unit: Ints
    from_on: npt.NDArray[np.datetime64]
    until_on: npt.NDArray[np.datetime64]
    stops: tuple[Stop, ...]

    def __len__(self) -> int:
        return len(self.employee)

    @cached_property
    def follows(self) -> npt.NDArray[np.bool_]:
        """Whether a row is the same person's next stop after the row before."""
        same = np.zeros(len(self), np.bool_)
        same[1:] = self.employee[1:] == self.employee[:-1]
        return same

    def find(self, key: str) -> int | None:
        return next((place for place, stop in enumerate(self.stops) if stop.key == key), None)


def trails() -> Trails:
    """Everyone's career. One query, and none while no record changes."""
    return _trails(held_positions())


@lru_cache(maxsize=1)
def _trails(held: Held) -> Trails:
    stops, codes = _stops(held.posts)
    stop = codes[held.post]
    begins = np.ones(len(held), np.bool_)
    begins[1:] = (held.employee[1:] != held.employee[:-1]) | (stop[1:] != stop[:-1])
    first = np.flatnonzero(begins)
    last = np.append(first[1:], len(held)) - 1 if len(first) else first
    return Trails(
        held.employee[first], stop[first], held.unit[last], held.from_on[first], held.until_on[last], stops
    )


def _stops(known: Sequence[tuple[str, str, str]]) -> tuple[tuple[Stop, ...], Ints]:
    titles: dict[str, set[str]] = {}
    faces: dict[str, tuple[str, str, str]] = {}
    for kind, echelon, title in known:
        key = _key(kind, echelon, title)
        faces.setdefault(key, (kind, echelon, title))
        titles.setdefault(key, set()).add(title_key(title))
    places = {key: place for place, key in enumerate(faces)}
    stops = tuple(
        Stop(
            key,
            kind,
            "" if key.startswith("eselon-") else title,
            echelon,
            family_of(title),
            frozenset(titles[key]),
        )
        for key, (kind, echelon, title) in faces.items()
    )
    codes = np.array([places[_key(*each)] for each in known], np.int64)
    return stops, codes


def _key(kind: str, echelon: str, title: str) -> str:
    return f"eselon-{echelon}" if kind == "structural" and echelon else title_key(title)


def key_of(row: Any) -> str:
    """The stop at which somebody (a row of people.EmployeeToday) is today."""
    return _key(row.position_kind, row.echelon_code, row.position_title)


def family_of(title: str) -> str:
    """A functional title without its level: Guru of Guru Ahli Muda."""
    words = title.split()
    for count in (2, 1):
        if len(words) > count and " ".join(words[-count:]).casefold() in posts.LEVEL_POSTS:
            return " ".join(words[:-count])
    return title


# Told -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flow:
    """People who went from a post to ``stop``, or came from it; None for all posts that are too few to be told.

    ``years``: the median of the years that they were in the post before they went.
    """

    stop: Stop | None
    people: int
    years: float | None


STAY, LEFT = "stay", "left"


@dataclass(frozen=True)
class Paths:
    """A post with those who went through it, each person once. ``is_told`` is False where they are too few.

    ``stay``: who holds it still, ``left``: who went nowhere from here as far as records tell; None where too few.
    ``beyond`` says of each post that came next what came after it, by its key.
    """

    stop: Stop
    people: int
    stay: int | None
    left: int | None
    onward: list[Flow]
    before: list[Flow]
    beyond: dict[str, list[Flow]]

    @property
    def is_told(self) -> bool:
        return self.people >= hiding.K


def paths(known: Trails, place: int, *, units: Ints | None = None) -> Paths:
    """Where those who held a post came from and went to; ``units`` (keys) keeps those who left it there."""
    chosen = known.stop == place
    here = np.flatnonzero(chosen if units is None else chosen & np.isin(known.unit, units))
    went, came = _next(known, here), here[known.follows[here]] - 1
    stays = here[np.isnat(known.until_on[here])]
    stay, people = _count(known, stays), _count(known, here)
    left = people - _count(known, np.concatenate([stays, went - 1]))
    onward, told = _flows(known, went, _years(known, went - 1), beside={STAY: stay, LEFT: left})
    beyond = {
        flow.stop.key: _further(known, went[known.stop[went] == known.stops.index(flow.stop)])
        for flow in onward
        if flow.stop is not None
    }
    return Paths(
        known.stops[place],
        people,
        stay if STAY in told else None,
        left if LEFT in told else None,
        onward,
        _flows(known, came, _years(known, came), beside={"began": people - _count(known, came)})[0],
        beyond,
    )


def _next(known: Trails, rows: Ints) -> Ints:
    """The stops after some rows, of those who went on."""
    further = rows[rows + 1 < len(known)] + 1
    return further[known.follows[further]]


def _further(known: Trails, rows: Ints) -> list[Flow]:
    went = _next(known, rows)
    stayed = _count(known, rows) - _count(known, went)
    return _flows(known, went, _years(known, went - 1), beside={STAY: stayed})[0]


def _years(known: Trails, rows: Ints) -> npt.NDArray[np.float64]:
    """How long each stayed, until the next began."""
    return (known.from_on[rows + 1] - known.from_on[rows]).astype(np.int64) / 365.25


def _flows(
    known: Trails,
    rows: Ints,
    years: npt.NDArray[np.float64],
    *,
    beside: Mapping[str, int] = MappingProxyType({}),
) -> tuple[list[Flow], frozenset[str]]:
    """The stops of some rows, each person once a stop, the largest first; those too few to be told together.

    ``beside`` are counts that are told with them; which of all may be told comes along.
    """
    _pairs, first = np.unique(known.stop[rows] * (1 << 40) + known.employee[rows], return_index=True)
    rows, years = rows[first], years[first]
    sizes = np.bincount(known.stop[rows], minlength=len(known.stops))
    shown = hiding.shown({str(place): int(sizes[place]) for place in np.flatnonzero(sizes)} | dict(beside))
    told = sorted((int(code) for code in shown - beside.keys()), key=lambda place: (-sizes[place], place))
    flows = [
        Flow(known.stops[place], int(sizes[place]), float(np.median(years[known.stop[rows] == place])))
        for place in told[:MOST_FLOWS]
    ]
    rest = int(sizes.sum()) - sum(flow.people for flow in flows)
    return ([*flows, Flow(None, rest, None)] if rest else flows), shown


def _count(known: Trails, rows: Ints) -> int:
    return len(np.unique(known.employee[rows]))


@dataclass(frozen=True)
class Listed:
    """A post in the list to choose from: how many went through it, and how many went on; None where too few did."""

    stop: Stop
    people: int
    moved: int | None


def _tellable(some: int, of: int) -> int | None:
    return some if "some" in hiding.shown({"some": some, "others": of - some}) else None


def listed(known: Trails, *, words: str = "", kind: str = "", units: Ints | None = None) -> list[Listed]:
    """The posts that enough people went through, the most first."""
    chosen = np.ones(len(known), np.bool_) if units is None else np.isin(known.unit, units)
    rows = np.flatnonzero(chosen)
    goes_on = np.append(known.follows[1:], False) if len(known) else known.follows
    pairs, first = np.unique(known.stop[rows] * (1 << 40) + known.employee[rows], return_index=True)
    people = np.bincount(pairs >> 40, minlength=len(known.stops))
    moved = np.bincount(known.stop[rows[first]], weights=goes_on[rows[first]], minlength=len(known.stops))
    wanted = words.casefold().split()
    found = [
        Listed(stop, int(people[place]), _tellable(int(moved[place]), int(people[place])))
        for place, stop in enumerate(known.stops)
        if people[place] >= hiding.K
        and (not kind or stop.kind == kind)
        and all(word in f"{stop.key} {' '.join(stop.titles)}" for word in wanted)
    ]
    return sorted(found, key=lambda each: (-each.people, each.stop.key))


def neighbours(known: Trails, place: int) -> list[Listed]:
    """The posts near one of which nothing can be told: levels of its family, echelons beside its own, its kind.

    Of a functional post only the former: another profession asks for another diploma.
    """
    here = known.stops[place]
    near = [
        each
        for each in listed(known, kind=here.kind)
        if each.stop.key != here.key and (here.kind != "functional" or each.stop.family == here.family)
    ]
    return sorted(near, key=lambda each: (_distance(here, each.stop), -each.people, each.stop.key))[
        :MOST_NEIGHBOURS
    ]


def _distance(here: Stop, there: Stop) -> int:
    if here.echelon in ECHELONS and there.echelon in ECHELONS:
        return abs(ECHELONS.index(here.echelon) - ECHELONS.index(there.echelon))
    return 0 if here.family == there.family else len(ECHELONS)
