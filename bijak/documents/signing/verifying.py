"""Judging the signatures of a PDF, offline: whole, by whom, until when, and whether anybody we trust vouches for them.

A file that was signed elsewhere is taken in only if it is that very document with a signature added: the same pages
to the pixel, the same words, and nothing over them but signatures. Programs that sign mostly add to the bytes they
got, but some write the file anew, and in an addition words can hide as well: so every page is looked at. The picture
that a program draws for a signature is not judged.
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

import pypdfium2
from cryptography import x509
from django.utils.translation import gettext as _

from bijak.documents.content import Refused
from bijak.documents.reading import ONE_AT_A_TIME
from bijak.documents.signing import certificates
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


def added_to(original: bytes, signed: bytes, *, now: datetime) -> list[Signature]:
    """The signatures that ``signed`` has and ``original`` has not, or ``Refused`` saying why they do not count."""
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
    if not _looks_like(original, signed) or _does_something(signed):
        raise Refused(
            _(
                "Ini bukan naskah yang diunduh dari halaman ini, atau isinya sudah diubah. Unduh naskahnya, "
                "tandatangani tanpa mengubah apa pun, lalu unggah hasilnya."
            )
        )
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


# The same document --------------------------------------------------------------------------------


@_readable()
def _does_something(pdf: bytes) -> bool:
    """Whether a PDF runs something when it is opened, or carries files along: no paper does, and everyone gets it."""
    catalogue = _reader(pdf).root
    names, form, opening = (
        catalogue[each] if each in catalogue else {}  # noqa: SIM401 - get() follows no reference
        for each in ("/Names", "/AcroForm", "/OpenAction")
    )
    return (
        "/AA" in catalogue
        or "/S" in opening  # an action; a list only says which page is shown first
        or "/JavaScript" in names
        or "/EmbeddedFiles" in names
        or "/XFA" in form
    )


def _looks_like(original: bytes, signed: bytes) -> bool:
    """Whether both show the same pages."""
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(original) as one, pypdfium2.PdfDocument(signed) as other:
            one.init_forms()
            other.init_forms()
            # Sizes first: a page without end is never drawn.
            return len(one) == len(other) and all(
                one.get_page_size(number) == other.get_page_size(number)
                and _page(one, number) == _page(other, number)
                for number in range(len(one))
            )
    except pypdfium2.PdfiumError:
        return False


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[Any, ...]:
    """What one sees of a page, the words one can copy, and what lies over it beside signatures."""
    page = document[number]
    try:
        picture = page.render(scale=1, may_draw_forms=False, draw_annots=False, grayscale=True)
        words = page.get_textpage().get_text_bounded()
        return bytes(picture.buffer), words, list(_over(document, page))
    finally:
        page.close()


def _over(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[int]:
    """The kind of each note, link and field of a page, without the fields that hold signatures."""
    pdfium = pypdfium2.raw  # named here, for the library loads when it is first touched
    form = document.formenv.raw if document.formenv else None
    for index in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, index)
        try:
            is_signature = (
                form
                and pdfium.FPDFAnnot_GetFormFieldType(form, annotation) == pdfium.FPDF_FORMFIELD_SIGNATURE
            )
            if not is_signature:
                yield pdfium.FPDFAnnot_GetSubtype(annotation)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
