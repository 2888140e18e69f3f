"""``/healthz``: for load balancers and for the supervisor itself."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bijak.accounts.access import public
from bijak.operations import lease, queries


@public
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 while pages can be shown, else 503; says nothing that only insiders may know."""
    found = queries.health()
    parts = {name: name in found.leases for name in lease.NUMBERS}
    answer = {
        "status": "ok" if found.is_well else "late" if found.is_serving else "down",
        "database": found.database,
        "migrations": found.migrations,
        **parts,
    }
    return JsonResponse(
        answer, status=200 if found.is_serving else 503, headers={"Cache-Control": "no-store"}
    )
