"""What the allowance of a month is reckoned from, of everyone at once: as columns, in a few questions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Q, QuerySet

from bijak.kernel.columns import Column
from bijak.kernel.days import add_months, months_between
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.people import queries as people
from bijak.people.queries.portraits import Portrait, portrait
from bijak.people.queries.positions import held_positions, stood_in_for
from bijak.welfare.models import INDICES, AllowanceSetting, AttendanceRecap, Presence
from bijak.welfare.rules import allowance as rules

FACTS = (
    "job_class", "index", *rules.COMPONENTS, "kind_share", "achieved", *(f"{code}_cut" for code in rules.EVENTS),
    "is_sanctioned", *(f"other_{each}" for each in ("days", *rules.POST)),
    *(f"acting_{each}" for each in ("months", *rules.POST)), "days_known", "days_due", "minutes", "target",
)  # fmt: skip
"""What is kept of each person, in this order; NaN where it is not known."""

CUTTING_SANCTIONS = ("23", "24", "25")
"""Pemotongan tunjangan kinerja, in the national table of sanctions."""

RECAP_COUNTS = (
    *(f"{event}_{step}" for event in ("late", "early") for step in rules.STEPS), "unclocked", "absent",
    *(each.value for each in Presence if each.startswith("leave_")),
)  # fmt: skip
"""What a recap counts, by the name of its column."""

_LEAVES = tuple(each.value for each in Presence if each.startswith("leave_"))
_THERE = (Presence.PRESENT, Presence.DUTY)

type Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Gathered:
    """Those whose allowance of a month is reckoned, by who they were on the day of it that decides; ``facts`` has a
    row for each."""

    month: date
    who: Portrait
    facts: dict[str, Floats]

    def record(self) -> Record:
        return record_of(self.facts, self.who.kind)


def record_of(facts: Mapping[str, Any], kind: Any) -> Record:
    """What the rule may know, from the facts as they are kept."""
    sanctioned = np.asarray(facts["is_sanctioned"]) > 0
    return Record(
        {**facts, "kind": kind, "is_sanctioned": sanctioned if sanctioned.ndim else bool(sanctioned)}
    )


def gather(month: date, terms: Terms) -> Gathered:
    """Everyone's facts of a month (its first day)."""
    who = portrait(month.replace(day=int(terms.tpp_post_day)), reach=organization.EVERYTHING)
    keys = who.employee
    found = _attendance(month, keys, terms) | _productivity(month, keys)
    provisions, classes = settings_by_what(month), _Classes(who.on)
    local = _Local(provisions, Posts(who.unit, who.position_title), classes)
    achieved = local.of_words("achieved_", found.pop("predicate"))
    minutes, target = found["minutes"], found["target"]
    with np.errstate(divide="ignore", invalid="ignore"):
        by_minutes = np.where(target > 0, minutes / target * rules.WHOLE, np.nan)
    facts = found | {
        "job_class": local.job_class,
        "index": local.index,
        # Where nothing is set about any component nobody can tell; where others are, it is not given to this one.
        **_components(local),
        "kind_share": local.of_words("kind_", who.kind),
        "achieved": np.where(np.isnan(by_minutes), achieved, by_minutes),
        "is_sanctioned": np.isin(keys, list(people.sanctioned(CUTTING_SANCTIONS, on=month))) * 1.0,
    }
    leave_cuts = np.stack([local(kind) for kind in _LEAVES])
    facts |= _moved(month, who, provisions, by_days=bool(terms.tpp_post_by_days)) | _acting(
        month, keys, provisions, classes
    )
    facts["leave_cut"] = _leave(facts.pop("leave_days"), leave_cuts, is_known=~np.isnan(facts["late_cut"]))
    return Gathered(month, who, facts)


def _components(local: "_Local") -> dict[str, Floats]:
    given = {code: local(code) for code in rules.COMPONENTS}
    if not any(code in local.provisions for code in rules.COMPONENTS):
        return given
    return {code: np.nan_to_num(column) for code, column in given.items()}


def _none(size: int, what: str, unit: str) -> dict[str, Floats]:
    """What is told of those who held no other post: no days (or months), and nothing about it."""
    return {f"{what}_{unit}": np.zeros(size)} | {
        f"{what}_{each}": np.full(size, np.nan) for each in rules.POST
    }


def _told(facts: dict[str, Floats], what: str, places: npt.NDArray[np.intp], local: "_Local") -> None:
    """Write down another post of some people."""
    percent = np.sum(list(_components(local).values()), axis=0)
    for each, values in zip(rules.POST, (local.job_class, local.index, percent), strict=True):
        facts[f"{what}_{each}"][places] = values


