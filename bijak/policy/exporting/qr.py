"""The QR code that leads from a paper to the page that verifies it."""

import io

import segno


def svg(address: str) -> str:
    """For Typst: as large as it is asked for."""
    picture = io.BytesIO()
    _code(address).save(picture, kind="svg", border=0, xmldecl=False)
    return picture.getvalue().decode()


def png(address: str) -> bytes:
    """For Word, which draws no SVG; ten dots to a module, sharp in print."""
    picture = io.BytesIO()
    _code(address).save(picture, kind="png", border=0, scale=10)
    return picture.getvalue()


def _code(address: str) -> segno.QRCode:
    """A seventh of it may be scratched away (level M)."""
    return segno.make_qr(address, error="m", boost_error=False)
