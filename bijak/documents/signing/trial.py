"""A self-signed certificate that says what it is, for a trial. Knows nothing of Django."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import NameOID

MARK = "SERTIFIKAT PERCOBAAN"
"""The organizational unit of a certificate that anybody could have made: every page that shows it says so."""
DAYS = 3 * 365


def write(path: Path, *, agency: str, passphrase: str, now: datetime) -> None:
    """Make a key with its certificate and write both where only their owner can read them; never over others."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    certificate = self_signed(key, agency=agency, unit=MARK, since=now, until=now + timedelta(DAYS))
    content = pkcs12.serialize_key_and_certificates(
        agency.encode(), key, certificate, None, BestAvailableEncryption(passphrase.encode())
    )
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as place:
        place.write(content)


def self_signed(key: Any, *, agency: str, unit: str, since: datetime, until: datetime) -> x509.Certificate:
    """A certificate that vouches for itself, for signing and nothing else."""
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, agency[:64]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, agency[:64]),
        ]
    )
    no_other_use = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
         "encipher_only", "decipher_only"), False
    )  # fmt: skip
    usage = x509.KeyUsage(digital_signature=True, content_commitment=True, **no_other_use)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
