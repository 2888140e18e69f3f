"""Certificates: the one the agency signs with, and those it trusts.

The agency's is a PKCS#12 file outside the database, as the ledger's key is; its passphrase is a setting. Trust roots
are PEM certificates in a file, or in a folder of ``*.pem``, that the operator gives.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from bijak.documents.signing import trial


class Unusable(Exception):
    """The agency's certificate cannot be used; ``str()`` says why, for whoever runs the installation."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who a certificate speaks for, who vouches for it, and until when."""

    subject: str
    issuer: str
    valid_from: datetime
    valid_until: datetime
    is_trial: bool

    def is_valid(self, moment: datetime) -> bool:
        return self.valid_from <= moment <= self.valid_until


def describe(certificate: x509.Certificate) -> Certificate:
    units = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)
    return Certificate(
        subject=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        is_trial=any(unit.value == trial.MARK for unit in units),
    )


def _name(name: x509.Name) -> str:
    """What people call it. Other attributes may hold a NIK, and are not looked at."""
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in name.get_attributes_for_oid(kind):
            return str(attribute.value)[:200]
    return ""


# The agency's own ---------------------------------------------------------------------------------


def is_given() -> bool:
    return bool(settings.CERTIFICATE)


def file() -> tuple[bytes, bytes]:
    """The agency's PKCS#12 and its passphrase, or ``Unusable``."""
    if not is_given():
        raise Unusable(_("Sertifikat instansi belum dipasang."))
    try:
        return Path(settings.CERTIFICATE).read_bytes(), settings.CERTIFICATE_PASSPHRASE.encode()
    except OSError as error:
        raise Unusable(
            _("Berkas sertifikat instansi %(path)s tidak dapat dibaca (%(error)s).")
            % {"path": settings.CERTIFICATE, "error": error.strerror}
        ) from None


def own() -> Certificate:
    """The certificate that the agency signs with, or ``Unusable``."""
    content, passphrase = file()
    try:
        certificate = pkcs12.load_pkcs12(content, passphrase).cert
    except ValueError:
        certificate = None
    if certificate is None:
        raise Unusable(
            _(
                "Berkas sertifikat instansi tidak dapat dibuka: isinya bukan PKCS#12 yang lengkap, atau "
                "frasa sandinya salah."
            )
        )
    return describe(certificate.certificate)


# Those it trusts ----------------------------------------------------------------------------------


def roots() -> list[x509.Certificate]:
    """The certificates that signatures are traced to. None given: nothing is trusted, and pages say so."""
    if not settings.TRUST_ROOTS:
        return []
    place = Path(settings.TRUST_ROOTS)
    try:
        paths = sorted(place.glob("*.pem")) if place.is_dir() else [place]
        return [each for path in paths for each in x509.load_pem_x509_certificates(path.read_bytes())]
    except (OSError, ValueError) as error:
        raise Unusable(
            _("Sertifikat tepercaya di %(path)s tidak dapat dibaca (%(error)s).")
            % {"path": settings.TRUST_ROOTS, "error": error}
        ) from None
