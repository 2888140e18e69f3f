"""How a policy is carried out: who may see it, where each activity stands, what it costs, who answers for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents.models import Document
from bijak.organization import queries as organization
from bijak.organization.queries import Unit
from bijak.policy.access import Permission
from bijak.policy.engine.curve import Course
from bijak.policy.engine.plans import State, share_done, state
from bijak.policy.models import (
    Activity,
    Dependency,
    Plan,
    Policy,
    ProgressReport,
    Provision,
    Stage,
    Version,
)
from bijak.policy.queries.policies import drafts_of, told
from bijak.policy.queries.texts import Clause, clauses, shown_version, told_version
from bijak.shell.prepared import Prepared

REPORT = "policy.progress"
"""The purpose of the documents that prove progress."""


@dataclass(frozen=True)
class Standing:
    """Where an activity stands on a day. ``is_answered``: its owner still holds a role by which to answer for it."""

    activity: Activity
    report: ProgressReport | None
    done: int
    state: State
    needs: tuple[int, ...]
    is_answered: bool
    on: date

    @property
    def days_late(self) -> int:
        return (self.on - self.activity.due_on).days if self.state == State.LATE else 0

    @property
    def should_have_begun(self) -> bool:
        return self.state == State.NOT_BEGUN and self.activity.starts_on <= self.on

    @property
    def spent(self) -> int:
        return self.report.spent if self.report else 0

    @property
    def is_open(self) -> bool:
        return self.state not in (State.DONE, State.CANCELLED)


@dataclass(frozen=True)
class Money:
    """What a year's activities of one source shall cost, and have cost by the newest reports. In rupiah."""

    year: int
    source: str
    count: int
    planned: int
    spent: int

    @property
    def left(self) -> int:
        return self.planned - self.spent


@dataclass(frozen=True)
class Summary:
    """A plan in a few numbers. Cancelled activities are counted, and weigh nothing."""

    counts: dict[str, int]
    done: int
    planned: int
    spent: int
    begins_on: date
    ends_on: date

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def late(self) -> int:
        return self.counts[State.LATE]

    @property
    def left(self) -> int:
        """How many are still to be done."""
        return self.total - self.counts[State.DONE] - self.counts[State.CANCELLED]


# Who may see ------------------------------------------------------------------------------------


def _own(account: Account, today: date) -> Q:
    """The activities of an account, and of those for whom it stands in on the day."""
    return Q(owner=account) | Q(owner__in=organization.stood_in_for(account, today=today))


def plannable_by(account: Account, today: date) -> QuerySet[Policy]:
    """The policies whose plan an account may see: all for those who work on policies, else those she is part of."""
    found = Policy.objects.order_by("-opened_on", "-pk")
    if access.holds(account, Permission.VIEW, today=today):
        return found
    mine = Activity.objects.filter(_own(account, today), removed_on=None, plan__policy=OuterRef("pk"))
    return found.filter(Exists(mine))


def visible_activities(account: Account, today: date) -> QuerySet[Activity]:
    """All for those who work on policies; for everyone else those of a plan that has one of hers."""
    found = _activities()
    if access.holds(account, Permission.VIEW, today=today):
        return found
    mine = Activity.objects.filter(_own(account, today), removed_on=None, plan=OuterRef("plan"))
    return found.filter(Exists(mine))


def answers_for(account: Account, activity: Activity, *, today: date) -> bool:
    """Whether an account may report on an activity: its owner, or the owner's deputy, with a role near its unit."""
    owner = activity.owner_id
    if owner is None or not access.holds(account, Permission.CARRY_OUT, today=today):
        return False
    if owner != account.pk and owner not in organization.stood_in_for(account, today=today):
        return False
    return _is_near(activity.unit, _places([account.pk], today).get(account.pk, ()))


def may_open_document(account: Account, document: Document, today: date) -> bool:
    """The proof of a report is open to whoever may see its activity."""
    reported = ProgressReport.objects.filter(document=document, activity=OuterRef("pk"))
    return visible_activities(account, today).filter(Exists(reported)).exists()


