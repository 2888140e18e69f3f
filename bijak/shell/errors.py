"""Pages for requests that fail outside a view."""

import sys
from urllib.parse import urlsplit

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from bijak.shell import drafts
from bijak.shell.htmx import redirect


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of an earlier session: show it again with what was typed, if it came from our own page."""
    if _is_from_here(request) and (page := drafts.hold(request)):
        return redirect(request, page)
    return render(request, "403_csrf.html", status=403)


def _is_from_here(request: HttpRequest) -> bool:
    """A stranger's page must not get to fill in our form for her."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The address or what was sent is broken. Drawn without the request, which may have come no further than here."""
    return HttpResponse(render_to_string("400.html"), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke; or the database is away, and the page says that this will pass.

    Drawn without the request: whatever broke may be what the frame of a page needs.
    """
    if isinstance(sys.exception(), OperationalError | InterfaceError):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    return HttpResponse(render_to_string("500.html"), status=500)
