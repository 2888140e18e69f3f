"""Under /api/ everybody is a program: the language is the one it names, and every refusal is a problem."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from bijak.endpoints import problems

ROOT = "/api/"
KEPT = ("Allow", "Retry-After", "WWW-Authenticate")


class ProgramsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        language = translation.get_language_from_request(request)
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"  # the same answer, without its content
        with translation.override(language):
            response = self.get_response(request)
            if response.status_code >= 400 and response.headers["Content-Type"] != problems.CONTENT_TYPE:
                response = _as_problem(request, response)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ("Authorization", "Accept-Language"))
        if is_head:
            response.headers["Content-Length"] = str(len(response.content))
            response.content = b""
        return response


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What Django or a layer below refused with a page for people."""
    headers = {name: response.headers[name] for name in KEPT if name in response.headers}
    return problems.answer(problems.Refused(response.status_code, headers=headers), request)
