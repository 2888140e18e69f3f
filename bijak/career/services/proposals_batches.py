"""Proposals of one period that go out together."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import (
    PromotionProposal,
    ProposalBatch,
    ProposalDeed,
    ProposalState,
)
from bijak.career.queries import proposals as queries
from bijak.career.queries.proposals_letters import letter_of
from bijak.career.services.proposals_steps import (
    Refused,
    held,
    move,
    must_be,
    must_be_open_to_change,
    must_not_be_to_come,
)
from bijak.ledger import services as ledger
from bijak.letters import queries as letters
from bijak.shell.templatetags.formats import tanggal

MOST = 200
"""Proposals in a batch: of each some steps are written when it is sent, and its papers are some megabytes."""


@transaction.atomic
def open_batch(
    *, period: date, name: str, proposals: Sequence[UUID], by: Account, today: date
) -> ProposalBatch:
    """Begin a batch, with some proposals that are ready."""
    accounts.must(by, Permission.SEND, today=today)
    try:
        with transaction.atomic():
            batch = ProposalBatch.objects.create(period=period, name=name.strip(), made_by=by)
    except IntegrityError as clash:
        raise Refused(
            _("Sudah ada berkas usul bernama itu untuk periode %(day)s. Pilih nama lain.")
            % {"day": tanggal(period)},
            field="name",
        ) from clash
    put_in(batch=batch, proposals=proposals, by=by, today=today)
    return batch


@transaction.atomic
def put_in(*, batch: ProposalBatch, proposals: Sequence[UUID], by: Account, today: date) -> int:
    """Put proposals that are ready, of the batch's period and in no other batch, into it; returns how many."""
    accounts.must(by, Permission.SEND, today=today)
    batch = _unsent(batch)
    must_be_open_to_change(batch)
    ready = queries.of_others(by, today=today).filter(
        queries.FREE, uuid__in=proposals, state=ProposalState.CHECKED, period=batch.period
    )
    found = list(ready.order_by("pk").values_list("pk", flat=True))
    if not found:
        raise Refused(_("Pilih usul yang siap dikirim untuk periode berkas ini."), field="proposals")
    if len(found) + len(queries.of_batch(batch)) > MOST:
        raise Refused(_("Satu berkas usul paling banyak memuat %(most)s usul.") % {"most": MOST})
    return PromotionProposal.objects.filter(queries.FREE, pk__in=found).update(batch=batch)


@transaction.atomic
def take_out(*, batch: ProposalBatch, proposal: PromotionProposal, by: Account, today: date) -> None:
    """Leave a proposal for another batch."""
    accounts.must(by, Permission.SEND, today=today)
    batch = _unsent(batch)
    must_be_open_to_change(batch)
    PromotionProposal.objects.filter(pk=proposal.pk, batch=batch).update(batch=None)


@transaction.atomic
def send(
    *, batch: ProposalBatch, letter_no: str = "", letter_on: date | None = None, by: Account, today: date
) -> ProposalBatch:
    """Write down that a batch went out under its covering letter; from then on its papers stay as they are.

    A letter that was written here goes with its own number and day, once it is signed.
    """
    accounts.must(by, Permission.SEND, today=today)
    batch = _unsent(batch)
    letter = letter_of(batch)
    if letter is not None:
        letter_no, letter_on = _signed(letter)
    if not letter_no.strip() or letter_on is None:
        raise Refused(
            _("Berkas usul dikirim dengan nomor dan tanggal surat pengantarnya."), field="letter_no"
        )
    must_not_be_to_come(letter_on, today, field="letter_on")
    inside = queries.of_batch(batch)
    if not inside:
        raise Refused(_("Berkas usul ini masih kosong."))
    for each in inside:
        proposal, _row = held(each, Permission.SEND, None, by=by, today=today)
        must_be(proposal, ProposalState.CHECKED)
        move(proposal, ProposalDeed.SENT, by=by, today=today, words_=letter_no.strip())
    batch.letter_no, batch.letter_on, batch.sent_on = letter_no.strip(), letter_on, today
    batch.save(update_fields=["letter_no", "letter_on", "sent_on"])
    ledger.record(
        "career.batch_sent", subject=batch, by=by, facts={"proposals": len(inside), "letter": batch.letter_no}
    )
    return batch


@transaction.atomic
def note_package(*, batch: ProposalBatch, by: Account, today: date) -> None:
    """Put on record that somebody took the papers of a batch along."""
    accounts.must(by, Permission.SEND, today=today)
    ledger.record("career.batch_taken", subject=batch, by=by, facts={"period": batch.period.isoformat()})


def _signed(letter: letters.OfficialLetter) -> tuple[str, date]:
    if not letters.signatures_of(letter).exists():
        raise Refused(
            _("Surat pengantar %(number)s belum ditandatangani. Berkas usul dikirim sesudahnya.")
            % {"number": letter.number}
        )
    return letter.number, letter.on


def _unsent(batch: ProposalBatch) -> ProposalBatch:
    locked = ProposalBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.sent_on is not None:
        raise Refused(
            _("Berkas usul ini sudah dikirim %(day)s, jadi isinya tetap.") % {"day": tanggal(locked.sent_on)}
        )
    return locked
