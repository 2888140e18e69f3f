from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from bijak.accounts.access import signed_in
from bijak.documents import queries
from bijak.documents.models import Document
from bijak.documents.responses import attachment


@signed_in
@require_safe
@cache_control(private=True, no_cache=True)
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Hand over a file to whom its purpose admits."""
    try:
        return attachment(queries.find(uuid=uuid, account=request.user, today=request.today))
    except (Document.DoesNotExist, FileNotFoundError):
        raise Http404 from None
