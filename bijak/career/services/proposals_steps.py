"""What every step of a proposal has in common: who may, in which state, what is written down, who is told."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts import access as accounts
from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import (
    PromotionProposal,
    ProposalBatch,
    ProposalDeed,
    ProposalState,
    ProposalStep,
)
from bijak.career.queries import proposals as queries
from bijak.career.queries.proposals_letters import letter_of
from bijak.ledger import services as ledger
from bijak.notifications import services as notifications
from bijak.people import queries as people


class Refused(Exception):
    """What cannot be done; ``str()`` says why and what to do, ``field`` where."""

    def __init__(self, sentence: str, *, field: str | None = None, edition: int | None = None) -> None:
        super().__init__(sentence)
        self.field, self.edition = field, edition


def must(by: Account, permission: Permission, row: Any, *, today: date) -> None:
    accounts.must(by, permission, on=row, today=today)
    if people.is_own(by, row):
        raise Refused(_("Usul tentang diri sendiri disusun oleh pengelola lain."))


def held(
    proposal: PromotionProposal, permission: Permission, edition: int | None, *, by: Account, today: date
) -> tuple[PromotionProposal, Any]:
    """The proposal, locked and as the officer saw it, and the person as she is today."""
    locked = PromotionProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    row = queries.row_of(locked)
    if row is None:
        raise Refused(_("Data pegawai ini sudah ditarik karena impornya dibatalkan."))
    must(by, permission, row, today=today)
    if edition is not None and locked.edition != edition:
        raise moved_on(locked)
    return locked, row


def moved_on(proposal: PromotionProposal) -> Refused:
    return Refused(
        _("Usul ini baru saja ditangani orang lain: %(state)s. Periksa keadaannya sekarang, lalu ulangi.")
        % {"state": proposal.get_state_display()},
        edition=proposal.edition,
    )


def must_be(proposal: PromotionProposal, *states: ProposalState) -> None:
    if proposal.state not in states:
        raise moved_on(proposal)


def must_be_open_to_change(batch: ProposalBatch) -> None:
    """What a covering letter lists stays as it is listed, as long as the letter holds."""
    letter = letter_of(batch)
    if letter is not None:
        raise Refused(
            _(
                "Surat pengantar %(number)s sudah memuat daftar berkas usul ini, jadi isinya tetap. Batalkan surat itu "
                "dahulu bila daftarnya harus berubah."
            )
            % {"number": letter.number}
        )


def must_not_be_to_come(on: date, today: date, field: str = "on") -> None:
    if on > today:
        raise Refused(_("Tanggal ini belum tiba. Isi hari ini atau sebelumnya."), field=field)


def move(
    proposal: PromotionProposal,
    deed: ProposalDeed,
    *,
    by: Account,
    today: date,
    on: date | None = None,
    words_: str = "",
    cause: str = "",
    because: Sequence[Any] = (),
) -> PromotionProposal:
    """Every deed but two is named after the state that it brings about."""
    was = (proposal.state, proposal.state_since)
    proposal.state, proposal.state_since = ProposalState(deed.value), on or today
    save(proposal)
    step(proposal, deed, by=by, today=today, on=on, words_=words_, cause=cause, was=was, because=because)
    return proposal


def save(proposal: PromotionProposal) -> None:
    proposal.edition += 1
    proposal.save()


def step(
    proposal: PromotionProposal,
    deed: ProposalDeed,
    *,
    by: Account,
    today: date,
    on: date | None = None,
    words_: str = "",
    cause: str = "",
    was: tuple[str, date | None] = ("", None),
    because: Sequence[Any] = (),
) -> None:
    ProposalStep.objects.create(
        proposal=proposal, deed=deed, by=by, on=on or today, words=words_, cause=cause, before=was[0],
        before_since=was[1],
    )  # fmt: skip
    ledger.record(
        f"career.proposal_{deed.value}",
        subject=proposal,
        by=by,
        because=because,
        facts={"kind": proposal.kind, "period": proposal.period.isoformat(), "cause": cause},
    )


def tell(row: Any, title: Any, proposal: PromotionProposal) -> None:
    if proposal.may_ask_her and row.employee.account is not None:
        notifications.notify(
            to=row.employee.account,
            kind="career.proposal",
            title=title,
            body=gettext_lazy("Buka usulnya untuk melihat perjalanannya."),
            link=reverse("career:proposal", args=[proposal.uuid]),
        )
