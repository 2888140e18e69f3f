"""Whom a decree touches, what changes for one of them, how far everyone has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.kernel import hiding
from bijak.kernel.terms import NotInForce
from bijak.organization import queries as organization
from bijak.outreach import rules
from bijak.outreach.access import Permission
from bijak.outreach.models import (
    Assignment,
    Campaign,
    Clarification,
    QuizAnswer,
    QuizQuestion,
    Readers,
    State,
)
from bijak.people import queries as people
from bijak.policy import queries as policies
from bijak.policy.registries import Meaning, Unknown, term_books, term_readers

_ALL = ("decree__draft__policy", "decree__version")


# Campaigns --------------------------------------------------------------------------------------


def campaigns() -> QuerySet[Campaign]:
    return Campaign.objects.select_related(*_ALL).order_by("-pk")


def of_policy(policy: int) -> QuerySet[Campaign]:
    """The campaigns of a policy (key of policy.Policy), the first first."""
    return campaigns().filter(decree__draft__policy=policy).order_by("pk")


def newer_than(campaign: Campaign) -> Campaign | None:
    """The newest campaign of the same policy, where there is a newer one."""
    same = of_policy(campaign.decree.draft.policy_id)
    return same.filter(pk__gt=campaign.pk).last()


def earlier_than(campaign: Campaign) -> QuerySet[Campaign]:
    """The campaigns of earlier versions of the same policy that nothing has superseded yet."""
    same = of_policy(campaign.decree.draft.policy_id)
    return same.filter(pk__lt=campaign.pk).exclude(state=State.SUPERSEDED)


def visible_to(account: Account, *, today: date) -> QuerySet[Campaign]:
    """All for those who may see how far they came; for others none: what is theirs is an Assignment."""
    may = any(accounts.holds(account, each, today=today) for each in Permission)
    return campaigns() if may else campaigns().none()


def questions(campaign: Campaign) -> list[QuizQuestion]:
    return list(QuizQuestion.objects.filter(campaign=campaign).order_by("position", "pk"))


def clauses_by_provision(campaign: Campaign) -> Mapping[int, policies.Clause]:
    """Everything that can be cited in the enacted version, by the provision's key, in the order of the document."""
    return {
        clause.provision_id: clause
        for clause in policies.clauses(campaign.decree.version)
        if clause.is_clause
    }


# Audience ---------------------------------------------------------------------------------------


def touched(campaign: Campaign, *, today: date) -> dict[int, int | None]:
    """The people whom the decree touches as of now, each with her unit: keys of people.Employee to organization.Unit.

    Those whom one of its terms concerns. Where it sets none, or one of which nobody knows whom it concerns, everyone
    who works here: better told needlessly than forgotten.
    """
    rows = people.active().order_by()
    readers = [term_readers.get(row.term) for row in policies.settings_of(campaign.decree.version)]
    found: dict[int, int | None] = dict(rows.values_list("pk", "unit"))
    if not readers or None in readers:
        return found
    on = max(today, campaign.decree.in_force_from)
    concerned = [reader.touched(on) for reader in readers if reader]
    keys = frozenset().union(*concerned)
    return {key: unit for key, unit in found.items() if key in keys}


def unread_terms(campaign: Campaign) -> list[str]:
    """The numbers it sets of which the system does not know whom they concern, as one calls them."""
    codes = {row.term: None for row in policies.settings_of(campaign.decree.version)}
    return [_label(code) for code in codes if term_readers.get(code) is None]


def _label(code: str) -> str:
    try:
        return str(term_books.term(code).label)
    except Unknown:  # a part of the house that is no longer installed
        return code


# One person -------------------------------------------------------------------------------------


def assignments_of(account: Account) -> QuerySet[Assignment]:
    """What somebody has been given to read, the newest first; nothing that is still being prepared."""
    return (
        Assignment.objects.filter(employee__account=account, left_on=None)
        .exclude(campaign__state=State.PREPARING)
        .select_related("campaign__decree__draft__policy", "campaign__decree__version", "unit")
        .order_by("-campaign", "-pk")
    )


