"""Plans by which candidates are prepared, their steps, and which of these are late."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.prepared import Prepared
from bijak.talent.access import Permission
from bijak.talent.models import CriticalPost, DevelopmentAction, DevelopmentPlan, Placement


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
