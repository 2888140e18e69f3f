"""The photo of a person, for pages and for cards."""

from bijak.documents import queries as documents
from bijak.documents.models import Document
from bijak.people.models import Photo

PHOTO_PURPOSE = "people.photo"


def photo_of(employee: int) -> Document | None:
    """The file of a person's photo today. Who may see it is whoever may see the person."""
    held = Photo.objects.select_related("document").filter(
        employee=employee, believed_until=None, document__erased_at=None
    )
    photo = held.order_by("pk").first()
    return photo.document if photo else None


def photo_bytes(employee: int) -> bytes | None:
    """The JPEG itself, for a card or a form on paper."""
    document = photo_of(employee)
    if document is None:
        return None
    with documents.open_content(document) as content:
        return content.read()
