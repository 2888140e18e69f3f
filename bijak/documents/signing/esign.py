"""BSrE: the esign server that an agency runs, asked to sign a PDF in its owner's name.

The shape is that of the national client service: ``POST /api/sign/pdf`` under HTTP Basic, as multipart with ``file``,
``nik``, ``passphrase`` and ``tampilan``; the answer is the signed PDF, or JSON with ``error`` and ``status_code``. **It
was written from public clients and tried against a server of our own making, never against the real one.** Off unless
``ESIGN_SERVER`` is set.

NIK and passphrase are given for each act and pass through: they are neither kept nor written to any log, and no
exception of this module carries them.
"""

import base64
import http.client
import json
import re
import secrets
import ssl
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from bijak.documents.content import MIB, Refused

TIMEOUT = 60
"""Seconds: the server asks the authority for each signature."""
LARGEST = 100 * MIB
_LONG_NUMBER = re.compile(r"\d{10,}")


def is_on() -> bool:
    return bool(settings.ESIGN_SERVER)


@sensitive_variables()
def sign(pdf: bytes, *, nik: str, passphrase: str) -> bytes:
    """The PDF as the server signed it, or ``Refused`` with what it said. Whether it is sound, ``verifying`` says."""
    boundary = secrets.token_hex(16)
    body = _multipart(boundary, pdf, {"nik": nik, "passphrase": passphrase, "tampilan": "invisible"})
    status, content = _post("/api/sign/pdf", body, f"multipart/form-data; boundary={boundary}")
    if status != http.HTTPStatus.OK:
        raise Refused(_("Server tanda tangan elektronik menolak: %(why)s.") % {"why": _said(status, content)})
    if not content.startswith(b"%PDF-"):
        raise Refused(_("Server tanda tangan elektronik tidak mengembalikan PDF. Hubungi pengelolanya."))
    return content


@sensitive_variables()
def _post(path: str, body: bytes, content_type: str) -> tuple[int, bytes]:
    server = urlsplit(settings.ESIGN_SERVER)
    login = base64.b64encode(f"{settings.ESIGN_USER}:{settings.ESIGN_PASSWORD}".encode()).decode()
    connection: http.client.HTTPConnection
    if server.scheme != "https" and server.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise Refused(_("Alamat server tanda tangan elektronik harus https. Hubungi administrator."))
    if server.scheme == "https":
        connection = http.client.HTTPSConnection(
            server.netloc, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    else:
        connection = http.client.HTTPConnection(server.netloc, timeout=TIMEOUT)
    try:
        connection.request(
            "POST",
            server.path.rstrip("/") + path,
            body,
            {"Content-Type": content_type, "Authorization": f"Basic {login}", "Accept": "application/pdf"},
        )
        answer = connection.getresponse()
        content = answer.read(LARGEST + 1)
    except (OSError, http.client.HTTPException):
        # What was sent is in the frames of the original error: it goes no further.
        raise Refused(
            _(
                "Server tanda tangan elektronik tidak menjawab. Coba lagi, atau unggah berkas yang ditandatangani."
            )
        ) from None
    finally:
        connection.close()
    if len(content) > LARGEST:
        raise Refused(_("Jawaban server tanda tangan elektronik terlalu besar."))
    return answer.status, content


def _multipart(boundary: str, pdf: bytes, fields: dict[str, str]) -> bytes:
    """RFC 7578: the file and the fields beside it."""
    parts = [
        b'Content-Disposition: form-data; name="file"; filename="naskah.pdf"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + pdf
    ]
    parts += [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, value in fields.items()
    ]
    line = f"--{boundary}".encode()
    return b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"


def _said(status: int, content: bytes) -> str:
    """The server's own short reason, or its number."""
    try:
        answer = json.loads(content)
        said = answer.get("error") or answer.get("message") if isinstance(answer, dict) else None
    except ValueError:
        said = None
    return (
        _LONG_NUMBER.sub("…", str(said))[:200].rstrip(".") if said else _("kode %(code)s") % {"code": status}
    )
