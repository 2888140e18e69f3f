"""Judging the signatures of a PDF, offline: whole, by whom, until when, and whether anybody we trust vouches for them.

A file that was signed elsewhere counts only if it is that very document with signatures and nothing else; ``comparing``
says so.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from django.utils.translation import gettext as _

from bijak.documents.content import Refused
from bijak.documents.signing import certificates, comparing
from bijak.shell.templatetags.formats import tanggal

_NUMBER_OF_A_PERSON = re.compile(r"\d{15,}")
"""A NIK or a NIP that an issuer wrote into a name: nobody shall read it on our pages."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a PDF.

    ``signed_at`` is what its signer's clock said; nobody else vouches for it. ``is_whole``: what it covers has not
    changed, and nothing but further signatures came after it. ``is_trusted``: its certificate leads to a trust root.
    """

    signer: str
    issuer: str
    signed_at: datetime | None
    valid_from: datetime
    valid_until: datetime
    is_whole: bool
    is_revoked: bool
    is_trusted: bool
    is_trial: bool


@contextmanager
def _readable() -> Iterator[None]:
    """Refuse what breaks the reader: it raises these for damage, and for filters that it does not know."""
    from pyhanko.pdf_utils.misc import PdfError

    try:
        yield
    except (
        PdfError,
        AssertionError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        NotImplementedError,
        OverflowError,
        zlib.error,
    ):
        raise Refused(
            _(
                "PDF ini rusak sehingga tidak dapat dibaca. Unduh atau simpan ulang berkas asalnya lalu kirim lagi."
            )
        ) from None


@_readable()
def signatures(pdf: bytes, *, now: datetime) -> list[Signature]:
    """Every signature of a PDF, the first one first; ``Refused`` for what cannot be read. It may take memory."""
    roots = certificates.roots()
    return [_judged(each, roots, now) for each in _reader(pdf).embedded_regular_signatures]


@_readable()
def added_to(original: bytes, signed: bytes, *, below: Sequence[str], now: datetime) -> list[Signature]:
    """The signatures that ``signed`` has and ``original`` has not, or ``Refused`` saying why they do not count.

    ``below``: the words of the paper under which people sign, and programs may draw their boxes; any of them.
    """
    found = signatures(signed, now=now)
    new = found[len(signatures(original, now=now)) :]
    if not new:
        raise Refused(
            _(
                "PDF ini belum ditandatangani secara elektronik. Tandatangani berkas yang diunduh dari halaman ini, "
                "lalu unggah hasilnya."
            )
        )
    for each in found:
        _must_be_sound(each, now)
    comparing.must_be_same(original, signed, one=_reader(original), other=_reader(signed), below=below)
    return new


def _must_be_sound(signature: Signature, now: datetime) -> None:
    who = {"who": signature.signer}
    if not signature.is_whole:
        raise Refused(
            _("Isi PDF ini berubah setelah ditandatangani oleh %(who)s. Tanda tangannya tidak berlaku lagi.")
            % who
        )
    if signature.is_revoked:
        raise Refused(_("Sertifikat %(who)s sudah dicabut penerbitnya. Tanda tangannya tidak sah.") % who)
    days = {"since": tanggal(signature.valid_from), "until": tanggal(signature.valid_until)}
    for moment in (now, signature.signed_at or now):
        if not signature.valid_from <= moment <= signature.valid_until:
            raise Refused(
                _(
                    "Sertifikat %(who)s hanya berlaku dari %(since)s sampai %(until)s. Tanda tangan di luar masa itu "
                    "tidak dapat diterima."
                )
                % (who | days)
            )


# One signature ------------------------------------------------------------------------------------


def _reader(pdf: bytes) -> Any:
    from pyhanko.pdf_utils.reader import PdfFileReader

    if not pdf.startswith(b"%PDF-"):
        raise Refused(_("Berkas ini bukan PDF. Unggah PDF yang sudah ditandatangani."))
    reader = PdfFileReader(io.BytesIO(pdf))
    if reader.encrypted:
        raise Refused(_("PDF ini dikunci dengan kata sandi, jadi tidak dapat diperiksa. Hapus kuncinya."))
    return reader


def _judged(embedded: Any, roots: Sequence[x509.Certificate], now: datetime) -> Signature:
    from asn1crypto import x509 as asn1
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko_certvalidator import ValidationContext

    trusted = [asn1.Certificate.load(each.public_bytes(Encoding.DER)) for each in roots]
    certificate = certificates.describe(x509.load_der_x509_certificate(embedded.signer_cert.dump()))
    context = ValidationContext(trust_roots=trusted, allow_fetching=False, moment=now)
    try:
        status = validate_pdf_signature(embedded, context)
    except SignatureValidationError:
        status = None
    is_whole = bool(
        status
        and status.intact
        and status.valid
        and status.docmdp_ok
        and status.modification_level is not None
        and status.modification_level <= ModificationLevel.FORM_FILLING
    )
    return Signature(
        signer=_without_numbers(certificate.subject),
        issuer=_without_numbers(certificate.issuer),
        signed_at=_aware(embedded.self_reported_timestamp),
        valid_from=certificate.valid_from,
        valid_until=certificate.valid_until,
        is_whole=is_whole,
        is_revoked=bool(status and status.revoked),
        is_trusted=bool(status and status.trusted),
        is_trial=certificate.is_trial,
    )


def _aware(moment: datetime | None) -> datetime | None:
    """Some programs write the time without its zone; it is nobody's proof, and UTC will do."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _without_numbers(name: str) -> str:
    return " ".join(_NUMBER_OF_A_PERSON.sub("", name).split())
