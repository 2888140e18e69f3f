"""Signing a paper: here, by BSrE, elsewhere, or in ink. What comes back is judged before it counts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO
from typing import Any, Protocol

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_variables

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import codes
from bijak.documents import queries as documents
from bijak.documents import services as keeping
from bijak.documents.content import MIB
from bijak.documents.models import Classification, Document, Way
from bijak.documents.signing import taking
from bijak.ledger import services as ledger
from bijak.organization import queries as organization
from bijak.policy import queries
from bijak.policy.access import Permission
from bijak.policy.models import Draft, Sheet, Signature, SignedPaper, Version
from bijak.policy.queries.signing import PAPERS
from bijak.policy.services.approving import tell_who_is_next
from bijak.policy.services.refusals import GateShut, Refused

LARGEST = 50 * MIB
"""Bytes of a signed file; a regulation of a thousand pages is a tenth of it."""

PLACES = ("Ditetapkan di", "Disahkan di", "Dikeluarkan di")
"""What stands above the signatures of a regulation; programs that sign elsewhere may draw their boxes under it."""


class Layout(Protocol):
    """A paper as it reads, to be typeset once it has its code."""

    @property
    def fingerprint(self) -> str: ...

    def pdf(self, code: str) -> bytes: ...


@transaction.atomic
def prepare_paper(*, draft: Draft, sheet: str, layout: Layout, by: Account | None) -> SignedPaper:
    """The paper with its exact file: kept once as it reads, and handed out again to whoever asks.

    Anyone may ask for what is law, so nobody is asked for a permission here; ``GateShut`` before its time.
    """
    as_it_reads = queries.papers().filter(
        version=_version(draft), sheet=sheet, fingerprint=layout.fingerprint
    )
    # Everyone downloads it: only who is first waits for the draft.
    if paper := as_it_reads.first():
        return paper
    draft = _locked(draft)
    if paper := as_it_reads.all().first():
        return paper
    if obstacles := queries.obstacles_to_lay_out(draft, sheet):
        raise GateShut(obstacles)
    code = codes.new_code()
    document = keeping.keep(
        file=BytesIO(layout.pdf(code)),
        name=f"{sheet}-{code}.pdf",
        purpose=PAPERS,
        classification=Classification.PUBLIC,
        by=by,
    )
    paper = SignedPaper.objects.create(
        code=code,
        draft=draft,
        version=_version(draft),
        sheet=sheet,
        fingerprint=layout.fingerprint,
        prepared=document,
    )
    ledger.record("policy.paper_prepared", subject=paper, by=by, facts=_facts(paper, document))
    return paper


@transaction.atomic
def sign_here(*, paper: SignedPaper, by: Account | None, now: datetime, today: date) -> SignedPaper:
    """Put the agency's signature under a paper. The agency put its certificate in, so it is known."""
    _must_sign(paper, by, today)
    paper = _to_sign(paper, today)
    original = _content(paper)
    with override("id"):
        reason = f"{paper.get_sheet_display()} {paper.draft.policy.title}"
    with _told():
        taken = taking.sealed(original, reason=reason, below=PLACES, now=now)
    return _take_in(paper, taken, by=by, today=today)


@sensitive_variables("nik", "passphrase")
def sign_by_esign(
    *, paper: SignedPaper, nik: str, passphrase: str, by: Account | None, now: datetime, today: date
) -> SignedPaper:
    """Have the agency's esign server sign; neither NIK nor passphrase is kept.

    Nothing is held while the server works, which can take a minute: the paper is looked at before, and again before
    what came back is recorded. Whatever breaks off in between leaves it unsigned, and it can be tried again.
    """
    _must_sign(paper, by, today)
    with transaction.atomic(durable=True):
        paper = _to_sign(paper, today)
    with _told():
        taken = taking.by_esign(_content(paper), nik=nik, passphrase=passphrase, below=PLACES, now=now)
    with transaction.atomic():
        return _take_in(_to_sign(paper, today), taken, by=by, today=today)