def _moved(month: date, who: Portrait, provisions: "Provisions", *, by_days: bool) -> dict[str, Floats]:
    """The post that each held on other days of the month, where the region pays by days.

    Who held more than one other post has days in it, and nothing is known of it.
    """
    facts = _none(len(who), "other", "days")
    if not by_days:
        return facts
    held, until = held_positions(), np.datetime64(add_months(month, 1), "D")
    first = np.datetime64(month, "D")
    ends = np.where(np.isnat(held.until_on), until, np.minimum(held.until_on, until))
    days = (ends - np.maximum(held.from_on, first)).astype(np.int64)
    places = np.searchsorted(who.employee, held.employee)
    places = np.minimum(places, max(len(who) - 1, 0))
    ours = (days > 0) & (who.employee[places] == held.employee) if len(who) else np.zeros(len(held), np.bool_)
    titles = np.array([held.posts[post][2] for post in held.post[ours].tolist()], object)
    places, units, days = places[ours], held.unit[ours], days[ours]
    is_other = (units != who.unit[places]) | (titles != who.position_title[places])
    length = int((until - first).astype(np.int64))
    own = np.bincount(places[~is_other], weights=days[~is_other], minlength=len(who))
    own = np.where(
        np.bincount(places, minlength=len(who)) > 0, own, length
    )  # no position on record: none to compare
    facts["other_days"] = length - np.minimum(own, length)
    others = places[is_other]
    counted = np.bincount(others, minlength=len(who))
    # Days without any post are paid nothing; more than one other post cannot be told in one line.
    facts["other_percent"] = np.where((counted == 0) & (facts["other_days"] > 0), 0.0, np.nan)
    single = counted[others] == 1
    full = np.bincount(places, weights=days, minlength=len(who))[others] == length
    chosen = np.flatnonzero(is_other)[single & full]
    posts = Posts(units[chosen], titles[chosen])
    classes = _Classes(who.on, add_months(month, 1) - timedelta(days=1))
    _told(facts, "other", places[chosen], _Local(provisions, posts, classes))
    return facts


def _acting(
    month: date, keys: npt.NDArray[np.int64], provisions: "Provisions", classes: "_Classes"
) -> dict[str, Floats]:
    """The post that each stood in for to the end of the month: of several the longest, then the highest class."""
    facts, until = _none(len(keys), "acting", "months"), add_months(month, 1)
    ours = set(keys.tolist())
    found = [row for row in stood_in_for(on=until - timedelta(days=1)) if row[0] in ours]
    if not found:
        return facts
    employee, unit, title, since = (np.array(column) for column in zip(*found, strict=True))
    local = _Local(provisions, Posts(unit, title.astype(object)), classes)
    months = months_between(since.astype("datetime64[D]"), np.datetime64(until)).values
    order = np.lexsort([np.nan_to_num(local.job_class), months])
    places, kept = np.unique(np.searchsorted(keys, employee)[order][::-1], return_index=True)
    rows = order[::-1][kept]
    facts["acting_months"][places] = months[rows]
    _told(facts, "acting", places, _Local(provisions, Posts(unit[rows], title[rows].astype(object)), classes))
    return facts


def _leave(days: npt.NDArray[Any], cuts: Floats, *, is_known: npt.NDArray[np.bool_]) -> Floats:
    """Percent for the days of each kind of leave; unknown where a kind was taken of which no provision speaks."""
    cost = np.where(days > 0, days * cuts, 0.0).sum(axis=0)
    return np.where(is_known, cost, np.nan)


# Local provisions -------------------------------------------------------------------------------


IN_PLACE = {"replaced_by": None, "withdrawn_at": None}


def settings_on(day: date) -> Any:
    """What the region has set that holds on a day."""
    return (
        AllowanceSetting.objects.filter(Q(until_on=None) | Q(until_on__gt=day), **IN_PLACE, from_on__lte=day)
        .select_related("unit")
        .order_by("what", "from_on", "pk")
    )


type Provisions = Mapping[str, Sequence[AllowanceSetting]]


def settings_by_what(day: date) -> Provisions:
    """What holds on a day, by what it is about, what says least first."""
    found: dict[str, list[AllowanceSetting]] = {}
    for each in sorted(settings_on(day), key=_says_much):
        found.setdefault(each.what, []).append(each)
    return found


@dataclass(frozen=True)
class Posts:
    """Posts that people hold, a row for each."""

    unit: npt.NDArray[np.int64]
    title: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.unit)


