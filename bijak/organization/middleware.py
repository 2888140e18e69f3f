"""Every request knows its agency, the agency's day and its time zone."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bijak.organization.queries.agency import in_request, read_agency, time_zone, today


class TodayMiddleware:
    """Set ``request.today`` and show moments in the agency's time zone. One query for a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = in_request.set(read_agency())
        try:
            request.today = today(timezone.now())
            with timezone.override(time_zone()):
                return self.get_response(request)
        finally:
            in_request.reset(token)
