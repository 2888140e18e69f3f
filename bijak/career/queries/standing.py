"""How people stand in every kind of promotion: all of them at once, or one after her records changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from bijak.career.models import Attestation, Established, QueueState
from bijak.career.rules import promotion as rules
from bijak.competency.queries.leadership import trained_by
from bijak.kernel import ranks
from bijak.kernel.columns import MET, MISSING, UNKNOWN, Column, column
from bijak.kernel.decisions import Decision
from bijak.kernel.records import Record
from bijak.kernel.terms import TermBook
from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.people.queries.promotable import SANCTIONS, promotable
from bijak.performance.queries import everyone as performance
from bijak.policy import queries as policy
from bijak.quality.rules import post_of

type Words = npt.NDArray[np.str_]
type Facts = Mapping[str, npt.NDArray[Any]]

KINDS = rules.QUEUED

STATES = (QueueState.MAY, QueueState.WAITING, QueueState.UNDECIDED, QueueState.BLOCKED)

CLOSED = frozenset({"ceiling", "band", "below_highest", "serves_on", "pns"})
"""What nobody can mend: who is held by one of them alone is promoted on retirement, if at all."""

_NO_DAY = np.datetime64("NaT", "D")
_RANKS = [rank.code for rank in ranks.PNS]


def period_after(today: date) -> date:
    """The next day on which promotions count."""
    found: date = rules.next_period(today, policy.term_book("career")).item()
    return found


def read(today: date, *, among: Sequence[int] | None = None) -> "Standings":
    """Every PNS, or some, as of the next period. Some eight queries, however many people."""
    book = policy.term_book("career")
    period: date = rules.next_period(today, book).item()
    facts = promotable(period, among=among)
    record = _record(facts, period, book)
    in_force = book.on(period)
    decisions = {kind: rules.KINDS[kind](record, in_force, on=period) for kind in KINDS}
    return Standings(period, book, facts, record, decisions)


@dataclass(frozen=True)
class Standings:
    """People (rows) in the kinds of promotion (columns, in the order of ``KINDS``) as of a period."""

    period: date
    book: TermBook
    facts: Facts
    record: Record
    decisions: Mapping[str, Decision]

    def __len__(self) -> int:
        return len(self.facts["employee"])

    @cached_property
    def levels(self) -> npt.NDArray[np.int8]:
        """Every condition of every kind, beside each other: missing, unknown, met."""
        of_each = (reason.truth.levels for kind in KINDS for reason in self.decisions[kind].reasons)
        return np.column_stack([np.broadcast_to(each, len(self)) for each in of_each])

    @cached_property
    def states(self) -> npt.NDArray[np.int8]:
        """Places in ``STATES``."""
        return np.column_stack([states for states, _days in self._judged])

    @cached_property
    def eligible_on(self) -> npt.NDArray[np.datetime64]:
        """From when each may, or will by time alone at the earliest; NaT where that cannot be told."""
        return np.column_stack([days for _states, days in self._judged])

    @cached_property
    def periods(self) -> npt.NDArray[np.datetime64]:
        """The next period for those who may, the first after the day for those who wait."""
        coming = np.fmax(self.eligible_on, np.datetime64(self.period))
        coming[np.isnat(self.eligible_on)] = _NO_DAY
        return rules.next_period(coming.ravel(), self.book).values.reshape(coming.shape)

    @cached_property
    def best(self) -> npt.NDArray[np.intp]:
        """For each the place of the kind by which she is promoted first."""
        may, waiting, undecided, blocked = range(len(STATES))
        service = np.arange(len(KINDS)) == KINDS.index("service")
        order = np.full(self.states.shape, 5, np.int64)
        order[(self.states == waiting) & service] = 4
        order[(self.states == blocked) & self._is_open] = 3
        order[self.states == undecided] = 2
        order[(self.states == waiting) & ~service] = 1
        order[self.states == may] = 0
        days = np.where(np.isnat(self.periods), 0, self.periods.astype(np.int64))
        return np.asarray((order * 10**6 + days).argmin(axis=1))

    @cached_property
    def targets(self) -> npt.NDArray[np.str_]:
        """The rank to which the best kind promotes; "" where that is not known."""
        in_force = self.book.on(self.period)
        found = [rules.target(kind, self.record, in_force) for kind in KINDS]
        words = np.column_stack([np.where(each.unknown, "", each.values) for each in found])
        return np.asarray(words[np.arange(len(self)), self.best])

    @cached_property
    def credit_short(self) -> list[float | None]:
        """How many credit points are lacking for the next rank in a functional position."""
        reason = next(each for each in self.decisions["functional"].reasons if each.code == "rank_credit")
        if (gap := reason.shortfall) is None:
            return [None] * len(self)
        lacks = reason.truth.missing & ~gap.unknown
        values = np.where(lacks, gap.values, np.nan).tolist()
        return [None if value != value else value for value in np.broadcast_to(values, len(self)).tolist()]

    @cached_property
    def _is_open(self) -> npt.NDArray[np.bool_]:
        """Whether the kind is for her, and what is missing can be mended."""
        found = []
        for kind in KINDS:
            first, *rest = self.decisions[kind].reasons
            is_closed = first.truth.missing
            for reason in rest:
                if reason.code in CLOSED:
                    is_closed = is_closed | reason.truth.missing
            found.append(np.broadcast_to(~is_closed, len(self)))
        return np.column_stack(found)

    @cached_property
    def _judged(self) -> list[tuple[npt.NDArray[np.int8], npt.NDArray[np.datetime64]]]:
        return [self._judge(kind) for kind in KINDS]

    def _judge(self, kind: str) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.datetime64]]:
        decision = self.decisions[kind]
        is_missing = np.zeros(len(self), np.bool_)
        is_unknown, only_time = is_missing.copy(), ~is_missing
        day = np.full(len(self), _NO_DAY)
        for reason in decision.reasons:
            missing = np.asarray(reason.truth.missing)
            is_missing |= missing
            is_unknown |= reason.truth.unknown
            waits: Column = column(None) if reason.earliest is None else reason.earliest
            known = missing & ~waits.unknown
            only_time &= ~missing | known
            if known.any():
                day = np.where(known, np.fmax(day, waits.values), day)
        states = np.select(
            [~is_missing & ~is_unknown, is_missing & only_time, ~is_missing],
            [
                STATES.index(QueueState.MAY),
                STATES.index(QueueState.WAITING),
                STATES.index(QueueState.UNDECIDED),
            ],
            STATES.index(QueueState.BLOCKED),
        ).astype(np.int8)
        ripe = rules.ripens(kind, self.record, self.book.on(self.period), on=self.period)
        freed = self.facts["sanctioned_until"]
        period = np.datetime64(self.period)
        since = np.fmax(
            period if ripe.unknown.all() else np.where(ripe.unknown, period, ripe.values),
            np.where(freed <= period, freed, _NO_DAY),
        )
        day = np.where(is_missing, np.where(only_time, day, _NO_DAY), _NO_DAY)
        return states, np.where(~is_missing & ~is_unknown, since, day)


def _record(facts: Facts, on: date, book: TermBook) -> Record:
    """What the rules may know; an empty word is not known."""
    last, before = _predicates(facts["employee"], on, book)
    posts = _posts(facts)
    lowest, highest = _bands(facts, on)
    sanction = np.array(SANCTIONS)[facts["sanction"]]
    credit = performance.credit(facts["employee"], on=on).at(posts)
    words: dict[str, Words] = {
        name: facts[name] for name in ("kind", "standing", "position_kind", "education")
    }
    words |= {
        "rank": np.where(np.isin(facts["rank"], _RANKS), facts["rank"], ""),
        "rating_last": last,
        "rating_before": before,
        "post": posts,
        "post_lowest": lowest,
        "post_highest": highest,
        "sanction": sanction,
    }
    asked = (
        *("rank_from", "position_from", "served_from", "retires_on", "sanction_until", "was_sanctioned"),
        *("sanctioned_until", "leave_days", "outstanding", "discovery"),
    )
    return Record(
        {name: np.ma.masked_array(each, each == "") for name, each in words.items()}
        | {name: facts[name] for name in asked}
        | _established(facts, on)
        | {"credit": credit, "superior_rank": None, "leadership": _leadership(facts, on)}
    )


def _predicates(employees: npt.NDArray[np.int64], on: date, book: TermBook) -> tuple[Words, Words]:
    """The predicates of the last two years, "" for none; early in a year last year's may still be missing."""
    rated = performance.ratings(employees, years=3, on=on)
    last, before, earlier = (_in_year(rated, on.year - back) for back in (1, 2, 3))
    if on.month > book.on(on).rating_open_months:
        return last, before
    is_open = last == ""
    return np.where(is_open, before, last), np.where(is_open, earlier, before)


