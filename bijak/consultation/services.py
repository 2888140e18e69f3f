"""Inviting, commenting, answering, moderating."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import lazystr
from django.utils.translation import gettext as _

from bijak.accounts import access
from bijak.accounts import queries as accounts
from bijak.consultation import queries, texts
from bijak.consultation.access import Permission
from bijak.consultation.models import (
    CONFIRM_WITHIN,
    FORGET_AFTER,
    Answer,
    Comment,
    Disposition,
    Draft,
    Invitation,
    Kind,
    Stakeholder,
    Version,
)
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.organization import queries as organization

if TYPE_CHECKING:
    from bijak.accounts.models import Account


class Refused(Exception):
    """Nothing was changed; ``str()`` is the sentence that says why and what to do."""


class Closed(Refused):
    """The draft takes no comments today."""


class OldVersion(Refused):
    """The comment was written beside words that have changed since."""


class LinkExpired(Refused):
    """The link in the mail came too late."""


class AlreadyConfirmed(Refused):
    """The link in the mail was used before."""


class ChangedMeanwhile(Refused):
    """Somebody else answered or hid one of the comments in the meantime."""


# Stakeholders and invitations -------------------------------------------------------------------


@transaction.atomic
def register_stakeholder(
    *, kind: Kind, name: str, email: str, note: str = "", by: "Account", today: date
) -> Stakeholder:
    access.must(by, Permission.ANSWER, today=today)
    body = Stakeholder(kind=kind, name=name, email=email.lower(), note=note)
    body.full_clean()
    body.save()
    ledger.record("consultation.stakeholder_registered", subject=body, by=by, facts={"kind": str(kind)})
    return body


@transaction.atomic
def correct_stakeholder(
    *,
    stakeholder: Stakeholder,
    kind: Kind,
    name: str,
    email: str,
    note: str,
    is_active: bool,
    by: "Account",
    today: date,
) -> Stakeholder:
    """Set the entry right; who is no longer to be invited stays on record with the invitations of the past."""
    access.must(by, Permission.ANSWER, today=today)
    for field, value in {
        "kind": kind,
        "name": name,
        "email": email.lower(),
        "note": note,
        "is_active": is_active,
    }.items():
        setattr(stakeholder, field, value)
    stakeholder.full_clean()
    stakeholder.save()
    ledger.record(
        "consultation.stakeholder_corrected", subject=stakeholder, by=by, facts={"is_active": is_active}
    )
    return stakeholder


@transaction.atomic
def invite(
    *, draft: Draft, stakeholders: Collection[Stakeholder], by: "Account", today: date
) -> list[Invitation]:
    """Ask these bodies to comment, each once; the mails leave after the commit."""
    access.must(by, Permission.ANSWER, today=today)
    _must_be_open(draft, today)
    known = set(
        Invitation.objects.filter(draft=draft, stakeholder__in=stakeholders).values_list(
            "stakeholder_id", flat=True
        )
    )
    made = Invitation.objects.bulk_create(
        [
            Invitation(draft=draft, stakeholder=each, invited_on=today, invited_by=by)
            for each in stakeholders
            if each.is_active and each.pk not in known
        ]
    )
    if made:
        ledger.record("consultation.invited", subject=draft, by=by, facts={"invitations": len(made)})
        for each in made:
            _mail_invitation(each)
    return made


def note_visit(*, invitation: Invitation, today: date) -> None:
    """The link of an invitation was opened for the first time."""
    Invitation.objects.filter(pk=invitation.pk, visited_on=None).update(visited_on=today)


# Comments ---------------------------------------------------------------------------------------


@transaction.atomic
def comment(
    *,
    draft: Draft,
    version: UUID,
    provision_id: int | None,
    text: str,
    may_be_named: bool = False,
    invitation: Invitation | None = None,
    by: "Account",
    today: date,
) -> Comment:
    """What somebody with an account says; it counts at once. No permission is needed, only an account.

    ``version`` is the one that the text was written beside. The same words by the same person on the same provision
    are one comment, however often they are sent.
    """
    asked = _asked(draft, version, today)
    same = Comment.objects.filter(Q(provision_id=provision_id), draft=draft, account=by, text=text)
    if known := same.order_by("pk").first():
        return known
    said = Comment.objects.create(
        draft=draft,
        version=asked,
        provision_id=provision_id,
        kind=Kind.ASN,
        account=by,
        name=by.name,
        language=by.language,
        may_be_named=may_be_named,
        text=text,
        invitation=invitation,
        received_on=today,
        confirmed_at=Now(),
    )
    said.refresh_from_db()
    _record_received(said, by)
    return said


@transaction.atomic
def submit(
    *,
    draft: Draft,
    version: UUID,
    provision_id: int | None,
    text: str,
    name: str,
    email: str,
    kind: Kind,
    may_be_named: bool = False,
    invitation: Invitation | None = None,
    language: str = "id",
    today: date,
) -> Comment:
    """What somebody without an account says; it counts once the link that is mailed now was used.

    The same words from the same address on the same provision are one comment: its link is mailed again.
    """
    asked = _asked(draft, version, today)
    email = email.lower()
    same = Comment.objects.filter(Q(provision_id=provision_id), draft=draft, email=email, text=text)
    said = same.order_by("pk").first()
    if said is None:
        said = Comment.objects.create(
            draft=draft,
            version=asked,
            provision_id=provision_id,
            kind=kind,
            name=name,
            email=email,
            language=language,
            may_be_named=may_be_named,
            text=text,
            invitation=invitation,
            received_on=today,
        )
    if said.confirmed_at is None:
        ask_to_confirm(comment=said, today=today)
    return said


@transaction.atomic
def ask_to_confirm(*, comment: Comment, today: date) -> None:
    """Mail the link (again): its two days begin anew."""
    _must_be_open(comment.draft, today)
    Comment.objects.filter(pk=comment.pk).update(asked_at=Now())
    with translation.override(comment.language):
        subject, body = (str(text) % {"policy": comment.draft.policy.title} for text in texts.CONFIRM)
    notifications.write(
        to=comment.email,
        subject=subject,
        body=body,
        link=reverse("consultation:confirm", args=[queries.secret(comment.uuid, queries.CONFIRM)]),
        language=comment.language,
    )


@transaction.atomic
def confirm(*, comment: Comment, now: datetime) -> Comment:
    """Let a comment count, once, within two days of being sent, while the dialogue lasts.

    Its last day does not matter here: who wrote in time may open the mail a little later.
    """
    # The draft, too: the gate that lets its dialogue close must have counted this comment, or refuse it.
    waiting = Comment.objects.select_for_update(of=("self", "draft"), no_key=True)
    said = waiting.select_related("draft__policy").get(pk=comment.pk)
    if said.confirmed_at is not None:
        raise AlreadyConfirmed(
            _(
                "Tanggapan ini sudah Anda pastikan sebelumnya dan sudah kami terima. Tidak ada lagi yang perlu Anda "
                "lakukan."
            )
        )
    if said.draft.stage != queries.DIALOGUE:
        raise Closed(
            _(
                "Masa tanggapan sudah ditutup sebelum tautan ini dibuka, sehingga tanggapan tidak dapat dihitung."
            )
        )
    if now > said.asked_at + CONFIRM_WITHIN:
        raise LinkExpired(
            _(
                "Tautan ini berlaku 48 jam dan sudah lewat. Tanggapan Anda masih tersimpan: mintalah tautan baru."
            )
        )
    said.confirmed_at = now
    said.save(update_fields=["confirmed_at"])
    _record_received(said, None)
    _tell(said)
    return said


def forget_unconfirmed(*, now: datetime) -> int:
    """Delete what nobody confirmed for a month: who is named in it may never have written it (UU 27/2022)."""
    late = Comment.objects.filter(confirmed_at=None, asked_at__lt=now - FORGET_AFTER)
    return late.delete()[0]


@transaction.atomic
def answer(
    *,
    comments: Sequence[Comment],
    disposition: Disposition,
    reason: str,
    text: str = "",
    changed_in: Version | None = None,
    seen: int = 0,
    by: "Account",
    today: date,
) -> Answer:
    """Give one answer to comments that say the same; each author is told.

    ``seen`` is the newest answer that the writer knew of (its key): a later one refuses this one. An answer
    replaces the one given before; that one stays on record.
    """
    access.must(by, Permission.ANSWER, today=today)
    keys = [each.pk for each in comments]
    locked = list(
        Comment.objects.select_for_update(of=("self",))
        .select_related("draft__policy", "account")
        .filter(pk__in=keys)
        .order_by("pk")
    )
    if not locked:
        raise Refused(_("Pilih sedikitnya satu tanggapan untuk dijawab."))
    draft = locked[0].draft
    _must_be_answerable(locked, draft, seen)
    if changed_in is not None and changed_in.pk not in {each.pk for each in queries.later_versions(draft)}:
        raise Refused(_("Versi yang mengubah ketentuan harus lebih baru daripada versi yang ditanggapi."))
    given = Answer(
        draft=draft,
        disposition=disposition,
        reason=reason,
        text=text,
        changed_in=changed_in,
        answered_on=today,
        answered_by=by,
    )
    given.full_clean()
    given.save()
    Comment.objects.filter(pk__in=keys).update(answer=given)
    ledger.record(
        "consultation.comments_answered",
        subject=draft,
        by=by,
        facts={
            "answer": str(given.uuid),
            "disposition": str(disposition),
            "comments": [str(each.uuid) for each in locked],
        },
    )
    for said in locked:
        said.answer = given
        _tell(said)
    return given


@transaction.atomic
def hide(*, comment: Comment, reason: str, by: "Account", today: date) -> None:
    """Keep a comment from the public's eyes, with a reason that everyone may read. Nothing is deleted."""
    access.must(by, Permission.ANSWER, today=today)
    if not reason.strip():
        raise Refused(_("Tulis alasan; alasan itu dapat dibaca umum."))
    said = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("draft__policy", "account")
        .get(pk=comment.pk)
    )
    if said.is_hidden:
        raise ChangedMeanwhile(_("Tanggapan ini sudah disembunyikan."))
    said.hidden_on, said.hidden_by, said.hidden_reason = today, by, reason
    said.save(update_fields=["hidden_on", "hidden_by", "hidden_reason"])
    ledger.record("consultation.comment_hidden", subject=said, by=by)
    _tell(said)


