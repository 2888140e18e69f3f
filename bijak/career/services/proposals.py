"""Bringing a proposal to its decree, step by step; every step is in the record with who did it and when."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import (
    PromotionProposal,
    ProposalDeed,
    ProposalState,
    ProposalStep,
)
from bijak.career.models.queue import PromotionKind, QueueLine
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.rules import promotion
from bijak.career.services.proposals_papers import lay_out
from bijak.career.services.proposals_steps import (
    Refused,
    held,
    move,
    moved_on,
    must,
    must_be,
    must_be_open_to_change,
    must_not_be_to_come,
    save,
    step,
    tell,
)
from bijak.career.texts import proposals as words
from bijak.documents import services as documents
from bijak.kernel.records import Record
from bijak.people import services as records
from bijak.people.queries import Topic
from bijak.shell.templatetags.formats import tanggal

MOST_AT_ONCE = 100
"""Proposals drafted in one go: of each some twenty rows are written."""

# Drafting ---------------------------------------------------------------------------------------


@transaction.atomic
def draft(
    *, rows: Sequence[Any], kind: str, period: date, by: Account, today: date
) -> list[PromotionProposal]:
    """Propose some people (rows of today) for one period: all of them, or none."""
    if not 0 < len(rows) <= MOST_AT_ONCE:
        raise Refused(_("Susun usul untuk 1 sampai %(most)s orang sekali jalan.") % {"most": MOST_AT_ONCE})
    if period > today and kind == PromotionKind.POSTHUMOUS:
        raise Refused(_("Tanggal tewas belum tiba. Periksa tanggalnya."), field="period")
    if not checking.is_period(kind, period):
        raise Refused(
            _("%(day)s bukan periode kenaikan pangkat. TMT-nya tanggal 1 pada bulan periode yang berlaku.")
            % {"day": tanggal(period)},
            field="period",
        )
    return [_drafted(row, kind, period, by=by, today=today) for row in rows]


@transaction.atomic
def draft_lines(*, lines: Sequence[QueueLine], by: Account, today: date) -> list[PromotionProposal]:
    """Propose people as the queue has them: each of the kind and for the period of her line; all of them, or none."""
    if not 0 < len(lines) <= MOST_AT_ONCE:
        raise Refused(_("Pilih 1 sampai %(most)s orang sekali jalan.") % {"most": MOST_AT_ONCE})
    return [
        _drafted(row, line.kind, line.period, by=by, today=today)
        for line, row in queries.named(lines)
        if line.period is not None
    ]


def _drafted(row: Any, kind: str, period: date, *, by: Account, today: date) -> PromotionProposal:
    must(by, Permission.PROPOSE, row, today=today)
    if row.kind != "pns" and (row.kind, kind) != ("cpns", PromotionKind.POSTHUMOUS):
        raise Refused(
            _("%(name)s bukan PNS; hanya PNS yang dapat diusulkan naik pangkat.") % {"name": row.full_name}
        )
    new_rank = _target(row, kind, period)
    try:
        with transaction.atomic():
            proposal = PromotionProposal.objects.create(
                employee=row.employee,
                kind=kind,
                period=period,
                old_rank=row.rank_code,
                old_from=row.rank_from,
                new_rank=new_rank,
                state_since=today,
                made_on=today,
            )
    except IntegrityError as clash:
        raise Refused(
            _("%(name)s sudah diusulkan untuk periode %(day)s. Buka usul itu, atau tarik dahulu.")
            % {"name": row.full_name, "day": tanggal(period)}
        ) from clash
    step(proposal, ProposalDeed.DRAFTED, by=by, today=today)
    lay_out(proposal, row, today=today)
    return proposal


def _target(row: Any, kind: str, period: date) -> str:
    """The rank to which a kind promotes: the next one, or that of the new diploma."""
    record = Record({"rank": row.rank_code or None, "education": row.education_level or None})
    found = promotion.target(kind, record, checking.terms_on(period)).item()
    if found is None or found <= row.rank_code:
        raise Refused(
            _("Golongan %(name)s tidak dapat naik dengan jenis ini. Periksa golongan dan ijazahnya.")
            % {"name": row.full_name},
            field="kind",
        )
    return str(found)


# Steps ------------------------------------------------------------------------------------------


@transaction.atomic
def declare_ready(
    *, proposal: PromotionProposal, despite: str, edition: int, by: Account, today: date
) -> PromotionProposal:
    """Say that a proposal may go out. What a check speaks against needs a reason, which stays with it."""
    proposal, row = held(proposal, Permission.PROPOSE, edition, by=by, today=today)
    must_be(proposal, ProposalState.DRAFTED, ProposalState.RETURNED)
    checked = checking.check(proposal, row, queries.papers_of(proposal), today=today)
    if checked.against and not despite.strip():
        raise Refused(
            _(
                "Prapemeriksaan belum bersih: %(what)s. Lengkapi dahulu, atau tulis mengapa usul ini tetap diajukan."
            )
            % {"what": _named(checked)},
            field="despite",
        )
    proposal.despite = despite.strip() if checked.against else ""
    return move(
        proposal, ProposalDeed.CHECKED, by=by, today=today, words_=proposal.despite, because=checked.against
    )


def _named(checked: checking.Checked) -> str:
    """The first few things that speak against it."""
    first = "; ".join(str(words.check_of(each.code).label) for each in checked.against[:3])
    return f"{first}; …" if len(checked.against) > 3 else first


@transaction.atomic
def take_back(
    *, proposal: PromotionProposal, cause: str, reason: str, on: date, edition: int, by: Account, today: date
) -> PromotionProposal:
    """BKN returned it (berkas tidak sesuai): why, so that it is mended and sent again."""
    proposal, row = held(proposal, Permission.SEND, edition, by=by, today=today)
    must_be(proposal, ProposalState.SENT)
    must_not_be_to_come(on, today)
    return move(proposal, ProposalDeed.RETURNED, by=by, today=today, on=on, words_=reason, cause=cause)


@transaction.atomic
def approve(
    *,
    proposal: PromotionProposal,
    pertek_no: str,
    pertek_on: date,
    edition: int,
    by: Account,
    today: date,
) -> PromotionProposal:
    """BKN agreed: the number and day of its technical consideration (pertek)."""
    proposal, row = held(proposal, Permission.SEND, edition, by=by, today=today)
    must_be(proposal, ProposalState.SENT)
    must_not_be_to_come(pertek_on, today, field="pertek_on")
    if pertek_on < proposal.made_on:
        raise Refused(
            _("Tanggal pertek lebih awal daripada usulnya (%(day)s). Periksa tanggalnya.")
            % {"day": tanggal(proposal.made_on)},
            field="pertek_on",
        )
    proposal.pertek_no, proposal.pertek_on = pertek_no.strip(), pertek_on
    moved = move(proposal, ProposalDeed.APPROVED, by=by, today=today, on=pertek_on, words_=proposal.pertek_no)
    tell(row, gettext_lazy("Usul kenaikan pangkat Anda disetujui BKN"), moved)
    return moved


@transaction.atomic
def issue(
    *,
    proposal: PromotionProposal,
    decree_no: str,
    decree_on: date,
    service_years: int | None,
    service_months: int | None,
    paper: File[Any],
    edition: int,
    seen: int,
    by: Account,
    today: date,
) -> PromotionProposal:
    """The decree is there: her new rank is recorded with it, in the officer's name, and the queue knows.

    ``seen`` is people.version() as the officer had it before her.
    """
    proposal, row = held(proposal, Permission.SEND, edition, by=by, today=today)
    must_be(proposal, ProposalState.APPROVED)
    must_not_be_to_come(decree_on, today, field="decree_on")
    if proposal.pertek_on and decree_on < proposal.pertek_on:
        raise Refused(
            _("Tanggal SK lebih awal daripada perteknya (%(day)s). Periksa tanggalnya.")
            % {"day": tanggal(proposal.pertek_on)},
            field="decree_on",
        )
    facts: Mapping[str, Any] = {
        "rank_code": proposal.new_rank,
        "from_on": proposal.period,
        "decree_no": decree_no.strip(),
        "decree_on": decree_on,
        "kind_code": words.NATIONAL_KINDS.get(proposal.kind, ""),
        "service_years": service_years,
        "service_months": service_months,
    }
    try:
        proposal.change = records.record_line(
            row=row,
            topic=Topic.RANK,
            facts=facts,
            paper=paper,
            seen=seen,
            reason=_("SK kenaikan pangkat atas usul %(day)s, pertek %(number)s")
            % {"day": tanggal(proposal.made_on), "number": proposal.pertek_no},
            by=by,
            today=today,
        )
    except (records.Refused, documents.Refused) as refusal:
        raise Refused(str(refusal)) from refusal
    proposal.decree_no, proposal.decree_on = decree_no.strip(), decree_on
    moved = move(proposal, ProposalDeed.ISSUED, by=by, today=today, on=decree_on, words_=proposal.decree_no)
    tell(row, gettext_lazy("SK kenaikan pangkat Anda sudah terbit"), moved)
    return moved


@transaction.atomic
def refuse(
    *, proposal: PromotionProposal, reason: str, on: date, edition: int, by: Account, today: date
) -> PromotionProposal:
    """BKN or the agency said no for good; the person is told why."""
    proposal, row = held(proposal, Permission.SEND, edition, by=by, today=today)
    if proposal.is_over:
        raise moved_on(proposal)
    must_not_be_to_come(on, today)
    proposal.pertek_no, proposal.pertek_on = "", None
    moved = move(proposal, ProposalDeed.REFUSED, by=by, today=today, on=on, words_=reason)
    tell(row, gettext_lazy("Usul kenaikan pangkat Anda ditolak"), moved)
    return moved


@transaction.atomic
def withdraw(
    *, proposal: PromotionProposal, reason: str, edition: int, by: Account, today: date
) -> PromotionProposal:
    """Give a proposal up that has not gone out, or has come back."""
    proposal, _row = held(proposal, Permission.PROPOSE, edition, by=by, today=today)
    must_be(proposal, ProposalState.DRAFTED, ProposalState.CHECKED, ProposalState.RETURNED)
    _leave_batch(proposal)
    return move(proposal, ProposalDeed.WITHDRAWN, by=by, today=today, words_=reason)


@transaction.atomic
def undo(*, proposal: PromotionProposal, edition: int, by: Account, today: date) -> PromotionProposal:
    """Take the last step back, where nothing has left the house by it."""
    proposal, _row = held(proposal, Permission.PROPOSE, edition, by=by, today=today)
    last = queries.last_step(proposal)
    if last is None:
        raise Refused(
            _(
                "Langkah terakhir tidak dapat diurungkan: yang sudah dikirim atau ber-SK sudah keluar dari sini."
            )
        )
    if last.deed in (ProposalDeed.RETURNED, ProposalDeed.APPROVED, ProposalDeed.REFUSED):
        accounts.must(by, Permission.SEND, today=today)
    ProposalStep.objects.filter(pk=last.pk).update(is_undone=True)
    now, since = proposal.state, proposal.state_since
    _leave_batch(proposal)
    if last.deed == ProposalDeed.APPROVED:
        proposal.pertek_no, proposal.pertek_on = "", None
    try:
        with transaction.atomic():
            proposal.state, proposal.state_since = last.before, last.before_since or today
            save(proposal)
    except IntegrityError as clash:
        raise Refused(
            _("Pegawai ini sudah diusulkan lagi untuk periode itu, jadi usul ini tidak dapat dibuka kembali.")
        ) from clash
    step(proposal, ProposalDeed.UNDONE, by=by, today=today, words_=last.get_deed_display(), was=(now, since))
    return proposal


def _leave_batch(proposal: PromotionProposal) -> None:
    """What is not ready any more leaves the batch that waits; what was sent stays where it went out."""
    if proposal.batch is not None and proposal.batch.sent_on is None:
        must_be_open_to_change(proposal.batch)
        proposal.batch = None
