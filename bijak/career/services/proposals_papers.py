"""The papers of a proposal: gathered from what is on record, handed in, asked of the person, and read."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bijak.accounts.models import Account
from bijak.career.access import Permission
from bijak.career.models.proposals import (
    OPEN,
    PaperSource,
    PromotionProposal,
    ProposalDeed,
    ProposalPaper,
)
from bijak.career.queries import proposals as queries
from bijak.career.queries import proposals_checking as checking
from bijak.career.services.proposals_steps import Refused, held, must_be, step
from bijak.career.texts import proposals as words
from bijak.documents import services as documents
from bijak.documents.models import Classification, Document
from bijak.documents.reading import opens_as_pdf
from bijak.kernel.days import add_months
from bijak.notifications import services as notifications
from bijak.people import queries as people
from bijak.people.queries import Topic

MOST_MONTHS = 12
"""Nobody waits longer for a paper; a later day is a slip of the pen."""

MOST_BYTES = 20 * 1024 * 1024
"""What we take. What the national system takes is less; a check says so, and the paper is not lost meanwhile."""


def lay_out(proposal: PromotionProposal, row: Any, *, today: date) -> None:
    """What a proposal asks for that has no place in it yet, with the papers that are on record already."""
    recorded = _on_record(row, today=today)
    there = set(ProposalPaper.objects.filter(proposal=proposal).order_by().values_list("code", "year"))
    ProposalPaper.objects.bulk_create(
        [
            ProposalPaper(proposal=proposal, code=code, year=year, **_kept(recorded.get(code)))
            for code, year in checking.papers_asked(proposal)
            if (code, year) not in there
        ]
    )


@transaction.atomic
def gather(*, proposal: PromotionProposal, edition: int, by: Account, today: date) -> int:
    """Look again for what is asked and what is on record; returns how many papers were found."""
    proposal, row = held(proposal, Permission.PROPOSE, edition, by=by, today=today)
    must_be(proposal, *OPEN)
    lay_out(proposal, row, today=today)
    recorded = _on_record(row, today=today)
    missing = ProposalPaper.objects.filter(proposal=proposal, document=None, code__in=recorded)
    found = list(missing.order_by("pk"))
    for paper in found:
        _fill(paper, **_kept(recorded[paper.code]))
    if found:
        step(proposal, ProposalDeed.ENCLOSED, by=by, today=today, words_=_listed(found))
    return len(found)


@transaction.atomic
def enclose(*, paper: ProposalPaper, file: File[Any], by: Account, today: date) -> ProposalPaper:
    """An officer hands in a paper, or another in its place. Raises documents' ``Refused`` for what is no PDF."""
    proposal, _row = held(paper.proposal, Permission.PROPOSE, None, by=by, today=today)
    must_be(proposal, *OPEN)
    return _enclosed(proposal, paper, file, PaperSource.OFFICER, by=by, today=today)


@transaction.atomic
def bring(*, paper: ProposalPaper, file: File[Any], by: Account, today: date) -> ProposalPaper:
    """She brings a paper that was asked of her; whoever asked is told at once."""
    proposal = PromotionProposal.objects.select_for_update(of=("self",)).get(pk=paper.proposal_id)
    own = people.row_of(by)
    if own is None or own.pk != proposal.employee_id:
        raise Refused(_("Dokumen ini diminta dari pegawai lain."))
    must_be(proposal, *OPEN)
    asked_by = paper.asked_by
    brought = _enclosed(proposal, paper, file, PaperSource.EMPLOYEE, by=by, today=today)
    if asked_by is not None:
        notifications.notify(
            to=asked_by,
            kind="career.proposal",
            title=gettext_lazy("Dokumen yang Anda minta sudah diunggah"),
            body=gettext_lazy("Buka usul kenaikan pangkatnya untuk memeriksa dokumennya."),
            link=reverse("career:proposal", args=[proposal.uuid]),
        )
    return brought


