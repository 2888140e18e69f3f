"""What policy offers to others' pages: knots of the thread, a tile of what waits, gates' own conditions."""

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
from bijak.policy.models import Decree, Draft, Evidence, Policy, Stage
from bijak.policy.registries import Gate, Step, gates
from bijak.shell.registries import Due, Section, TileContent
from bijak.shell.templatetags.formats import tanggal

HARMONISATION = "harmonisation"
LEADER_APPROVAL = "leader_approval"


def steps_of(policy: Policy, *, account: Account, today: date) -> Iterator[Step]:
    """Problem, draft, terms, dialogue, decree, revision: the knots that policy itself knows."""
    sees_work = access.holds(account, Permission.VIEW, today=today)
    attached: dict[int, list[Evidence]] = {}
    for evidence in queries.evidence_of(policy):
        attached.setdefault(evidence.draft_id, []).append(evidence)
    drafts = list(queries.drafts_of(policy))
    for draft, following in zip(drafts, [*drafts, None][1:], strict=True):
        if sees_work or draft.is_told:
            yield from _steps_of_draft(draft, attached.get(draft.pk, []), following, account, today)


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
    if following is not None and not (sees_work or following.is_told):
        following = None  # that somebody works on it is not told before it is spoken about
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
    due = [
        Due(
            title=_("%(gate)s: %(policy)s") % {"gate": step, "policy": draft.policy.title},
            link=reverse("policy:decide", args=[draft.uuid]),
        )
        for draft in drafts
        if draft.stage == Stage.DECIDING
        for step in _steps_for(request, draft)
    ]
    due += _overtaken(request)
    return TileContent(
        title=_("Kebijakan yang sedang disusun"),
        icon="report",
        group=Section.POLICY,
        figure=len(drafts),
        link=reverse("policy:list"),
        link_label=_("Buka daftar kebijakan"),
        due=tuple(due),
    )


def _overtaken(request: HttpRequest) -> list[Due]:
    """For who can revise a policy: its numbers that higher law no longer allows."""
    if not access.holds(request.user, Permission.DRAFT, today=request.today):
        return []
    return [
        Due(
            title=_("Di luar batas sejak %(day)s: %(term)s dalam %(decree)s. %(because)s")
            % {
                "day": tanggal(each.since),
                "term": each.term.label,
                "decree": each.row.decree.citation,
                "because": each.because,
            },
            link=reverse("policy:terms", args=[each.row.decree.draft.uuid]),
        )
        for each in queries.overtaken(request.today)
    ]


def _steps_for(request: HttpRequest, draft: Draft) -> Iterator[str]:
    """The gates that this person may pass now; once all are open, the decree for whoever records it."""
    states = queries.states(draft, draft.stage, request.today)
    for state in states:
        if (
            state.gate.by_hand
            and state.passing is None
            and not state.obstacles
            and _may_pass(request, state.gate)
        ):
            yield state.gate.label
    if all(state.is_open for state in states) and access.holds(
        request.user, Permission.ENACT, today=request.today
    ):
        yield _("Penetapan")


def _may_pass(request: HttpRequest, gate: Gate) -> bool:
    return gate.permission in access.grants(request.user, today=request.today)


def harmonised_first(draft: Draft, on: date) -> list[str]:
    """The leader approves what the legal bureau has harmonised, not what may still change."""
    state = next(each for each in queries.states_of(draft, [gates.get(HARMONISATION)], on))
    return (
        []
        if state.is_open
        else [_("Hasil harmonisasi belum dicatat. Catat dahulu nomor dan tanggal suratnya.")]
    )