# Activities -------------------------------------------------------------------------------------


def _activities() -> QuerySet[Activity]:
    return (
        Activity.objects.filter(removed_on=None)
        .select_related("plan__policy", "unit", "owner", "provision")
        .order_by("starts_on", "due_on", "pk")
    )


def plan_of(policy: Policy) -> Plan | None:
    return Plan.objects.filter(policy=policy).first()


def activities_of(policy: Policy) -> QuerySet[Activity]:
    """In the order of their days."""
    return _activities().filter(plan__policy=policy)


def activities_for(account: Account, today: date) -> QuerySet[Activity]:
    """What an account answers for in all plans, herself or as a deputy; what is due first first."""
    return _activities().filter(_own(account, today), cancelled_on=None).order_by("due_on", "pk")


_mine = Prepared(
    lambda *, account, today: (
        Activity.objects.filter(_own(account, today), removed_on=None, cancelled_on=None)
        .order_by()
        .values_list("pk")[:1]
    )
)


def has_activities(account: Account, today: date) -> bool:
    """Whether an account answers for anything at all: every home asks, and mostly it does not."""
    return bool(_mine(account=account.pk, today=today))


def due_soon_until(plan: Plan, today: date) -> date:
    """The day up to which what is due is due soon, by the plan's own number of working days."""
    return organization.add_working_days(today, plan.remind_before)


def reports_of(activity: Activity) -> QuerySet[ProgressReport]:
    """The newest first, also those that were taken back."""
    return (
        ProgressReport.objects.filter(activity=activity)
        .select_related("reported_by", "document")
        .order_by("-as_of", "-pk")
    )


def standing(activity: Activity, *, today: date) -> Standing:
    return standings([activity], today=today)[0]


def standings(activities: Iterable[Activity], *, today: date) -> list[Standing]:
    """Where each stands, in the same order; three queries, however many."""
    rows = list(activities)
    keys = [row.pk for row in rows]
    newest = (
        ProgressReport.objects.filter(activity__in=keys, withdrawn_on=None)
        .order_by("activity", "-as_of", "-pk")
        .distinct("activity")
    )
    reports = {report.activity_id: report for report in newest}
    needs: dict[int, list[int]] = {}
    for activity, needed in _edges(Q(activity__in=keys)):
        needs.setdefault(activity, []).append(needed)
    places = _places({row.owner_id for row in rows if row.owner_id}, today)
    return [_stand(row, reports.get(row.pk), tuple(needs.get(row.pk, ())), places, today) for row in rows]


def _stand(
    row: Activity,
    report: ProgressReport | None,
    needs: tuple[int, ...],
    places: dict[int, list[str]],
    today: date,
) -> Standing:
    done = share_done(percent=report.percent, outputs=report.outputs, target=row.target) if report else 0
    return Standing(
        activity=row,
        report=report,
        done=done,
        state=state(
            due_on=row.due_on,
            done=done,
            is_begun=report is not None,
            is_cancelled=row.cancelled_on is not None,
            on=today,
        ),
        needs=needs,
        is_answered=row.owner_id is not None and _is_near(row.unit, places.get(row.owner_id, ())),
        on=today,
    )


def plan_courses(rows: Iterable[Standing]) -> list[Course]:
    """How each went that was not cancelled, by its first dates and all that was reported; one query."""
    kept = [row.activity for row in rows if row.state != State.CANCELLED]
    reports: dict[int, list[tuple[date, int]]] = {}
    targets = {each.pk: each.target for each in kept}
    told = ProgressReport.objects.filter(activity__in=targets, withdrawn_on=None).order_by("as_of", "pk")
    for key, as_of, percent, outputs in told.values_list("activity", "as_of", "percent", "outputs"):
        done = share_done(percent=percent, outputs=outputs, target=targets[key])
        reports.setdefault(key, []).append((as_of, done))
    return [Course(each.first_starts_on, each.first_due_on, tuple(reports.get(each.pk, ()))) for each in kept]


