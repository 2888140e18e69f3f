"""What policy offers to others' pages: knots of the thread, a tile of what waits."""

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.engine.plans import State
from bijak.policy.models import Decree, Draft, Evidence, Policy, Stage
from bijak.policy.registries import Step
from bijak.shell.registries import Due, PanelContent, Section, TileContent
from bijak.shell.templatetags.formats import tanggal


def steps_of(policy: Policy, *, account: Account, today: date) -> Iterator[Step]:
    """Problem, draft, terms, dialogue, decree, revision: the knots that policy itself knows."""
    sees_work = access.holds(account, Permission.VIEW, today=today)
    attached: dict[int, list[Evidence]] = {}
    for evidence in queries.evidence_of(policy):
        attached.setdefault(evidence.draft_id, []).append(evidence)
    drafts = list(
        queries.drafts_of(policy) if sees_work else queries.drafts_of(policy).filter(queries.told())
    )
    for draft, following in zip(drafts, [*drafts, None][1:], strict=True):
        yield from _steps_of_draft(draft, attached.get(draft.pk, []), following, account, today)


def study_steps(policy: Policy, *, account: Account, today: date) -> Iterator[Step]:
    """The study before each draft, once it is begun, for those who work on policies."""
    if not access.holds(account, Permission.VIEW, today=today):
        return
    for draft in queries.drafts_of(policy):
        so_far = queries.progress(draft)
        if so_far.is_begun:
            yield Step(
                order=15,
                title=_("Kajian"),
                detail=_("pilihan yang diambil: %(option)s") % {"option": so_far.chosen}
                if so_far.chosen
                else _("%(causes)s sebab, %(options)s pilihan")
                % {"causes": so_far.causes, "options": so_far.options},
                link=reverse("policy:study", args=[draft.uuid]),
                state=_state(bool(so_far.chosen) or draft.stage != Stage.WRITING, is_now=True),
                draft=draft.number,
            )


def study_of_policy(request: HttpRequest, policy: Policy) -> PanelContent | None:
    """How far the study of the newest draft has come."""
    if not access.holds(request.user, Permission.VIEW, today=request.today):
        return None
    draft = queries.newest_draft(policy)
    sheets = queries.sheets(draft)
    is_begun = any(sheet.is_begun for sheet in sheets[1:])  # evidence alone is no study
    context = {"draft": draft, "sheets": sheets, "is_begun": is_begun}
    return PanelContent("policy/study_panel.html", context)


def _steps_of_draft(
    draft: Draft, evidence: list[Evidence], following: Draft | None, account: Account, today: date
) -> Iterator[Step]:
    sees_work = access.holds(account, Permission.VIEW, today=today)
    number = draft.number
    policy_page = reverse("policy:policy", args=[draft.policy.uuid])
    text_page = reverse("policy:text", args=[draft.uuid])
    decide_page = reverse("policy:decide", args=[draft.uuid]) if sees_work else text_page
    terms_page = reverse("policy:terms", args=[draft.uuid]) if sees_work else text_page
    version = queries.shown_version(draft) if sees_work else queries.told_version(draft)
    counts = queries.counts(version)
    settings = queries.settings_of(version)
    decree = queries.decree_of(draft)
    yield Step(
        order=10,
        title=_("Masalah dan bukti") if number == 1 else _("Alasan perubahan dan bukti"),
        detail=ngettext("%(n)s bukti terlampir", "%(n)s bukti terlampir", len(evidence))
        % {"n": len(evidence)}
        if evidence
        else _("Belum ada bukti"),
        link=f"{policy_page}#bukti",
        on=draft.started_on,
        state=_state(bool(evidence) or draft.stage != Stage.WRITING, is_now=True),
        draft=number,
    )
    yield Step(
        order=20,
        title=_("Rancangan naskah"),
        detail=_("%(count)s pasal, versi %(number)s")
        % {"count": counts.get("pasal", 0), "number": version.number}
        if counts
        else _("Belum ada naskah"),
        link=text_page,
        on=version.frozen_on,
        state=_state(version.is_frozen, is_now=bool(counts)),
        draft=number,
    )
    if settings or draft.is_open:
        yield Step(
            order=30,
            title=_("Angka ketentuan"),
            detail=ngettext("%(n)s angka ditetapkan", "%(n)s angka ditetapkan", len(settings))
            % {"n": len(settings)}
            if settings
            else _("Belum ada angka yang ditautkan"),
            link=terms_page,
            state=_state(bool(settings) and version.is_frozen, is_now=bool(settings)),
            draft=number,
        )
    if draft.stage == Stage.WITHDRAWN:
        yield Step(
            order=60,
            title=_("Dihentikan"),
            detail=draft.withdrawn_because,
            link=text_page,
            on=draft.withdrawn_on,
            state="done",
            draft=number,
        )
        return
    yield Step(
        order=60,
        title=decree.citation if decree else _("Gerbang dan penetapan"),
        detail=_decree_detail(decree) if decree else draft.get_stage_display(),
        link=decide_page,
        on=decree.enacted_on if decree else None,
        state=_state(decree is not None, is_now=draft.stage == Stage.DECIDING),
        draft=number,
    )
    if decree is not None:
        yield Step(
            order=120,
            title=_("Perubahan"),
            detail=_("Rancangan ke-%(n)s") % {"n": following.number} if following else _("Belum dimulai"),
            link=_link_to_revision(draft, following, account, today),
            on=following.started_on if following else None,
            state=_state(following is not None),
            draft=number,
        )


