"""Those who may follow in a post: by match, with every part of it and every gap."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet

from bijak.competency import queries as competency
from bijak.kernel.columns import column
from bijak.kernel.records import Record
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.people.queries.experience import Experience, experience
from bijak.policy import queries as policy
from bijak.talent import models, rules
from bijak.talent.models import DevelopmentPlan, Placement
from bijak.talent.queries.mapping import latest_frozen, pool
from bijak.talent.queries.people import Known, candidates
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
    """Candidates for a post from best to least: their places in the bench, and the readiness of everyone in it."""

    order: list[int]
    readiness: list[str | None]

    def count(self, readiness: str) -> int:
        return sum(self.readiness[place] == readiness for place in self.order)


class Bench:
    """The pool of the agency's latest frozen mapping with what is known of it today; asked of many posts."""

    def __init__(self, *, on: date) -> None:
        self.on = on
        self.mapping: models.Mapping | None = latest_frozen(on)
        self.terms = policy.terms("talent", on)
        self._experience: dict[str, Experience] = {}
        self._records: dict[Wanted, Record] = {}
        self._ranked: dict[Wanted, Ranked] = {}

    @property
    def _pool(self) -> QuerySet[Placement]:
        placed = Placement.objects.all() if self.mapping else Placement.objects.none()
        return pool(placed.filter(mapping=self.mapping))

    @cached_property
    def _scores(self) -> dict[int, Decimal | None]:
        return dict(self._pool.order_by().values_list("employee_id", "performance"))

    @cached_property
    def known(self) -> Known:
        return candidates(self.on, among=np.fromiter(self._scores, np.int64, len(self._scores)))

    @cached_property
    def keys(self) -> list[int]:
        keys: list[int] = self.known.who.employee.tolist()
        return keys

    def within(self, scope: organization.Scope) -> set[int]:
        """The keys of those in the pool who stood in a mapping's units within reach."""
        if scope.everything:
            return set(self._scores)
        return set(self._pool.filter(scope.q("unit__path")).order_by().values_list("employee_id", flat=True))

    @cached_property
    def _trainings(self) -> dict[int, set[str]]:
        return competency.training_names(self.keys, on=self.on)

    def record(self, wanted: Wanted) -> Record:
        """Everyone of the pool beside what a post asks for; posts that ask for the same share it."""
        if wanted not in self._records:
            self._records[wanted] = self._record(wanted)
        return self._records[wanted]

    def _record(self, wanted: Wanted) -> Record:
        done = self._done(wanted.kind)
        since = np.where(np.isnat(done.since), np.datetime64(self.on), done.since)
        sanctions: Any = np.ma.masked_where(done.is_unclear, np.array(rules.SANCTIONS)[done.heaviest])
        facts: dict[str, Any] = {
            **self.known.facts,
            "required_rank": wanted.rank,
            "required_education": wanted.education,
            "post_echelon": wanted.echelon,
            "field_fits": self._fits(wanted.programmes),
            "training_fits": self._holds(wanted.certificates),
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
        if wanted not in self._ranked:
            self._ranked[wanted] = self._rank(wanted)
        found = self._ranked[wanted]
        return replace(found, order=[place for place in found.order if self.keys[place] != without])

    def _rank(self, wanted: Wanted) -> Ranked:
        if not self.keys:
            return Ranked([], [])
        record = self.record(wanted)
        scores = [self._scores[key] for key in self.keys]
        performance = column([None if score is None else float(score) for score in scores])
        return Ranked(
            rules.in_order(record.match, performance).tolist(),
            list(rules.readiness(record, self.terms, on=self.on)),
        )

    def candidates(self, wanted: Wanted, places: Sequence[int]) -> list[Candidate]:
        """Some of the pool by their places, with every part of the match and every gap."""
        if not places:
            return []
        record = self.record(wanted)
        keys = self.keys
        asked = [keys[place] for place in places]
        rows = people.rows_of_employees(asked)
        of_pool = self._pool.filter(employee__in=asked).select_related("mapping", "unit")
        placements = {each.employee_id: each for each in of_pool}
        found = []
        for place in places:
            own = record[place]
            told = rules.match(own, self.terms, on=self.on)
            ready = conditions(rules.ready(own, self.terms, on=self.on))
            found.append(
                Candidate(
                    placements[keys[place]],
                    rows.get(keys[place]),
                    own.match.item(),
                    parts(told),
                    rules.readiness(own, self.terms, on=self.on).item() or "",
                    [each for each in ready if each.state != "met"],
                )
            )
        return found

    def _fits(self, asked: tuple[str, ...]) -> Any:
        """Whether each studied one of what is asked for; nobody knows of those of whom nothing is recorded."""
        if not asked:
            return np.ones(len(self.keys), np.bool_)
        had = map(words_of, self.known.who.studied)
        return [any(want in own or own in want for want in asked) if own else None for own in had]

    def _holds(self, asked: tuple[str, ...]) -> Any:
        """Whether each has all the trainings that are asked for."""
        if not asked:
            return np.ones(len(self.keys), np.bool_)
        had = [self._trainings.get(key, set()) for key in self.keys]
        return np.array([all(any(want in each for each in own) for want in asked) for own in had], np.bool_)

    def _done(self, kind: str) -> Experience:
        if kind not in self._experience:
            self._experience[kind] = experience(self.keys, kind=kind, on=self.on)
        return self._experience[kind]
