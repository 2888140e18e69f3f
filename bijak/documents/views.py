from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.documents import queries
from bijak.documents.models import Document


@signed_in
@require_safe
@cache_control(private=True, no_cache=True)
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Hand over a file as an attachment: whatever is in it, no browser shall run it on our address."""
    try:
        document = queries.find(uuid=uuid, account=request.user, today=request.today)
        content = queries.open_content(document)
    except (Document.DoesNotExist, FileNotFoundError):
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=True,
        filename=document.name,
        content_type=document.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