def waiting_for(account: Account) -> QuerySet[Assignment]:
    """What she still has to read, acknowledge or answer, as long as she is asked to."""
    return unfinished_of(account).filter(campaign__state=State.OPEN).order_by("campaign__due_on", "pk")


def unfinished_of(account: Account) -> QuerySet[Assignment]:
    return assignments_of(account).filter(unfinished())


def unfinished() -> Q:
    """The assignments that still ask something of somebody."""
    asks = Exists(QuizQuestion.objects.filter(campaign=OuterRef("campaign")))
    return Q(acknowledged_on=None) | Q(Q(answered_on=None), asks)


@dataclass(frozen=True)
class Effect:
    """A number that the decree sets, and what it means for one person: before it, and from its day on.

    ``is_known`` says whether the system knows whom the number concerns.
    """

    label: str
    address: str
    from_on: date
    was: str
    becomes: str
    before: Meaning | None
    after: Meaning | None
    is_known: bool = True


def effects(campaign: Campaign, employee: int, *, today: date) -> list[Effect]:
    """What changes for a person, as if today were counted by the old value and by the new."""
    cited = clauses_by_provision(campaign)
    found = []
    for row in policies.settings_of(campaign.decree.version):
        reader = term_readers.get(row.term)
        term = term_books.term(row.term)
        starts = max(row.from_on or campaign.decree.in_force_from, campaign.decree.in_force_from)
        context, _dot, name = row.term.partition(".")
        try:
            old = policies.term_book(context)[name].on(starts - timedelta(days=1)).value
        except NotInForce:
            old = None
        new = float(row.value)
        means = reader.means if reader and employee in reader.touched(today) else None
        clause = cited.get(row.provision_id)
        found.append(
            Effect(
                label=str(term.label),
                address=clause.address if clause else "",
                from_on=starts,
                was=_with_unit(old, term.unit),
                becomes=_with_unit(new, term.unit),
                before=means(employee, float(old), today) if means and old is not None else None,
                after=means(employee, new, today) if means else None,
                is_known=reader is not None,
            )
        )
    return found


def _with_unit(value: Any, unit: object) -> str:
    return "" if value is None else f"{float(value):g} {unit}"


@dataclass(frozen=True)
class Pasal:
    """An article of the version, with the parts that set a number for somebody."""

    address: str
    parts: tuple[tuple[policies.Clause, bool], ...]


def touched_pasal(campaign: Campaign) -> list[Pasal]:
    """The articles that a person reads first: those that set a number, and those that are asked about."""
    marked = {row.provision_id for row in policies.settings_of(campaign.decree.version)}
    wanted = marked | {question.provision_id for question in questions(campaign)}
    articles: list[list[policies.Clause]] = []
    for clause in policies.clauses(campaign.decree.version):
        if clause.kind == "pasal":
            articles.append([clause])
        elif articles and articles[-1] and clause.depth > articles[-1][0].depth:
            articles[-1].append(clause)
        else:
            articles.append([])  # a heading between articles
    return [
        Pasal(parts[0].address, tuple((part, part.provision_id in marked) for part in parts))
        for parts in articles
        if any(part.provision_id in wanted for part in parts)
    ]


@dataclass(frozen=True)
class Asked:
    """A question as one person meets it. ``given`` is her latest answer, None before the first."""

    question: QuizQuestion
    address: str
    given: int | None = None
    is_right: bool = False
    clarifications: tuple[str, ...] = ()

    @property
    def given_text(self) -> str:
        return self.question.options[self.given - 1] if self.given else ""


def asked(assignment: Assignment) -> list[Asked]:
    """The questions of her campaign with what she answered, and what was explained to her since."""
    campaign = assignment.campaign
    cited = clauses_by_provision(campaign)
    given = {row.question_id: row for row in QuizAnswer.objects.filter(assignment=assignment).order_by("pk")}
    explained: dict[int, list[Clarification]] = {}
    for each in Clarification.objects.filter(question__campaign=campaign).order_by("pk"):
        explained.setdefault(each.question_id, []).append(each)
    found = []
    for question in questions(campaign):
        row = given.get(question.pk)
        failed = row is not None and row.first != question.right
        found.append(
            Asked(
                question,
                cited[question.provision_id].address if question.provision_id in cited else "",
                given=row.latest if row else None,
                is_right=row is not None and row.latest == question.right,
                clarifications=tuple(
                    each.text
                    for each in explained.get(question.pk, ())
                    if each.readers == Readers.ALL or failed
                ),
            )
        )
    return found


