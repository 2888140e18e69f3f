"""Opening a policy, describing it, revising and withdrawing."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.kernel.events import publish
from bijak.ledger import services as ledger
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.events import DraftWithdrawn, PolicyOpened, RevisionStarted
from bijak.policy.models import Draft, Policy, Stage, Version
from bijak.policy.services.evidence import attach_evidence
from bijak.policy.services.refusals import PolicyChanged, Refused
from bijak.policy.services.study import copy_study
from bijak.policy.services.versions import copy_text
from bijak.shell.templatetags.formats import tanggal


@transaction.atomic
def open_policy(
    *,
    title: str,
    kind: str,
    problem: str = "",
    aims: str = "",
    options: str = "",
    by: Account | None,
    today: date,
) -> Policy:
    """Begin a policy: its problem, a first draft, and an empty version to write in."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    policy = Policy.objects.create(
        title=title, kind=kind, problem=problem, aims=aims, options=options, opened_on=today, opened_by=by
    )
    draft = Draft.objects.create(policy=policy, started_on=today, started_by=by)
    Version.objects.create(draft=draft, number=1, made_by=by)
    ledger.record("policy.opened", subject=policy, by=by, facts={"title": title, "kind": str(kind)})
    publish(PolicyOpened(policy.pk))
    return policy


@transaction.atomic
def describe(
    *,
    policy: Policy,
    edition: int,
    title: str,
    kind: str,
    problem: str,
    aims: str,
    options: str,
    by: Account | None,
    today: date,
) -> Policy:
    """Write problem, aims and options anew, or raise ``PolicyChanged`` when somebody did so since ``edition``."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    if not queries.is_alive(policy):
        raise Refused(_("Rancangannya dihentikan, jadi keterangannya tidak berubah lagi."))
    if policy.edition != edition:
        raise PolicyChanged(
            _("Orang lain baru saja mengubah keterangan kebijakan ini. Bandingkan, lalu simpan lagi."), policy
        )
    policy.title, policy.kind = title, kind
    policy.problem, policy.aims, policy.options = problem, aims, options
    policy.edition += 1
    policy.save()
    ledger.record("policy.described", subject=policy, by=by, facts={"edition": policy.edition})
    return policy


@transaction.atomic
def revise(
    *,
    policy: Policy,
    reason: str,
    evidence: Iterable[tuple[str, str, str]] = (),
    by: Account | None,
    today: date,
) -> Draft:
    """Start the next draft from the text in force, with its terms, evidence (kind, reference, note) attached.

    Provisions keep their UUIDs, so that what was said and learned about them stays found.
    """
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    policy = Policy.objects.select_for_update().get(pk=policy.pk)
    before = queries.newest_draft(policy)
    if before.is_open:
        raise Refused(
            _("Kebijakan ini sudah mempunyai rancangan yang sedang disusun. Lanjutkan rancangan itu.")
        )
    enacted = queries.drafts_of(policy).filter(stage=Stage.ENACTED).last()
    if enacted is None:
        raise Refused(_("Kebijakan ini belum pernah ditetapkan, jadi belum ada yang dapat diubah."))
    decree = queries.decree_of(enacted)
    assert decree is not None
    if not decree.is_law:
        raise Refused(
            _("%(citation)s belum diundangkan. Catat pengundangannya dahulu.") % {"citation": decree.citation}
        )
    if decree.in_force_until is not None and decree.in_force_until <= today:
        raise Refused(
            _("%(citation)s tidak berlaku lagi sejak %(day)s, jadi tidak dapat diubah. Buka kebijakan baru.")
            % {"citation": decree.citation, "day": tanggal(decree.in_force_until)}
        )
    number = queries.drafts_of(policy).aggregate(last=Max("number"))["last"] + 1
    draft = Draft.objects.create(
        policy=policy, number=number, revises=enacted, reason=reason, started_on=today, started_by=by
    )
    version = Version.objects.create(draft=draft, number=1, made_by=by)
    copy_text(old=decree.version, new=version)
    copy_study(old=enacted, new=draft)
    ledger.record(
        "policy.revision_started",
        subject=draft,
        by=by,
        facts={"policy": str(policy.uuid), "revises": str(decree.uuid)},
    )
    for kind, reference, note in evidence:
        attach_evidence(draft=draft, kind=kind, reference=reference, note=note, by=by, today=today)
    publish(RevisionStarted(policy.pk, draft.pk, enacted.pk))
    return draft


@transaction.atomic
def withdraw(*, draft: Draft, reason: str, by: Account | None, today: date) -> Draft:
    """Stop working on a draft for good, and say why: to everyone, where everyone was asked about it."""
    if by is not None:
        access.must(by, Permission.DRAFT, today=today)
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if not draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai, jadi tidak dapat dihentikan lagi."))
    if not reason.strip():
        raise Refused(_("Tulis mengapa rancangan ini dihentikan."))
    draft.stage, draft.withdrawn_on, draft.withdrawn_because = Stage.WITHDRAWN, today, reason.strip()
    draft.save(update_fields=["stage", "withdrawn_on", "withdrawn_because"])
    Version.objects.filter(draft=draft, frozen_on=None).update(frozen_on=today, note=reason[:300])
    ledger.record("policy.withdrawn", subject=draft, by=by, facts={"reason": reason})
    publish(DraftWithdrawn(draft.policy_id, draft.pk))
    return draft
