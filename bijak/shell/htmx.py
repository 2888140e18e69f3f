"""One view answers both a page load and a swap: the fragment is a partial of the page's own template."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect as plain_redirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment; a boosted link or a restored history entry wants the whole page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and "HX-Boosted" not in headers
        and headers.get("HX-History-Restore-Request") != "true"
    )


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, or its ``{% partialdef partial %}`` when htmx asks."""
    if partial and is_htmx(request):
        template = f"{template}#{partial}"
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Boosted", "HX-History-Restore-Request"])
    return response


def redirect(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    """Like Django's, but tells htmx to load the page instead of swapping it into a fragment."""
    response: HttpResponse = plain_redirect(to, *args, **kwargs)
    if is_htmx(request):
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
