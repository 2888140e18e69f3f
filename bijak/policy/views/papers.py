"""Papers to take along. What is fixed is laid out once for everyone; strangers get little laid out anew."""

import hashlib
from collections.abc import Callable, Hashable

from allauth.core import ratelimit
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

from bijak.organization import queries as organization

KEPT = 3600  # seconds
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xml": "application/akn+xml",
    "txt": "text/plain; charset=utf-8",
}
"""By the ending of a file's name."""


def sent(content: bytes, name: str) -> HttpResponse:
    """A paper as a file of that name."""
    return HttpResponse(
        content,
        content_type=KINDS[name.rpartition(".")[2]],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def sent_once_laid_out(
    request: HttpRequest, write: Callable[[], bytes], name: str, *said: Hashable
) -> HttpResponse:
    """The same for all that is fixed: ``said`` decides, with the agency, every mark of the paper.

    Laying out takes a processor for up to seconds. So each paper is kept for an hour, apart from what the house counts
    and remembers in its other cache; and what is not kept is laid out for somebody without an account only within
    ``ACCOUNT_RATE_LIMITS``.
    """
    ending = name.rpartition(".")[2]
    key = hashlib.sha256(repr((organization.agency().changed_at, ending, *said)).encode()).hexdigest()
    content = caches["papers"].get(key)
    if content is None:
        if not request.user.is_authenticated and (
            refusal := ratelimit.consume_or_429(request, action="paper", key="everyone", limit_get=True)
        ):
            return refusal
        content = write()
        caches["papers"].set(key, content, KEPT)
    return sent(content, name)
