"""Those who may follow in a post: by match, with every part of it and every gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np

from bijak.competency import queries as competency
from bijak.kernel.columns import column
from bijak.kernel.records import Record
from bijak.people import queries as people
from bijak.people.queries.experience import Experience, experience
from bijak.policy import queries as policy
from bijak.talent import models, rules
from bijak.talent.models import DevelopmentPlan, Placement
from bijak.talent.queries.mapping import latest_frozen, pool
from bijak.talent.queries.people import Known, known
from bijak.talent.queries.posts import Wanted, words_of
from bijak.talent.queries.telling import Condition, Part, conditions, parts


@dataclass(frozen=True)
class Candidate:
    """Somebody of the pool beside a post: how well she matches, part by part, and what she still has to close."""

    placement: Placement
    row: Any
    match: float | None
    parts: list[Part]
    readiness: str
    gaps: list[Condition]
    plan: DevelopmentPlan | None = None


@dataclass(frozen=True)
class Ranked:
    """Candidates for a post from best to least: their places in the bench, their match and readiness."""

    order: list[int]
    match: list[float | None]
    readiness: list[str | None]

    def count(self, readiness: str) -> int:
        return sum(self.readiness[place] == readiness for place in self.order)


class Bench:
    """The pool of the agency's latest frozen mapping with what is known of it today; asked of many posts."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.mapping: models.Mapping | None = latest_frozen(on)
        rows = (
            pool(Placement.objects.filter(mapping=self.mapping)) if self.mapping else Placement.objects.none()
        )
        self.placements = {each.employee_id: each for each in rows.select_related("mapping", "unit")}
        self.terms = policy.terms("talent", on)
        self._experience: dict[str, Experience] = {}

    @cached_property
    def known(self) -> Known:
        return known(self.on, among=np.array(list(self.placements), np.int64))

    @property
    def keys(self) -> list[int]:
        keys: list[int] = self.known.who.employee.tolist()
        return keys

    @cached_property
    def _trainings(self) -> dict[int, set[str]]:
        return competency.training_names(self.keys, on=self.on)

    @cached_property
    def _performance(self) -> list[Decimal | None]:
        return [self.placements[key].performance for key in self.keys]

    def record(self, wanted: Wanted) -> Record:
        """Everyone of the pool beside what a post asks for."""
        done = self._done(wanted.kind)
        since = np.where(np.isnat(done.since), np.datetime64(self.on), done.since)
        sanctions: Any = np.ma.masked_where(done.is_unclear, np.array(rules.SANCTIONS)[done.heaviest])
        facts: dict[str, Any] = {
            **self.known.facts,
            "required_rank": wanted.rank,
            "required_education": wanted.education,
            "post_echelon": wanted.echelon,
            "field_fits": _fits(
                wanted.programmes, [{words_of(each)} - {""} for each in self.known.who.studied]
            ),
            "training_fits": _holds(
                wanted.certificates, [self._trainings.get(key, set()) for key in self.keys]
            ),
            "experience_from": np.where(done.posts > 0, since, np.datetime64("NaT", "D")),
            "posts_held": np.where(done.posts > 0, done.posts, np.nan),
            "times_acting": done.acting,
            "heaviest_sanction": sanctions,
            "is_serving_sanction": done.is_serving,
        }
        match = rules.rounded(rules.match(Record(facts), self.terms, on=self.on).total)
        return Record(facts | {"match": match})

    def rank(self, wanted: Wanted, *, without: int | None = None) -> Ranked:
        """All of the pool but the post's own holder: by match, among equals by performance."""
        if not self.keys:
            return Ranked([], [], [])
        record = self.record(wanted)
        performance = column([None if score is None else float(score) for score in self._performance])
        order = rules.in_order(record.match, performance).tolist()
        keys = self.keys
        return Ranked(
            [place for place in order if keys[place] != without],
            list(record.match),
            list(rules.readiness(record, self.terms, on=self.on)),
        )

    def candidates(self, wanted: Wanted, places: Sequence[int]) -> list[Candidate]:
        """Some of the pool by their places, with every part of the match and every gap."""
        if not places:
            return []
        record = self.record(wanted)
        keys = self.keys
        rows = people.rows_of_employees([keys[place] for place in places])
        found = []
        for place in places:
            own = record[place]
            told = rules.match(own, self.terms, on=self.on)
            ready = conditions(rules.ready(own, self.terms, on=self.on))
            found.append(
                Candidate(
                    self.placements[keys[place]],
                    rows.get(keys[place]),
                    own.match.item(),
                    parts(told),
                    rules.readiness(own, self.terms, on=self.on).item() or "",
                    [each for each in ready if each.state != "met"],
                )
            )
        return found

    def _done(self, kind: str) -> Experience:
        if kind not in self._experience:
            self._experience[kind] = experience(self.keys, kind=kind, on=self.on)
        return self._experience[kind]


def _fits(asked: tuple[str, ...], had: list[set[str]]) -> Any:
    """Whether each has one of what is asked for; nobody knows of those of whom nothing is recorded."""
    if not asked:
        return np.ones(len(had), np.bool_)
    return [
        any(want in each or each in want for want in asked for each in own) if own else None for own in had
    ]


def _holds(asked: tuple[str, ...], had: list[set[str]]) -> Any:
    """Whether each has all of what is asked for."""
    return np.array([all(any(want in each for each in own) for want in asked) for own in had], np.bool_)