def take_in_signed(
    *, paper: SignedPaper, file: File[Any], by: Account | None, now: datetime, today: date
) -> SignedPaper:
    """Take in what was signed elsewhere, if it is that very paper with a sound signature of somebody we know.

    Who records decrees may hand it in for whoever signed: the signature speaks for itself.
    """
    if by is not None and not access.holds(by, Permission.ENACT, today=today):
        access.must(by, Permission.SIGN, today=today)
    if (file.size or 0) > LARGEST:
        raise Refused(_("Berkas ini lebih besar dari %(limit)s MB.") % {"limit": LARGEST // MIB})
    with transaction.atomic():
        paper = _to_sign(paper, today)
    file.seek(0)
    with _told():
        taken = taking.handed_in(_content(paper), file.read(), below=PLACES, now=now)
    with transaction.atomic():
        return _take_in(_to_sign(paper, today), taken, by=by, today=today)


@transaction.atomic
def record_ink(
    *,
    draft: Draft,
    sheet: str,
    signer: str,
    signed_on: date,
    scan: File[Any] | None = None,
    scan_name: str = "",
    by: Account | None,
    today: date,
) -> SignedPaper:
    """Record that a paper was signed with a pen, as most still are; a scan of it may be kept beside."""
    if by is not None:
        access.must(by, Permission.ENACT, today=today)
    draft = _locked(draft)
    _must_be_due(draft, sheet, today)
    if not signer.strip():
        raise Refused(_("Isi nama pejabat yang menandatangani."))
    if signed_on > today:
        raise Refused(_("Tanggal tanda tangan belum tiba. Periksa tanggalnya."))
    version = _version(draft)
    paper = queries.newest_paper(version, sheet) or SignedPaper.objects.create(
        code=codes.new_code(),
        draft=draft,
        version=version,
        sheet=sheet,
    )
    document = None
    if scan is not None:
        document = keeping.keep(
            file=scan, name=scan_name, purpose=PAPERS, by=by, classification=Classification.PUBLIC
        )
    _write(paper, document, [Signature(way=Way.INK, signer=signer.strip(), signed_on=signed_on)], by, today)
    return paper


# Steps ------------------------------------------------------------------------------------------


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update(of=("self",)).select_related("policy").get(pk=draft.pk)


def _version(draft: Draft) -> Version:
    version = queries.versions_of(draft).first()
    assert version is not None
    return version


def _must_sign(paper: SignedPaper, by: Account | None, today: date) -> None:
    """A copy may be signed by the legal bureau, which records decrees, too."""
    if by is not None and not (paper.sheet == Sheet.COPY and access.holds(by, Permission.ENACT, today=today)):
        access.must(by, Permission.SIGN, today=today)


def _to_sign(paper: SignedPaper, today: date) -> SignedPaper:
    """The paper, locked, when it is the one to sign now."""
    draft = _locked(paper.draft)
    _must_be_due(draft, paper.sheet, today)
    newest = queries.newest_paper(_version(draft), paper.sheet)
    if newest is None or newest.pk != paper.pk or newest.prepared is None:
        raise Refused(_("Lembar ini sudah diganti yang lebih baru. Unduh yang baru, lalu tandatangani."))
    return newest


def _must_be_due(draft: Draft, sheet: str, today: date) -> None:
    if obstacles := queries.obstacles_to_sign(draft, sheet, today):
        raise GateShut(obstacles)


def _content(paper: SignedPaper) -> bytes:
    assert paper.prepared is not None
    with documents.open_content(paper.prepared) as file:
        return file.read()


@contextmanager
def _told() -> Iterator[None]:
    """What documents refuses is a refusal of ours, said where the others are."""
    try:
        yield
    except keeping.Refused as refusal:
        raise Refused(str(refusal)) from None


def _take_in(paper: SignedPaper, taken: taking.Taken, *, by: Account | None, today: date) -> SignedPaper:
    document = keeping.keep(
        file=BytesIO(taken.content),
        name=f"{paper.sheet}-{paper.code}-tte.pdf",
        purpose=PAPERS,
        classification=Classification.PUBLIC,
        by=by,
        limit=LARGEST,
    )
    rows = [Signature(**told) for told in taken.rows(today=today, zone=organization.time_zone())]
    _write(paper, document, rows, by, today)
    return paper


def _write(
    paper: SignedPaper, document: Document | None, rows: Sequence[Signature], by: Account | None, today: date
) -> None:
    paper.signed = document
    paper.save(update_fields=["signed"])
    for position, row in enumerate(rows, 1):
        row.paper, row.position, row.recorded_by = paper, position, by
        row.save()
    ledger.record(
        "policy.paper_signed",
        subject=paper,
        by=by,
        facts=_facts(paper, document) | {"ways": [row.way for row in rows], "on": str(rows[-1].signed_on)},
    )
    if paper.sheet == Sheet.FINAL:
        tell_who_is_next(draft=paper.draft, by=by, today=today)


def _facts(paper: SignedPaper, document: Document | None) -> dict[str, Any]:
    return {
        "sheet": paper.sheet,
        "code": paper.code,
        "version": str(paper.version.uuid),
        "sha256": document.sha256 if document else "",
    }
