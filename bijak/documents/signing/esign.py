"""BSrE: the esign server that an agency runs, asked to sign a PDF in its owner's name.

The shape is that of the national client service: ``POST /api/sign/pdf`` under HTTP Basic, as multipart with ``file``,
``nik``, ``passphrase`` and ``tampilan``; the answer is the signed PDF, or JSON with ``error`` and ``status_code``. **It
was written from public clients and tried against a server of our own making, never against the real one.** Off unless
``ESIGN_SERVER`` is set.

NIK and passphrase are given for each act and pass through: they are neither kept nor written to any log, and no
exception of this module carries them.
"""

import base64
import http
import json

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from bijak.documents import wire
from bijak.documents.content import MIB, Refused

TIMEOUT = 60
"""Seconds: the server asks the authority for each signature."""
LARGEST = 100 * MIB


def is_on() -> bool:
    return bool(settings.ESIGN_SERVER)


@sensitive_variables()
def sign(pdf: bytes, *, nik: str, passphrase: str) -> bytes:
    """The PDF as the server signed it, or ``Refused`` with what it said. Whether it is sound, ``verifying`` says."""
    fields = {"nik": nik, "passphrase": passphrase, "tampilan": "invisible"}
    status, content = _post("/api/sign/pdf", *wire.multipart(fields, name="naskah.pdf", pdf=pdf))
    if status != http.HTTPStatus.OK:
        raise Refused(_("Server tanda tangan elektronik menolak: %(why)s.") % {"why": _said(status, content)})
    if not content.startswith(b"%PDF-"):
        raise Refused(_("Server tanda tangan elektronik tidak mengembalikan PDF. Hubungi pengelolanya."))
    return content


@sensitive_variables()
def _post(path: str, body: bytes, content_type: str) -> tuple[int, bytes]:
    login = base64.b64encode(f"{settings.ESIGN_USER}:{settings.ESIGN_PASSWORD}".encode()).decode()
    try:
        answer = wire.ask(
            "POST",
            settings.ESIGN_SERVER.rstrip("/") + path,
            body,
            {"Content-Type": content_type, "Authorization": f"Basic {login}", "Accept": "application/pdf"},
            timeout=TIMEOUT,
            largest=LARGEST,
        )
    except wire.InTheClear:
        raise Refused(
            _("Alamat server tanda tangan elektronik harus https. Hubungi administrator.")
        ) from None
    except wire.TooLarge:
        raise Refused(_("Jawaban server tanda tangan elektronik terlalu besar.")) from None
    except wire.Unanswered:
        raise Refused(
            _(
                "Server tanda tangan elektronik tidak menjawab. Coba lagi, atau unggah berkas yang ditandatangani."
            )
        ) from None
    return answer.status, answer.content


def _said(status: int, content: bytes) -> str:
    """The server's own short reason, or its number."""
    try:
        answer = json.loads(content)
        said = answer.get("error") or answer.get("message") if isinstance(answer, dict) else None
    except ValueError:
        said = None
    return wire.without_numbers(str(said)) if said else _("kode %(code)s") % {"code": status}
