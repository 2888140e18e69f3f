"""Work that only one process of an installation may do at a time, and that others can see being done.

A lease is an advisory lock on a database session of its own. The database gives it back by itself when the
holder ends, however it ends; so there is no heartbeat to write and none to grow stale. (Behind a pooler the
session must be a real one: session pooling, not transaction pooling.)
"""

import logging
import os
import select
import threading
from typing import Final

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOG = logging.getLogger(__name__)
OURS: Final = 0x42494A4B
"""First half of our advisory locks: "BIJK"."""
NUMBERS: Final = {"clock": 1, "worker:default": 2, "worker:imports": 3}

WAIT: Final = "SELECT pg_advisory_lock(%s, %s)"
TRY: Final = "SELECT pg_try_advisory_lock(%s, %s)"


def take(name: str, *, wait: bool = True) -> BaseDatabaseWrapper | None:
    """Hold the lease as long as this process lives; None if somebody else does and we do not wait.

    When the database ends the session, this process ends too, at once: it may no longer do this work alone.
    """
    session = connections["default"].copy()
    session.inc_thread_sharing()
    with session.cursor() as cursor:
        cursor.execute(WAIT if wait else TRY, [OURS, NUMBERS[name]])
        (answer,) = cursor.fetchone()
    if answer is False:
        session.close()
        return None
    return session


def end_with(session: BaseDatabaseWrapper, name: str) -> None:
    """End this process when the lease's session ends. What was not committed is done again."""

    def watch() -> None:
        select.select([session.connection.fileno()], [], [])
        LOG.error("The database ended the session of %s; so this process ends.", name)
        os._exit(1)

    threading.Thread(target=watch, name=f"lease of {name}", daemon=True).start()


def held() -> set[str]:
    """Which leases somebody holds in this database now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            [OURS],
        )
        numbers = {number for (number,) in cursor.fetchall()}
    return {name for name, number in NUMBERS.items() if number in numbers}