def _link_to_revision(draft: Draft, following: Draft | None, account: Account, today: date) -> str:
    """The next draft for those who may know of it, its beginning for those who may begin it."""
    if following is None:
        may_revise = access.holds(account, Permission.DRAFT, today=today)
        return reverse("policy:revise", args=[draft.policy.uuid]) if may_revise else ""
    return reverse("policy:text", args=[following.uuid])


def _decree_detail(decree: Decree) -> str:
    if not decree.is_law:
        return _("menunggu pengundangan")
    return _("berlaku sejak %(day)s") % {"day": tanggal(decree.in_force_from)}


def _state(is_done: bool, *, is_now: bool = False) -> str:
    return "done" if is_done else "now" if is_now else "next"


def waiting(request: HttpRequest) -> TileContent | None:
    """Drafts in work; the gates and the decrees that wait for this very person."""
    if not access.holds(request.user, Permission.VIEW, today=request.today):
        return None
    drafts = list(
        queries.visible_drafts(request.user, request.today).exclude(
            stage__in=[Stage.ENACTED, Stage.WITHDRAWN]
        )
    )
    for_the_gazette = [decree.draft for decree in queries.waiting_for_the_gazette()]
    due = [
        Due(
            title=_("%(step)s: %(policy)s") % {"step": each.what, "policy": draft.policy.title},
            link=each.link,
            until=each.clock.until if each.clock else None,
            note=queries.spoken(each.clock) if each.clock and each.clock.is_overdue else "",
        )
        for draft in (*drafts, *for_the_gazette)
        if draft.stage != Stage.WRITING
        for each in queries.missing(draft, request.today)
        if each.is_now and _may_do(request, each)
    ]
    due += _overtaken(request)
    due += _proposed_words(request, drafts)
    return TileContent(
        title=_("Kebijakan yang sedang disusun"),
        icon="report",
        group=Section.POLICY,
        figure=len(drafts),
        link=reverse("policy:list"),
        link_label=_("Buka daftar kebijakan"),
        due=tuple(due),
    )


def _proposed_words(request: HttpRequest, drafts: list[Draft]) -> list[Due]:
    """For who writes: where words wait that somebody proposes."""
    if not access.holds(request.user, Permission.DRAFT, today=request.today):
        return []
    waiting = queries.waiting_rewordings(drafts)
    return [
        Due(
            title=ngettext(
                "%(n)s usulan bunyi menunggu jawaban: %(policy)s",
                "%(n)s usulan bunyi menunggu jawaban: %(policy)s",
                waiting[draft.pk],
            )
            % {"n": waiting[draft.pk], "policy": draft.policy.title},
            link=reverse("policy:rewordings", args=[draft.uuid]),
        )
        for draft in drafts
        if draft.pk in waiting and queries.may_edit_text(draft)
    ]


