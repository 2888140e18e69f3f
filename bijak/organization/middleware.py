"""Every request knows its agency, the agency's day and its time zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bijak.organization.queries import agency as agencies


class TodayMiddleware:
    """Set ``request.today`` and show moments in the agency's time zone. One query for a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = agencies.in_request.set(agencies.read_agency())
        try:
            request.today = agencies.today(timezone.now())  # type: ignore[attr-defined]
            with timezone.override(agencies.time_zone()):
                return self.get_response(request)
        finally:
            agencies.in_request.reset(token)