# Everyone ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ladder:
    """How far people have come, each rung counted among all who are assigned.

    ``understood`` counts among ``counted``, those whom ``rules.counted_until`` lets count: not all who answered by
    now. Both are None where they would tell about fewer than ten.
    """

    assigned: int = 0
    opened: int = 0
    acknowledged: int = 0
    answered: int = 0
    understood: int | None = None
    counted: int | None = None

    def __add__(self, other: "Ladder") -> "Ladder":
        return Ladder(
            self.assigned + other.assigned,
            self.opened + other.opened,
            self.acknowledged + other.acknowledged,
            self.answered + other.answered,
        )

    @property
    def acknowledged_percent(self) -> float | None:
        return 100 * self.acknowledged / self.assigned if self.assigned else None

    @property
    def rungs(self) -> tuple[tuple[str, int | None, int | None], ...]:
        """Name, how many came so far, and among how many that is counted."""
        return (
            (_("Ditugaskan"), self.assigned, self.assigned),
            (_("Membuka"), self.opened, self.assigned),
            (_("Menyatakan telah membaca"), self.acknowledged, self.assigned),
            (_("Menjawab semua pertanyaan"), self.answered, self.assigned),
            (_("Memahami"), self.understood, self.counted),
        )


@dataclass(frozen=True)
class UnitRow:
    """A unit with all below it. Without ``uuid`` it is the people who are in the unit itself, or in none."""

    label: str
    ladder: Ladder
    uuid: UUID | None = None
    may_open: bool = False


@dataclass(frozen=True)
class Progress:
    total: Ladder
    rows: Sequence[UnitRow] = ()
    trail: Sequence[Any] = field(default=())
    unit: Any = None


_RUNGS = {
    "assigned": Count("pk"),
    "opened": Count("pk", filter=Q(opened_on__isnull=False)),
    "acknowledged": Count("pk", filter=Q(acknowledged_on__isnull=False)),
    "answered": Count("pk", filter=Q(answered_on__isnull=False)),
}
"""What to count, in the order of Ladder's fields."""


def ladder(campaign: Campaign, *, today: date) -> Ladder:
    """Over everyone."""
    counts = _current(campaign).order_by().aggregate(**_RUNGS)
    return _with(Ladder(**counts), _whole(_understood(campaign, today=today)))


def reach(found: Iterable[Campaign]) -> dict[int, Ladder]:
    """The ladders of some campaigns up to the answers, by their keys: one query for a list."""
    rows = (
        Assignment.objects.filter(campaign__in=list(found), left_on=None)
        .order_by()
        .values_list("campaign")
        .annotate(**_RUNGS)
    )
    return {key: Ladder(*counts) for key, *counts in rows}


def progress(campaign: Campaign, *, scope: organization.Scope, today: date, unit: Any = None) -> Progress:
    """How far people came within a scope, by the units right under ``unit`` (or by office)."""
    counted = (
        _current(campaign)
        .filter(scope.q("unit__path"))
        .order_by()
        .values_list("unit__path")
        .annotate(**_RUNGS)
    )
    level = _level(unit)
    sums: dict[int, Ladder] = {}
    deeper: set[int] = set()
    for path, *counts in counted:
        if unit is not None and not (path or "").startswith(unit.path):
            continue
        keys = _keys(path)
        place = _place(path, level)
        sums[place] = sums.get(place, Ladder()) + Ladder(*counts)
        if place and keys[-1] != place:
            deeper.add(place)
    whole, parts = _understood_below(campaign, unit, today=today)

    def told(place: int) -> Ladder:
        """With understanding where the scope takes in all the people who stand behind the number."""
        is_covered = scope.covers(level.get(place, unit))
        return _with(sums[place], parts.get(place) if is_covered else None)

    rows = [
        UnitRow(each.name, told(key), each.uuid, key in deeper) for key, each in level.items() if key in sums
    ]
    if 0 in sums:
        label = _("Langsung di %(unit)s") % {"unit": unit.name} if unit else _("Di luar perangkat daerah")
        rows.append(UnitRow(label, told(0)))
    sees_all = scope.covers(unit) or (unit is None and all(scope.covers(each) for each in level.values()))
    total = _with(sum(sums.values(), Ladder()), whole if sees_all else _sum(rows))
    trail = [each for each in organization.ancestors(unit) if leads_into(scope, each.path)] if unit else []
    return Progress(total, rows, trail, unit)


