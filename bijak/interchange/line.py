"""A line beside the transaction: a connection of its own that holds the batch's lock and tells how far work is.

While a batch is applied everything happens in one transaction that nobody else can see into. Progress is therefore
written over a second connection. The same connection holds an advisory lock: it marks exactly one living worker per
batch, and PostgreSQL lets go of it by itself when that worker is killed.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from bijak.interchange.models import MOVING

_LOCKS = 0x696D706F << 32  # "impo"
_INTERVAL = 0.8  # seconds between two notes


class Cancelled(Exception):
    """A person stopped the batch while it was being worked on."""


class Line:
    def __init__(self, connection: BaseDatabaseWrapper, batch_id: int) -> None:
        self._connection = connection
        self._batch_id = batch_id
        self._noted_at = 0.0

    def note(self, percent: int, *, now: bool = False) -> None:
        """Write down how far the work is, at most about once a second; raises ``Cancelled``."""
        if not now and time.monotonic() - self._noted_at < _INTERVAL:
            return
        self._noted_at = time.monotonic()
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE interchange_batch SET percent = %s, heartbeat_at = now() WHERE id = %s RETURNING state",
                [max(0, min(percent, 100)), self._batch_id],
            )
            seen = cursor.fetchone()
        # A batch that this connection cannot see yet is as its maker's transaction says.
        if seen and seen[0] not in MOVING:
            raise Cancelled


_open: dict[int, Line] = {}


@contextmanager
def beside() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own, outside the transaction of the one in use."""
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def hold(batch_id: int) -> Iterator[Line | None]:
    """The line of a batch, or ``None`` while another worker holds it."""
    with beside() as connection:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCKS | (batch_id & 0xFFFFFFFF)])
            is_ours = cursor.fetchone()[0]
        if not is_ours:
            yield None
            return
        _open[batch_id] = Line(connection, batch_id)
        try:
            yield _open[batch_id]
        finally:
            del _open[batch_id]
            # Said aloud: the server notices a closed connection only a moment later, and whoever comes for the same
            # batch in between would be sent home. On a broken connection the lock is gone with it.
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCKS | (batch_id & 0xFFFFFFFF)])


def report(batch_id: int, done: int, total: int) -> None:
    """What a kind says from within ``apply``; nothing happens where no worker holds the batch."""
    if line := _open.get(batch_id):
        line.note(100 * done // max(total, 1))
