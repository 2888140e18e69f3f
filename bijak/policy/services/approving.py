"""Initials under a frozen text, one official after the other; what is sent to other offices; who is told to act."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Answer, Approval, Draft, Referral, Stage, Version
from bijak.policy.registries import Unknown, gates
from bijak.policy.rules import life
from bijak.policy.services.refusals import Misfilled, Refused
from bijak.shell.templatetags.formats import tanggal

MOST_APPROVERS = 12


class Listed(NamedTuple):
    """An official of the list: her title, and her account where she is asked here."""

    title: str
    account: Account | None


# The list ---------------------------------------------------------------------------------------


def list_usual_approvers(*, draft: Draft, version: Version, today: date) -> None:
    """Begin a round with the list that the agency used last; who has left is asked on paper."""
    known = queries.may_be_listed(today).in_bulk()
    _write_list(
        draft,
        version,
        [Listed(title, known.get(key) if key else None) for title, key in queries.usual_approvers()],
    )


@transaction.atomic
def list_approvers(*, draft: Draft, listed: Sequence[Listed], by: Account | None, today: date) -> None:
    """Say whose initials are asked, in which order; nobody may have answered yet."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)
    if draft.stage != Stage.DECIDING:
        raise Refused(_("Daftar paraf disusun selama rancangan menunggu penetapan."))
    if len(listed) > MOST_APPROVERS:
        raise Refused(_("Daftar paraf memuat paling banyak %(most)s pejabat.") % {"most": MOST_APPROVERS})
    if any(each.answer != Answer.WAITING for each in queries.approvals(draft)):
        raise Refused(_("Paraf pertama sudah diberikan, jadi daftarnya tidak dapat diubah lagi."))
    may_be_listed = set(queries.may_be_listed(today).values_list("pk", flat=True))
    for each in listed:
        if each.account is not None and each.account.pk not in may_be_listed:
            raise Refused(
                _("%(name)s tidak dapat membaca rancangan kebijakan. Beri perannya dahulu.")
                % {"name": each.account.name}
            )
    queries.approvals(draft).delete()
    version = queries.versions_of(draft).first()
    assert version is not None
    _write_list(draft, version, listed)
    ledger.record(
        "policy.approvers_listed",
        subject=draft,
        by=by,
        facts={"version": str(version.uuid), "titles": [each.title for each in listed]},
    )
    tell_who_is_next(draft=draft, by=by, today=today)


def _write_list(draft: Draft, version: Version, listed: Sequence[Listed]) -> None:
    Approval.objects.bulk_create(
        Approval(
            draft=draft, version=version, position=position, title=each.title.strip(), account=each.account
        )
        for position, each in enumerate(listed, 1)
    )


# Answers ----------------------------------------------------------------------------------------


@transaction.atomic
def approve(
    *, approval: Approval, note: str = "", decided_on: date | None = None, by: Account | None, today: date
) -> Approval:
    """Put initials under the text. ``decided_on``: the day on the paper, where they were put there."""
    approval = _asked(approval, by, today)
    day = decided_on or today
    if day > today:
        raise Refused(_("Tanggal paraf belum tiba. Periksa tanggalnya."))
    if approval.version.frozen_on is not None and day < approval.version.frozen_on:
        raise Refused(_("Naskah ini belum ada pada tanggal itu. Periksa tanggal parafnya."))
    return _answer(approval, Answer.APPROVED, note, day, by, today)


@transaction.atomic
def refuse_approval(*, approval: Approval, reason: str, by: Account | None, today: date) -> Approval:
    """Say what must be mended first; the caller sends the text back."""
    if not reason.strip():
        raise Refused(_("Tulis apa yang harus diperbaiki."))
    return _answer(_asked(approval, by, today), Answer.RETURNED, reason, today, by, today)