@transaction.atomic
def show_again(*, comment: Comment, by: "Account", today: date) -> None:
    access.must(by, Permission.ANSWER, today=today)
    if Comment.objects.filter(pk=comment.pk, hidden_on__isnull=False).update(
        hidden_on=None, hidden_by=None, hidden_reason=""
    ):
        ledger.record("consultation.comment_shown", subject=comment, by=by)


@transaction.atomic
def tell_withdrawn(*, draft: Draft) -> None:
    """Let everyone who commented know that the draft was given up, and why; each once, however much they said."""
    assert draft.withdrawn_on is not None
    values = {"policy": draft.policy.title, "reason": draft.withdrawn_because, "day": draft.withdrawn_on}
    title, body = (lazystr(texts.Filled(text, values)) for text in texts.WITHDRAWN)
    notifications.announce(
        to=accounts.find().filter(pk__in=queries.accounts_that_commented(draft)),
        kind="consultation.withdrawn",
        title=title,
        body=body,
        link=reverse("consultation:draft", args=[draft.uuid]),
    )
    notifications.write_to_all(
        to=[
            notifications.Addressee(each.email, _follow_link(each), each.language)
            for each in queries.commenters(draft)
        ],
        subject=title,
        body=body,
    )


@transaction.atomic
def note_matrix(*, draft: Draft, format: str, by: "Account") -> None:
    """The matrix of responses, names included, left the house as a file."""
    ledger.record("consultation.matrix_exported", subject=draft, by=by, facts={"format": format})


