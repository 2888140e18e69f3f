"""Signing here, with the agency's certificate: PAdES baseline B (ETSI EN 319 142-1), added after the bytes there."""

import io
from datetime import datetime

from django.utils.translation import gettext as _

from bijak.documents.content import Refused
from bijak.documents.signing import certificates
from bijak.shell.templatetags.formats import tanggal


def sign(pdf: bytes, *, reason: str, now: datetime) -> bytes:
    """The same PDF with a signature after it, nothing drawn on its pages; ``Unusable`` without a certificate."""
    # Cryptography and the whole of PDF: loaded by who signs, not by everyone.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
    from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf

    certificate = certificates.own()
    content, passphrase = certificates.file()
    signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase)
    assert signer is not None  # own() opened it
    if not certificate.is_valid(now):
        raise certificates.Unusable(
            _("Sertifikat instansi berlaku sampai %(day)s, jadi tidak dapat dipakai lagi. Pasang yang baru.")
            % {"day": tanggal(certificate.valid_until)}
        )
    signed = io.BytesIO()
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        taken = {field[0] for field in enumerate_sig_fields(writer)}
        name = next(each for each in (f"TandaTangan{n}" for n in range(1, 100)) if each not in taken)
        sign_pdf(
            writer,
            PdfSignatureMetadata(
                field_name=name,
                name=certificate.subject,
                reason=reason,
                subfilter=SigSeedSubFilter.PADES,
                md_algorithm="sha256",
            ),
            signer=signer,
            output=signed,
        )
    except PdfError:
        raise Refused(_("PDF ini tidak dapat dibaca, jadi tidak dapat ditandatangani.")) from None
    return signed.getvalue()