def _with(ladder: Ladder, found: "_Found | None") -> Ladder:
    counted, understood = found or (None, None)
    return replace(ladder, counted=counted, understood=understood)


def _sum(rows: Sequence[UnitRow]) -> "_Found | None":
    """What anybody can add up; None where a part is missing."""
    ladders = [row.ladder for row in rows]
    if not ladders or any(each.understood is None for each in ladders):
        return None
    return sum(each.counted or 0 for each in ladders), sum(each.understood or 0 for each in ladders)


def leads_into(scope: organization.Scope, path: str) -> bool:
    """Whether a unit lies within a scope or on the way down to it; what is counted there is the scope's part."""
    return (
        scope.everything or path.startswith(scope.paths) or any(each.startswith(path) for each in scope.paths)
    )


def _level(unit: Any) -> dict[int, Any]:
    """The units that a table has as its rows, by their keys, in their order."""
    return {each.pk: each for each in (organization.children(unit) if unit else organization.offices())}


def _keys(path: str | None) -> list[int]:
    return [int(key) for key in (path or "").strip("/").split("/") if key]


def _place(path: str | None, level: Mapping[int, Any]) -> int:
    """The row in which the people of a unit are counted; 0 for those who are in none of them."""
    return next((key for key in _keys(path) if key in level), 0)


def _current(campaign: Campaign) -> QuerySet[Assignment]:
    return Assignment.objects.filter(campaign=campaign, left_on=None)


# Understanding ----------------------------------------------------------------------------------


def counted(campaign: Campaign, *, today: date) -> QuerySet[Assignment]:
    """Those whose first answers are shown, also if they have left: nobody's leaving may show how she answered."""
    answered = Assignment.objects.filter(campaign=campaign, answered_on__isnull=False).order_by()
    days = dict(answered.values_list("answered_on").annotate(Count("pk")))
    until = campaign.due_on and rules.counted_until(days, due_on=campaign.due_on, today=today)
    return answered.filter(answered_on__lte=until) if until else answered.none()


type _Found = tuple[int, int]  # how many answers are counted, how many of those people understood
type _Parts = dict[str, _Found]  # by path of a unit


def _understood(campaign: Campaign, *, today: date) -> _Parts:
    needed = rules.right_answers_needed(len(questions(campaign)), campaign.threshold)
    rows = (
        counted(campaign, today=today)
        .values_list("unit__path")
        .annotate(answered=Count("pk"), right=Count("pk", filter=Q(first_right__gte=needed)))
    )
    return {path or "": (answered, understood) for path, answered, understood in rows}


def _whole(parts: _Parts) -> _Found | None:
    counted = sum(answered for answered, _right in parts.values())
    understood = sum(right for _answered, right in parts.values())
    return (counted, understood) if counted >= rules.K else None


def _understood_below(
    campaign: Campaign, unit: Any, *, today: date
) -> tuple[_Found | None, Mapping[int, _Found]]:
    """How many understood under a unit: all together, and by the rows of its table as far as they may be shown.

    By unit only after the due day, for a unit gains one answer at a time. A unit that is hidden beside its siblings
    is hidden in its own table, too: what is subtracted from what does not depend on the page one looks at.
    """
    parts = _understood(campaign, today=today)
    if campaign.due_on is None or today <= campaign.due_on:
        return (_whole(parts) if unit is None else None), {}
    offices = _level(None)
    above = [*organization.ancestors(unit), unit] if unit else []
    for each in (step for step in above if any(key in offices for key in _keys(step.path))):
        level = _level(each.parent) if each.pk not in offices else offices
        if str(each.pk) not in hiding.shown(_sizes(parts, level), rules.K):
            return None, {}
        parts = {path: counts for path, counts in parts.items() if path.startswith(each.path)}
    level = _level(unit)
    may_show = hiding.shown(_sizes(parts, level), rules.K)
    found: dict[int, _Found] = {}
    for path, (answered, understood) in parts.items():
        place = _place(path, level)
        if str(place) in may_show:
            before = found.get(place, (0, 0))
            found[place] = before[0] + answered, before[1] + understood
    return _whole(parts), found


