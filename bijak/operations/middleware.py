"""The two outermost layers of every request: the answer to "are you well?", and a line in the log."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bijak.kernel.uuid7 import uuid7
from bijak.operations import views
from bijak.operations.logs import request_id, route_of

LOG = logging.getLogger("bijak.requests")
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))


class RequestLogMiddleware:
    """Gives each request an id, answers with it, and logs one line when it is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        token = request_id.set(uuid7().hex)
        try:
            response = self.get_response(request)
            response.headers["X-Request-Id"] = request_id.get()
            LOG.info("request", extra={"facts": facts(request, response, time.perf_counter() - began)})
            return response
        finally:
            request_id.reset(token)


def facts(request: HttpRequest, response: HttpResponse, seconds: float) -> dict[str, object]:
    """What may be said of a request. The account only if the request asked who it is: no query for a log."""
    account = getattr(request, "_cached_user", None)
    return {
        "method": request.method if request.method in METHODS else "other",
        "route": route_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "account": str(account.uuid) if account is not None and account.is_authenticated else "",
    }


class HealthMiddleware:
    """Answers ``/healthz`` before sessions, hosts and the agency are looked at: cheap, even when they fail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return views.health(request) if request.path_info == "/healthz" else self.get_response(request)
