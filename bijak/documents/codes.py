"""The code that stands on a paper, in letters and as a QR code, and leads to the page that verifies it."""

import io
import secrets

import segno

VERIFICATION = "/verifikasi/"
"""Where the public site verifies papers; a code follows."""

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of a code: none that is taken for another when read aloud or typed from paper."""


def new_code() -> str:
    """Fifty bits: nobody comes upon another's by typing."""
    return "".join(secrets.choice(_LETTERS) for _place in range(10))


def verification(site: str, code: str) -> str:
    """The address that verifies a paper; ``site`` is the one that people type."""
    return f"{site}{VERIFICATION}{code}/"


def svg(address: str) -> str:
    """For Typst: as large as it is asked for."""
    picture = io.BytesIO()
    _qr(address).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()


def png(address: str) -> bytes:
    """For Word, which draws no SVG; ten dots to a module, sharp in print."""
    picture = io.BytesIO()
    _qr(address).save(picture, kind="png", border=0, scale=10)
    return picture.getvalue()


def _qr(address: str) -> segno.QRCode:
    """A seventh of it may be scratched away (level M)."""
    return segno.make_qr(address, error="m", boost_error=False)