# ------------------------------------------------------------------------------------------------


def _must_be_open(draft: Draft, today: date) -> None:
    """Holds the draft until the end: it cannot close in between, and what is sent twice at once comes one by one."""
    Draft.objects.select_for_update(no_key=True).get(pk=draft.pk)
    if sentence := queries.why_closed(draft, today=today):
        raise Closed(sentence)


def _asked(draft: Draft, version: UUID, today: date) -> Version:
    """The version that is being asked about; refuses what was written too late, or beside older words."""
    _must_be_open(draft, today)
    current = draft.dialogue_version
    assert current is not None  # a dialogue is opened on a version
    if version != current.uuid:
        raise OldVersion(
            _(
                "Naskah ini sudah berganti sejak Anda mulai menulis. Tanggapan Anda masih ada di bawah: bandingkan "
                "dengan bunyi ketentuan yang baru, lalu kirim lagi."
            )
        )
    return current


def _must_be_answerable(comments: Sequence[Comment], draft: Draft, seen: int) -> None:
    if not draft.is_open:
        raise Refused(_("Rancangan ini sudah selesai, sehingga jawabannya tidak dapat diubah lagi."))
    if any(each.draft_id != draft.pk or each.confirmed_at is None for each in comments):
        raise Refused(_("Jawab bersama hanya tanggapan atas rancangan yang sama."))
    if any(each.is_hidden for each in comments):
        raise ChangedMeanwhile(
            _("Salah satu tanggapan ini baru saja disembunyikan. Periksa lagi pilihan Anda.")
        )
    if any((each.answer_id or 0) > seen for each in comments):
        raise ChangedMeanwhile(
            _(
                "Salah satu tanggapan ini baru saja dijawab orang lain. Periksa jawabannya; kirim lagi bila jawaban "
                "Anda yang benar."
            )
        )


