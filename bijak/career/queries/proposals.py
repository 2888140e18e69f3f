"""Proposals for promotion: who may see which, what waits, and what each asks for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import (
    OPEN,
    OVER,
    PromotionProposal,
    ProposalBatch,
    ProposalDeed,
    ProposalPaper,
    ProposalState,
    ProposalStep,
)
from bijak.career.models.queue import QueueLine, QueueState
from bijak.career.texts import proposals as words
from bijak.organization import queries as organization
from bijak.people import queries as people
from bijak.shell.prepared import Prepared

PAPERS = "career.proposal_paper"
"""The purpose under which papers that somebody uploaded are kept."""


def visible_to(account: Account, *, today: date) -> QuerySet[PromotionProposal]:
    """The proposals of people whom an account may follow, and her own."""
    reach = organization.scope(account, Permission.FOLLOW, today=today)
    followed = people.visible_to(account, today=today).filter(reach.q("unit__path")).order_by()
    found = PromotionProposal.objects.filter(
        Q(employee__account=account) | Q(employee__in=followed.values("pk"))
    )
    return found.select_related("employee", "batch")


def of_others(account: Account, *, today: date) -> QuerySet[PromotionProposal]:
    """The same without her own: what officers work on."""
    return visible_to(account, today=today).exclude(employee__account=account)


@dataclass(frozen=True)
class Filter:
    """What the worklist is narrowed to; empty means all."""

    state: str = ""
    kind: str = ""
    period: date | None = None
    unit_path: str = ""


def narrowed(proposals: QuerySet[PromotionProposal], wanted: Filter) -> QuerySet[PromotionProposal]:
    """By period, then by rank, the highest first: the order of a nominative list."""
    if wanted.state:
        proposals = proposals.filter(state=wanted.state)
    if wanted.kind:
        proposals = proposals.filter(kind=wanted.kind)
    if wanted.period:
        proposals = proposals.filter(period=wanted.period)
    if wanted.unit_path:
        inside = people.active().filter(unit__path__startswith=wanted.unit_path).order_by()
        proposals = proposals.filter(employee__in=inside.values("pk"))
    return proposals.order_by("-period", "-new_rank", "old_from", "pk")


def by_state(proposals: QuerySet[PromotionProposal]) -> list[tuple[ProposalState, int]]:
    """How many are in each state, in the order of the states."""
    counted = dict(proposals.order_by().values_list("state").annotate(n=Count("pk")))
    return [(state, counted.get(state, 0)) for state in ProposalState]


def periods(proposals: QuerySet[PromotionProposal]) -> list[date]:
    return list(proposals.order_by("-period").values_list("period", flat=True).distinct())


@dataclass(frozen=True)
class Listed:
    """A proposal in a list, with the person of today; ``lacking`` papers are not there yet."""

    proposal: PromotionProposal
    row: Any
    old_rank: str
    new_rank: str
    lacking: int


def listed(proposals: Sequence[PromotionProposal]) -> list[Listed]:
    """With the people and the papers of all of them in two questions."""
    rows = people.rows_of_employees({each.employee_id for each in proposals})
    absent = ProposalPaper.objects.filter(proposal__in=[each.pk for each in proposals], document=None)
    lacking = dict(absent.order_by().values_list("proposal").annotate(n=Count("pk")))
    return [
        Listed(
            each,
            rows.get(each.employee_id),
            rank_of(each.old_rank),
            rank_of(each.new_rank),
            lacking.get(each.pk, 0),
        )
        for each in proposals
    ]


def rank_of(code: str) -> str:
    return str(people.WORDS["rank_code"].get(code, code))


def row_of(proposal: PromotionProposal) -> Any:
    """The person as she is today, with unit and account; None once her records were taken back."""
    return people.rows_of_employees([proposal.employee_id]).get(proposal.employee_id)


def open_of(employee: int, *, period: date | None = None) -> PromotionProposal | None:
    """The newest proposal of a person that is not over."""
    found = PromotionProposal.objects.filter(employee=employee).exclude(state__in=OVER)
    if period is not None:
        found = found.filter(period=period)
    return found.order_by("-pk").first()


def proposable(account: Account, *, today: date) -> QuerySet[QueueLine]:
    """The lines of the queue that say "may", of people whom an account may propose and nobody has, in its order."""
    reach = organization.scope(account, Permission.PROPOSE, today=today)
    under_way = PromotionProposal.objects.exclude(state__in=OVER).order_by().values("employee")
    lines = QueueLine.objects.filter(reach.q("unit__path"), state=QueueState.MAY, period__isnull=False)
    lines = lines.exclude(employee__in=under_way).exclude(employee__account=account)
    return lines.select_related("unit").order_by("period", "eligible_on", "rank_from", "employee")


def named(lines: Iterable[QueueLine]) -> list[tuple[QueueLine, Any]]:
    """Lines with the people of today. One query."""
    kept = list(lines)
    rows = people.rows_of_employees([each.employee_id for each in kept])
    return [(each, rows[each.employee_id]) for each in kept if each.employee_id in rows]


def of_person(employee: int) -> QuerySet[PromotionProposal]:
    return PromotionProposal.objects.filter(employee=employee).order_by("-pk")


def steps_of(proposal: PromotionProposal) -> QuerySet[ProposalStep]:
    return ProposalStep.objects.filter(proposal=proposal).select_related("by").order_by("pk")


UNDOABLE = frozenset(
    {ProposalDeed.CHECKED, ProposalDeed.RETURNED, ProposalDeed.APPROVED, ProposalDeed.REFUSED, ProposalDeed.WITHDRAWN}
)  # fmt: skip
"""What stays in the house can be taken back. What was sent has left it, and a decree is corrected in the records."""


def last_step(proposal: PromotionProposal) -> ProposalStep | None:
    """The step that brought it where it is; None where that one cannot be undone."""
    moved = ProposalStep.objects.filter(proposal=proposal, is_undone=False).exclude(before="")
    last = moved.exclude(deed=ProposalDeed.UNDONE).order_by("-pk").first()
    return last if last and last.deed in UNDOABLE and last.deed == proposal.state else None


# Papers -----------------------------------------------------------------------------------------


def papers_of(proposal: PromotionProposal) -> list[ProposalPaper]:
    """The papers of a proposal in the order in which they are handed in, the latest year first."""
    found = ProposalPaper.objects.filter(proposal=proposal).select_related("document", "asked_by")
    return in_order(found.order_by("pk"))


def papers_by_proposal(proposals: Iterable[PromotionProposal]) -> dict[int, list[ProposalPaper]]:
    """The same of several, by the key of the proposal; one query."""
    found = ProposalPaper.objects.filter(proposal__in=[each.pk for each in proposals])
    by_proposal: dict[int, list[ProposalPaper]] = {}
    for paper in in_order(found.select_related("document").order_by("pk")):
        by_proposal.setdefault(paper.proposal_id, []).append(paper)
    return by_proposal


def label_of(paper: ProposalPaper) -> str:
    """What a paper is called, with its year where there is one for each."""
    return words.label_of(paper.code, paper.year)


def in_order(papers: Any) -> list[ProposalPaper]:
    order = {code: place for place, code in enumerate(words.PAPERS)}
    return sorted(papers, key=lambda each: (order[each.code], -(each.year or 0)))


def paper(proposal: PromotionProposal, uuid: UUID) -> ProposalPaper | None:
    found = ProposalPaper.objects.filter(proposal=proposal, uuid=uuid)
    return found.select_related("document", "proposal__employee").first()


def awaited() -> QuerySet[ProposalPaper]:
    """Papers that somebody is still to bring."""
    open_states = [state.value for state in OPEN]
    return ProposalPaper.objects.filter(
        asked_on__isnull=False, document=None, proposal__state__in=open_states
    )


_asked = Prepared(
    lambda *, account: (
        awaited().filter(proposal__employee__account=account).order_by("due_on", "pk").values_list("pk")
    )
)


def is_asked(account: Account) -> bool:
    """Whether a paper is asked of her: every home asks, and mostly there is none."""
    return bool(_asked(account=account.pk))


def asked_of(account: Account) -> list[ProposalPaper]:
    """The papers that the owner of an account is to bring, the most pressing first."""
    keys = [key for (key,) in _asked(account=account.pk)]
    found = ProposalPaper.objects.filter(pk__in=keys).select_related("proposal__employee", "asked_by")
    return list(found.order_by("due_on", "pk"))


_late = Prepared(lambda *, today: awaited().filter(due_on__lt=today).values_list("pk")[:1])


def is_any_late(*, today: date) -> bool:
    """Whether any paper at all is late: asked on every officer's home, and mostly none is."""
    return bool(_late(today=today))


