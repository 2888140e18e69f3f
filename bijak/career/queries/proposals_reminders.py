"""Papers that somebody is waited for: what was reminded, what comes next and when, and what is due today."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import QuerySet

from bijak.accounts.models import Account
from bijak.career.models.proposals import PaperReminder, ProposalPaper, ReminderStep
from bijak.career.queries import proposals as queries
from bijak.kernel.terms import Terms
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.policy import queries as policy


def steps(due_on: date, terms: Terms) -> list[tuple[ReminderStep, date]]:
    """Each step with the day from which it is due, the first one first."""
    soon = due_on
    while organization.working_days_between(soon, due_on) < terms.paper_reminder_before:
        soon -= timedelta(days=1)
    late, passed_on = (
        organization.add_working_days(due_on, int(count)) for count in (1, terms.paper_reminder_after)
    )
    return [(ReminderStep.SOON, soon), (ReminderStep.LATE, late), (ReminderStep.PASSED_ON, passed_on)]


@dataclass(frozen=True)
class Awaited:
    """A paper that somebody is to bring: of whom, what was reminded, and the next step with its day."""

    paper: ProposalPaper
    label: str
    row: Any
    told: Sequence[PaperReminder]
    next: tuple[ReminderStep, date] | None


def awaited(account: Account, *, today: date) -> QuerySet[ProposalPaper]:
    """Papers asked of people whom an account follows, the most pressing first."""
    followed = queries.of_others(account, today=today).order_by()
    return queries.awaited().filter(proposal__in=followed.values("pk")).order_by("due_on", "pk")


def told_of(papers: Iterable[ProposalPaper]) -> dict[int, list[PaperReminder]]:
    """What was reminded of some papers, by their key, the first first."""
    found: dict[int, list[PaperReminder]] = {}
    reminders = PaperReminder.objects.filter(paper__in=[each.pk for each in papers])
    for each in reminders.select_related("told").order_by("pk"):
        found.setdefault(each.paper_id, []).append(each)
    return found


def listed(papers: Sequence[ProposalPaper], *, today: date) -> list[Awaited]:
    rows = people.rows_of_employees({each.proposal.employee_id for each in papers})
    told = told_of(papers)
    days = days_on(today)
    return [
        Awaited(
            each,
            queries.label_of(each),
            rows.get(each.proposal.employee_id),
            told.get(each.pk, ()),
            _next(each, told.get(each.pk, ()), days(each.due_on), today),
        )
        for each in papers
    ]


def waited_for() -> list[tuple[ProposalPaper, Sequence[PaperReminder]]]:
    """Every paper that somebody is to bring, with what was reminded of it."""
    papers = list(
        queries.awaited().select_related("proposal__employee__account", "asked_by").order_by("due_on", "pk")
    )
    told = told_of(papers)
    return [(each, told.get(each.pk, ())) for each in papers]


def due(
    paper: ProposalPaper,
    told: Sequence[PaperReminder],
    days: Sequence[tuple[ReminderStep, date]],
    today: date,
) -> ReminderStep | None:
    """The latest step that a paper has reached, if nobody was told of that or a later one."""
    step = _next(paper, told, days, today)
    return step[0] if step and step[1] <= today else None


def _next(
    paper: ProposalPaper,
    told: Sequence[PaperReminder],
    days: Sequence[tuple[ReminderStep, date]],
    today: date,
) -> tuple[ReminderStep, date] | None:
    """The step behind the last one that was told for this day; of those that are reached the latest."""
    order = list(ReminderStep)
    known = [order.index(ReminderStep(each.step)) for each in told if each.due_on == paper.due_on]
    left = [
        (step, max(day, _after_asked(paper)))
        for step, day in days
        if order.index(step) > max(known, default=-1)
    ]
    reached = [step for step, day in left if day <= today]
    return (reached[-1], today) if reached else next(iter(left), None)


def _after_asked(paper: ProposalPaper) -> date:
    """Nobody is reminded on the day on which she is asked."""
    assert paper.asked_on is not None
    return paper.asked_on + timedelta(days=1)


def days_on(today: date) -> Callable[[date | None], list[tuple[ReminderStep, date]]]:
    """``steps`` of a day, asked once for many papers."""
    terms = policy.terms("career", today)
    return cache(lambda due_on: steps(due_on, terms))