def _asked(approval: Approval, by: Account | None, today: date) -> Approval:
    """The approval, locked, when it is its turn and the person's to give."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=approval.draft_id)
    if by is not None and not queries.may_answer(approval, by, today):
        raise Refused(
            _("Paraf “%(title)s” hanya dapat diberikan oleh pejabatnya atau penggantinya.")
            % {"title": approval.title}
        )
    now = queries.approvals(draft).filter(pk=approval.pk).first()
    if now is None or draft.stage != Stage.DECIDING:
        raise Refused(_("Paraf ini untuk naskah yang lama. Muat ulang halaman."))
    if now.answer != Answer.WAITING:
        raise Refused(
            _("“%(title)s” sudah menjawab pada %(day)s.")
            % {"title": now.title, "day": tanggal(now.decided_on)}
        )
    if before := queries.approvals(draft).filter(position__lt=now.position, answer=Answer.WAITING).first():
        raise Refused(_("Belum gilirannya: “%(title)s” memaraf dahulu.") % {"title": before.title})
    if obstacles := queries.earlier_first(queries.COORDINATION)(draft, today):
        raise Refused(" ".join(obstacles))
    return now


def _answer(
    approval: Approval, answer: Answer, note: str, day: date, by: Account | None, today: date
) -> Approval:
    approval.answer, approval.note, approval.decided_on, approval.decided_by = answer, note.strip(), day, by
    approval.asked_on = min(approval.asked_on or day, day)
    approval.save()
    ledger.record(
        "policy.approval_answered",
        subject=approval.draft,
        by=by,
        facts={
            "approval": str(approval.uuid),
            "title": approval.title,
            "answer": str(answer),
            "version": str(approval.version.uuid),
            "on": str(day),
        },
    )
    if answer == Answer.APPROVED:
        tell_who_is_next(draft=approval.draft, by=by, today=today)
    return approval


# Other offices ----------------------------------------------------------------------------------


@transaction.atomic
def refer(
    *, draft: Draft, gate: str, letter_no: str, sent_on: date, by: Account | None, today: date
) -> Referral:
    """Record that the text was sent to another office: from that day on its answer is waited for."""
    try:
        known = gates.get(gate)
    except Unknown:
        raise Refused(_("Gerbang ini tidak dikenal.")) from None
    if by is not None:
        access.must(by, Permission.ENACT, today=today)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)
    if draft.stage != known.leaves or not known.outside or known not in queries.leaving(draft, draft.stage):
        raise Refused(_("Pada tahap ini tidak ada yang diajukan untuk “%(gate)s”.") % {"gate": known.label})
    if gate in queries.referrals(draft):
        raise Refused(_("Naskah ini sudah diajukan."))
    if obstacles := queries.earlier_first(gate)(draft, today):
        raise Refused(" ".join(obstacles))
    if not letter_no.strip():
        raise Misfilled(_("Isi nomor dan tanggal suratnya."), field="letter_no")
    if sent_on > today:
        raise Misfilled(_("Tanggal surat belum tiba. Periksa tanggalnya."), field="sent_on")
    version = queries.versions_of(draft).first()
    assert version is not None
    referral = Referral.objects.create(
        draft=draft, version=version, gate=gate, letter_no=letter_no.strip(), sent_on=sent_on, recorded_by=by
    )
    ledger.record(
        "policy.referred",
        subject=draft,
        by=by,
        facts={
            "gate": gate,
            "version": str(version.uuid),
            "letter": referral.letter_no,
            "sent_on": str(sent_on),
        },
    )
    return referral


@transaction.atomic
def tell_what_is_late(*, today: date) -> int:
    """Say once of each text that another office should have answered; returns how many. Idempotent."""
    waiting = Referral.objects.select_for_update(of=("self",)).select_related("draft__policy")
    told = 0
    for each in waiting.filter(told_overdue_on=None, draft__stage=Stage.DECIDING).order_by("pk"):
        deadline = life.STEPS[each.gate].deadline if each.gate in life.STEPS else None
        is_open = any(
            state.gate.code == each.gate and state.is_open
            for state in queries.states(each.draft, Stage.DECIDING, today)
        )
        if deadline is None or is_open or queries.due_on(each.sent_on, deadline) >= today:
            continue
        each.told_overdue_on = today
        each.save(update_fields=["told_overdue_on"])
        notifications.notify(
            to=list(organization.holders_of(Permission.ENACT, today=today)),
            kind="policy.gate_waits",
            title=gettext_lazy("Jawaban instansi lain atas rancangan kebijakan lewat tenggat."),
            body=f"{each.draft.policy.title}: {gates.get(each.gate).label}",
            link=_page(each.draft),
        )
        told += 1
    return told


# Who is next ------------------------------------------------------------------------------------


def tell_who_is_next(*, draft: Draft, by: Account | None, today: date) -> None:
    """Whoever has to act now is told: the next official, who may pass the next gate, or whoever writes the draft."""
    for state in queries.states(draft, draft.stage, today):
        if state.is_open:
            continue
        if state.gate.code == queries.COORDINATION:
            _ask_the_next(draft, by, today)
        elif state.gate.by_hand or state.gate.permission:
            _tell(
                draft,
                [each for each in organization.holders_of(state.gate.permission, today=today) if each != by],
                str(state.gate.label),
            )
        return
    if draft.started_by is not None and draft.started_by != by:
        notifications.notify(
            to=draft.started_by,
            kind="policy.gate_waits",
            title=gettext_lazy("Rancangan kebijakan Anda siap ditetapkan."),
            body=draft.policy.title,
            link=_page(draft),
        )


def _ask_the_next(draft: Draft, by: Account | None, today: date) -> None:
    approval = queries.approvals(draft).filter(answer=Answer.WAITING).first()
    if approval is None or approval.asked_on is not None:
        return
    approval.asked_on = today
    approval.save(update_fields=["asked_on"])
    if approval.account is None:
        asked = list(organization.holders_of(Permission.ENACT, today=today))
    else:
        deputies = organization.deputies_of(approval.account, today=today).filter(from_on__lte=today)
        asked = [approval.account, *(grant.account for grant in deputies)]
    _tell(
        draft,
        [each for each in dict.fromkeys(asked) if each != by],
        _("Paraf: %(title)s") % {"title": approval.title},
    )


def _tell(draft: Draft, to: list[Account], what: str) -> None:
    notifications.notify(
        to=to,
        kind="policy.gate_waits",
        title=gettext_lazy("Sebuah rancangan kebijakan menunggu Anda."),
        body=f"{draft.policy.title}: {what}",
        link=_page(draft),
    )


def _page(draft: Draft) -> str:
    return f"/kebijakan/penetapan/{draft.uuid}/"
