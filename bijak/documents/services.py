"""Keeping files, and letting go of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.core.files import File
from django.db import connection, transaction
from django.db.models.functions import Now

from bijak.documents import store
from bijak.documents.content import MAX_BYTES, Refused, clean_name, recognise
from bijak.documents.models import Classification, Document
from bijak.documents.registries import purposes
from bijak.ledger import services as ledger

if TYPE_CHECKING:
    from bijak.accounts.models import Account

__all__ = ["Refused", "erase", "keep", "sweep"]

# A file whose transaction was rolled back, or whose last row was erased, lies this long before it is swept.
GRACE = timedelta(days=1)
_SWEEP_LOCK = 0x646F6373  # "docs"


@transaction.atomic
def keep(
    *,
    file: File[Any] | Path | BinaryIO,
    name: str,
    purpose: str,
    classification: str = Classification.INTERNAL,
    by: "Account | None",
    limit: int = MAX_BYTES,
) -> Document:
    """Take a file in, or raise ``Refused`` with a sentence for the sender. ``limit`` is in bytes.

    The bytes reach the disk before the row is committed: a row never lacks its file. The reverse, a file
    without a row, is harmless and swept a day later.
    """
    _lock("pg_advisory_xact_lock_shared")
    with _as_stream(file) as source, store.receive(source, limit=limit) as arrived:
        with arrived.path.open("rb") as copy:
            kind = recognise(copy, name)
        store.put(arrived)
    document = Document.objects.create(
        name=clean_name(name, kind),
        sha256=arrived.sha256,
        size=arrived.size,
        content_type=kind.content_type,
        purpose=purpose,
        classification=Classification(classification),
        kept_by=by,
    )
    ledger.record(
        "documents.kept", subject=document, by=by, facts={"sha256": document.sha256, "size": document.size}
    )
    return document


@transaction.atomic
def erase(*, document: Document, by: "Account | None") -> None:
    """Let a file go: nobody can open it from now on, and the next sweep takes it off the disk."""
    if Document.objects.filter(pk=document.pk, erased_at=None).update(erased_at=Now(), name=""):
        ledger.record("documents.erased", subject=document, by=by)
        document.refresh_from_db()


def sweep(*, now: datetime) -> int:
    """Erase what outlived its retention and remove files that no row needs; returns how many were removed."""
    for purpose in purposes.with_retention():
        assert purpose.keep_for
        expired = Document.objects.filter(
            purpose=purpose.code, created_at__lt=now - purpose.keep_for, erased_at=None
        ).order_by("pk")
        for document in expired.iterator():
            erase(document=document, by=None)
    removed = 0
    for sha256 in store.hashes_before(now - GRACE):
        with transaction.atomic():
            _lock("pg_advisory_xact_lock")
            if not Document.objects.filter(sha256=sha256, erased_at=None).exists():
                store.path_of(sha256).unlink(missing_ok=True)
                removed += 1
    return removed


@contextmanager
def _as_stream(file: File[Any] | Path | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(file, Path):
        with file.open("rb") as stream:
            yield stream
    else:
        file.seek(0)
        yield file  # type: ignore[misc]  # Django's File reads like a binary stream


def _lock(function: str) -> None:
    """Keepers share the lock; a sweep waits for them, so it removes no file whose row is being written."""
    with connection.cursor() as cursor:
        cursor.callproc(function, [_SWEEP_LOCK])