def overdue(account: Account, *, today: date) -> QuerySet[ProposalPaper]:
    """Papers asked of people whom an account follows, that should be here by now."""
    followed = of_others(account, today=today).order_by()
    late = awaited().filter(due_on__lt=today, proposal__in=followed.values("pk"))
    return late.order_by("due_on", "pk")


# Batches ----------------------------------------------------------------------------------------


def batches() -> QuerySet[ProposalBatch]:
    """The newest period first."""
    return ProposalBatch.objects.select_related("made_by").order_by("-period", "-pk")


FREE = Q(batch=None) | Q(batch__sent_on__isnull=False)
"""In no batch that waits to be sent. What came back may still be in the one that it went out with."""


def ready(account: Account, *, today: date) -> QuerySet[PromotionProposal]:
    """What may go out and is in no batch that waits, in the order of a nominative list."""
    free = of_others(account, today=today).filter(FREE, state=ProposalState.CHECKED)
    return narrowed(free, Filter())


def by_period(proposals: QuerySet[PromotionProposal]) -> list[tuple[date, int]]:
    counted = proposals.order_by("period").values_list("period").annotate(n=Count("pk"))
    return list(counted)


def counts_of(batches: Iterable[ProposalBatch]) -> dict[int, int]:
    """How many proposals each batch holds, by its key."""
    inside = PromotionProposal.objects.filter(batch__in=[each.pk for each in batches]).order_by()
    return dict(inside.values_list("batch").annotate(n=Count("pk")))


def of_batch(batch: ProposalBatch) -> list[PromotionProposal]:
    """Its proposals in the order of the nominative list: by rank, the highest first."""
    found = PromotionProposal.objects.filter(batch=batch).select_related("employee", "batch")
    return list(found.order_by("-new_rank", "old_from", "pk"))


def holders(employees: Collection[int]) -> set[int]:
    """Those of some people (keys of people.Employee) of whom there is a proposal."""
    found = PromotionProposal.objects.filter(employee__in=employees).order_by()
    return set(found.values_list("employee_id", flat=True).distinct())
