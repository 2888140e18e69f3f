"""What everybody may know of the queue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.career import queries
from bijak.career.queries.public import method, public_queue
from bijak.kernel.hiding import K


@require_safe
@public
def queue(request: HttpRequest) -> HttpResponse:
    """Counts, waiting times, the method, and the queue under pseudonyms."""
    told = {
        "queue": public_queue(),
        "run": queries.last_run(),
        "fewest": K,
        "terms": method(request.today),
    }
    return render(request, "career/public.html", told)
