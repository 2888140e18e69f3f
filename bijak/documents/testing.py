"""For tests: certificates of any kind, a PDF to sign, and a program elsewhere that signs it."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import typst
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.stamp import TextStampStyle

from bijak.documents.signing import certificates, trial

PASSPHRASE = "payung-teduh"
NOW = datetime.now(UTC).replace(microsecond=0)
"""Signatures carry the clock of the machine that made them, whatever day a test plays."""


def a_pdf(words: str = "Pasal 1 Setiap PNS belajar 24 jam.") -> bytes:
    printed = typst.compile(f"#set page(width: 120mm, height: 80mm)\n{words}".encode(), format="pdf")
    assert isinstance(printed, bytes)
    return printed


def install_certificate(
    settings: Any,
    folder: Path,
    *,
    agency: str = "Kota Contoh",
    unit: str = "Bagian Hukum",
    since: datetime = NOW - timedelta(days=1),
    until: datetime = NOW + timedelta(days=365),
    is_trusted: bool = False,
) -> x509.Certificate:
    """Give the installation a certificate to sign with; ``is_trusted``: also among its trust roots."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = trial.self_signed(key, agency=agency, unit=unit, since=since, until=until)
    path = folder / f"{agency}.p12"
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"test", key, certificate, None, BestAvailableEncryption(PASSPHRASE.encode())
        )
    )
    settings.CERTIFICATE, settings.CERTIFICATE_PASSPHRASE = str(path), PASSPHRASE
    if is_trusted:
        root = folder / "root.pem"
        root.write_bytes(certificate.public_bytes(Encoding.PEM))
        settings.TRUST_ROOTS = str(root)
    return certificate


def sign_elsewhere(pdf: bytes, *, box: tuple[int, int, int, int], page: int = 0) -> bytes:
    """As a program of the signer's signs: with the installed certificate, and a box of words drawn on a page.

    ``box`` in points from the lower left; ``page`` counts from 0, and from the end below it.
    """
    content, passphrase = certificates.file()
    signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=passphrase)
    signed = io.BytesIO()
    PdfSigner(
        PdfSignatureMetadata(field_name="Kotak"),
        signer=signer,
        stamp_style=TextStampStyle(stamp_text="Ditandatangani secara elektronik oleh %(signer)s"),
        new_field_spec=SigFieldSpec("Kotak", box=box, on_page=page),
    ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=signed)
    return signed.getvalue()