def _record_received(said: Comment, by: "Account | None") -> None:
    """The text's hash goes on record, so that anyone can verify that it was not altered."""
    facts = {
        "draft": str(said.draft.uuid),
        "version": str(said.version.uuid),
        "provision": str(said.provision.uuid) if said.provision else None,
        "sha256": hashlib.sha256(said.text.encode()).hexdigest(),
    }
    ledger.record("consultation.comment_received", subject=said, by=by, facts=facts)


def _mail_invitation(asked: Invitation) -> None:
    """In Indonesian, whatever language the inviter reads: nobody knows the guest's."""
    assert asked.draft.dialogue_until is not None  # the dialogue is open
    page = reverse("consultation:draft", args=[asked.draft.uuid])
    with translation.override("id"):
        values = {
            "policy": asked.draft.policy.title,
            "name": asked.stakeholder.name,
            "agency": organization.agency().name,
            "until": date_format(asked.draft.dialogue_until, "j F Y"),
        }
        subject, body = (str(text) % values for text in texts.INVITED)
    notifications.write(
        to=asked.stakeholder.email,
        subject=subject,
        body=body,
        link=f"{page}?undangan={queries.secret(asked.uuid, queries.INVITED)}",
    )


def _tell(said: Comment) -> None:
    """Let its author know how a comment stands: received, answered, or hidden."""
    link = _follow_link(said)
    with translation.override(said.language):
        template, values = _news(said)
        title, body = (str(text) % values for text in template)
    if said.account is not None:
        notifications.notify(to=said.account, kind="consultation.answered", title=title, body=body, link=link)
    else:
        notifications.write(to=said.email, subject=title, body=body, link=link, language=said.language)


def _follow_link(said: Comment) -> str:
    return reverse("consultation:follow", args=[queries.secret(said.uuid, queries.FOLLOW)])


def _news(said: Comment) -> tuple[tuple[Any, Any], dict[str, object]]:
    """Which sentences tell how a comment stands, and what they name."""
    values: dict[str, object] = {"policy": said.draft.policy.title, "receipt": said.receipt}
    if said.is_hidden:
        return texts.HIDDEN, values | {"reason": said.hidden_reason}
    if said.answer is None:
        return texts.RECEIVED, values
    return texts.ANSWERED, values | {
        "disposition": said.answer.get_disposition_display(),
        "reason": said.answer.reason,
    }
