"""Keys that are seen outside: UUID version 7 of RFC 9562, section 5.7."""

import os
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_latest = 0


def uuid7() -> UUID:
    """A key that sorts by the moment it was made, and is never equal to another.

    As PostgreSQL 18's ``uuidv7()``: 48 bits of Unix milliseconds, 12 bits of the fraction of that millisecond
    (RFC 9562 section 6.2, method 3), 62 random bits. Within one process keys only ever grow.
    """
    global _latest  # noqa: PLW0603 (the whole process shares one clock)
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        _latest = max(_latest + 1, milliseconds << 12 | (rest << 12) // 1_000_000)
        moment = _latest
    return from_parts(moment, int.from_bytes(os.urandom(8)))


def from_parts(moment: int, chance: int) -> UUID:
    """Lay out 60 bits of time (milliseconds and their 4096ths) and 62 bits of chance as RFC 9562 says."""
    return UUID(
        int=(moment >> 12) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64 | 0b10 << 62 | (chance & (1 << 62) - 1)
    )