def needed_by(activity: Activity) -> QuerySet[Activity]:
    """What must be done before an activity can be."""
    edges = Dependency.objects.filter(activity=activity, needs=OuterRef("pk"))
    return _activities().filter(Exists(edges))


def needing(activity: Activity) -> QuerySet[Activity]:
    """What waits for an activity."""
    edges = Dependency.objects.filter(needs=activity, activity=OuterRef("pk"))
    return _activities().filter(Exists(edges))


def citable(policy: Policy) -> list[Clause]:
    """The provisions that an activity can carry out: those of the text in force, or of the newest draft."""
    return [each for each in clauses(plan_text(policy)) if each.kind in ("pasal", "ayat")]


def clause_of(version: Version, provision: Provision) -> Clause | None:
    """The provision as a text says it; None where that has it no more."""
    return next((each for each in clauses(version) if each.provision_id == provision.pk), None)


def plan_text(policy: Policy) -> Version:
    """What a plan carries out: the text enacted last, or the newest draft's."""
    draft = drafts_of(policy).filter(stage=Stage.ENACTED).last() or drafts_of(policy).last()
    assert draft is not None  # a policy is opened with its first draft
    return shown_version(draft)


def told_plan_text(policy: Policy) -> Version | None:
    """The same for who answers for an activity without working on policies: what everybody may read of it, if anything.

    That she carries a provision out gives nobody the words of a draft that is still written.
    """
    drafts = drafts_of(policy).filter(told())
    draft = drafts.filter(stage=Stage.ENACTED).last() or drafts.last()
    return told_version(draft) if draft else None


def needs_in(plan: Plan) -> dict[int, list[int]]:
    """What each activity of a plan needs done before, by key."""
    needs: dict[int, list[int]] = {}
    for activity, needed in _edges(Q(activity__plan=plan)):
        needs.setdefault(activity, []).append(needed)
    return needs


def _edges(of: Q) -> Iterable[tuple[int, int]]:
    return (
        Dependency.objects.filter(of, needs__removed_on=None)
        .order_by("activity", "pk")
        .values_list("activity", "needs")
    )


# Owners -----------------------------------------------------------------------------------------


def owners_for(unit: Unit, *, today: date) -> QuerySet[Account]:
    """Who may answer for an activity of a unit: a role in it, above it or below it."""
    return organization.holders_near(Permission.CARRY_OUT, unit=unit, today=today)


def _places(accounts: Iterable[int], today: date) -> dict[int, list[str]]:
    return organization.places_of(Permission.CARRY_OUT, accounts=list(accounts), today=today)


def _is_near(unit: Unit, paths: Iterable[str]) -> bool:
    return any(unit.path.startswith(path) or path.startswith(unit.path) for path in paths)


# In a few numbers -------------------------------------------------------------------------------


def summary(rows: Sequence[Standing]) -> Summary | None:
    """None for a plan without activities."""
    if not rows:
        return None
    counted = Counter(row.state for row in rows)
    kept = [row for row in rows if row.state != State.CANCELLED]
    return Summary(
        counts={str(each): counted[each] for each in State},
        done=sum(row.done for row in kept) // len(kept) if kept else 0,
        planned=sum(row.activity.budget for row in kept),
        spent=sum(row.spent for row in rows),
        begins_on=min(row.activity.starts_on for row in rows),
        ends_on=max(row.activity.due_on for row in rows),
    )


def money(rows: Iterable[Standing]) -> list[Money]:
    """By year and source. A cancelled activity is planned no more; what was spent on it was spent."""
    by_line: dict[tuple[int, str], list[Standing]] = {}
    for row in rows:
        if row.activity.budget or row.spent:
            by_line.setdefault((row.activity.budget_year, row.activity.budget_source), []).append(row)
    return [
        Money(
            year=year,
            source=source,
            count=len(of_line),
            planned=sum(row.activity.budget for row in of_line if row.state != State.CANCELLED),
            spent=sum(row.spent for row in of_line),
        )
        for (year, source), of_line in sorted(by_line.items())
    ]
