"""What a program gets: JSON with its fingerprint, and lists cut into pages by a key."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic_core import to_json

from bijak.endpoints.problems import misplaced

SIZE = 20
MOST = 100
"""How many items a page has, and how many it may have."""

_signer = Signer(salt="bijak.endpoints.cursor")


def given(request: HttpRequest, content: Mapping[str, Any], *, following: str = "") -> HttpResponse:
    """The content as JSON; nothing but 304 to whoever has this very content already (RFC 9110, 13.1.2)."""
    body = to_json(content, fallback=_spoken)
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    if request.method == "GET" and _has(request, tag):
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(body, content_type="application/json")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


def _spoken(value: object) -> str:
    """A sentence that is translated when it is needed."""
    if isinstance(value, Promise):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON.")


def _has(request: HttpRequest, tag: str) -> bool:
    asked = request.headers.get("If-None-Match", "")
    # On its way the answer may have been compressed, which weakens the tag.
    return asked.strip() == "*" or tag in [each.strip().removeprefix("W/") for each in asked.split(",")]


def after(cursor: str | None, *, place: str) -> UUID | None:
    """The key after which a page begins; None for the first page. Refuses what we did not write."""
    return None if cursor is None else _read(cursor, place, UUID)


def after_text(cursor: str | None, *, place: str) -> str:
    """The same of a list whose keys are words or codes."""
    return "" if cursor is None else _read(cursor, place, str)


def _read[Key](cursor: str, place: str, read: Callable[[str], Key]) -> Key:
    try:
        return read(_signer.unsign_object(cursor))
    except (BadSignature, ValueError, TypeError):
        raise misplaced(
            place, _("Penanda halaman ini tidak dikenal. Mulailah lagi dari halaman pertama.")
        ) from None


def cursor_after(key: UUID | str) -> str:
    """What leads to the page that begins after a key."""
    return _signer.sign_object(str(key))


def page(request: HttpRequest, items: list[dict[str, Any]], *, limit: int, key: str = "uuid") -> HttpResponse:
    """A page of a list, with the way to the next one in it and in its head (RFC 8288).

    One item more than the page has was asked for, if there is one: then another page follows.
    """
    cursor = cursor_after(items[limit - 1][key]) if len(items) > limit else None
    following = ""
    if cursor and request.method == "GET":
        following = f"{request.path}?{urlencode(request.GET.dict() | {'cursor': cursor})}"
    content = {"items": items[:limit], "next": following or None, "cursor": cursor}
    return given(request, content, following=following)


def rows(shape: type[Schema], found: Iterable[object]) -> list[dict[str, Any]]:
    """Of each row what a shape of ours names, and nothing else."""
    return [{name: getattr(row, name) for name in shape.model_fields} for row in found]