class _Classes:
    """The class of a post, as the establishment of the day has it; of several days the first that knows it."""

    def __init__(self, *days: date) -> None:
        self._held = {
            (unit, key): job_class
            for day in reversed(days)
            for unit, key, job_class in organization.posts_on(day)
            .filter(job_class__isnull=False)
            .values_list("post__unit", "post__key", "job_class")
        }

    def __call__(self, units: npt.NDArray[np.int64], titles: npt.NDArray[np.str_]) -> Floats:
        pairs = zip(units.tolist(), titles.tolist(), strict=True)
        return np.array([self._held.get(pair, np.nan) for pair in pairs], np.float64)


class _Local:
    """The region's numbers for each post: of those that fit it, the one that says most about whom it is for."""

    def __init__(self, provisions: Provisions, posts: Posts, classes: _Classes) -> None:
        self.provisions, self._posts = provisions, posts
        self._titles = _titles(posts.title)
        self.job_class = classes(posts.unit, self._titles)
        self._paths = dict(organization.known_units().order_by().values_list("pk", "path"))

    @property
    def index(self) -> Floats:
        return np.asarray(np.prod([self(what) for what in INDICES], axis=0))

    def __call__(self, what: str) -> Floats:
        found = np.full(len(self._posts), np.nan)
        for each in self.provisions.get(what, ()):
            found[self._fits(each)] = float(each.value)
        return found

    def of_words(self, prefix: str, words: npt.NDArray[np.str_]) -> Floats:
        """The number for each person's word: ``kind_`` and "cpns", say."""
        found = np.full(len(words), np.nan)
        for word in np.unique(words).tolist():
            if word and prefix + word in self.provisions:
                found = np.where(words == word, self(prefix + word), found)
        return found

    def _fits(self, each: AllowanceSetting) -> npt.NDArray[np.bool_]:
        fits = np.ones(len(self._posts), np.bool_)
        if each.class_from is not None:
            fits &= self.job_class >= each.class_from
        if each.class_to is not None:
            fits &= self.job_class <= each.class_to
        if each.unit is not None:
            below = [key for key, path in self._paths.items() if path.startswith(each.unit.path)]
            fits &= np.isin(self._posts.unit, below)
        if each.title:
            fits &= self._titles == title_key(each.title)
        return fits


def _says_much(each: AllowanceSetting) -> tuple[bool, int, bool, date, int]:
    """A title says more than a unit, a unit below more than one above, a unit more than a class; then the later one."""
    depth = each.unit.path.count("/") if each.unit else 0
    return bool(each.title), depth, each.class_from is not None, each.from_on, each.pk


def _titles(titles: npt.NDArray[np.object_]) -> npt.NDArray[np.str_]:
    held, places = np.unique(titles.astype("U200"), return_inverse=True)
    return np.array([title_key(str(title)) for title in held] or [""], "U200")[places]


# Attendance and productivity --------------------------------------------------------------------

_COUNTED = """
    SELECT employee_id, count(*) FROM welfare_attendanceday
    WHERE replaced_by_id IS NULL AND day >= %(first)s AND day < %(until)s GROUP BY employee_id
"""
_EVENTFUL = """
    SELECT employee_id, day, presence, late, early, missed_in, missed_out FROM welfare_attendanceday
    WHERE replaced_by_id IS NULL AND day >= %(first)s AND day < %(until)s
      AND (%(among)s::bigint[] IS NULL OR employee_id = ANY(%(among)s))
      AND (presence NOT IN ('present', 'duty') OR late IS DISTINCT FROM 0 OR early IS DISTINCT FROM 0
           OR missed_in OR missed_out)
    ORDER BY employee_id, day
"""
_PRODUCED = """
    SELECT employee_id, minutes, target, predicate FROM welfare_productivity
    WHERE replaced_by_id IS NULL AND month = %(first)s
"""


@dataclass(frozen=True)
class Days:
    """Days on which something was other than it should be, a row for each."""

    employee: npt.NDArray[np.int64]
    day: npt.NDArray[np.datetime64]
    presence: npt.NDArray[np.str_]
    late: Floats
    early: Floats
    missed_in: npt.NDArray[np.bool_]
    missed_out: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.employee)

    @property
    def was_there(self) -> npt.NDArray[np.bool_]:
        return np.isin(self.presence, _THERE)

    def record(self) -> Record:
        """What the rule of a day may know; leave is costed by its own provisions, so here it costs nothing."""
        was_there = self.was_there
        return Record(
            {
                "late": np.where(was_there, self.late, 0.0),
                "early": np.where(was_there, self.early, 0.0),
                "missed_in": self.missed_in & was_there,
                "missed_out": self.missed_out & was_there,
                "is_absent": self.presence == Presence.ABSENT,
                "leave_cut": np.zeros(len(self)),
            }
        )


