"""Where a draft is in its life, and what is missing now: what, by whom, by when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.organization import queries as organization
from bijak.policy import texts
from bijak.policy.access import Permission
from bijak.policy.models import Answer, Approval, Decree, Draft, Policy, Referral, Stage
from bijak.policy.queries.decrees import decree_of
from bijak.policy.queries.gates import (
    COORDINATION,
    GateState,
    approvals,
    due_on,
    referrals,
    states,
    way_of,
)
from bijak.policy.queries.signing import SIGNATURE, final_signature
from bijak.policy.rules import life

DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True)
class Clock:
    """How long another office has had a text. ``until``: its last day, where law names one; days are working days."""

    sent_on: date
    waited: int
    until: date | None
    left: int | None  # negative: so many days late
    verified: bool

    @property
    def is_overdue(self) -> bool:
        return self.left is not None and self.left < 0


@dataclass(frozen=True)
class Knot:
    """A step as it stands for a draft."""

    step: life.Step
    label: str
    who: str
    state: str
    on: date | None = None
    clock: Clock | None = None

    @property
    def is_overdue(self) -> bool:
        return self.state == NOW and self.clock is not None and self.clock.is_overdue


@dataclass(frozen=True)
class Missing:
    """What keeps a draft from going on. ``permission``: who may do it; ``approval``: whose initials."""

    what: str
    who: str
    link: str
    is_now: bool
    permission: str = ""
    approval: Approval | None = None
    clock: Clock | None = None


def clock(sent_on: date, deadline: life.Deadline | None, today: date) -> Clock:
    until = due_on(sent_on, deadline) if deadline else None
    left = None
    if until is not None:
        # A deadline in calendar days may pass between two working days: late it is all the same.
        left = _after(today, until) if today <= until else -max(_after(until, today), 1)
    return Clock(sent_on, _after(sent_on, today), until, left, deadline is not None and deadline.verified)


def _after(day: date, last: date) -> int:
    """How many working days follow a day, up to and including the last."""
    return organization.working_days_between(day + timedelta(days=1), last + timedelta(days=1))


def life_of(draft: Draft, today: date) -> list[Knot]:
    """Every step of the draft's way: done, the one it is at, and those to come."""
    decree = decree_of(draft)
    gates = {state.gate.code: state for state in states(draft, Stage.DECIDING, today)}
    done = dict(_done(draft, decree, gates, today))
    sent = referrals(draft)
    found: list[Knot] = []
    is_now_taken = draft.stage == Stage.WITHDRAWN
    for step in way_of(draft):
        state = DONE if step.code in done else NEXT if is_now_taken else NOW
        is_now_taken = is_now_taken or state == NOW
        knot = Knot(step, str(texts.STEPS[step.code]), who_of(step), state, done.get(step.code))
        if state != DONE and step.code in sent:
            knot = replace(knot, clock=clock(sent[step.code].sent_on, step.deadline, today))
        if step.code == "in_force" and state == NOW and decree is not None:
            knot = replace(knot, on=decree.in_force_from)
        found.append(knot)
    return found


def who_of(step: life.Step) -> str:
    """Whom one waits for: the other office where there is one."""
    office = life.outside(step, organization.agency().kind)
    return str(texts.OFFICES[office] if office else texts.WHO[step.who])


def _done(
    draft: Draft, decree: Decree | None, gates: dict[str, GateState], today: date
) -> Iterator[tuple[str, date | None]]:
    """Code and day of every step that lies behind the draft."""
    yield "proposal", draft.started_on
    if draft.dialogue_from is not None:
        yield "draft", draft.dialogue_from
    if draft.stage in (Stage.DECIDING, Stage.ENACTED):
        yield "consultation", draft.dialogue_until
        for code, state in gates.items():
            if state.passing is not None:
                yield code, state.passing.letter_on or state.passing.passed_on
            elif state.is_open:
                yield code, _opened_on(draft, code)
    if decree is None:
        return
    if SIGNATURE not in gates:
        yield SIGNATURE, decree.enacted_on
    yield "number", decree.enacted_on
    if decree.promulgated_on is not None:
        yield "promulgation", decree.promulgated_on
    if decree.is_law and decree.in_force_from <= today:
        yield "in_force", decree.in_force_from


def _opened_on(draft: Draft, code: str) -> date | None:
    """The day on which a gate opened that nobody passes by hand, where it is known."""
    if code == COORDINATION:
        return max((each.decided_on for each in approvals(draft) if each.decided_on), default=None)
    if code == SIGNATURE and (signature := final_signature(draft)):
        return signature.signed_on
    return None


def missing(draft: Draft, today: date) -> list[Missing]:
    """What is to be done, the next first; what must wait for it follows."""
    if draft.stage == Stage.DECIDING:
        return list(_missing_before_the_decree(draft, today))
    return list(_missing_otherwise(draft, today))


