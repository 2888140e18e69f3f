"""What the national service answers, read; and why a call came to nothing.

Gateways answer in its stead, with pages and half bodies: only what says that it is JSON is read. No exception carries
an address with a NIP or what was sent.
"""

import http
import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from bijak.documents import wire


class Failure(StrEnum):
    """Why a call came to nothing."""

    UNREACHABLE = "unreachable"
    BUSY = "busy"
    FORBIDDEN = "forbidden"
    REJECTED = "rejected"
    ABSENT = "absent"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Failed(Exception):
    """``str()`` is a sentence for the officer who asked."""

    def __init__(self, failure: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = failure

    @classmethod
    def absent(cls) -> "Failed":
        return cls(Failure.ABSENT, _("SIASN tidak mengenal data ini."))


def opened(answer: wire.Answer, *, is_enveloped: bool = True) -> dict[str, Any]:
    """The object that an answer holds, or `Failed` with what it says of itself."""
    given = _parsed(answer)
    if answer.status in (401, 403):
        raise Failed(
            Failure.FORBIDDEN,
            _("Akun instansi tidak berhak atas layanan SIASN ini. Mintalah akses kepada BKN."),
        )
    if answer.status == http.HTTPStatus.NOT_FOUND:
        raise Failed.absent()
    if answer.status == http.HTTPStatus.TOO_MANY_REQUESTS:
        raise Failed(Failure.BUSY, _("SIASN sedang membatasi permintaan. Coba lagi beberapa menit lagi."))
    is_late = answer.status == http.HTTPStatus.REQUEST_TIMEOUT
    if given is None and 400 <= answer.status < 500:
        given = {}  # a gateway refuses with a page: too long, or a call that is not offered
    if answer.status >= http.HTTPStatus.INTERNAL_SERVER_ERROR or is_late or given is None:
        raise broken()
    is_refused = (
        not http.HTTPStatus.OK <= answer.status < http.HTTPStatus.MULTIPLE_CHOICES
        or given.get("success") is False
        or given.get("error") is True
        or str(given.get("code", 1)) not in ("1", "200", "201")
    )
    if is_enveloped and is_refused:
        raise Failed(Failure.REJECTED, _("SIASN menolak: %(why)s.") % {"why": _said(given, answer.status)})
    return given


def is_json(answer: wire.Answer) -> bool:
    return answer.content_type in ("application/json", "text/json") or answer.content_type.endswith("+json")


def _parsed(answer: wire.Answer) -> dict[str, Any] | None:
    """None unless it is a JSON object that says that it is JSON: gateways answer with pages."""
    if not is_json(answer):
        return None
    try:
        given = json.loads(answer.content)
    except (ValueError, RecursionError):
        return None
    return given if isinstance(given, dict) else None


_NOTHING = re.compile(r"tidak (di)?temu|tidak ada|belum ada|kosong|not found|no data|empty", re.IGNORECASE)


def says_nothing(answer: wire.Answer) -> bool:
    """Whether the service says that it holds no such rows: code 0, no data, and a message such as "tidak ditemukan".

    Any other refusal of a question is no sign that there is nothing: what is sent after it might be sent twice.
    """
    given = _parsed(answer)
    if given is None or answer.status != http.HTTPStatus.OK or str(given.get("code")) != "0":
        return False
    said = given.get("message")
    return not given.get("data") and (not said or _NOTHING.search(str(said)) is not None)


def _said(given: Mapping[str, Any], status: int) -> str:
    """The service's own short reason without numbers of persons, or its status."""
    said = given.get("message") or given.get("data")
    if not isinstance(said, str) or not said.strip():
        return _("kode %(code)s") % {"code": status}
    return wire.without_numbers(said)


def unreachable() -> Failed:
    return Failed(Failure.UNREACHABLE, _("SIASN tidak menjawab. Coba lagi nanti, atau gunakan impor berkas."))


def broken() -> Failed:
    return Failed(
        Failure.BROKEN, _("Jawaban SIASN tidak dapat dibaca. Coba lagi nanti, atau gunakan impor berkas.")
    )


def unknown() -> Failed:
    return Failed(
        Failure.UNKNOWN,
        _("Data terkirim, tetapi SIASN tidak memberi jawaban. Periksa di SIASN sebelum mengirim lagi."),
    )
