"""How well each question was answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from bijak.outreach import rules
from bijak.outreach.models import Campaign, Clarification, QuizAnswer, QuizQuestion, State
from bijak.outreach.queries.campaigns import campaigns, clauses_by_provision, questions
from bijak.outreach.queries.everyone import counted


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
