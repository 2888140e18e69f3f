"""Proposing a change of one's own records, and deciding about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.documents import queries as files
from bijak.documents import services as documents
from bijak.documents.models import Classification, Document
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.people import queries as people
from bijak.people import services as records
from bijak.people.queries import EmployeeToday, Topic
from bijak.selfservice import queries, rules, texts
from bijak.selfservice.access import Permission
from bijak.selfservice.models import Act, Deed, Proposal, Route, State, Step
from bijak.selfservice.queries import IDENTITY, PHOTO, Seat
from bijak.shell.templatetags.formats import tanggal

MOST_BYTES = 20 * 1024 * 1024
TAKEN = ("application/pdf", "image/jpeg", "image/png")


class Refused(Exception):
    """What cannot be done; ``str()`` says why and what to do, ``override`` by what the officer may insist on it."""

    def __init__(self, sentence: str, *, override: str = "") -> None:
        super().__init__(sentence)
        self.override = override


class Overtaken(Refused):
    """Somebody else was first; ``edition`` is what is true now."""

    def __init__(self, proposal: Proposal) -> None:
        last = queries.steps_of(proposal).last()
        who, deed = (last.by.name, last.get_deed_display().lower()) if last else (_("Sistem"), "")
        super().__init__(
            _(
                "%(who)s lebih dahulu menangani usulan ini: %(deed)s. Halaman ini sudah menunjukkan keadaan terbarunya."
            )
            % {"who": who, "deed": deed}
        )
        self.edition = proposal.edition


# The employee -----------------------------------------------------------------------------------


@transaction.atomic
def propose(
    *,
    topic: str,
    act: Act,
    typed: Mapping[str, str],
    before: Mapping[str, Any],
    seen: int,
    reason: str,
    by: Account,
    today: date,
    line: int | None = None,
    document: File[Any] | None = None,
) -> Proposal:
    """Propose a change of one's own records: ``typed`` is what stands in the officer's own form.

    ``before`` is what that form showed of the row ``line``, ``seen`` people.version() when it was opened.
    """
    row = _own_row(by)
    if topic not in (IDENTITY, PHOTO) and line is not None and people.held(row, Topic(topic), line) is None:
        raise Refused(
            _(
                "Catatan ini baru saja diperbaiki atau dihapus. Buka kembali halaman Data saya, lalu usulkan lagi."
            )
        )
    route = queries.way_of(topic)
    waits_for = _next(route, None, row, today=today)
    assert waits_for is not None
    kept = _keep_evidence(document, topic=topic, by=by) if document else None
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                employee=row.employee,
                topic=topic,
                act=act,
                line=line,
                seen=seen,
                typed=dict(typed),
                before=dict(before),
                reason=reason,
                document=kept,
                roles=route,
                waits_for=waits_for,
                waits_since=today,
            )
    except IntegrityError as clash:
        raise Refused(
            _("Usulan Anda untuk catatan ini belum selesai. Tunggu putusannya, atau tarik usulan itu dahulu.")
        ) from clash
    _step(proposal, Deed.PROPOSED, by=by)
    _tell_deciders(proposal, row, today=today)
    return proposal


@transaction.atomic
def withdraw(*, proposal: Proposal, by: Account) -> Proposal:
    """Take back one's own proposal while nobody has decided."""
    proposal = _locked(proposal)
    _must_be_own(proposal, by)
    if not proposal.is_open:
        raise Overtaken(proposal)
    _close(proposal, State.WITHDRAWN)
    _step(proposal, Deed.WITHDRAWN, by=by)
    return proposal


@transaction.atomic
def answer(
    *,
    proposal: Proposal,
    words: str,
    edition: int,
    by: Account,
    today: date,
    document: File[Any] | None = None,
) -> Proposal:
    """Answer what was asked; the proposal goes back to who asked. A new file stands beside the first."""
    proposal = _locked(proposal, edition=edition)
    _must_be_own(proposal, by)
    if proposal.state != State.ASKED:
        raise Overtaken(proposal)
    kept = _keep_evidence(document, topic=proposal.topic, by=by) if document else None
    proposal.state, proposal.waits_since = State.WAITING, today
    _save(proposal)
    _step(proposal, Deed.ANSWERED, by=by, words=words, document=kept)
    _tell_deciders(proposal, _row(proposal), today=today)
    return proposal


# The officer ------------------------------------------------------------------------------------


