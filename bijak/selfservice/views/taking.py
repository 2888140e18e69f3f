"""Taking one's own data away."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from bijak.accounts.access import signed_in
from bijak.selfservice import exporting, services
from bijak.selfservice.views.own import no_records, own_row


@never_cache
@require_POST
@signed_in
def take_data(request: HttpRequest) -> HttpResponse:
    """Everything as JSON; the record says that she took it."""
    row = own_row(request)
    if row is None:
        return no_records(request)
    services.note_download(row=row, format="json", by=request.user)
    content = exporting.as_json(row, account=request.user, today=request.today)
    return _file(content, "application/json", f"data-saya-{request.today.isoformat()}.json")


@never_cache
@require_POST
@signed_in
def take_form(request: HttpRequest) -> HttpResponse:
    """The DRH form as PDF."""
    row = own_row(request)
    if row is None:
        return no_records(request)
    services.note_download(row=row, format="drh", by=request.user)
    content = exporting.drh_pdf(row, today=request.today)
    return _file(content, "application/pdf", f"drh-{request.today.isoformat()}.pdf")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )
