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
    [moment] = _moments(1)
    return from_parts(moment, int.from_bytes(os.urandom(8)))


def uuid7s(count: int) -> list[str]:
    """As many such keys, in order, as the 32 digits that a database reads: for the rows of a whole file.

    PostgreSQL's own ask the operating system for chance one by one, which takes longer than writing the rows.
    """
    chances = memoryview(os.urandom(8 * count)).cast("Q")
    return [f"{_bits(*parts):032x}" for parts in zip(_moments(count), chances, strict=True)]


def _moments(count: int) -> range:
    """Moments that no other key of this process has, in 4096ths of a millisecond."""
    global _latest  # noqa: PLW0603 (the whole process shares one clock)
    with _lock:
        milliseconds, rest = divmod(time.time_ns(), 1_000_000)
        first = max(_latest + 1, milliseconds << 12 | (rest << 12) // 1_000_000)
        _latest = first + count - 1
    return range(first, first + count)


def from_parts(moment: int, chance: int) -> UUID:
    """Lay out 60 bits of time (milliseconds and their 4096ths) and 62 bits of chance as RFC 9562 says."""
    return UUID(int=_bits(moment, chance))


def _bits(moment: int, chance: int) -> int:
    return (moment >> 12) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64 | 0b10 << 62 | (chance & (1 << 62) - 1)
