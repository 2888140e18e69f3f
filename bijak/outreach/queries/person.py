"""What one person has to read, what changes for her, and what she is asked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bijak.accounts.models import Account
from bijak.kernel.terms import NotInForce
from bijak.outreach.models import (
    Assignment,
    Campaign,
    Clarification,
    QuizAnswer,
    QuizQuestion,
    Readers,
    State,
)
from bijak.outreach.queries.campaigns import clauses_by_provision, questions, set_by
from bijak.policy import queries as policies
from bijak.policy.registries import Meaning, term_books, term_readers
from bijak.shell.prepared import Prepared


def assignments_of(account: Account) -> QuerySet[Assignment]:
    """What somebody has been given to read, the newest first; nothing that is still being prepared."""
    return (
        Assignment.objects.filter(employee__account=account, left_on=None)
        .exclude(campaign__state=State.PREPARING)
        .select_related(
            "campaign__decree__draft__policy",
            "campaign__decree__version",
            "campaign__decree__amends",
            "campaign__decree__revoked_by",
            "unit",
        )
        .order_by("-campaign", "-pk")
    )


def waiting_for(account: Account) -> QuerySet[Assignment]:
    """What she still has to read, acknowledge or answer, as long as she is asked to."""
    return unfinished_of(account).filter(campaign__state=State.OPEN).order_by("campaign__due_on", "pk")


_waits = Prepared(lambda *, account: waiting_for(account).order_by().values_list("pk")[:1])


def has_to_read(account: Account) -> bool:
    """Whether anything waits for her at all: every home asks, and mostly nothing does."""
    return bool(_waits(account=account.pk))


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
    for row in set_by(campaign):
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
                label=policies.label_of(term),
                address=clause.address if clause else "",
                from_on=starts,
                was=_with_unit(old, policies.unit_of(term)),
                becomes=_with_unit(new, policies.unit_of(term)),
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
    """The articles that a person reads first: that set a number, that are asked about, that an amendment changed."""
    marked = {row.provision_id for row in set_by(campaign)}
    asked_about = {question.provision_id for question in questions(campaign)}
    changed = policies.changed_by(campaign.decree) if campaign.decree.amends_id else ()
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
        if any(
            part.provision_id in marked or part.provision_id in asked_about or part.provision in changed
            for part in parts
        )
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


def _current(campaign: Campaign) -> QuerySet[Assignment]:
    return Assignment.objects.filter(campaign=campaign, left_on=None)