@transaction.atomic
def accept(
    *,
    proposal: Proposal,
    facts: Mapping[str, Any],
    edition: int,
    seen: int,
    by: Account,
    today: date,
    words: str = "",
    is_lower: bool = False,
    is_early: bool = False,
) -> Proposal:
    """Agree: the next on the way decides, or the last one's word is recorded with the file as evidence.

    ``facts`` are her values as the officer's form read them; ``seen`` is people.version() as the officer had it before
    her, so that nothing is applied to records that moved in the meantime.
    """
    proposal, row, seat = _deciding(proposal, edition=edition, by=by, today=today)
    following = _next(tuple(proposal.roles), seat.role, row, today=today)
    if following is not None:
        proposal.waits_for, proposal.waits_since = following, today
        _save(proposal)
        _step(proposal, Deed.PASSED, by=by, seat=seat, words=words)
        _tell_deciders(proposal, row, today=today)
        return proposal
    try:
        proposal.change = _record(
            proposal, row, facts, seen=seen, is_lower=is_lower, is_early=is_early, by=by, today=today
        )
    except (records.Refused, documents.Refused) as refusal:
        raise Refused(str(refusal), override=getattr(refusal, "override", "")) from refusal
    _close(proposal, State.ACCEPTED)
    _step(proposal, Deed.ACCEPTED, by=by, seat=seat, words=words)
    _tell_employee(proposal, row, gettext_lazy("Usulan perubahan data diterima"))
    return proposal


@transaction.atomic
def refuse(*, proposal: Proposal, words: str, edition: int, by: Account, today: date) -> Proposal:
    """Say no, with the reason."""
    proposal, row, seat = _deciding(proposal, edition=edition, by=by, today=today)
    _close(proposal, State.REFUSED)
    _step(proposal, Deed.REFUSED, by=by, seat=seat, words=words)
    _tell_employee(proposal, row, gettext_lazy("Usulan perubahan data ditolak"))
    return proposal


@transaction.atomic
def ask(*, proposal: Proposal, words: str, edition: int, by: Account, today: date) -> Proposal:
    """Ask the employee something before deciding."""
    proposal, row, seat = _deciding(proposal, edition=edition, by=by, today=today)
    proposal.state, proposal.waits_since = State.ASKED, today
    _save(proposal)
    _step(proposal, Deed.ASKED, by=by, seat=seat, words=words)
    _tell_employee(proposal, row, gettext_lazy("Ada pertanyaan tentang usulan Anda"))
    return proposal


@transaction.atomic
def set_ways(*, ways: Mapping[str, tuple[str, ...]], by: Account, today: date) -> None:
    """Say who decides about each part of the records; what is under way keeps its way."""
    accounts.must(by, Permission.ROUTE, today=today)
    for part, roles in ways.items():
        if roles not in texts.WAYS:
            raise ValueError(f"No way of deciding: {roles}.")
        Route.objects.update_or_create(topic=part, defaults={"roles": list(roles)})
    ledger.record(
        "selfservice.ways_set", subject=by, by=by, facts={part: list(roles) for part, roles in ways.items()}
    )


def note_download(*, row: EmployeeToday, format: str, by: Account) -> None:
    """Put on record that somebody took her own data away."""
    ledger.record(
        "selfservice.downloaded", subject=("people.employee", row.uuid), by=by, facts={"format": format}
    )


# ------------------------------------------------------------------------------------------------


def _record(
    proposal: Proposal,
    row: EmployeeToday,
    facts: Mapping[str, Any],
    *,
    seen: int,
    is_lower: bool,
    is_early: bool,
    by: Account,
    today: date,
) -> Any:
    """The change of people's records that a proposal comes to."""
    day = tanggal(proposal.made_at)
    reason = (_("Usulan pegawai %(day)s: %(reason)s") % {"day": day, "reason": proposal.reason})[:500]
    said: dict[str, Any] = {"row": row, "reason": reason, "by": by, "today": today}
    if proposal.topic == PHOTO:
        assert proposal.document is not None
        with files.open_content(proposal.document) as picture:
            return records.set_photo(picture=File(picture, name=proposal.document.name), **said)
    held = queries.standing(proposal, row, today=today).held
    if proposal.act != Act.ADD and held is None:
        raise Refused(
            _(
                "Catatan yang hendak diubah sudah tidak ada. Tolak usulan ini dengan alasan itu, atau tanyakan kepada "
                "pegawainya."
            )
        )
    if proposal.topic == IDENTITY:
        if people.version(row.pk) != seen:
            raise Refused(_("Identitas pegawai ini baru saja diubah. Bandingkan lagi, lalu putuskan."))
        return records.correct_identity(facts=facts, seen=held.pk, **said)
    said |= {"topic": Topic(proposal.topic), "seen": seen}
    if proposal.act == Act.REMOVE:
        return records.remove_line(line=held.pk, **said)
    said |= {"facts": facts, "replaces": held and held.pk, "is_lower": is_lower, "is_early": is_early}
    document = proposal.document
    if document is None or not _has_number(facts):
        return records.record_line(**said)
    with files.open_content(document) as content:
        evidence = File(content, name=document.name)
        # Decrees are kept as PDF: what was photographed becomes a page.
        is_picture = document.content_type != "application/pdf"
        paper = ContentFile(records.page_of(evidence), f"{document.name}.pdf") if is_picture else evidence
        return records.record_line(paper=paper, **said)


