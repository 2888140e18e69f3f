"""Who may follow in a critical post: its holder, the candidates by match, what each lacks, and her plan."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Count, Q, QuerySet

from bijak.accounts.access import permission_named
from bijak.accounts.models import Account
from bijak.competency import queries as competency
from bijak.kernel import ranks
from bijak.kernel.columns import column
from bijak.kernel.education import LEVELS as EDUCATION
from bijak.kernel.records import Record
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.organization.rules import title_key
from bijak.people import queries as people
from bijak.people.queries.careers import Careers, acting, careers
from bijak.people.queries.ending import ending
from bijak.people.queries.experience import Experience, experience
from bijak.policy import queries as policy
from bijak.quality import rules as asking
from bijak.shell.prepared import Prepared
from bijak.talent import models, rules
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost, DevelopmentAction, DevelopmentPlan, Placement
from bijak.talent.queries.mapping import latest_frozen, pool
from bijak.talent.queries.people import Known, known
from bijak.talent.queries.telling import Condition, Part, conditions, parts

SHOWN = 10
"""So many candidates stand on the page of a post."""
CHOICES = 30
READ_SANCTIONS = permission_named("people.view_sensitive")


# Critical posts ---------------------------------------------------------------------------------


def critical_posts(account: Account, *, today: date) -> QuerySet[CriticalPost]:
    """The critical posts of the units that an account looks after."""
    scope = organization.scope(account, Permission.VIEW, today=today)
    found = CriticalPost.objects.filter(scope.q("post__unit__path"), ended_on=None)
    return found.select_related("post__unit", "marked_by").order_by("post__unit__place", "post__key", "pk")


def posts_to_mark(account: Account, words: str, *, today: date) -> list[Any]:
    """Posts of today that may be marked, those that lead first, narrowed by words of title or unit."""
    scope = organization.scope(account, Permission.MAP, today=today)
    marked = CriticalPost.objects.filter(ended_on=None).values("post")
    found = organization.posts_on(today).filter(scope.q("post__unit__path")).exclude(post__in=marked)
    for word in words.split():
        found = found.filter(Q(post__title__icontains=word) | Q(post__unit__name__icontains=word))
    leading = found.select_related("post__unit").order_by("-kind", "-job_class", "post__unit__place", "pk")
    return list(leading[:CHOICES])


@dataclass(frozen=True)
class Wanted:
    """What a post asks of whoever takes it: the establishment, and where it is silent the law. "" and 0 for nothing."""

    kind: str = "structural"
    echelon: str = ""
    rank: int = 0
    education: str = ""
    programmes: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()

    @property
    def grade(self) -> str:
        return ranks.by_code(self.rank).grade if self.rank else ""

    @property
    def level(self) -> str:
        return EDUCATION.get(self.education, "")

    @property
    def asks(self) -> bool:
        return bool(self.rank or self.education or self.programmes or self.certificates)


def wanted(posts: Iterable[Any], *, on: date) -> dict[int, Wanted]:
    """By the key of the post, as it is established on a day. One query."""
    by_key = {post.pk: post for post in posts}
    spells = {spell.post_id: spell for spell in organization.posts_on(on).filter(post__in=by_key)}
    found = {}
    for key, post in by_key.items():
        spell, echelon = spells.get(key), _echelon(post)
        kind = spell.kind if spell else "structural"
        rank, education = _by_law(kind, echelon, post.title, on)
        found[key] = Wanted(
            kind=kind,
            echelon=echelon,
            rank=int((spell and spell.rank_lowest) or rank),
            education=(spell and spell.education_level) or education,
            programmes=_listed(spell.programmes) if spell else (),
            certificates=_listed(spell.certificates) if spell else (),
        )
    return found


def _by_law(kind: str, echelon: str, title: str, on: date) -> tuple[int, str]:
    """The lowest rank and education with which the law lets somebody hold a post; 0 and "" where it has no word."""
    post, terms = column(asking.post_of(kind, echelon, title) or None), asking.TERMS.on(on)
    rank, education = asking.band(post, terms, 0).item(), asking.least_education(post, terms).item()
    return int(rank or 0), f"{int(education):02}" if education else ""


def _echelon(post: Any) -> str:
    """A unit tells the echelon of the post that leads it."""
    return post.unit.echelon if title_key(post.unit.head_title) == post.key else ""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(_words(each) for each in re.split(r"[;,\n]", text) if _words(each))


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


# Who holds it -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Holder:
    """Who holds a post by right (``row``, None if nobody), who stands in, how soon the post stands empty, and why."""

    row: Any
    retires_on: date | None
    acting: Any
    risk: str
    reasons: list[Condition]

    @property
    def against(self) -> list[Condition]:
        """What speaks for its standing empty, or is not known."""
        return [each for each in self.reasons if each.state != "met"]


def holders(
    posts: Sequence[Any], asked: Mapping[int, Wanted], terms: Terms, account: Account, *, on: date
) -> dict[int, Holder]:
    """By the key of the post. A handful of queries, however many posts.

    That a sanction runs is told to those who may read it; for others it is as if there were none.
    """
    everyone, units = careers(on, reach=organization.EVERYTHING), [post.unit_id for post in posts]
    here = everyone[np.isin(everyone.unit, units)]
    standing = acting(everyone, units=units)
    held, acted = _places(here.unit, here.position_title), _places(standing.unit, standing.title)
    own = [(post.unit_id, post.key) for post in posts]
    known = here[np.array([held[key] for key in own if key in held], np.int64)]
    stand_ins = {key: int(standing.who.employee[place]) for key, place in acted.items() if key in set(own)}
    rows = people.rows_of_employees({*known.employee.tolist(), *stand_ins.values()})
    reading = organization.scope(account, READ_SANCTIONS, today=on)
    facts = dict(zip(known.employee.tolist(), _facts(known), strict=True))
    found = {}
    for post, key in zip(posts, own, strict=True):
        row = rows.get(int(here.employee[held[key]])) if key in held else None
        told = dict(facts[row.pk]) if row is not None else dict.fromkeys(FACTS)
        told |= {"is_held": row is not None, "is_acted": key in stand_ins}
        told["post_echelon"] = asked[post.pk].echelon or told["post_echelon"] or ""
        is_read = row is not None and reading.covers(row)
        hidden = set() if is_read else {"sanction"} if row is not None else {*rules.OF_HOLDER}
        decision = rules.vacancy(Record(told if is_read else told | {"sanction_level": 0}), terms, on=on)
        found[post.pk] = Holder(
            row,
            told["retires_on"],
            rows.get(stand_ins[key]) if key in stand_ins else None,
            rules.risk(decision).item() or "unknown",
            [each for each in conditions(decision) if each.code not in hidden],
        )
    return found


FACTS = (
    "retires_on", "is_contract", "contract_until", "is_leaving", "sanction_level", "position_from", "post_echelon",
)  # fmt: skip


def _facts(known: Careers) -> Iterator[dict[str, Any]]:
    """What the rule of vacancy asks of each; None is not known."""
    ends = ending(known.employee.tolist(), on=known.on)
    columns = zip(
        known.retires.tolist(), known.kind.tolist(), known.kind_until.tolist(), known.position_from.tolist(),
        known.echelon.tolist(), ends.is_leaving.tolist(), ends.is_undated.tolist(), ends.sanction_level.tolist(),
        strict=True,
    )  # fmt: skip
    for retires, kind, until, since, echelon, is_leaving, is_undated, level in columns:
        is_contract = kind.startswith("pppk")
        goes = is_leaving or (until is not None and not is_contract)
        yield dict(
            zip(FACTS, (retires, is_contract, until, True if goes else None if is_undated else False,
                        level, since, echelon), strict=True)
        )  # fmt: skip


def _places(units: Any, titles: Any) -> dict[tuple[int, str], int]:
    """Where each post is found first."""
    keys = [(unit, title_key(title)) for unit, title in zip(units.tolist(), titles.tolist(), strict=True)]
    return {key: place for place, key in reversed(list(enumerate(keys)))}


# Who may follow ---------------------------------------------------------------------------------


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
                wanted.programmes, [{_words(each)} - {""} for each in self.known.who.studied]
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


# The pages' questions ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Overview:
    """A critical post in the list: who holds it, and how many stand ready."""

    critical: CriticalPost
    holder: Holder
    now: int
    soon: int
    later: int
    is_short: bool

    @property
    def candidates(self) -> int:
        return self.now + self.soon + self.later


def overview(criticals: Sequence[CriticalPost], account: Account, *, on: date) -> list[Overview]:
    """Critical posts with their holders and how many may follow."""
    bench = Bench(on=on)
    posts = [each.post for each in criticals]
    asked = wanted(posts, on=on)
    held = holders(posts, asked, bench.terms, account, on=on)
    found = []
    for each in criticals:
        holder = held[each.post_id]
        ranked = bench.rank(asked[each.post_id], without=holder.row.pk if holder.row else None)
        now, soon, later = (ranked.count(readiness) for readiness in rules.GROWING)
        short = now + soon + later < bench.terms.fewest_candidates
        found.append(Overview(each, holder, now, soon, later, short))
    return found


@dataclass(frozen=True)
class Succession:
    """A critical post with its holder and its candidates, as far as somebody may see them."""

    critical: CriticalPost
    wanted: Wanted
    holder: Holder
    mapping: models.Mapping | None
    candidates: list[Candidate]
    total: int
    fewest: int
    weights: dict[str, float]

    @property
    def is_short(self) -> bool:
        return self.total < self.fewest

    @property
    def ladder(self) -> list[tuple[str, list[Candidate]]]:
        """Candidates by readiness, the readiest first; "" those of whom it cannot be told."""
        steps = [
            (step, [each for each in self.candidates if each.readiness == step])
            for step in (*rules.GROWING, "")
        ]
        return [(step, who) for step, who in steps if step or who]


def succession(critical: CriticalPost, account: Account, *, on: date) -> Succession:
    """The best candidates for a post; those of units that the account does not look after are only counted."""
    bench = Bench(on=on)
    posts = [critical.post]
    asked = wanted(posts, on=on)[critical.post_id]
    holder = holders(posts, {critical.post_id: asked}, bench.terms, account, on=on)[critical.post_id]
    ranked = bench.rank(asked, without=holder.row.pk if holder.row else None)
    scope, keys = organization.scope(account, Permission.VIEW, today=on), bench.keys
    seen = [place for place in ranked.order if scope.covers(bench.placements[keys[place]])]
    plans = {each.employee_id: each for each in plans_of(critical)}
    found = [
        replace(each, plan=plans.get(each.placement.employee_id))
        for each in bench.candidates(asked, seen[:SHOWN])
    ]
    fewest = int(bench.terms.fewest_candidates)
    weights = {
        part: getattr(bench.terms, f"match_{part}") for part in ("competence", "qualification", "integrity")
    }
    return Succession(critical, asked, holder, bench.mapping, found, len(ranked.order), fewest, weights)


# Plans ------------------------------------------------------------------------------------------


def plans_of(critical: CriticalPost) -> QuerySet[DevelopmentPlan]:
    return DevelopmentPlan.objects.filter(critical=critical).order_by("pk")


def plans_visible_to(account: Account, *, today: date) -> QuerySet[DevelopmentPlan]:
    """Plans of people whom an account looks after, for whatever post; and one's own."""
    seen = people.visible_to(account, today=today)
    scope = organization.scope(account, Permission.VIEW, today=today)
    reached = seen.filter(scope.q("unit__path")).order_by().values("pk")
    found = DevelopmentPlan.objects.filter(Q(employee__in=reached) | Q(employee__account=account))
    return found.select_related("critical__post__unit", "employee__account")


