"""A kept file on its way to a browser."""

from django.http import FileResponse

from bijak.documents import queries
from bijak.documents.models import Document


def attachment(document: Document) -> FileResponse:
    """The file as an attachment: whatever is in it, no browser shall run it on our address.

    Raises ``FileNotFoundError`` once the file was erased and swept.
    """
    return _sent(document, as_attachment=True)


def inline_picture(document: Document) -> FileResponse:
    """A picture to be seen on a page: only one that we drew ourselves, whose content type is therefore true."""
    assert document.content_type.startswith("image/")
    return _sent(document, as_attachment=False)


def _sent(document: Document, *, as_attachment: bool) -> FileResponse:
    return FileResponse(
        queries.open_content(document),
        as_attachment=as_attachment,
        filename=document.name,
        content_type=document.content_type,
        headers={
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
