"""Finding and opening what was kept."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import UUID

from bijak.documents import store
from bijak.documents.models import Document
from bijak.documents.registries import purposes

if TYPE_CHECKING:
    from bijak.accounts.models import Account


def find(*, uuid: UUID, account: "Account", today: date) -> Document:
    """The document this account may open; for a stranger it does not exist (``Document.DoesNotExist``)."""
    document = Document.objects.get(uuid=uuid, erased_at=None)
    if not purposes.may_open(account, document, today=today):
        raise Document.DoesNotExist
    return document


def path_of(document: Document) -> Path:
    return store.path_of(document.sha256)


def open_content(document: Document) -> BinaryIO:
    """The bytes, to be read as a stream; ``FileNotFoundError`` once the file was erased and swept."""
    return path_of(document).open("rb")
