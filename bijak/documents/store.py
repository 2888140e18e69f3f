"""Files on disk, each under the SHA-256 of its bytes: ``files/ab/cd/abcd…``, written once, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from bijak.documents.content import BLOCK, MAX_BYTES, MIB, Refused


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has been received whole but not yet taken in."""

    path: Path
    sha256: str
    size: int


def folder() -> Path:
    return Path(settings.DATA_DIR) / "files"


def path_of(sha256: str) -> Path:
    return folder() / sha256[:2] / sha256[2:4] / sha256


@contextmanager
def receive(source: BinaryIO, *, limit: int = MAX_BYTES) -> Iterator[Arrived]:
    """Copy a stream to a temporary file beside the store, hashing on the way; the block's end removes it."""
    incoming = folder() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=incoming, delete_on_close=False) as copy:
        while block := source.read(BLOCK):
            size += len(block)
            if size > limit:
                raise Refused(
                    _(
                        "Berkas ini lebih besar dari %(limit)d MB, batas yang dapat diterima. "
                        "Bagi berkas menjadi beberapa bagian lalu kirim satu per satu."
                    )
                    % {"limit": limit // MIB}
                )
            digest.update(block)
            copy.write(block)
        copy.flush()
        os.fsync(copy.fileno())
        copy.close()
        yield Arrived(Path(copy.name), digest.hexdigest(), size)


def put(arrived: Arrived) -> Path:
    """Give an arrived file its place. The same bytes sent again only renew the moment of those there."""
    path = path_of(arrived.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        os.utime(path)
    else:
        arrived.path.rename(path)
        _sync_folder(path.parent)
    return path


def hashes_before(moment: datetime) -> Iterator[str]:
    """Hashes of files written before ``moment``: candidates for a sweep."""
    for path in sorted(folder().glob("??/??/*")):
        if path.stat().st_mtime < moment.timestamp():
            yield path.name


def _sync_folder(path: Path) -> None:
    """Make a new name survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