def _has_number(facts: Mapping[str, Any]) -> bool:
    """A file can only be kept under the number of a decree; without one it stays with the proposal."""
    return people.is_decree_no(facts.get("decree_no", ""))


def _own_row(account: Account) -> EmployeeToday:
    row = people.row_of(account)
    if row is None:
        raise Refused(_("Akun ini tidak terhubung dengan data pegawai."))
    return row


def _row(proposal: Proposal) -> EmployeeToday:
    row = queries.row_of(proposal)
    if row is None:
        raise Refused(_("Data pegawai ini sudah ditarik karena impornya dibatalkan."))
    return row


def _must_be_own(proposal: Proposal, by: Account) -> None:
    if not people.is_own(by, proposal):
        raise Refused(_("Hanya pengusulnya yang dapat melakukan ini."))


def _deciding(
    proposal: Proposal, *, edition: int, by: Account, today: date
) -> tuple[Proposal, EmployeeToday, Seat]:
    """The proposal, locked and as the officer saw it, whose it is, and as what she decides."""
    accounts.must(by, Permission.DECIDE, today=today)
    proposal = _locked(proposal, edition=edition)
    row = _row(proposal)
    seat = queries.seat_for(proposal, row, by, today=today)
    if seat is None:
        raise Refused(_("Usulan ini bukan giliran Anda untuk diputus."))
    return proposal, row, seat


def _locked(proposal: Proposal, *, edition: int | None = None) -> Proposal:
    """The proposal as it is now; a second writer waits here, and learns who was first."""
    held = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("employee", "document")
        .get(pk=proposal.pk)
    )
    if edition is not None and held.edition != edition:
        raise Overtaken(held)
    return held


def _close(proposal: Proposal, state: State) -> None:
    proposal.state, proposal.waits_for = state, ""
    _save(proposal)


def _save(proposal: Proposal) -> None:
    proposal.edition += 1
    proposal.save(update_fields=["state", "waits_for", "waits_since", "change", "edition"])


def _next(route: tuple[str, ...], after: str | None, row: EmployeeToday, *, today: date) -> str | None:
    staffed = [role for role in route if queries.deciders(role, row, today=today)]
    return rules.next_role(route, after, staffed)


def _step(
    proposal: Proposal,
    deed: Deed,
    *,
    by: Account,
    seat: Seat | None = None,
    words: str = "",
    document: Document | None = None,
) -> None:
    Step.objects.create(
        proposal=proposal,
        deed=deed,
        by=by,
        role=seat.role if seat else "",
        principal=seat.principal if seat else None,
        words=words,
        document=document,
    )
    ledger.record(
        f"selfservice.{deed.value}",
        subject=proposal,
        by=by,
        facts={"part": proposal.topic, "act": proposal.act},
    )


def _keep_evidence(sent: File[Any], *, topic: str, by: Account) -> Document:
    """Keep what proves a proposal; a photo is drawn anew at once. Raises ``Refused``, its own or documents'."""
    name = str(sent.name)
    if topic == PHOTO:
        try:
            sent, name = ContentFile(records.drawn_anew(sent)), "foto.jpg"
        except records.Refused as refusal:
            raise Refused(str(refusal)) from refusal
    kept = documents.keep(
        file=sent,
        name=name,
        purpose=queries.EVIDENCE_PURPOSE,
        classification=Classification.RESTRICTED,
        by=by,
        limit=MOST_BYTES,
    )
    if kept.content_type not in TAKEN:
        raise documents.Refused(
            _("Berkas bukti harus PDF, JPG, atau PNG. Pindai atau foto suratnya, lalu unggah lagi.")
        )
    if topic != PHOTO and kept.content_type != "application/pdf":
        _must_be_drawable(sent)
    return kept


def _must_be_drawable(sent: File[Any]) -> None:
    """She who photographed a paper learns at once that it cannot be used, not the officer who accepts it."""
    try:
        records.page_of(sent)
    except records.Refused as refusal:
        raise Refused(str(refusal)) from refusal


def _link(proposal: Proposal) -> str:
    return reverse("selfservice:proposal", args=[proposal.uuid])


def _tell_deciders(proposal: Proposal, row: EmployeeToday, *, today: date) -> None:
    notifications.notify(
        to=queries.deciders(proposal.waits_for, row, today=today),
        kind="selfservice.waiting",
        title=gettext_lazy("Usulan perubahan data menunggu Anda"),
        body=gettext_lazy("Seorang pegawai mengusulkan perubahan datanya. Buka usulannya untuk memutus."),
        link=_link(proposal),
    )


def _tell_employee(proposal: Proposal, row: EmployeeToday, title: Any) -> None:
    account = row.employee.account
    if account is not None:
        notifications.notify(
            to=account,
            kind="selfservice.answered",
            title=title,
            body=gettext_lazy("Buka usulan Anda untuk membaca keterangannya."),
            link=_link(proposal),
        )
