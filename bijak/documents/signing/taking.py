"""Signing a file, or taking in one that was signed elsewhere: whatever comes back is judged before it counts.

Each way raises documents' ``Refused`` with a sentence. It takes a while: hold no row meanwhile. ``below``: the words of
the paper under which people sign.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from bijak.documents.content import Refused
from bijak.documents.models import Way
from bijak.documents.signing import certificates, esign, sealing, verifying


@dataclass(frozen=True, slots=True)
class Taken:
    """A file with what was found in it."""

    content: bytes
    signatures: tuple[verifying.Signature, ...]
    way: Way

    def rows(self, *, today: date, zone: tzinfo) -> list[dict[str, Any]]:
        """The columns of a ``PaperSignature`` for each; ``zone`` is where the agency is, ``today`` the day there."""
        return [
            {
                "way": self.way,
                "signer": each.signer,
                "issuer": each.issuer,
                "signed_on": self._day_of(each, today, zone),
                "signed_at": each.signed_at,
                "is_trusted": each.is_trusted,
                "is_trial": each.is_trial,
            }
            for each in self.signatures
        ]

    def _day_of(self, each: verifying.Signature, today: date, zone: tzinfo) -> date:
        """What is signed elsewhere says when; the demo may pretend an earlier day than that."""
        if self.way != Way.UPLOAD or each.signed_at is None:
            return today
        return min(today, each.signed_at.astimezone(zone).date())


def sealed(original: bytes, *, reason: str, below: Sequence[str], now: datetime) -> Taken:
    """Signed here. The agency put its certificate in, so it is known."""
    try:
        signed = sealing.sign(original, reason=reason, now=now)
    except certificates.Unusable as refusal:
        raise Refused(str(refusal)) from None
    return Taken(signed, _judged(original, signed, below, now), Way.CERTIFICATE)


def handed_in(original: bytes, signed: bytes, *, below: Sequence[str], now: datetime) -> Taken:
    """Signed elsewhere: that very file with sound signatures of somebody we know."""
    return Taken(signed, _known(_judged(original, signed, below, now)), Way.UPLOAD)


@sensitive_variables("nik", "passphrase")
def by_esign(original: bytes, *, nik: str, passphrase: str, below: Sequence[str], now: datetime) -> Taken:
    """Signed by the agency's esign server, which can take a minute; neither NIK nor passphrase is kept."""
    _must_trust_somebody()
    signed = esign.sign(original, nik=nik, passphrase=passphrase)
    return Taken(signed, _known(_judged(original, signed, below, now)), Way.ESIGN)


def _judged(
    original: bytes, signed: bytes, below: Sequence[str], now: datetime
) -> tuple[verifying.Signature, ...]:
    """The signatures that were added, each of them sound."""
    try:
        return tuple(verifying.added_to(original, signed, below=below, now=now))
    except certificates.Unusable as refusal:
        raise Refused(str(refusal)) from None


def _known(found: tuple[verifying.Signature, ...]) -> tuple[verifying.Signature, ...]:
    """The same, each vouched for by somebody whom the agency trusts: anybody can make a certificate."""
    for each in found:
        if not each.is_trusted:
            raise Refused(
                _(
                    "Berkasnya utuh dan ditandatangani oleh “%(signer)s”, tetapi sertifikatnya diterbitkan oleh "
                    "“%(issuer)s”, yang tidak ada dalam daftar sertifikat tepercaya instansi. Jadi lembar ini belum "
                    "tercatat ditandatangani. Bila penerbit itu benar, mintalah administrator mendaftarkan "
                    "sertifikat akarnya, lalu coba lagi; bila tidak, tandatangani dengan sertifikat penerbit "
                    "yang dikenal."
                )
                % {"signer": each.signer, "issuer": each.issuer}
            )
    return found


def _must_trust_somebody() -> None:
    """Said before a passphrase is sent for a signature that could not be taken in."""
    try:
        roots = certificates.roots()
    except certificates.Unusable as refusal:
        raise Refused(str(refusal)) from None
    if not roots:
        raise Refused(
            _(
                "Instansi belum mendaftarkan satu pun sertifikat tepercaya, jadi tanda tangan BSrE tidak dapat "
                "dikenali. Mintalah administrator mendaftarkan sertifikat akar dan penerbit BSrE, lalu coba lagi."
            )
        )