def _missing_otherwise(draft: Draft, today: date) -> Iterator[Missing]:
    page = reverse("policy:decide", args=[draft.uuid])
    writer = str(texts.WHO[life.DRAFT])
    if draft.stage == Stage.WRITING:
        yield Missing(_("Pembukaan dialog"), writer, page, True, Permission.DRAFT)
    elif draft.stage == Stage.DIALOGUE:
        blocked = [state for state in states(draft, Stage.DIALOGUE, today) if not state.is_open]
        for state in blocked:
            yield Missing(str(state.gate.label), writer, page, True, state.gate.permission)
        closing = _("Penutupan dialog")
        if draft.dialogue_until is not None and draft.dialogue_until >= today:
            left = _after(today, draft.dialogue_until)
            period = Clock(draft.dialogue_from or today, 0, draft.dialogue_until, left, True)
            yield Missing(_("Tanggapan dari siapa pun"), _("Umum"), page, True, clock=period)
            yield Missing(closing, writer, page, False, Permission.DRAFT)
        else:
            yield Missing(closing, writer, page, not blocked, Permission.DRAFT)
    elif draft.stage == Stage.ENACTED:
        decree = decree_of(draft)
        if decree is not None and not decree.is_law:
            step = life.STEPS["promulgation"]
            link = f"{page}#pengundangan"
            yield Missing(str(texts.STEPS[step.code]), who_of(step), link, True, Permission.ENACT)


def _missing_before_the_decree(draft: Draft, today: date) -> Iterator[Missing]:
    page = reverse("policy:decide", args=[draft.uuid])
    sent = referrals(draft)
    is_now = True
    for state in states(draft, Stage.DECIDING, today):
        if state.is_open:
            continue
        link = f"{page}#gerbang-{state.gate.code}"
        if state.gate.code == COORDINATION:
            yield from _missing_approvals(draft, link, is_now=is_now, today=today)
        else:
            yield _missing_gate(state, sent, link, is_now=is_now, today=today)
        is_now = False
    who = str(texts.WHO[life.ENACT])
    yield Missing(str(texts.STEPS["number"]), who, f"{page}#penetapan", is_now, Permission.ENACT)


def _missing_gate(
    state: GateState, sent: dict[str, Referral], link: str, *, is_now: bool, today: date
) -> Missing:
    step = life.STEPS.get(state.gate.code)
    what, who, timer = str(state.gate.label), str(texts.WHO.get(state.gate.permission, "")), None
    if step is not None and state.gate.outside:
        referral = sent.get(step.code)
        if referral is None:
            what = _("%(step)s – ajukan") % {"step": what}
        else:
            what, who = _("%(step)s – tunggu jawabannya") % {"step": what}, who_of(step)
            timer = clock(referral.sent_on, step.deadline, today)
    return Missing(what, who, link, is_now, state.gate.permission, clock=timer)


def _missing_approvals(draft: Draft, link: str, *, is_now: bool, today: date) -> Iterator[Missing]:
    for each in approvals(draft):
        if each.answer != Answer.WAITING:
            continue
        who = each.account.name if each.account else _("di atas kertas")
        timer = clock(each.asked_on, None, today) if each.asked_on else None
        permission = "" if each.account_id else Permission.ENACT
        what = _("Paraf: %(title)s") % {"title": each.title}
        yield Missing(what, who, link, is_now, permission, each, timer)
        is_now = False


def spoken(timer: Clock) -> str:
    """``3 hari kerja lagi``, ``lewat 2 hari kerja``, or how long it has lasted."""
    if timer.left is None and not timer.waited:
        return _("sejak hari ini")
    if timer.left is None:
        return ngettext("sudah %(n)s hari kerja", "sudah %(n)s hari kerja", timer.waited) % {
            "n": timer.waited
        }
    if timer.left < 0:
        late = -timer.left
        return ngettext("lewat %(n)s hari kerja", "lewat %(n)s hari kerja", late) % {"n": late}
    return ngettext("%(n)s hari kerja lagi", "%(n)s hari kerja lagi", timer.left) % {"n": timer.left}


def is_alive(policy: Policy) -> bool:
    """Whether anything can still be done for it: not once its only drafts were withdrawn."""
    return Draft.objects.filter(policy=policy).exclude(stage=Stage.WITHDRAWN).exists()


def alive() -> QuerySet[Policy]:
    """The policies that something can still be done for, the newest first."""
    drafts = Draft.objects.exclude(stage=Stage.WITHDRAWN)
    return Policy.objects.filter(pk__in=drafts.values("policy")).order_by("-opened_on", "-pk")