def _overtaken(request: HttpRequest) -> list[Due]:
    """For who can revise a policy: its numbers that higher law no longer allows."""
    if not access.holds(request.user, Permission.DRAFT, today=request.today):
        return []
    return [
        Due(
            title=_("Di luar batas sejak %(day)s: %(term)s dalam %(decree)s. %(because)s")
            % {
                "day": tanggal(each.since),
                "term": queries.label_of(each.term),
                "decree": each.row.decree.citation,
                "because": each.because,
            },
            link=reverse("policy:terms", args=[each.row.decree.draft.uuid]),
        )
        for each in queries.overtaken(request.today)
    ]


def _may_do(request: HttpRequest, missing: queries.Missing) -> bool:
    """Whether what is missing waits for this very person."""
    if missing.approval is not None:
        return queries.may_answer(missing.approval, request.user, request.today)
    return missing.permission in access.grants(request.user, today=request.today)


# Carrying it out --------------------------------------------------------------------------------


def to_carry_out(request: HttpRequest) -> TileContent | None:
    """What this person answers for in implementation plans: overdue, due soon, and how much there is in all."""
    if not queries.has_activities(request.user, request.today):
        return None
    mine = queries.activities_for(request.user, request.today)
    rows = [row for row in queries.standings(mine, today=request.today) if row.is_open]
    if not rows:
        return None
    plans = {row.activity.plan for row in rows}
    until = {plan.pk: queries.due_soon_until(plan, request.today) for plan in plans}
    return TileContent(
        title=_("Kegiatan saya"),
        icon="list-check",
        figure=len(rows),
        note=_("belum selesai dalam rencana pelaksanaan kebijakan"),
        link=reverse("policy:my_activities"),
        link_label=_("Buka semua kegiatan saya"),
        due=tuple(
            Due(
                title=row.activity.title,
                link=reverse("policy:activity", args=[row.activity.uuid]),
                until=row.activity.due_on,
                note=_("lewat jatuh tempo") if row.state == State.LATE else row.activity.plan.policy.title,
            )
            for row in rows
            if row.activity.due_on <= until[row.activity.plan_id]
        ),
    )


def plan_of_policy(request: HttpRequest, policy: Policy) -> PanelContent | None:
    """How far carrying out a policy has come; for who composes plans also how to begin one."""
    if not queries.plannable_by(request.user, request.today).filter(pk=policy.pk).exists():
        return None
    rows = queries.standings(queries.activities_of(policy), today=request.today)
    may_draft = access.holds(request.user, Permission.DRAFT, today=request.today)
    if not rows and not may_draft:
        return None
    context = {
        "policy": policy,
        "summary": queries.summary(rows),
        "late": [row for row in rows if row.state == State.LATE],
    }
    return PanelContent("policy/plan_panel.html", context)


def plan_steps(policy: Policy, *, account: Account, today: date) -> Iterator[Step]:
    """Between the decree and its outreach: what is planned, and how far it came."""
    told = [draft for draft in queries.drafts_of(policy) if draft.stage == Stage.ENACTED]
    rows = queries.standings(queries.activities_of(policy), today=today)
    if not (told and rows):
        return
    found = queries.summary(rows)
    assert found is not None
    may_see = queries.plannable_by(account, today).filter(pk=policy.pk).exists()
    yield Step(
        order=65,
        title=_("Rencana pelaksanaan"),
        detail=_("%(left)s dari %(all)s kegiatan belum selesai, %(late)s terlambat")
        % {"left": found.left, "all": found.total, "late": found.late},
        link=reverse("policy:plan", args=[policy.uuid]) if may_see else "",
        on=found.begins_on,
        state=_state(found.left == 0, is_now=found.begins_on <= today),
        draft=told[-1].number,
    )
