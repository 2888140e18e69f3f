"""What the allowance of a month is reckoned from, of everyone at once: as columns, in a few questions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.kernel.days import add_months, months_between
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries.portraits import Portrait, portrait
from bijak.people.queries.positions import held_positions, stood_in_for
from bijak.welfare.queries.allowance_facts.local import (
    Classes,
    Floats,
    Local,
    Posts,
    Provisions,
    settings_by_what,
)
from bijak.welfare.queries.allowance_facts.presence import LEAVES, attendance, leave, productivity
from bijak.welfare.rules import allowance as rules

FACTS = (
    "job_class", "index", *rules.COMPONENTS, "kind_share", "achieved", *(f"{code}_cut" for code in rules.EVENTS),
    "is_sanctioned", *(f"other_{each}" for each in ("days", *rules.POST)),
    *(f"acting_{each}" for each in ("months", *rules.POST)), "days_known", "days_due", "minutes", "target",
)  # fmt: skip
"""What is kept of each person, in this order; NaN where it is not known."""

CUTTING_SANCTIONS = ("23", "24", "25")
"""Pemotongan tunjangan kinerja, in the national table of sanctions."""


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
    found = attendance(month, keys, terms) | productivity(month, keys)
    provisions, classes = settings_by_what(month), Classes(who.on)
    local = Local(provisions, Posts(who.unit, who.position_title), classes)
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
    leave_cuts = np.stack([local(kind) for kind in LEAVES])
    facts |= _moved(month, who, provisions, by_days=bool(terms.tpp_post_by_days)) | _acting(
        month, keys, provisions, classes
    )
    facts["leave_cut"] = leave(facts.pop("leave_days"), leave_cuts, is_known=~np.isnan(facts["late_cut"]))
    return Gathered(month, who, facts)


def _components(local: Local) -> dict[str, Floats]:
    given = {code: local(code) for code in rules.COMPONENTS}
    if not any(code in local.provisions for code in rules.COMPONENTS):
        return given
    return {code: np.nan_to_num(column) for code, column in given.items()}


def _none(size: int, what: str, unit: str) -> dict[str, Floats]:
    """What is told of those who held no other post: no days (or months), and nothing about it."""
    return {f"{what}_{unit}": np.zeros(size)} | {
        f"{what}_{each}": np.full(size, np.nan) for each in rules.POST
    }


def _told(facts: dict[str, Floats], what: str, places: npt.NDArray[np.intp], local: Local) -> None:
    """Write down another post of some people."""
    percent = np.sum(list(_components(local).values()), axis=0)
    for each, values in zip(rules.POST, (local.job_class, local.index, percent), strict=True):
        facts[f"{what}_{each}"][places] = values


def _moved(month: date, who: Portrait, provisions: Provisions, *, by_days: bool) -> dict[str, Floats]:
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
    classes = Classes(who.on, add_months(month, 1) - timedelta(days=1))
    _told(facts, "other", places[chosen], Local(provisions, posts, classes))
    return facts


def _acting(
    month: date, keys: npt.NDArray[np.int64], provisions: Provisions, classes: Classes
) -> dict[str, Floats]:
    """The post that each stood in for to the end of the month: of several the longest, then the highest class."""
    facts, until = _none(len(keys), "acting", "months"), add_months(month, 1)
    ours = set(keys.tolist())
    found = [row for row in stood_in_for(on=until - timedelta(days=1)) if row[0] in ours]
    if not found:
        return facts
    employee, unit, title, since = (np.array(column) for column in zip(*found, strict=True))
    local = Local(provisions, Posts(unit, title.astype(object)), classes)
    months = months_between(since.astype("datetime64[D]"), np.datetime64(until)).values
    order = np.lexsort([np.nan_to_num(local.job_class), months])
    places, kept = np.unique(np.searchsorted(keys, employee)[order][::-1], return_index=True)
    rows = order[::-1][kept]
    facts["acting_months"][places] = months[rows]
    _told(facts, "acting", places, Local(provisions, Posts(unit[rows], title[rows].astype(object)), classes))
    return facts