@transaction.atomic
def ask(
    *,
    proposal: PromotionProposal,
    papers: Sequence[UUID],
    due_on: date,
    note: str,
    edition: int,
    by: Account,
    today: date,
) -> list[ProposalPaper]:
    """Ask the person for some papers until a day; she is told, and her home shows what she owes."""
    proposal, row = held(proposal, Permission.PROPOSE, edition, by=by, today=today)
    must_be(proposal, *OPEN)
    if due_on <= today:
        raise Refused(_("Beri waktu sampai sesudah hari ini."), field="due_on")
    if due_on > add_months(today, MOST_MONTHS):
        raise Refused(_("Beri waktu paling lama setahun."), field="due_on")
    if not proposal.may_ask_her:
        raise Refused(_("Dokumen usul anumerta dikumpulkan pengelola."), field="papers")
    if row.employee.account is None:
        raise Refused(
            _("%(name)s belum mempunyai akun. Hubungi langsung, atau buatkan akunnya dahulu.")
            % {"name": row.full_name}
        )
    asked = list(
        ProposalPaper.objects.filter(proposal=proposal, uuid__in=papers, document=None).order_by("pk")
    )
    if not asked:
        raise Refused(_("Pilih dokumen yang belum ada."), field="papers")
    for paper in asked:
        paper.asked_on, paper.due_on, paper.asked_by, paper.note = today, due_on, by, note
        paper.save(update_fields=["asked_on", "due_on", "asked_by", "note"])
    step(proposal, ProposalDeed.ASKED, by=by, today=today, words_=_listed(asked))
    notifications.notify(
        to=row.employee.account,
        kind="career.paper",
        title=gettext_lazy("Dokumen kenaikan pangkat diminta dari Anda"),
        body=gettext_lazy("Unggah dokumennya sebelum batas waktunya, supaya usul Anda tidak tertunda."),
        link=reverse("career:my_papers"),
    )
    return asked


@transaction.atomic
def note_reading(*, paper: ProposalPaper, said: Mapping[str, Any], by: Account, today: date) -> ProposalPaper:
    """Write down what a paper says, so that it can be compared with what is on record."""
    proposal, _row = held(paper.proposal, Permission.PROPOSE, None, by=by, today=today)
    must_be(proposal, *OPEN)
    if paper.document_id is None:
        raise Refused(_("Dokumen ini belum ada, jadi belum dapat dibaca."))
    _fill(paper, **{name: said[name] for name in words.SAYS[paper.code]})
    return paper


# ------------------------------------------------------------------------------------------------


def _enclosed(
    proposal: PromotionProposal,
    paper: ProposalPaper,
    file: File[Any],
    source: PaperSource,
    *,
    by: Account,
    today: date,
) -> ProposalPaper:
    document = documents.keep(
        file=file,
        name=str(file.name),
        purpose=queries.PAPERS,
        classification=Classification.RESTRICTED,
        by=by,
        limit=MOST_BYTES,
    )
    if not opens_as_pdf(document):
        raise documents.Refused(
            _(
                "Berkas ini bukan PDF yang dapat dibuka. Pindai ulang sebagai PDF tanpa sandi, lalu unggah lagi."
            )
        )
    # Another paper is read anew.
    unread = {"says_position": "", "says_level": "", "says_year": None, "says_credit": None}
    _fill(paper, document=document, source=source, is_readable=True, **unread)
    step(proposal, ProposalDeed.ENCLOSED, by=by, today=today, words_=_listed([paper]))
    return paper


def _fill(paper: ProposalPaper, **values: Any) -> None:
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save(update_fields=list(values))


def _kept(document: Document | None) -> dict[str, Any]:
    if document is None:
        return {}
    return {"document": document, "source": PaperSource.RECORD, "is_readable": opens_as_pdf(document)}


def _on_record(row: Any, *, today: date) -> dict[str, Document]:
    """The papers of a proposal that lie with her records, by their code."""
    person = people.person(row, on=today, with_sensitive=False)
    by_kind = {line.code: line for line in person.histories[Topic.EMPLOYMENT]}
    held_now = (each for each in person.histories[Topic.POSITION] if each.holds_on(today))
    lines = {
        "rank_decree": person.rank,
        "cpns_decree": by_kind.get("cpns"),
        "pns_decree": by_kind.get("pns"),
        "position_decree": next((each for each in held_now if each.code == "definitive"), None),
        "diploma": max(
            person.histories[Topic.EDUCATION], key=lambda each: (each.code, each.pk), default=None
        ),
    }
    found = {
        code: people.decree_document(row, uuid=UUID(line.paper), with_sensitive=False)
        for code, line in lines.items()
        if line is not None and line.paper
    }
    return {code: document for code, document in found.items() if document is not None}


def _listed(papers: Sequence[ProposalPaper]) -> str:
    return ", ".join(queries.label_of(each) for each in papers)[:1000]