def _in_year(rated: performance.Rated, year: int) -> Words:
    found = np.full(len(rated), "", rated.predicate.dtype)
    rows, places = np.nonzero(rated.year == year)
    found[rows] = rated.predicate[rows, places]
    return found


def _posts(facts: Facts) -> Words:
    """The echelon or level of each position, as the law of ranks calls it; "" where that is not known."""
    held = list(
        zip(*(facts[name].tolist() for name in ("position_kind", "echelon", "position_title")), strict=True)
    )
    named = {each: post_of(*each) for each in set(held)}
    return np.array([named[each] for each in held], "U12")


def _bands(facts: Facts, on: date) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]:
    """The lowest and highest rank that the establishment gives each post; "" where it gives none."""
    given = organization.posts_on(on).exclude(rank_highest="").order_by()
    bands = {
        (unit, key): (lowest, highest)
        for unit, key, lowest, highest in given.values_list(
            "post__unit", "post__key", "rank_lowest", "rank_highest"
        )
    }
    titles = facts["position_title"].tolist()
    keys = {title: title_key(title) for title in set(titles)} if bands else {}
    found = [
        bands.get((unit, keys.get(title, "")), ("", ""))
        for unit, title in zip(facts["unit"].tolist(), titles, strict=True)
    ]
    return np.array([low for low, _high in found], "U2"), np.array([high for _low, high in found], "U2")


def _leadership(facts: Facts, on: date) -> npt.NDArray[np.float64]:
    """The level of the highest training for leadership that each has finished; 0 for none."""
    return np.nan_to_num(trained_by(on, facts["employee"]).level)


def _established(facts: Facts, on: date) -> dict[str, npt.NDArray[np.bool_]]:
    """What officers established since the rank was given."""
    found = {each.value: np.zeros(len(facts["employee"]), np.bool_) for each in Established}
    known = Attestation.objects.filter(withdrawn_on=None, on__lte=on).order_by()
    for employee, what, day in known.values_list("employee", "what", "on"):
        place = int(np.searchsorted(facts["employee"], employee))
        if place < len(facts["employee"]) and facts["employee"][place] == employee:
            found[what][place] |= bool(facts["rank_from"][place] <= np.datetime64(day))
    return found


LEVELS = {str(MISSING): "missing", str(UNKNOWN): "unknown", str(MET): "met"}
"""How a sign of ``QueueLine.levels`` reads."""