def eventful(month: date, *, among: Sequence[int] | None = None) -> Days:
    """The days of a month that may cost something."""
    rows = _rows(_EVENTFUL, month, among=None if among is None else list(among))
    types: tuple[npt.DTypeLike, ...] = (
        np.int64, "datetime64[D]", "U16", np.float64, np.float64, np.bool_, np.bool_,
    )  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * len(types)
    return Days(*(np.array(column, dtype) for column, dtype in zip(columns, types, strict=True)))


def _attendance(month: date, keys: npt.NDArray[np.int64], terms: Terms) -> dict[str, Any]:
    """Percent for each event, and the days of each kind of leave; unknown while days of the month are missing."""
    due = organization.working_days_between(month, add_months(month, 1))
    known = _placed(_rows(_COUNTED, month), keys)
    days = eventful(month)
    days = _chosen(days, np.isin(days.employee, keys))
    places = np.searchsorted(keys, days.employee)
    is_complete = known >= due
    found: dict[str, Any] = {"days_known": known, "days_due": np.full(len(keys), float(due))}
    cost = rules.day(days.record(), terms, on=month)
    for code in rules.EVENTS:
        of_day = cost.line(code).value
        summed = np.bincount(places, weights=_or_nan(of_day, len(days)), minlength=len(keys))
        found[f"{code}_cut"] = np.where(is_complete, summed, np.nan)
    found["leave_days"] = np.stack(
        [np.bincount(places[days.presence == kind], minlength=len(keys)) for kind in _LEAVES]
    )
    return _by_recaps(found, month, keys, terms)


def recaps_of(month: date, *, among: Sequence[int] | None = None) -> QuerySet[AttendanceRecap]:
    """The counts that files told of a month in place of its days."""
    rows = AttendanceRecap.objects.filter(month=month, replaced_by=None).order_by("employee")
    return rows if among is None else rows.filter(employee__in=among)


def _by_recaps(
    found: dict[str, Any], month: date, keys: npt.NDArray[np.int64], terms: Terms
) -> dict[str, Any]:
    """Counts of a month in the place of its days, where not every day is on record: days say more."""
    names = ("employee", *RECAP_COUNTS)
    rows = np.array(list(recaps_of(month).values_list(*names)), np.float64).reshape(-1, len(names))
    places = np.minimum(np.searchsorted(keys, rows[:, 0]), max(len(keys) - 1, 0))
    is_used = np.isin(rows[:, 0], keys)
    is_used[is_used] = (found["days_known"] < found["days_due"])[places[is_used]]
    places, counts = places[is_used], dict(zip(names, rows[is_used].T, strict=True))
    cost = rules.recap(Record({**counts, "leave_cut": np.zeros(len(places))}), terms, on=month)
    for code in rules.EVENTS:
        found[f"{code}_cut"][places] = _or_nan(cost.line(code).value, len(places))
    found["leave_days"][:, places] = np.stack([counts[kind] for kind in _LEAVES])
    found["days_known"][places] = found["days_due"][places]
    return found


def _productivity(month: date, keys: npt.NDArray[np.int64]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "minutes": np.full(len(keys), np.nan),
        "target": np.full(len(keys), np.nan),
        "predicate": np.full(len(keys), "", "U20"),
    }
    rows = _rows(_PRODUCED, month)
    if not rows:
        return found
    employee, minutes, target, predicate = (np.array(column) for column in zip(*rows, strict=True))
    is_ours = np.isin(employee, keys)
    places = np.searchsorted(keys, employee[is_ours])
    found["minutes"][places] = minutes.astype(np.float64)[is_ours]
    found["target"][places] = target.astype(np.float64)[is_ours]
    found["predicate"][places] = predicate[is_ours]
    return found


def _chosen(days: Days, kept: npt.NDArray[np.bool_]) -> Days:
    return Days(*(getattr(days, name)[kept] for name in Days.__dataclass_fields__))


def _placed(rows: Iterable[tuple[int, int]], keys: npt.NDArray[np.int64]) -> Floats:
    counted = dict(rows)
    return np.array([counted.get(key, 0) for key in keys.tolist()], np.float64)


def _or_nan(values: Column, size: int) -> Floats:
    return np.broadcast_to(np.where(values.unknown, np.nan, values.values), size).astype(np.float64)


def _rows(question: str, month: date, *, among: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, {"first": month, "until": add_months(month, 1), "among": among})
        return list(cursor.fetchall())
