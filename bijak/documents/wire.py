"""One request to a server outside the house, and its whole answer.

Encrypted, unless the server is on this machine; within a time and a size; no redirect is followed, for keys would go
along. What was sent, and an address with somebody's number in it, stand in no exception of this module.
"""

import http.client
import re
import secrets
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.views.decorators.debug import sensitive_variables

THIS_MACHINE = ("127.0.0.1", "::1", "localhost")
LONGEST_SAID = 200
_LONG_NUMBER = re.compile(r"\d{8,}")


@dataclass(frozen=True)
class Answer:
    status: int
    content_type: str
    retry_after: str
    content: bytes


class InTheClear(ValueError):
    """The address is neither https nor on this machine."""


class Unanswered(Exception):
    """``is_sent``: the request may have arrived."""

    def __init__(self, *, is_sent: bool) -> None:
        super().__init__()
        self.is_sent = is_sent


class TooLarge(Unanswered):
    """The answer is longer than we take."""


@sensitive_variables()
def ask(
    method: str,
    address: str,
    body: bytes | None,
    headers: Mapping[str, str],
    *,
    timeout: float,
    largest: int,
) -> Answer:
    """Send once. ``timeout``: seconds from the first byte sent to the last one read."""
    server = urlsplit(address)
    is_here = server.scheme == "http" and server.hostname in THIS_MACHINE
    if server.scheme != "https" and not is_here:
        raise InTheClear
    connection = (
        http.client.HTTPConnection(server.netloc, timeout=timeout)
        if is_here
        else http.client.HTTPSConnection(server.netloc, timeout=timeout, context=ssl.create_default_context())
    )
    is_sent = False
    until = time.monotonic() + timeout
    try:
        connection.connect()
        is_sent = True
        path = server.path + (f"?{server.query}" if server.query else "")
        connection.request(method, path, body, dict(headers))
        with connection.getresponse() as answer:
            content = bytearray()
            while piece := answer.read1(65536):
                content += piece
                if len(content) > largest:
                    raise TooLarge(is_sent=True)
                if time.monotonic() > until:
                    raise Unanswered(is_sent=True)
            if answer.length:  # closed before the promised end
                raise Unanswered(is_sent=True)
    except (OSError, http.client.HTTPException, ValueError):
        # The original error holds the address, and what was sent is in its frames: it goes no further.
        raise Unanswered(is_sent=is_sent) from None
    finally:
        connection.close()
    return Answer(
        answer.status,
        answer.headers.get_content_type(),
        answer.headers.get("Retry-After", ""),
        bytes(content),
    )


@sensitive_variables()
def multipart(fields: Mapping[str, str], *, name: str, pdf: bytes) -> tuple[bytes, str]:
    """RFC 7578: a PDF in the field ``file`` under a name, the fields beside it; the body and its content type."""
    boundary = secrets.token_hex(16)
    parts = [
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/pdf\r\n\r\n".encode()
        + pdf
    ]
    parts += [
        f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}'.encode()
        for field, value in fields.items()
    ]
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return body, f"multipart/form-data; boundary={boundary}"


def without_numbers(said: str) -> str:
    """What a server said of itself, short, and without numbers of persons; its full stop is ours to set."""
    return _LONG_NUMBER.sub("…", said)[:LONGEST_SAID].strip().rstrip(".")
