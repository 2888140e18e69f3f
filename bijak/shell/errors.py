"""Pages for requests that fail before they reach a view."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
