"""What must be done before a draft leaves its stage, and what of it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.organization import queries as organization
from bijak.policy.access import Permission
from bijak.policy.models import Answer, Approval, Draft, Passing, Referral
from bijak.policy.queries.texts import decided_version
from bijak.policy.registries import Gate, gates
from bijak.policy.rules import life

COORDINATION = "coordination"


@dataclass(frozen=True)
class GateState:
    """A gate as it stands for a draft: passed by hand, open by itself, or with what stands in the way."""

    gate: Gate
    passing: Passing | None
    obstacles: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        return not self.obstacles and (self.passing is not None or not self.gate.by_hand)

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Sentences: why the draft cannot leave by this gate."""
        if self.obstacles or self.is_open:
            return self.obstacles
        return (_("“%(gate)s” belum dilewati.") % {"gate": self.gate.label},)


def way_of(draft: Draft) -> tuple[life.Step, ...]:
    """The steps of this very product: of its kind, here."""
    return life.path(draft.policy.kind, organization.agency().kind)


def is_on_the_way(code: str) -> Callable[[Draft], bool]:
    """Whether a draft's kind passes a step at all."""
    return lambda draft: any(step.code == code for step in way_of(draft))


def leaving(draft: Draft, stage: str) -> list[Gate]:
    """The gates of a draft out of a stage, as they follow each other on its way."""
    places = {step.code: place for place, step in enumerate(way_of(draft))}
    found = [gate for gate in gates.leaving(stage) if gate.applies is None or gate.applies(draft)]
    return sorted(found, key=lambda gate: places.get(gate.code, len(places)))


def states(draft: Draft, stage: str, on: date) -> list[GateState]:
    """The gates out of a stage, in their order. Beyond the first that is shut nothing of the way is asked."""
    passed = {
        passing.gate: passing
        for passing in Passing.objects.filter(draft=draft).select_related("passed_by").order_by("pk")
    }
    way = {step.code for step in way_of(draft) if step.is_gate}
    shut: Gate | None = None
    found = []
    for gate in leaving(draft, stage):
        in_the_way: list[str] = []
        if gate.code not in passed:
            if shut is not None and gate.code in way:
                in_the_way = [_after(shut)]
            elif gate.obstacles:
                in_the_way = gate.obstacles(draft, on)
        state = GateState(gate, passed.get(gate.code), tuple(in_the_way))
        if shut is None and gate.code in way and not state.is_open:
            shut = gate
        found.append(state)
    return found


def _after(gate: Gate) -> str:
    return _("“%(gate)s” harus selesai dahulu.") % {"gate": gate.label}


def obstacles(draft: Draft, on: date) -> list[str]:
    """Everything that keeps a draft from leaving the stage it is at."""
    return [sentence for state in states(draft, draft.stage, on) for sentence in state.in_the_way]


def earlier_first(code: str) -> Callable[[Draft, date], list[str]]:
    """No step is skipped: what stands in the way of this one is the first before it that is not done."""

    def in_the_way(draft: Draft, on: date) -> list[str]:
        before = first_open_before(code, draft, on)
        return [] if before is None else [_after(before)]

    return in_the_way


def first_open_before(code: str, draft: Draft, on: date) -> Gate | None:
    """The first gate on the way to a step that the draft has not passed."""
    passed = set(Passing.objects.filter(draft=draft).values_list("gate", flat=True))
    for step in way_of(draft):
        if step.code == code:
            return None
        if not step.is_gate or step.code in passed:
            continue
        gate = gates.get(step.code)
        if gate.by_hand or (gate.obstacles and gate.obstacles(draft, on)):
            return gate
    return None


# Initials under the text ------------------------------------------------------------------------


def approvals(draft: Draft) -> QuerySet[Approval]:
    """The list under the text as it stands, or as it was set, in its order."""
    return (
        Approval.objects.filter(draft=draft, version=decided_version(draft))
        .select_related("account", "decided_by", "draft__policy", "version")
        .order_by("position", "pk")
    )


def approvals_missing(draft: Draft, on: date) -> list[str]:
    """Who has not put initials yet; or, once, what must be done before anybody is asked."""
    waiting = [each.title for each in approvals(draft) if each.answer != Answer.APPROVED]
    if not waiting:
        return []
    before = earlier_first(COORDINATION)(draft, on)
    return before or [_("Belum memaraf: %(titles)s.") % {"titles": ", ".join(waiting)}]


def usual_approvers() -> list[tuple[str, int | None]]:
    """Title and account (key) of the list that the agency used last; before its first, what is customary."""
    last = Approval.objects.order_by("-pk").values_list("version", flat=True).first()
    if last is None:
        return [(title, None) for title in life.APPROVERS]
    return list(
        Approval.objects.filter(version=last).order_by("position", "pk").values_list("title", "account")
    )


def may_be_listed(today: date) -> QuerySet[Account]:
    """Who can be asked for initials: whoever may read what is decided."""
    return organization.holders_of(Permission.VIEW, today=today)


def may_answer(approval: Approval, account: Account, today: date) -> bool:
    """The official herself or her deputy; what is put on paper, whoever records the decree."""
    if approval.account_id is None:
        return access.holds(account, Permission.ENACT, today=today)
    return (
        approval.account_id == account.pk
        or organization.stood_in_for(account, today=today)
        .filter(deputy_for__account=approval.account_id)
        .exists()
    )


# What other offices were asked ------------------------------------------------------------------


def referrals(draft: Draft) -> dict[str, Referral]:
    """What was sent out with the text as it stands, or as it was set, by gate."""
    rows = Referral.objects.filter(draft=draft, version=decided_version(draft)).order_by("pk")
    return {each.gate: each for each in rows}


def due_on(sent_on: date, deadline: life.Deadline) -> date:
    """The last day for an answer."""
    if deadline.working:
        return organization.add_working_days(sent_on, deadline.days)
    return date.fromordinal(sent_on.toordinal() + deadline.days)


def is_silent(draft: Draft, code: str, today: date) -> bool:
    """Whether the other office let its days go by, where law lets the draft go on then."""
    step, referral = life.STEPS.get(code), referrals(draft).get(code)
    if step is None or step.deadline is None or not step.deadline.silence or referral is None:
        return False
    return due_on(referral.sent_on, step.deadline) < today