def _sizes(parts: _Parts, level: Mapping[int, Any]) -> dict[str, int]:
    sizes: dict[str, int] = {}
    for path, (answered, _understood) in parts.items():
        place = str(_place(path, level))
        sizes[place] = sizes.get(place, 0) + answered
    return sizes


@dataclass(frozen=True)
class Understanding:
    """A question by its first answers. Without ``share`` fewer than ten have answered."""

    question: QuizQuestion
    address: str
    answered: int
    right: int | None
    share: float | None
    is_hard: bool
    clarifications: tuple[Clarification, ...] = ()


def understanding(campaign: Campaign, *, today: date) -> list[Understanding]:
    """How each question was answered at first, by everyone together."""
    cited = clauses_by_provision(campaign)
    rows = {
        row["question"]: row
        for row in QuizAnswer.objects.filter(assignment__in=counted(campaign, today=today).values("pk"))
        .order_by()
        .values("question")
        .annotate(answered=Count("pk"), right=Count("pk", filter=Q(first=F("question__right"))))
    }
    explained: dict[int, list[Clarification]] = {}
    for each in Clarification.objects.filter(question__campaign=campaign).order_by("pk"):
        explained.setdefault(each.question_id, []).append(each)
    found = []
    for question in questions(campaign):
        row = rows.get(question.pk, {"answered": 0, "right": 0})
        answered, right = row["answered"], row["right"]
        is_shown = answered >= rules.K
        found.append(
            Understanding(
                question,
                cited[question.provision_id].address if question.provision_id in cited else "",
                answered=answered,
                right=right if is_shown else None,
                share=100 * right / answered if is_shown else None,
                is_hard=rules.is_hard(answered - right, answered),
                clarifications=tuple(explained.get(question.pk, ())),
            )
        )
    return found


def hard_provisions(version: int, *, today: date) -> frozenset[int]:
    """The provisions of an enacted version (key of policy.Version) that turned out to be hard to understand."""
    campaign = campaigns().filter(decree__version=version).first()
    if campaign is None or campaign.state == State.PREPARING:
        return frozenset()
    return frozenset(
        each.question.provision_id for each in understanding(campaign, today=today) if each.is_hard
    )


# Names ------------------------------------------------------------------------------------------

BEHIND: Mapping[str, Q] = {
    "membuka": Q(opened_on=None),
    "membaca": Q(acknowledged_on=None),
    "menjawab": Q(answered_on=None),
}
"""Who has not come to a rung of the ladder; understanding is not among them, for it is nobody's business by name."""


def behind(
    campaign: Campaign, *, account: Account, today: date, rung: str = "", unit_path: str = ""
) -> QuerySet[Any]:
    """The rows of people.EmployeeToday who have not come to a rung, within the account's reach for names."""
    scope = organization.scope(account, Permission.NAMES, today=today)
    found = _current(campaign).filter(BEHIND.get(rung, BEHIND["membaca"]), scope.q("unit__path"))
    if unit_path:
        found = found.filter(unit__path__startswith=unit_path)
    rows = people.active().filter(pk__in=found.values("employee")).select_related("unit")
    return rows.order_by("unit__place", "name", "pk")


def states_of(campaign: Campaign, employees: Iterable[int]) -> dict[int, Assignment]:
    """The assignments of some people, by their keys."""
    return {
        row.employee_id: row for row in _current(campaign).filter(employee__in=list(employees)).order_by("pk")
    }


def holders(employees: Iterable[int]) -> set[int]:
    """Those of some people (keys of people.Employee) who have opened what they were given to read."""
    found = Assignment.objects.filter(employee__in=list(employees), opened_on__isnull=False).order_by()
    return set(found.values_list("employee_id", flat=True))
