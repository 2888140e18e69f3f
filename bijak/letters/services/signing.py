"""Signing a letter: here, by BSrE, elsewhere, or in ink."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from bijak.accounts import access
from bijak.accounts.models import Account
from bijak.documents import queries as documents
from bijak.documents import services as keeping
from bijak.documents.content import MIB
from bijak.documents.models import Classification, Document, Way
from bijak.documents.signing import taking
from bijak.ledger import services as ledger
from bijak.letters import queries
from bijak.letters.access import Permission
from bijak.letters.models import LetterSignature, OfficialLetter
from bijak.letters.services.issuing import LETTERS, holder_of
from bijak.letters.services.refusals import Refused
from bijak.organization import queries as organization

LARGEST = 10 * MIB
"""Bytes of a signed letter."""

BELOW = ("Dikeluarkan di",)
"""What stands above the signature; programs that sign elsewhere may draw their boxes under it."""


@transaction.atomic
def sign_here(*, letter: OfficialLetter, by: Account, now: datetime, today: date) -> OfficialLetter:
    """Put the agency's electronic signature under a letter."""
    letter = _to_sign(letter, Permission.SIGN, by, today)
    taken = taking.sealed(_content(letter), reason=letter.number, below=BELOW, now=now)
    return _take_in(letter, taken, by=by, today=today)


@sensitive_variables("nik", "passphrase")
def sign_by_esign(
    *, letter: OfficialLetter, nik: str, passphrase: str, by: Account, now: datetime, today: date
) -> OfficialLetter:
    """Have the agency's esign server sign; the letter is looked at before, and again before what came back counts."""
    with transaction.atomic(durable=True):
        letter = _to_sign(letter, Permission.SIGN, by, today)
    taken = taking.by_esign(_content(letter), nik=nik, passphrase=passphrase, below=BELOW, now=now)
    with transaction.atomic():
        return _take_in(_to_sign(letter, Permission.SIGN, by, today), taken, by=by, today=today)


def take_in_signed(
    *, letter: OfficialLetter, file: File[Any], by: Account, now: datetime, today: date
) -> OfficialLetter:
    """Take in what was signed elsewhere; the signature speaks for itself, so whoever writes letters may hand it in."""
    if (file.size or 0) > LARGEST:
        raise Refused(_("Berkas ini lebih besar dari %(limit)s MB.") % {"limit": LARGEST // MIB})
    with transaction.atomic():
        letter = _to_sign(letter, Permission.WRITE, by, today)
    file.seek(0)
    taken = taking.handed_in(_content(letter), file.read(), below=BELOW, now=now)
    with transaction.atomic():
        return _take_in(_to_sign(letter, Permission.WRITE, by, today), taken, by=by, today=today)


@transaction.atomic
def record_ink(
    *,
    letter: OfficialLetter,
    signed_on: date,
    signer: str,
    scan: File[Any] | None = None,
    by: Account,
    today: date,
) -> OfficialLetter:
    """Record that a letter was signed with a pen; a scan of it may be kept beside."""
    letter = _to_sign(letter, Permission.WRITE, by, today)
    if not letter.on <= signed_on <= today:
        raise Refused(_("Tanggal tanda tangan harus dari tanggal surat sampai hari ini."), field="signed_on")
    document = None
    if scan is not None:
        document = keeping.keep(
            file=scan, name=scan.name or "pindaian.pdf", purpose=LETTERS, by=by, limit=LARGEST,
            classification=Classification.RESTRICTED,
        )  # fmt: skip
    _write(letter, document, [LetterSignature(way=Way.INK, signer=signer.strip(), signed_on=signed_on)], by)
    return letter


# Steps ------------------------------------------------------------------------------------------


def _to_sign(letter: OfficialLetter, permission: Permission, by: Account, today: date) -> OfficialLetter:
    """The letter, locked, when it waits for a signature."""
    locked = OfficialLetter.objects.select_for_update(of=("self",)).select_related(
        "prepared", "version__template"
    )
    letter = locked.get(pk=letter.pk)
    access.must(by, permission, on=holder_of(letter, by, today=today), today=today)
    if letter.voided_on is not None:
        raise Refused(_("Surat ini dibatalkan, jadi tidak ditandatangani."))
    if queries.signatures_of(letter).exists():
        raise Refused(_("Surat ini sudah ditandatangani."))
    return letter


def _content(letter: OfficialLetter) -> bytes:
    with documents.open_content(letter.prepared) as file:
        return file.read()


def _take_in(letter: OfficialLetter, taken: taking.Taken, *, by: Account, today: date) -> OfficialLetter:
    document = keeping.keep(
        file=BytesIO(taken.content),
        name=f"{letter.version.template.code}-{letter.code}-tte.pdf",
        purpose=LETTERS,
        classification=Classification.RESTRICTED,
        by=by,
        limit=LARGEST,
    )
    rows = [LetterSignature(**told) for told in taken.rows(today=today, zone=organization.time_zone())]
    _write(letter, document, rows, by)
    return letter


def _write(
    letter: OfficialLetter, document: Document | None, rows: Sequence[LetterSignature], by: Account
) -> None:
    letter.signed = document
    letter.save(update_fields=["signed"])
    for position, row in enumerate(rows, 1):
        row.letter, row.position, row.recorded_by = letter, position, by
        row.save()
    ledger.record(
        "letters.signed",
        subject=letter,
        by=by,
        facts={"ways": [row.way for row in rows], "sha256": document.sha256 if document else ""},
    )