def own_plans(account: Account) -> QuerySet[DevelopmentPlan]:
    found = DevelopmentPlan.objects.filter(employee__account=account, critical__ended_on=None)
    return found.select_related("critical__post__unit").order_by("pk")


def actions_of(plan: DevelopmentPlan) -> QuerySet[DevelopmentAction]:
    """The steps of a plan, in the order in which they are due."""
    return DevelopmentAction.objects.filter(plan=plan).order_by("due_on", "pk")


def with_actions(plans: Iterable[DevelopmentPlan]) -> list[tuple[DevelopmentPlan, list[DevelopmentAction]]]:
    """Plans beside their steps. One query for all."""
    found: dict[int, tuple[DevelopmentPlan, list[DevelopmentAction]]] = {
        plan.pk: (plan, []) for plan in plans
    }
    for action in DevelopmentAction.objects.filter(plan__in=found).order_by("due_on", "pk"):
        found[action.plan_id][1].append(action)
    return list(found.values())


def late_actions(account: Account, *, today: date) -> QuerySet[DevelopmentAction]:
    """Steps that should have been done by a day, of the plans that an account may see, the latest of all first."""
    plans = plans_visible_to(account, today=today).order_by().values("pk")
    found = DevelopmentAction.objects.filter(plan__in=plans, done_on=None, due_on__lt=today)
    return found.select_related("plan__critical__post", "plan__employee").order_by("due_on", "pk")


def steps_by(day: date) -> tuple[int, int]:
    """How many steps of development plans that were due by a day were done by then, and of how many."""
    due = DevelopmentAction.objects.filter(due_on__lte=day)
    told = due.aggregate(done=Count("pk", filter=Q(done_on__lte=day)), all=Count("pk"))
    return told["done"], told["all"]


_late = Prepared(
    lambda *, today: (
        DevelopmentAction.objects.filter(done_on=None, due_on__lt=today, plan__critical__ended_on=None)
        .order_by("pk")
        .values_list("pk")[:1]
    ),
    plans_once=True,
)


def is_any_late(*, today: date) -> bool:
    """Whether any step of any plan is overdue: asked first, for mostly none is."""
    return bool(_late(today=today))


def holders_of_records(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) whom a mapping or a plan is about."""
    return {
        key
        for model in (Placement, DevelopmentPlan)
        for key in model.objects.filter(employee__in=employees)
        .order_by()
        .values_list("employee_id", flat=True)
        .distinct()
    }
